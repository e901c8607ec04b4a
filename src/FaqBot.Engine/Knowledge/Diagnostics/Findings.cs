namespace FaqBot.Engine;

/// <summary>Collects what the compiler finds: all of it, never only the first.</summary>
internal sealed class Findings
{
    private readonly List<Diagnostic> all = [];

    /// <summary>How many so far.</summary>
    public int Count => all.Count;

    /// <summary>Whether something was found that forbids to use the knowledge.</summary>
    public bool HasErrors => all.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    /// <param name="rule">Which finding.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What, in one sentence.</param>
    /// <param name="hint">What to do; null for the rule's remedy.</param>
    public void Add(DiagnosticRule rule, SourceSpan span, string message, string? hint = null) =>
        all.Add(new Diagnostic(rule.Id, rule.Severity, span, message, hint ?? rule.Remedy));

    /// <summary>Takes over a finding that was made elsewhere.</summary>
    public void Add(Diagnostic diagnostic) => all.Add(diagnostic);

    /// <summary>In the order in which an author reads; the same finding at the same place once.</summary>
    public IEnumerable<Diagnostic> Ordered() => all
        .Distinct()
        .OrderBy(diagnostic => diagnostic.Span.File, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Span.Line)
        .ThenBy(diagnostic => diagnostic.Span.Column)
        .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal);
}
