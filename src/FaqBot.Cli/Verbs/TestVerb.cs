using FaqBot.Engine;
using NodaTime;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary><c>faqbot test</c>: what the owners expect of their knowledge.</summary>
internal static class TestVerb
{
    public static int Run(Workplace place, string? only, bool update)
    {
        if (place.Load() is not { } knowledge)
        {
            return CommandLine.Findings;
        }
        if (only is not null && Workplace.FindShop(knowledge, only) is null)
        {
            return CommandLine.Usage;
        }
        var run = new TestRun(knowledge, update);
        foreach (var shop in knowledge.Shops.Values.Where(shop => only is null || shop.Id == only).OrderBy(shop => shop.Id, StringComparer.Ordinal))
        {
            run.Entries(shop);
            run.Transcripts(shop, Path.Combine(place.KnowledgePath, shop.Id, "transcripts"));
        }
        Report(place, run);
        return run.Failed.Count > 0 ? CommandLine.Findings : CommandLine.Success;
    }

    private static void Report(Workplace place, TestRun run)
    {
        var coverage = new EntryCoverageJson(run.Covered.Count, run.Covered.Count + run.Uncovered.Count, [.. run.Uncovered]);
        if (place.Json)
        {
            Json.Print(new TestJson(run.Passed, run.Failed, new CoverageJson(coverage, new EntryCoverageJson(0, 0, []))));
            return;
        }
        foreach (var failure in run.Failed)
        {
            Terminal.Line(Terminal.Error, $"{failure.File}:{failure.Line}:{failure.Column}: [red]failed[/]: {Markup.Escape(failure.Message)}");
        }
        Terminal.Line($"coverage: {coverage.Covered} of {coverage.Total} entries are tested");
        Terminal.Line($"{run.Passed} passed, {run.Failed.Count} failed");
    }
}

/// <summary>Collects what held and what did not.</summary>
internal sealed class TestRun(Knowledge knowledge, bool update)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 11, 0);

    public int Passed { get; private set; }

    public List<FailureJson> Failed { get; } = [];

    public SortedSet<string> Covered { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Uncovered { get; } = new(StringComparer.Ordinal);

    public void Entries(Shop shop)
    {
        foreach (var entry in shop.Entries)
        {
            (entry.Tests.Any(test => test.Matches) ? Covered : Uncovered).Add($"{shop.Id}/{entry.Id}");
            foreach (var test in entry.Tests)
            {
                Check(shop, entry, test);
            }
        }
    }

    public void Transcripts(Shop shop, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var findings = new List<Diagnostic>();
            var transcript = GoldenTranscript.Parse(File.ReadAllText(path), path, findings);
            Failed.AddRange(findings.Select(finding => new FailureJson(path, finding.Span.Line, 1, finding.Message)));
            if (transcript is null)
            {
                continue;
            }
            var said = transcript.Run(knowledge, shop.Id);
            if (update)
            {
                File.WriteAllText(path, said);
            }
            Compare(path, update ? said : transcript.Print(), said);
        }
    }

    private void Check(Shop shop, Entry entry, EntryTest test)
    {
        var state = new ConversationState { Shop = shop.Id, Language = test.Language, Greeted = true };
        var trace = Turn.Run(knowledge, state, new TurnInput { Now = Noon, Event = new TurnEvent.Message(test.Utterance) }).Trace;
        if (trace.Entry?.Id == entry.Id == test.Matches)
        {
            Passed++;
            return;
        }
        var got = $"{Json.Name(trace.Outcome)} {trace.Entry?.Id ?? string.Join("/", trace.Candidates.Take(2).Select(candidate => candidate.Entry))}".TrimEnd();
        var wish = test.Matches ? "should be answered by" : "should not be answered by";
        Failed.Add(new FailureJson(
            test.Span.File, test.Span.Line, test.Span.Column,
            $"'{test.Utterance}' ({shop.Id}, {test.Language}) {wish} '{entry.Id}', got {got} at {trace.Score} (threshold {trace.Threshold})."));
    }

    private void Compare(string path, string expected, string actual)
    {
        if (expected == actual)
        {
            Passed++;
            return;
        }
        var (wish, got) = (expected.Split('\n'), actual.Split('\n'));
        var first = wish.Zip(got).TakeWhile(pair => pair.First == pair.Second).Count();
        Failed.Add(new FailureJson(
            path, first + 1, 1, $"expected '{wish.ElementAtOrDefault(first)}', got '{got.ElementAtOrDefault(first)}'"));
    }
}
