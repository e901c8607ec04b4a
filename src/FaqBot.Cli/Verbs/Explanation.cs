using System.Collections.Immutable;
using FaqBot.Engine;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary>Why a turn did what it did, for people and as data.</summary>
internal static class Explanation
{
    /// <summary>Of a list no more is shown on the terminal.</summary>
    private const int ListWordsShown = 4;

    private const int CandidatesShown = 5;

    public static TraceJson Of(TurnTrace trace, Shop shop, string text)
    {
        var reading = MessageReading.Of(shop, trace.Language, text);
        return new(
            [.. reading.Words.Select(word => new TokenJson(word.Folded, word.Stem, word.IsCorrected ? word.Typed : null))],
            [.. reading.Lists.Select(met => new MetListJson(met.Words, met.List))],
            [.. trace.Candidates.Select(
                candidate => new ReasonJson(candidate.Entry, candidate.Score, LeadingTo(candidate, shop, reading)))],
            trace.Threshold,
            trace.Entry?.Id,
            trace.MissingFact,
            Source(trace),
            trace.Knowledge);
    }

    public static IReadOnlyList<CandidateJson> Candidates(TurnTrace trace) =>
        [.. trace.Candidates.Select(candidate => new CandidateJson(candidate.Entry, candidate.Score))];

    public static SourceJson? Source(TurnTrace trace) =>
        trace.Entry is { } entry ? new SourceJson(entry.Span.File, entry.Span.Line) : null;

    public static void Print(TurnTrace trace, Shop shop, string text)
    {
        var reading = MessageReading.Of(shop, trace.Language, text);
        Line("language", trace.Language);
        Line("words", string.Join(" ", reading.Words.Select(Shown)));
        foreach (var (index, met) in reading.Lists.Index())
        {
            Line(index == 0 ? "lists" : "", $"{met.Words} -> {string.Join(", ", met.List.Take(ListWordsShown))}"
                + (met.List.Length > ListWordsShown ? ", ..." : ""));
        }
        foreach (var (index, candidate) in trace.Candidates.Take(CandidatesShown).Index())
        {
            var mark = candidate.Score >= trace.Threshold ? "+" : "-";
            var words = string.Join(" ", LeadingTo(candidate, shop, reading));
            Line(index == 0 ? "scores" : "", $"{candidate.Score,5} {mark} {candidate.Entry}: {words}");
        }
        Line("threshold", $"{trace.Threshold}");
        var why = (trace.Reason is { } reason ? $"{Json.Name(trace.Outcome)} ({Json.Name(reason)})" : Json.Name(trace.Outcome))
            + (trace.MissingFact is { } fact ? $": fact '{fact}' is not stated" : "");
        Line("outcome", why);
        if (trace.Entry is { } entry)
        {
            Line("entry", $"{entry.Id} at {entry.Span}");
        }
        if (!trace.Also.IsEmpty)
        {
            Line("also", string.Join(", ", trace.Also));
        }
        Line("knowledge", trace.Knowledge.Length > 12 ? trace.Knowledge[..12] : trace.Knowledge);
    }

    private static void Line(string name, string value) => Terminal.Line($"[grey]  {name,-9}  {Markup.Escape(value)}[/]");

    /// <summary>"jest(byc)", "przesylka &lt;- przesyka;".</summary>
    private static string Shown(ReadWord word) =>
        (word.Folded == word.Stem ? word.Folded : $"{word.Folded}({word.Stem})") + (word.IsCorrected ? $" <- {word.Typed};" : "");

    private static ImmutableArray<string> LeadingTo(Candidate candidate, Shop shop, MessageReading reading) =>
        shop.EntriesById.TryGetValue(candidate.Entry, out var entry) ? reading.LeadingTo(entry) : [];
}
