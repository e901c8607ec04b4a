namespace FaqBot.Engine;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>The knowledge works; an owner would want to know.</summary>
    Warning,

    /// <summary>The knowledge is not used until this is mended.</summary>
    Error,
}

/// <summary>Where something stands in a file of the author.</summary>
/// <param name="File">The path as the author would type it, e.g. <c>knowledge/demo/faq/shipping.yaml</c>.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, in characters.</param>
public readonly record struct SourceSpan(string File, int Line, int Column)
{
    /// <summary><c>file:line:column</c>, as compilers print it.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>One finding of the compiler, for the author of the file.</summary>
/// <param name="Id">Stable, <c>KB</c> and three digits; every id has a line in <c>docs/reference.md</c>.</param>
/// <param name="Severity">Whether the knowledge can be used.</param>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Hint">What to do, in one sentence.</param>
public sealed record Diagnostic(string Id, Severity Severity, SourceSpan Span, string Message, string Hint)
{
    /// <summary>The line that editors and CI link: <c>file:line:col: error KB014: message Hint</c>.</summary>
    public override string ToString() => $"{Span}: {(Severity == Severity.Error ? "error" : "warning")} {Id}: {Message} {Hint}";
}
