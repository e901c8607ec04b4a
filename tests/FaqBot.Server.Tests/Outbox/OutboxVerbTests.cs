using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>The program's verb, on a store that this process has open and writes, as a server would.</summary>
public class OutboxVerbTests : OutboxStoreTests
{
    [Fact]
    public async Task What_was_given_up_is_listed_and_one_or_all_are_tried_again()
    {
        var before = await Run("outbox");
        await GiveUpThree();

        var list = await Run("outbox");
        var one = await Run("outbox", "retry", "2");
        var afterOne = Test.Effects().Select(row => row.DeadAt is not null).ToList();
        var all = await Run("outbox", "retry", "all");
        await Test.AddEffects(Kind, "c1");

        Assert.Equal((0, $"{Database}\nNothing was given up."), before);
        string[] lines =
        [
            Database,
            "id\tgiven up\tkind\tfor\twhat\tconversation\ttries\tlast error",
            "3\t2026-11-21T12:00:03Z\ttest\t-\t-\tc1\t1\tno 3",
            "2\t2026-11-21T12:00:02Z\ttest\t-\t-\tc2\t1\tno 2",
            "1\t2026-11-21T12:00:01Z\ttest\t-\t-\tc1\t1\tno 1",
        ];
        Assert.Equal((0, string.Join('\n', lines)), list);
        Assert.Equal((0, "1 will be tried again."), one);
        Assert.Equal([true, false, true], afterOne);
        Assert.Equal((0, "2 will be tried again."), all);
        Assert.All(Test.Effects(), row => Assert.Equal((0, null), (row.Attempts, row.DeadAt)));
    }

    [Fact]
    public async Task A_mail_is_listed_by_its_shop_and_notice_and_without_its_receiver()
    {
        var mail = new OutgoingMail
        {
            Shop = "demo",
            To = "anna@kowalska.example",
            ToName = "Anna",
            Subject = "zebroid",
            Text = "zebroid",
            Language = "pl",
            Id = "GR-26-7K3QX-4.1.filed",
        };
        await Test.Journal.Write((db, stop) => Outbox.Add(db, [mail.ToRow("c1", 1, Microseconds.Now(Test.Time))], stop));
        var outbox = new Outbox(Test.Store, Test.Journal, Test.Bell, Test.Time);
        var claims = await outbox.Claim([Test.Effect(1)], TimeSpan.FromSeconds(30));
        await outbox.GiveUp(Assert.Single(claims), "the mail server refuses its receiver (550 5.1.1)");

        var (_, list) = await Run("outbox");

        Assert.EndsWith(
            "\tMail\tdemo\tdemo GR-26-7K3QX-4.1.filed\tc1\t1\tthe mail server refuses its receiver (550 5.1.1)", list,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_still_waits_is_listed_with_its_receiver_and_its_next_try_and_the_oldest_hundred_only()
    {
        var none = await Run("outbox", "waiting");
        var now = Microseconds.Now(Test.Time);
        var rows = Enumerable.Range(0, 101).Select(number => new OutgoingWebhook
        {
            Shop = "demo",
            Receiver = "erp",
            Event = WebhookEvents.CaseFiled,
            Id = $"n{number}",
            Body = "{}",
            CreatedAt = now,
        }.ToRow("c1", 1, now, due: null));
        await Test.Journal.Write((db, stop) => Outbox.Add(db, rows, stop));
        await Test.AddEffects(nameof(Engine.Effect.PersonWanted), "c1");
        var outbox = new Outbox(Test.Store, Test.Journal, Test.Bell, Test.Time);
        var claims = await outbox.Claim([Test.Effect(1)], TimeSpan.FromSeconds(30));
        await outbox.Postpone(Assert.Single(claims), "the receiver answered 500", TimeSpan.FromMinutes(1));

        var (exitCode, output) = await Run("outbox", "waiting");

        Assert.Equal((0, $"{Database}\nNothing waits."), none);
        var lines = output.Split('\n');
        Assert.Equal(
            (0, Database, "id\tsince\tkind\tfor\twhat\tconversation\ttries\tnext try\tlast error"), (exitCode, lines[0], lines[1]));
        Assert.Equal(
            "1\t2026-11-21T12:00:00Z\tWebhook\tdemo erp\tdemo erp case.filed n0\tc1\t1\t2026-11-21T12:01:00Z\tthe receiver answered 500",
            lines[2]);
        Assert.Equal(2 + 100 + 1, lines.Length);
        Assert.Equal("Only the oldest 100 are shown.", lines[^1]);
    }

    [Fact]
    public async Task What_was_not_given_up_is_not_tried_again()
    {
        await Test.AddEffects(Kind, "c1");

        Assert.Equal((1, "There is no 1 that was given up."), await Run("outbox", "retry", "1"));
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("retry", "everything")]
    [InlineData("retry", "1", "2")]
    [InlineData("list")]
    public async Task What_means_nothing_is_answered_with_the_usage(params string[] words)
    {
        var (exitCode, output) = await Run(["outbox", .. words]);

        Assert.Equal(2, exitCode);
        Assert.Contains("outbox retry ID|all", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_in_plain_words_and_not_made()
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-test-");

        var (exitCode, output) = await ServerProcess.Run(folder.FullName, ["outbox", "retry", "all"]);

        var files = folder.GetFiles();
        folder.Delete(recursive: true);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The outbox cannot be read: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Empty(files);
    }

    private string Database => $"Database: {Test.Store.Place}";

    private async Task GiveUpThree()
    {
        await Test.AddEffects(Kind, "c1", "c2", "c1");
        var outbox = new Outbox(Test.Store, Test.Journal, Test.Bell, Test.Time);
        for (var id = 1; id <= 3; id++)
        {
            Test.Time.Advance(TimeSpan.FromSeconds(1));
            var claims = await outbox.Claim([Test.Effect(id)], TimeSpan.FromSeconds(30));
            await outbox.GiveUp(Assert.Single(claims), $"no {id}");
        }
    }

    private async Task<(int ExitCode, string Output)> Run(params string[] args)
    {
        var (exitCode, output) = await ServerProcess.Run(Test.Place.Folder, args, Test.Place.Settings);
        return (exitCode, output.Trim().ReplaceLineEndings("\n"));
    }
}
