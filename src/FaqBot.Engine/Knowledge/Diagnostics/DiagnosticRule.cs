namespace FaqBot.Engine;

/// <summary>One kind of finding: what <c>docs/reference.md</c> lists and a test provokes.</summary>
/// <param name="Id">Stable, <c>KB</c> and three digits.</param>
/// <param name="Severity">Whether knowledge with such a finding can be used.</param>
/// <param name="Title">What is wrong, without the particulars.</param>
/// <param name="Remedy">What to do; the hint of a finding that has no better one.</param>
public sealed record DiagnosticRule(string Id, Severity Severity, string Title, string Remedy);
