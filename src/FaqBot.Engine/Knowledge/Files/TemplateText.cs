using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>A template with the place it was read from, so that what is wrong with it is said where it stands.</summary>
internal sealed partial record TemplateText(Template Template, YamlScalar Scalar)
{
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Names = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("shop", TemplateRoots.ShopNames),
        KeyValuePair.Create("law", TemplateRoots.LawNames),
        KeyValuePair.Create("hours", TemplateRoots.HoursNames),
    ]);

    /// <summary>Parses a scalar; null where it is not a template, which is then found.</summary>
    public static TemplateText? Read(YamlScalar? scalar, Findings findings)
    {
        if (scalar is null)
        {
            return null;
        }
        // Parsed as if it stood alone; its findings are then moved to where YAML took each character from.
        var found = new List<Diagnostic>();
        var template = Template.Parse(scalar.Text, new SourceSpan(scalar.Span.File, 1, 1), found);
        foreach (var diagnostic in found)
        {
            findings.Add(diagnostic with { Span = scalar.SpanOf(IndexOf(scalar.Text, diagnostic.Span)) });
        }
        if (template is null)
        {
            return null;
        }
        CheckNames(scalar, findings);
        return new TemplateText(template, scalar);
    }

    /// <summary>A template in each language.</summary>
    public static ImmutableDictionary<string, TemplateText> ReadAll(YamlNode? node, Values values)
    {
        var templates = ImmutableDictionary.CreateBuilder<string, TemplateText>(StringComparer.Ordinal);
        foreach (var (language, scalar) in values.Texts(node, KnowledgeLimits.TemplateLengthMax))
        {
            if (Read(scalar, values.Findings) is { } template)
            {
                templates[language] = template;
            }
        }
        return templates.ToImmutable();
    }

    /// <summary>Finds facts that are neither stated nor known, each once.</summary>
    public void CheckFacts(Func<string, bool> isKnown, IEnumerable<string> names, Findings findings)
    {
        foreach (var fact in Template.Reads.Where(fact => !isKnown(fact)))
        {
            var at = Regex.Match(Template.Source, $@"facts\s*\.\s*{Regex.Escape(fact)}\b", RegexOptions.CultureInvariant);
            var hint = NearestName.Hint(fact, names, KnowledgeRules.UnknownFact.Remedy);
            findings.Add(KnowledgeRules.UnknownFact, Scalar.SpanOf(at.Success ? at.Index : 0), $"The fact '{fact}' is not known.", hint);
        }
    }

    private static void CheckNames(YamlScalar scalar, Findings findings)
    {
        foreach (var markup in Markup().EnumerateMatches(scalar.Text))
        {
            foreach (Match path in Path().Matches(scalar.Text.Substring(markup.Index, markup.Length)))
            {
                var (root, name) = (path.Groups["root"].Value, path.Groups["name"].Value);
                if (!Names[root].Contains(name))
                {
                    var hint = NearestName.Hint(name, Names[root], $"Known: {string.Join(", ", Names[root])}.");
                    findings.Add(KnowledgeRules.UnknownVariable, scalar.SpanOf(markup.Index + path.Groups["root"].Index), $"There is no '{root}.{name}'.", hint);
                }
            }
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

    [GeneratedRegex(@"\{\{[^}]*\}\}|\{%[^%]*%\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(^|[^\w.'""-])(?<root>shop|law|hours)\.(?<name>[A-Za-z_]\w*)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Path();
}
