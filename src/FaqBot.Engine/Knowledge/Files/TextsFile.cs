using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>Reads system texts by id and language: <c>dialogs/texts.yaml</c> and <c>interface.yaml</c>, and <c>texts</c> of a shop.</summary>
internal static partial class TextsFile
{
    /// <summary>The key of a text that serves all languages.</summary>
    public const string AllLanguages = "";

    /// <summary>Texts by id and language.</summary>
    /// <param name="node">Null gives none.</param>
    /// <param name="known">The ids that may stand here.</param>
    /// <param name="values">Collects findings.</param>
    /// <param name="plainServesAll">Whether a plain text may stand in place of the languages.</param>
    public static ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Read(
        YamlNode? node, ImmutableArray<TextPurpose> known, Values values, bool plainServesAll)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, TemplateText>>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(node))
        {
            if (known.FirstOrDefault(text => text.Id == key.Text) is { } purpose)
            {
                texts[key.Text] = Templates(value, values, plainServesAll, purpose.Dialect);
                CheckPlaceholders(texts[key.Text].Values, purpose, values.Findings);
                continue;
            }
            var hint = values.Findings.Nearest(key.Text, known.Select(text => text.Id), KnowledgeRules.TextUnknown.Remedy);
            values.Findings.Add(KnowledgeRules.TextUnknown, key.Span, $"There is no system text '{key.Text}' here.", hint);
        }
        return texts.ToImmutable();
    }

    /// <summary>A template in each language, or one for all under <see cref="AllLanguages"/>.</summary>
    public static ImmutableDictionary<string, TemplateText> Templates(
        YamlNode? node, Values values, bool plainServesAll, TemplateDialect dialect)
    {
        if (!plainServesAll || node is not YamlScalar)
        {
            return TemplateText.ReadAll(node, values, dialect);
        }
        var text = TemplateText.Read(values.Scalar(node, TemplateLimits.SourceCharactersMax), values.Findings, dialect with { Units = values.Units });
        return text is null
            ? ImmutableDictionary<string, TemplateText>.Empty
            : ImmutableDictionary<string, TemplateText>.Empty.Add(AllLanguages, text);
    }

    /// <summary>Finds texts that are missing in English.</summary>
    public static void CheckComplete(
        ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> texts,
        ImmutableArray<TextPurpose> needed,
        SourceSpan file,
        Findings findings)
    {
        foreach (var (id, _) in needed.Where(needed => texts.GetValueOrDefault(needed.Id)?.ContainsKey(LanguageCodes.English) != true))
        {
            findings.Add(KnowledgeRules.TextMissing, file, $"The system text '{id}' is missing in English.");
        }
    }

    /// <summary>What nobody fills in, the customer would read as it stands.</summary>
    private static void CheckPlaceholders(IEnumerable<TemplateText> templates, TextPurpose purpose, Findings findings)
    {
        var known = purpose.Placeholders.Select(name => $"{{{name}}}").ToImmutableArray();
        foreach (var text in templates)
        {
            foreach (var match in Braces().Matches(text.Scalar.Text).Where(match => match.Groups["name"].Success && !known.Contains(match.Value)))
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

    /// <summary>Markup, which is skipped, or a name in single braces.</summary>
    [GeneratedRegex(
        @"\{\{.*?\}\}|\{%.*?%\}|\{\s*(?<name>[\p{L}_][\p{L}\p{N}_.-]*)\s*\}",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Braces();
}
