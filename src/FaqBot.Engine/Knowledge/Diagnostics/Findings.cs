namespace FaqBot.Engine;

/// <summary>Collects what the compiler finds: all of it, never only the first.</summary>
internal sealed class Findings
{
    /// <summary>Characters of a message: what an author wrote may be long.</summary>
    private const int MessageLengthMax = 300;

    /// <summary>Past so many findings the nearest names are not looked for any more: a hostile file would make that slow.</summary>
    private const int NearestNamesMax = 1_000;

    private readonly List<Diagnostic> all = [];

    /// <summary>How many so far.</summary>
    public int Count => all.Count;

    /// <summary>How many of them are errors.</summary>
    public int Errors { get; private set; }

    /// <summary>Whether something was found that forbids to use the knowledge.</summary>
    public bool HasErrors => Errors > 0;

    /// <param name="rule">Which finding.</param>
    /// <param name="span">Where.</param>
    /// <param name="message">What, in one sentence.</param>
    /// <param name="hint">What to do; null for the rule's remedy.</param>
    public void Add(DiagnosticRule rule, SourceSpan span, string message, string? hint = null) =>
        Add(new Diagnostic(rule.Id, rule.Severity, span, OneLine(message), hint ?? rule.Remedy));

    /// <summary>Takes over a finding that was made elsewhere.</summary>
    public void Add(Diagnostic diagnostic)
    {
        all.Add(diagnostic);
        Errors += diagnostic.Severity == Severity.Error ? 1 : 0;
    }

    /// <summary>A hint that names the nearest of <paramref name="known"/>, else <paramref name="otherwise"/>.</summary>
    public string Nearest(string name, IEnumerable<string> known, string otherwise) =>
        all.Count < NearestNamesMax && NearestName.Of(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : otherwise;

    /// <summary>In the order in which an author reads; the same finding at the same place once.</summary>
    public IEnumerable<Diagnostic> Ordered() => all
        .Distinct()
        .OrderBy(diagnostic => diagnostic.Span.File, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Span.Line)
        .ThenBy(diagnostic => diagnostic.Span.Column)
        .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Message, StringComparer.Ordinal);

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        var end = MessageLengthMax - (line.Length > MessageLengthMax && char.IsHighSurrogate(line[MessageLengthMax - 1]) ? 1 : 0);
        return line.Length <= MessageLengthMax ? line : $"{line[..end]}...";
    }
}
