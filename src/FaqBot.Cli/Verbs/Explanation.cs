using FaqBot.Engine;
using FaqBot.Language;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary>Why a turn did what it did, for people and as data.</summary>
internal static class Explanation
{
    public static TraceJson Of(TurnTrace trace, string text) => new(
        [.. TextAnalysis.Of(text, trace.Language).Tokens.Select(token => new TokenJson(token.Folded, token.Stem))],
        Candidates(trace),
        trace.Threshold,
        trace.Entry?.Id,
        trace.MissingFact,
        Source(trace),
        trace.Knowledge);

    public static IReadOnlyList<CandidateJson> Candidates(TurnTrace trace) =>
        [.. trace.Candidates.Select(candidate => new CandidateJson(candidate.Entry, candidate.Score))];

    public static SourceJson? Source(TurnTrace trace) =>
        trace.Entry is { } entry ? new SourceJson(entry.Span.File, entry.Span.Line) : null;

    public static void Print(TurnTrace trace, string text)
    {
        var tokens = TextAnalysis.Of(text, trace.Language).Tokens;
        Terminal.Line($"[grey]  language   {trace.Language}[/]");
        Terminal.Line($"[grey]  words      {string.Join(" ", tokens.Select(token => Markup.Escape(token.Folded == token.Stem ? token.Folded : $"{token.Folded}({token.Stem})")))}[/]");
        foreach (var (index, candidate) in trace.Candidates.Take(5).Index())
        {
            var mark = candidate.Score >= trace.Threshold ? "+" : "-";
            Terminal.Line($"[grey]  {(index == 0 ? "scores" : "      ")}     {candidate.Score,5} {mark} {candidate.Entry}[/]");
        }
        Terminal.Line($"[grey]  threshold  {trace.Threshold}[/]");
        var why = (trace.Reason is { } reason ? $"{Json.Name(trace.Outcome)} ({Json.Name(reason)})" : Json.Name(trace.Outcome))
            + (trace.MissingFact is { } fact ? $": fact '{fact}' is not stated" : "");
        Terminal.Line($"[grey]  outcome    {why}[/]");
        if (trace.Entry is { } entry)
        {
            Terminal.Line($"[grey]  entry      {entry.Id} at {Markup.Escape(entry.Span.ToString())}[/]");
        }
        Terminal.Line($"[grey]  knowledge  {(trace.Knowledge.Length > 12 ? trace.Knowledge[..12] : trace.Knowledge)}[/]");
    }
}
