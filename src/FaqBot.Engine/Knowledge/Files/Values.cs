using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Reads values of YAML as what they must be. An absent value is null without a finding; a wrong one is null with one.</summary>
internal sealed class Values(Findings findings)
{
    public static readonly ImmutableArray<string> Trues = ["true", "True", "TRUE", "yes"];
    public static readonly ImmutableArray<string> Falses = ["false", "False", "FALSE", "no"];

    /// <summary>Cannot stand in double quotes as they are, or in a hint.</summary>
    private static readonly SearchValues<char> Unquotable = SearchValues.Create("\"\\`\n");

    public Findings Findings { get; } = findings;

    /// <summary>What may be written for units of time and currencies.</summary>
    public FactWords Words { get; init; } = FactWords.Format;

    /// <summary>A text that is not empty, with its place.</summary>
    public YamlScalar? Scalar(YamlNode? node, int lengthMax = KnowledgeLimits.ValueLengthMax)
    {
        if (node is null or { IsAbsent: true })
        {
            return null;
        }
        if (node is not YamlScalar scalar)
        {
            WrongShape(node, "a text");
            return null;
        }
        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            Findings.Add(KnowledgeRules.EmptyText, scalar.Span, "The text is empty.");
            return null;
        }
        if (scalar.Text.Length <= lengthMax)
        {
            return scalar;
        }
        Findings.Add(
            KnowledgeRules.TextTooLong, scalar.Span, $"The text has {scalar.Text.Length} characters; {lengthMax} are allowed here.");
        return null;
    }

    /// <summary>A text of a given form.</summary>
    public string? Formed(YamlNode? node, Form form)
    {
        if (Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (form.IsValid(scalar.Text))
        {
            return scalar.Text;
        }
        var hint = form.Meant(scalar.Text) is { } meant ? $"Did you mean \"{meant}\"?" : form.Remedy;
        Findings.Add(form.Rule, scalar.Span, $"'{scalar.Text}' is not {form.What}.", hint);
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(YamlNode? node)
    {
        if (Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (Trues.Contains(scalar.Text) || Falses.Contains(scalar.Text))
        {
            return Trues.Contains(scalar.Text);
        }
        Findings.Add(KnowledgeRules.BadFlag, scalar.Span, $"'{scalar.Text}' is neither true nor false.");
        return null;
    }

    /// <summary>One of <paramref name="allowed"/>.</summary>
    public string? Choice(YamlNode? node, ImmutableArray<string> allowed)
    {
        if (Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (allowed.Contains(scalar.Text))
        {
            return scalar.Text;
        }
        var hint = Findings.Nearest(scalar.Text, allowed, $"Write {string.Join(" or ", allowed.Select(choice => $"`{choice}`"))}.");
        Findings.Add(KnowledgeRules.BadChoice, scalar.Span, $"'{scalar.Text}' is not allowed here.", hint);
        return null;
    }

    /// <summary>A whole number.</summary>
    public int? Whole(YamlNode? node, int min, int max)
    {
        if (Scalar(node) is not { } scalar)
        {
            return null;
        }
        var isNumber = int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (isNumber && value >= min && value <= max)
        {
            return value;
        }
        Findings.Add(KnowledgeRules.BadNumber, scalar.Span, $"'{scalar.Text}' is not a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A day of the calendar.</summary>
    public LocalDate? Date(YamlNode? node)
    {
        if (Scalar(node) is not { } scalar)
        {
            return null;
        }
        if (LocalDatePattern.Iso.Parse(scalar.Text) is { Success: true } parsed)
        {
            return parsed.Value;
        }
        Findings.Add(KnowledgeRules.BadDate, scalar.Span, $"'{scalar.Text}' is not a date.");
        return null;
    }

    /// <summary>Two dates of which the first is not after the second.</summary>
    public (LocalDate? From, LocalDate? Until) Period(Section section, Key<LocalDate?> from, Key<LocalDate?> until)
    {
        var (first, last) = (section.Read(from), section.Read(until));
        if (first > last)
        {
            Findings.Add(KnowledgeRules.ValidityReversed, section.ValueSpanOf(until), "The period ends before it begins.");
        }
        return (first, last);
    }

    /// <summary>The items of a list that are there; empty where it is absent or something else.</summary>
    public ImmutableArray<YamlNode> Items(YamlNode? node, int max = KnowledgeLimits.ListItemsMax)
    {
        if (node is null or { IsAbsent: true })
        {
            return [];
        }
        if (node is not YamlSequence sequence)
        {
            WrongShape(node, "a list (`- item` or `[item]`)", node is YamlScalar only ? $"Write `[{Quoted(only)}]`." : null);
            return [];
        }
        foreach (var empty in sequence.Items.Where(item => item is { IsAbsent: true, IsComment: false }))
        {
            Findings.Add(KnowledgeRules.EmptyText, empty.Span, "An item of the list is empty.", "Write the item, or remove its line.");
        }
        return Within([.. sequence.Items.Where(item => !item.IsAbsent)], max, node);
    }

    /// <summary>The pairs of a mapping with names of the author's own; empty where it is absent or something else.</summary>
    public ImmutableArray<YamlPair> Pairs(YamlNode? node, int max = KnowledgeLimits.ListItemsMax)
    {
        if (node is null or { IsAbsent: true })
        {
            return [];
        }
        if (node is not YamlMapping mapping)
        {
            WrongShape(node, "a mapping (`key: value`)");
            return [];
        }
        return Within(mapping.Pairs, max, node);
    }

    /// <summary>Pairs whose keys are languages.</summary>
    public ImmutableArray<YamlPair> Languages(YamlNode? node)
    {
        if (node is YamlScalar { IsAbsent: false } only)
        {
            WrongShape(node, "a mapping by language", $"Write e.g. `{{ pl: {Quoted(only)} }}`.");
            return [];
        }
        return [.. Pairs(node).Where(pair => Formed(pair.Key, Forms.Language) is not null)];
    }

    /// <summary>A text in each language.</summary>
    public ImmutableDictionary<string, YamlScalar> Texts(YamlNode? node, int lengthMax)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, YamlScalar>(StringComparer.Ordinal);
        foreach (var (language, value) in Languages(node))
        {
            if (Scalar(value, lengthMax) is { } text)
            {
                texts[language.Text] = text;
            }
        }
        return texts.ToImmutable();
    }

    /// <summary>A list of texts in each language.</summary>
    public ImmutableDictionary<string, ImmutableArray<YamlScalar>> TextLists(YamlNode? node, int itemsMax, int lengthMax)
    {
        var lists = ImmutableDictionary.CreateBuilder<string, ImmutableArray<YamlScalar>>(StringComparer.Ordinal);
        foreach (var (language, value) in Languages(node))
        {
            lists[language.Text] = [.. Items(value, itemsMax).Select(item => Scalar(item, lengthMax)).OfType<YamlScalar>()];
        }
        return lists.ToImmutable();
    }

    public void WrongShape(YamlNode node, string expected, string? hint = null) =>
        Findings.Add(KnowledgeRules.WrongShape, node.Span, $"Here must be {expected}, not {node.Shape}.", hint);

    /// <summary>The text as it can stand in any place of a file; of a long one only that it stands there.</summary>
    private static string Quoted(YamlScalar scalar) =>
        scalar.Text.Length <= KnowledgeLimits.LabelLengthMax && scalar.Text.AsSpan().IndexOfAny(Unquotable) < 0
            ? $"\"{scalar.Text}\""
            : "\"...\"";

    private ImmutableArray<T> Within<T>(ImmutableArray<T> items, int max, YamlNode node)
    {
        if (items.Length <= max)
        {
            return items;
        }
        Findings.Add(KnowledgeRules.TooManyItems, node.Span, $"There are {items.Length}; {max} are allowed here.");
        return items[..max];
    }
}
