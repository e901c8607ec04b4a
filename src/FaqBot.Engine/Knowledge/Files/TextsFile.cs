using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads system texts by id and language: <c>dialogs/texts.yaml</c>, and <c>texts</c> of a shop.</summary>
internal static class TextsFile
{
    /// <summary>The key of a text that serves all languages.</summary>
    public const string AllLanguages = "";

    /// <summary>Texts by id and language.</summary>
    /// <param name="node">Null gives none.</param>
    /// <param name="values">Collects findings.</param>
    /// <param name="plainServesAll">Whether a plain text may stand in place of the languages.</param>
    public static ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Read(
        YamlNode? node, Values values, bool plainServesAll)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, TemplateText>>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(node))
        {
            if (TextIds.All.Contains(key.Text))
            {
                texts[key.Text] = Templates(value, values, plainServesAll);
                continue;
            }
            var hint = values.Findings.Nearest(key.Text, TextIds.All, KnowledgeRules.TextUnknown.Remedy);
            values.Findings.Add(KnowledgeRules.TextUnknown, key.Span, $"There is no system text '{key.Text}'.", hint);
        }
        return texts.ToImmutable();
    }

    /// <summary>A template in each language, or one for all under <see cref="AllLanguages"/>.</summary>
    public static ImmutableDictionary<string, TemplateText> Templates(YamlNode? node, Values values, bool plainServesAll)
    {
        if (!plainServesAll || node is not YamlScalar)
        {
            return TemplateText.ReadAll(node, values, TemplateDialect.Standard);
        }
        var text = TemplateText.Read(values.Scalar(node, TemplateLimits.SourceCharactersMax), values.Findings, TemplateDialect.Standard);
        return text is null
            ? ImmutableDictionary<string, TemplateText>.Empty
            : ImmutableDictionary<string, TemplateText>.Empty.Add(AllLanguages, text);
    }

    /// <summary>Finds texts that are missing in English.</summary>
    public static void CheckComplete(
        ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> texts, SourceSpan file, Findings findings)
    {
        foreach (var id in TextIds.All.Where(id => !texts.TryGetValue(id, out var text) || !text.ContainsKey(LanguageCodes.English)))
        {
            findings.Add(KnowledgeRules.TextMissing, file, $"The system text '{id}' is missing in English.");
        }
    }
}
