using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A template with the place it was read from, so that what is wrong with it is said where it stands.</summary>
internal sealed record TemplateText(Template Template, YamlScalar Scalar)
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Names = new Dictionary<string, ImmutableArray<string>>
    {
        ["shop"] = TemplateRoots.ShopNames,
        ["law"] = TemplateRoots.LawNames,
        ["hours"] = TemplateRoots.HoursNames,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parses a scalar; null where it is absent or not a template, which is then found.</summary>
    public static TemplateText? Read(YamlScalar? scalar, Findings findings, TemplateDialect dialect)
    {
        if (scalar is null)
        {
            return null;
        }
        // Parsed as if it stood alone; its findings are then moved to where YAML took each character from.
        var found = new List<Diagnostic>();
        var template = Template.Parse(scalar.Text, new SourceSpan(scalar.Span.File, 1, 1), found, dialect);
        foreach (var diagnostic in found)
        {
            findings.Add(diagnostic with { Span = scalar.SpanOf(IndexOf(scalar.Text, diagnostic.Span)) });
        }
        if (template is null)
        {
            return null;
        }
        var text = new TemplateText(template, scalar);
        text.CheckNames(findings);
        return text;
    }

    /// <summary>A template in each language.</summary>
    public static ImmutableDictionary<string, TemplateText> ReadAll(YamlNode? node, Values values, TemplateDialect dialect)
    {
        var templates = ImmutableDictionary.CreateBuilder<string, TemplateText>(StringComparer.Ordinal);
        foreach (var (language, scalar) in values.Texts(node, TemplateLimits.SourceCharactersMax))
        {
            if (Read(scalar, values.Findings, dialect with { Language = language, Words = values.Words }) is { } template)
            {
                templates[language] = template;
            }
        }
        return templates.ToImmutable();
    }

    /// <summary>Finds facts that are neither stated nor known.</summary>
    public void CheckFacts(Func<string, bool> isKnown, IEnumerable<string> names, Findings findings)
    {
        foreach (var mention in Template.Mentions)
        {
            if (mention.Fact is { } fact && !isKnown(fact))
            {
                var hint = findings.Nearest(fact, names, KnowledgeRules.UnknownFact.Remedy);
                findings.Add(KnowledgeRules.UnknownFact, Scalar.SpanOf(mention.Offset), $"The fact '{fact}' is not known.", hint);
            }
        }
    }

    /// <summary>Finds names under <paramref name="root"/> that are not among <paramref name="known"/>.</summary>
    public void CheckNames(string root, IReadOnlyCollection<string> known, Findings findings)
    {
        foreach (var mention in Template.Mentions)
        {
            if (mention.Root == root && mention.Name is { } name && !known.Contains(name))
            {
                var hint = findings.Nearest(name, known, $"Known: {string.Join(", ", known)}.");
                findings.Add(KnowledgeRules.UnknownVariable, Scalar.SpanOf(mention.Offset), $"There is no '{mention.Shown}'.", hint);
            }
        }
    }

    private void CheckNames(Findings findings)
    {
        foreach (var (root, known) in Names)
        {
            CheckNames(root, known, findings);
        }
    }

    private static int IndexOf(string text, SourceSpan span)
    {
        var start = 0;
        for (var line = 1; line < span.Line; line++)
        {
            start = text.IndexOf('\n', start) + 1;
        }
        return Math.Clamp(start + span.Column - 1, 0, text.Length);
    }
}
