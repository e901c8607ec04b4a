using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>Reads system texts by id and language: <c>dialogs/texts.yaml</c> and <c>interface.yaml</c>, and
/// <c>texts</c> of a shop.</summary>
internal static partial class TextsFile
{
    /// <summary>The key of a text that serves all languages.</summary>
    public const string AllLanguages = "";

    /// <summary><c>dialogs/texts.yaml</c></summary>
    public static Shape<ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>>> BotTexts { get; } =
        Shape(TextIds.Purposes, plainServesAll: false);

    /// <summary><c>dialogs/interface.yaml</c></summary>
    public static Shape<ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>>> InterfaceTexts { get; } =
        Shape([.. InterfaceTextIds.Purposes, .. HomeTexts.Purposes], plainServesAll: false);

    /// <summary>Texts by id and language.</summary>
    /// <param name="known">The texts that may stand here.</param>
    /// <param name="plainServesAll">Whether a plain text may stand in place of the languages.</param>
    public static Shape<ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>>> Shape(
        ImmutableArray<TextPurpose> known, bool plainServesAll)
    {
        ImmutableArray<Key<ImmutableDictionary<string, TemplateText>>> keys =
            [.. known.Select(text =>
                new Key<ImmutableDictionary<string, TemplateText>>(text.Id, text.Purpose, Templates(text.Dialect, plainServesAll)))];
        return new((node, values) => Read(node, known, keys, values), Shapes.Section([.. keys]).Schema) { Keys = [.. keys] };
    }

    /// <summary>A template in each language, or one for all under <see cref="AllLanguages"/>.</summary>
    public static Shape<ImmutableDictionary<string, TemplateText>> Templates(TemplateDialect dialect, bool plainServesAll)
    {
        var byLanguage = Shapes.Templates(dialect);
        if (!plainServesAll)
        {
            return byLanguage;
        }
        var plain = Shapes.Scalar(TemplateLimits.SourceCharactersMax);
        return new(
            (node, values) => node is YamlScalar ? ForAll(plain.Read(node, values), values, dialect) : byLanguage.Read(node, values),
            () => Shapes.AnyOf(plain.Schema(), byLanguage.Schema()));
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Read(
        YamlNode? node,
        ImmutableArray<TextPurpose> known,
        ImmutableArray<Key<ImmutableDictionary<string, TemplateText>>> keys,
        Values values)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, TemplateText>>(StringComparer.Ordinal);
        foreach (var (id, value) in values.Pairs(node, KnowledgeLimits.TextsMax))
        {
            if (keys.FirstOrDefault(key => key.Name == id.Text) is { } key)
            {
                texts[key.Name] = key.Read(value, values);
                var purpose = known.First(text => text.Id == key.Name);
                CheckPlaceholders(texts[key.Name].Values, purpose, values.Findings);
                CheckNames(texts[key.Name].Values, purpose, values.Findings);
                continue;
            }
            var hint = values.Findings.Nearest(id.Text, keys.Select(key => key.Name), KnowledgeRules.TextUnknown.Remedy);
            values.Findings.Add(KnowledgeRules.TextUnknown, id.Span, $"There is no system text '{id.Text}' here.", hint);
        }
        return texts.ToImmutable();
    }

    private static ImmutableDictionary<string, TemplateText> ForAll(YamlScalar? scalar, Values values, TemplateDialect dialect) =>
        TemplateText.Read(scalar, values.Findings, dialect with { Words = values.Words }) is { } text
            ? ImmutableDictionary<string, TemplateText>.Empty.Add(AllLanguages, text)
            : ImmutableDictionary<string, TemplateText>.Empty;

    /// <summary>Finds texts that are missing in English.</summary>
    public static void CheckComplete(
        ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> texts,
        ImmutableArray<Key> needed,
        SourceSpan file,
        Findings findings)
    {
        foreach (var key in needed.Where(key => texts.GetValueOrDefault(key.Name)?.ContainsKey(LanguageCodes.English) != true))
        {
            findings.Add(KnowledgeRules.TextMissing, file, $"The system text '{key.Name}' is missing in English.");
        }
    }

    /// <summary>What nobody fills in, the customer would read as it stands.</summary>
    private static void CheckPlaceholders(IEnumerable<TemplateText> templates, TextPurpose purpose, Findings findings)
    {
        var known = purpose.Placeholders.Select(name => $"{{{name}}}").ToImmutableArray();
        foreach (var text in templates)
        {
            foreach (var match in Braces()
                .Matches(text.Scalar.Text)
                .Where(match => match.Groups["name"].Success && !known.Contains(match.Value)))
            {
                var otherwise = known.IsEmpty ? "This text has no placeholders." : $"Known here: {string.Join(", ", known)}.";
                findings.Add(
                    KnowledgeRules.PlaceholderUnknown,
                    text.Scalar.SpanOf(match.Index),
                    $"Nothing fills in '{match.Value}' of the text '{purpose.Id}'.",
                    findings.Nearest(match.Value, known, otherwise));
            }
        }
    }

    /// <summary>What does not exist prints nothing, and what is not named is not said.</summary>
    private static void CheckNames(IEnumerable<TemplateText> templates, TextPurpose purpose, Findings findings)
    {
        foreach (var text in templates)
        {
            foreach (var root in purpose.Roots)
            {
                text.CheckNames(root, purpose.PartsOf(root), findings);
            }
            if (!purpose.Says.IsEmpty && !text.Template.Mentions.Any(mention => purpose.Says.Contains(mention.Shown)))
            {
                findings.Add(
                    KnowledgeRules.TextSaysNothing,
                    text.Scalar.Span,
                    $"The text '{purpose.Id}' does not name {string.Join(" or ", purpose.Says.Select(name => $"`{name}`"))}.",
                    $"Put {{{{ {purpose.Says[0]} }}}} where it belongs in the text: nobody else says it.");
            }
        }
    }

    /// <summary>Markup, which is skipped, or a name in single braces.</summary>
    [GeneratedRegex(
        @"\{\{.*?\}\}|\{%.*?%\}|\{\s*(?<name>[\p{L}_][\p{L}\p{N}_.-]*)\s*\}",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Braces();
}
