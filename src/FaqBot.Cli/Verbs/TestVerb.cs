using FaqBot.Engine;
using NodaTime;

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
        var shops = knowledge.Shops.Values
            .Where(shop => only is null || shop.Id == only)
            .OrderBy(shop => shop.Id, StringComparer.Ordinal)
            .ToList();
        foreach (var shop in shops)
        {
            run.Entries(shop);
            run.Transcripts(shop, Path.Combine(place.KnowledgePath, shop.Id, "transcripts"));
        }
        shops.ForEach(run.Branches);
        Report(place, run);
        return run.Failed.Count > 0 ? CommandLine.Findings : CommandLine.Success;
    }

    private static void Report(Workplace place, TestRun run)
    {
        var coverage = CoveredJson.Of(run.Covered, run.Uncovered);
        var branches = CoveredJson.Of(run.Reached, run.Unreached);
        if (place.Json)
        {
            Json.Print(new TestJson(run.Passed, run.Failed, new CoverageJson(coverage, branches)));
            return;
        }
        foreach (var failure in run.Failed)
        {
            Terminal.Print(failure);
        }
        Terminal.Line($"coverage: {coverage.Covered} of {coverage.Total} entries are tested");
        Terminal.Line($"coverage: {branches.Covered} of {branches.Total} steps and outcomes of dialogs are reached by transcripts");
        foreach (var dialog in branches.Missing.GroupBy(branch => branch[..branch.LastIndexOf('/')], StringComparer.Ordinal))
        {
            var names = dialog.Select(branch => branch[(dialog.Key.Length + 1)..]);
            Terminal.Line($"  not reached in {dialog.Key}: {string.Join(", ", names)}");
        }
        Terminal.Line($"{run.Passed} passed, {run.Failed.Count} failed");
    }
}

/// <summary>Collects what held and what did not.</summary>
internal sealed class TestRun(Knowledge knowledge, bool update)
{
    /// <summary>A fixed day, a Monday, so that a test does not fail overnight.</summary>
    private static readonly LocalDate Monday = new(2026, 11, 23);

    public int Passed { get; private set; }

    public List<FailureJson> Failed { get; } = [];

    public SortedSet<string> Covered { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Uncovered { get; } = new(StringComparer.Ordinal);

    /// <summary>Steps and outcomes of dialogs that the transcripts come to, behind their shop.</summary>
    public SortedSet<string> Reached { get; } = new(StringComparer.Ordinal);

    /// <summary>The others.</summary>
    public SortedSet<string> Unreached { get; } = new(StringComparer.Ordinal);

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
            if (Parse(path) is not { } transcript)
            {
                continue;
            }
            var conversation = new RehearsedConversation(knowledge, transcript.Shop ?? shop.Id);
            var said = transcript.Run(conversation, knowledge.Shops[transcript.Shop ?? shop.Id].Zone);
            Reached.UnionWith(conversation.Branches.Select(branch => $"{conversation.State.Shop}/{branch}"));
            if (update)
            {
                File.WriteAllText(path, said);
            }
            Compare(path, update ? said : transcript.Print(), said);
        }
    }

    /// <summary>What the transcripts of a shop left out, those of other shops that name it included: all were run before.</summary>
    public void Branches(Shop shop) =>
        Unreached.UnionWith(shop.DialogBranches.Select(branch => $"{shop.Id}/{branch}").Where(branch => !Reached.Contains(branch)));

    private GoldenTranscript? Parse(string path)
    {
        var findings = new List<Diagnostic>();
        var transcript = GoldenTranscript.Parse(File.ReadAllText(path), path, findings);
        if (transcript?.FindUnknownShop(knowledge) is { } finding)
        {
            findings.Add(finding);
        }
        Failed.AddRange(findings.Select(found => new FailureJson(
            found.Span.File, found.Span.Line, found.Span.Column, $"{found.Id}: {found.Message} {found.Hint}")));
        return findings.Count > 0 ? null : transcript;
    }

    private void Check(Shop shop, Entry entry, EntryTest test)
    {
        var state = new ConversationState { Shop = shop.Id, Language = test.Language, Greeted = true };
        var trace =
            Turn.Run(knowledge, state, new TurnInput { Now = Noon(shop, entry), Event = new TurnEvent.Message(test.Utterance) }).Trace;
        if (trace.Entry?.Id == entry.Id == test.Matches)
        {
            Passed++;
            return;
        }
        var found = trace.Entry?.Id ?? string.Join("/", trace.Candidates.Take(2).Select(candidate => candidate.Entry));
        var got = $"{Json.Name(trace.Outcome)} {found}".TrimEnd();
        var wish = test.Matches ? "should be answered by" : "should not be answered by";
        Failed.Add(new FailureJson(
            test.Span.File, test.Span.Line, test.Span.Column,
            $"'{test.Utterance}' ({shop.Id}, {test.Language}) {wish} '{entry.Id}', "
            + $"got {got} at {trace.Score} (threshold {trace.Threshold})."));
    }

    /// <summary>Of the fixed day, or of the first on which the entry holds where it does not hold then.</summary>
    private static Instant Noon(Shop shop, Entry entry)
    {
        var day = entry.HoldsOn(Monday) ? Monday : entry.ValidFrom ?? entry.ValidUntil ?? Monday;
        return shop.Zone.AtLeniently(day + LocalTime.Noon).ToInstant();
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
