namespace FaqBot.Faults.Tests;

/// <summary>Every run ends with a verdict, and what a finding is about stays for a look.</summary>
public sealed class TrialTests
{
    [Theory]
    [InlineData(Provider.Sqlite, "faqbot.db")]
    [InlineData(Provider.Postgres, "postgres/data/PG_VERSION")]
    public async Task A_run_that_cannot_go_on_is_a_finding_and_its_database_is_kept(Provider provider, string file)
    {
        var verdict = await Conduct(provider, () => throw new TimeoutException("The customers were too slow."));

        Assert.Contains(verdict.Findings, finding =>
            finding.Fault == Fault.Server && finding.Detail.Contains("The customers were too slow.", StringComparison.Ordinal));
        Assert.NotNull(verdict.Kept);
        Assert.True(File.Exists(Path.Combine(verdict.Kept, file)), $"{file} is not in {verdict.Kept}.");
        Directory.Delete(verdict.Kept, recursive: true);
    }

    [Fact]
    public async Task A_run_that_is_stopped_from_outside_has_no_verdict_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        string folder;
        await using (var trial = await Trial.New(new TrialOptions(), stop.Token))
        {
            folder = Path.GetDirectoryName(trial.Shop.Path) ?? "";
            Assert.True(Directory.Exists(folder));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.Conduct(async () =>
            {
                await stop.CancelAsync();
                await trial.Work();
            }));
        }

        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Being_late_is_a_finding_where_bounds_are_asked_for(bool hasBounds, int late)
    {
        var spread = new Spread("from here to there", TimeSpan.Zero);
        spread.Add(TimeSpan.FromSeconds(1));

        var verdict = await Conduct(Provider.Sqlite, () => Task.CompletedTask, hasBounds, spread);

        Assert.Equal(late, verdict.Findings.Count(finding => finding.Fault == Fault.Late));
        Directory.Delete(verdict.Kept ?? "", recursive: true);
    }

    /// <summary>No server was started, so there is no schema, and that is a finding of each of these runs.</summary>
    private static async Task<Verdict> Conduct(Provider provider, Func<Task> faults, bool hasBounds = false, params Spread[] measured)
    {
        await using var trial = await Trial.New(new TrialOptions { Provider = provider, HasBounds = hasBounds }, CancellationToken.None);
        return await trial.Conduct(faults, measured);
    }
}
