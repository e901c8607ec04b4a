using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>A compiled text in the Liquid subset of <c>docs/knowledge-format.md</c>: it chooses and prints, and can say which facts it
/// needs. Immutable, safe for many threads.</summary>
/// <example>"Kurier kosztuje {{ facts.courier_price }}." in Polish: "Kurier kosztuje 14,99 zł."</example>
public sealed partial class Template
{
    /// <summary>So many values of <see cref="KnowledgeLimits.ValueLengthMax"/> fit into <see cref="TemplateLimits.OutputCharactersMax"/>,
    /// beside a source of any length.</summary>
    private const int ValuesMax = 12;

    private readonly ImmutableArray<TemplateNode> nodes;

    private Template(string source, ImmutableArray<TemplateNode> nodes, ImmutableArray<TemplateMention> mentions)
    {
        this.nodes = nodes;
        Source = source;
        Mentions = mentions;
        Reads = Facts(mentions);
        Needs = Facts(mentions.Where(mention => mention.IsNeeded));
        PrintsAlways = mentions.Length <= ValuesMax
            && nodes.Any(node => node is TemplateNode.Text { Value: var text } && !string.IsNullOrWhiteSpace(text));
    }

    /// <summary>As written.</summary>
    public string Source { get; }

    /// <summary>Names of facts without which the template has nothing to say: printed outside an <c>if</c> that tests them, and without
    /// a <c>default</c>. Ordered.</summary>
    public ImmutableArray<string> Needs { get; }

    /// <summary>Names of all facts that the template mentions. Ordered.</summary>
    public ImmutableArray<string> Reads { get; }

    /// <summary>Every place where a value is named, facts and others, ordered by offset.</summary>
    public ImmutableArray<TemplateMention> Mentions { get; }

    /// <summary>Whether there is something to read in it whatever the values, and they are too few to run past a limit.</summary>
    internal bool PrintsAlways { get; }

    /// <summary>Parses a template that names nothing but <c>facts</c>, <c>shop</c>, <c>law</c> and <c>hours</c>.</summary>
    /// <inheritdoc cref="Parse(string, SourceSpan, ICollection{Diagnostic}, TemplateDialect)"/>
    public static Template? Parse(string text, SourceSpan origin, ICollection<Diagnostic> diagnostics) =>
        Parse(text, origin, diagnostics, TemplateDialect.Standard);

    /// <summary>Parses <paramref name="text"/>; null if it has errors, all of which are added to <paramref name="diagnostics"/>
    /// (KB100 to KB115; KB114 is a warning). Never throws.</summary>
    /// <param name="text">The template, at most <see cref="TemplateLimits.SourceCharactersMax"/> characters.</param>
    /// <param name="origin">Where its first character stands, so that findings point into the author's file: behind the quote of a quoted
    /// scalar, in the line below <c>|</c> of a block. Every further line is taken to start in the same column, as in a block.</param>
    /// <param name="diagnostics">Collects findings.</param>
    /// <param name="dialect">What the template may name, and its language.</param>
    public static Template? Parse(string text, SourceSpan origin, ICollection<Diagnostic> diagnostics, TemplateDialect dialect)
    {
        var findings = new TemplateFindings(text, origin, diagnostics);
        if (text.Length > TemplateLimits.SourceCharactersMax)
        {
            findings.Error(
                TemplateFindings.TooLong,
                0,
                $"The template has more than {TemplateLimits.SourceCharactersMax} characters.",
                "Divide the text between several entries.");
            return null;
        }

        var nodes = new TemplateParser(text, findings, dialect).Parse();
        return findings.Errors == 0 ? new Template(text, nodes, TemplateMentions.In(nodes)) : null;
    }

    /// <summary>The text for these values. What is missing prints as nothing; nothing else fails.</summary>
    /// <exception cref="TemplateLimitException">The values led past <see cref="TemplateLimits"/>.</exception>
    public string Render(TemplateScope scope) => new TemplateRun(scope).Render(nodes);

    /// <summary>The words of a template, with <paramref name="inPlace"/> for each tag and output.</summary>
    internal string WithoutMarkup(string inPlace) => Markup().Replace(Source, inPlace);

    [GeneratedRegex(@"\{\{[^}]*\}\}|\{%[^%]*%\}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    private static ImmutableArray<string> Facts(IEnumerable<TemplateMention> mentions) =>
        [.. mentions.Select(mention => mention.Fact).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
