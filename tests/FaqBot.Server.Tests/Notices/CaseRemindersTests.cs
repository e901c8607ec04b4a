using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

/// <summary>Shops are told of cases whose date draws near.</summary>
public class CaseRemindersTests : StoreTests
{
    private const int BatchMax = 8;

    private protected static readonly string[] Complaint =
    [
        "rozwaliła się podeszwa w butach granit", "345678", "wczoraj", "tak", "od początku", "nie mam", "wymiana", "prywatnie", "czat",
        "tak",
    ];

    [Fact]
    public async Task Before_the_date_the_shop_is_reminded_once_for_each_day_that_it_states_and_alarmed_on_it()
    {
        using var test = await Filed(Complaint);
        var reminders = Reminders(test);
        var told = new List<int>();

        // Filed on Saturday, 21 November: the nominal end is 5 December.
        for (var day = 0; day < 17; day++)
        {
            told.Add(await reminders.Remind(CancellationToken.None) + await reminders.Remind(CancellationToken.None));
            test.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([11, 13, 14], told.Index().Where(day => day.Item > 0).Select(day => day.Index));
        var number = test.Cases().Single().Number;
        Assert.Equal(
            [$"{number}.reminder-3", $"{number}.reminder-1", $"{number}.alarm-0"], Mails(test).Select(mail => mail.Id));
        Assert.All(Mails(test), mail => Assert.Equal(("pomoc@sklep.example", true), (mail.To, mail.IsForShop)));
        Assert.Equal(
            [WebhookEvents.CaseFiled, WebhookEvents.CaseReminder, WebhookEvents.CaseReminder, WebhookEvents.CaseAlarm],
            test.Effects().Where(row => row.Kind == OutgoingWebhook.Kind).Select(row => OutgoingWebhook.Read(row.Payload).Event));
    }

    [Fact]
    public async Task A_server_that_was_away_tells_what_is_nearest_and_not_all_that_it_missed()
    {
        using var test = await Filed(Complaint);
        test.Time.Advance(TimeSpan.FromDays(20));

        await Reminders(test).Remind(CancellationToken.None);

        Assert.EndsWith(".alarm-0", Assert.Single(Mails(test)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_raises_no_alarm_for_what_was_over_before()
    {
        using var test = await Filed(Complaint);
        Copy(test, 1, "2026-12-24", toldDays: null);
        test.Time.Advance(TimeSpan.FromDays(20));
        await test.Begin("c2");
        Downgrade(test.Place);

        test.Store.Migrate(test.Time);
        var told = await Reminders(test).Remind(CancellationToken.None);
        test.Time.Advance(TimeSpan.FromDays(13));
        var later = await Reminders(test).Remind(CancellationToken.None);

        Assert.Equal((0, 1), (told, later));
        Assert.StartsWith("XX-0001", Assert.Single(Mails(test)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_decided_is_nobody_s_worry()
    {
        using var test = await Filed(Complaint);
        test.Place.Execute("UPDATE cases SET status = 'resolved'");
        test.Time.Advance(TimeSpan.FromDays(14));

        Assert.Equal(0, await Reminders(test).Remind(CancellationToken.None));
        Assert.Empty(Mails(test));
    }

    [Fact]
    public async Task Two_looks_at_a_time_tell_it_once()
    {
        using var test = await Filed(Complaint);
        test.Time.Advance(TimeSpan.FromDays(12));

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reminders(test).Remind(CancellationToken.None)));

        Assert.Equal(1, told.Sum());
        Assert.Single(Mails(test));
    }

    [Fact]
    public async Task Cases_that_were_told_do_not_stand_in_the_way_of_others_however_many_they_are()
    {
        using var test = await Filed(Complaint);
        // As many as are read in one go were told three days ahead, and end sooner than the one that was not told at all.
        Copy(test, BatchMax, "2026-12-04", toldDays: 3);
        test.Time.Advance(TimeSpan.FromDays(11));

        var told = await Reminders(test).Remind(CancellationToken.None);

        Assert.Equal(1, told);
        Assert.EndsWith(".reminder-3", Assert.Single(Mails(test)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_cases_than_are_read_in_one_go_are_told_at_one_look()
    {
        using var test = await Filed(Complaint);
        Copy(test, BatchMax + 1, "2026-12-05", toldDays: null);
        test.Time.Advance(TimeSpan.FromDays(14));

        var told = await Reminders(test).Remind(CancellationToken.None);

        Assert.Equal(BatchMax + 2, told);
        Assert.All(Mails(test), mail => Assert.EndsWith(".alarm-0", mail.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_that_cannot_be_told_of_is_logged_once_and_the_others_are_told()
    {
        using var test = await Filed(Complaint);
        Copy(test, 3, "2026-12-05", toldDays: null);
        test.Place.Execute("UPDATE cases SET kind = 'nonsense' WHERE number = 'XX-0001'");
        test.Time.Advance(TimeSpan.FromDays(14));
        var logger = new FakeLogger<CaseReminders>();
        var reminders = Reminders(test, logger: logger);

        var told = await reminders.Remind(CancellationToken.None);
        var again = await reminders.Remind(CancellationToken.None);

        Assert.Equal((3, 0), (told, again));
        Assert.Contains("demo XX-0001", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_nobody_can_be_told_nothing_is_written_one_line_is_logged_and_it_is_told_once_somebody_can_be()
    {
        using var test = await Filed(Complaint);
        Copy(test, 2, "2026-12-05", toldDays: null);
        test.Knowledge.Swap(TestKnowledge.Of("demo"));
        test.Time.Advance(TimeSpan.FromDays(14));
        var logger = new FakeLogger<CaseReminders>();
        var nobody = new OutgoingMessages(new Webhooks(new ConfigurationBuilder().Build(), new FakeEnvironment("Production")));
        using var reminders = new CaseReminders(
            test.Store, test.Journal, test.Knowledge, nobody, test.Bell, test.Time, logger);

        var told = await reminders.Remind(CancellationToken.None) + await reminders.Remind(CancellationToken.None);
        var warnings = logger.Lines.ToList();
        test.Knowledge.Swap(ShippedKnowledge.Value);
        var later = await reminders.Remind(CancellationToken.None);

        Assert.Equal((0, 3), (told, later));
        Assert.Contains("contact.email", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal(3, Mails(test).Count);
    }

    [Fact]
    public async Task A_case_that_is_decided_in_the_last_moment_is_not_told_of()
    {
        using var test = await Filed(Complaint);
        Copy(test, 1, "2026-12-05", toldDays: null);
        test.Time.Advance(TimeSpan.FromDays(14));
        // Both were read before the first of them is told, which decides the other.
        test.Place.Execute(test.Place is SqlitePlace
            ? """
              CREATE TRIGGER decided AFTER UPDATE OF told_days ON cases WHEN OLD.number = 'XX-0001'
              BEGIN UPDATE cases SET status = 'resolved' WHERE number <> 'XX-0001'; END
              """
            : """
              CREATE FUNCTION decide() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN UPDATE cases SET status = 'resolved' WHERE number <> 'XX-0001'; RETURN NULL; END $$;
              CREATE TRIGGER decided AFTER UPDATE OF told_days ON cases FOR EACH ROW WHEN (OLD.number = 'XX-0001') EXECUTE FUNCTION decide()
              """);

        var told = await Reminders(test).Remind(CancellationToken.None);

        Assert.Equal(1, told);
        Assert.StartsWith("XX-0001", Assert.Single(Mails(test)).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_was_not_made_in_its_time_raises_the_alarm()
    {
        using var test = await Filed(["zadzwońcie do mnie", "600 700 800", "w poniedziałek", "Ania", "powiem przez telefon", "tak"]);
        test.Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromHours(2));
        var before = await Reminders(test).Remind(CancellationToken.None);
        test.Time.Advance(TimeSpan.FromHours(3));

        var after = await Reminders(test).Remind(CancellationToken.None);

        Assert.Equal((0, 1), (before, after));
        var mail = Assert.Single(Mails(test));
        Assert.EndsWith(".alarm-0", mail.Id, StringComparison.Ordinal);
        Assert.Contains("mieliśmy zadzwonić najpóźniej dziś o 17:00", mail.Text, StringComparison.Ordinal);
        Assert.StartsWith("PILNE: spóźniony telefon, sprawa ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Klient: Ania\nKontakt: 600700800", mail.Text, StringComparison.Ordinal);
    }

    private protected async Task<TestConversations> Filed(string[] texts)
    {
        var test = New(Turn.Run);
        test.Knowledge.Swap(ShippedKnowledge.Value);
        var id = await test.Begin("c1", "demo");
        foreach (var text in texts)
        {
            await test.Post(id, text);
        }
        Assert.Single(test.Cases());
        return test;
    }

    private protected static CaseReminders Reminders(
        TestConversations test, (Store Store, Journal Journal)? node = null, FakeLogger<CaseReminders>? logger = null) => new(
            node?.Store ?? test.Store, node?.Journal ?? test.Journal, test.Knowledge, new OutgoingMessages(test.Webhooks), test.Bell,
            test.Time, logger ?? new FakeLogger<CaseReminders>())
        {
            BatchMax = BatchMax,
        };

    /// <summary>To a database as it was before there were reminders.</summary>
    private static void Downgrade(TestPlace place)
    {
        string[] steps =
        [
            "DROP TABLE surveys", "DROP INDEX cases_nominal_end", "DROP INDEX cases_due_at", "ALTER TABLE cases DROP COLUMN order_number",
            "ALTER TABLE cases DROP COLUMN due_at", "ALTER TABLE cases DROP COLUMN team", "ALTER TABLE cases DROP COLUMN told_days",
            "DELETE FROM schema_version WHERE version = 8",
        ];
        foreach (var step in steps)
        {
            place.Execute(step);
        }
    }

    /// <summary>More cases as the one that there is, XX-0001 and so on.</summary>
    private static void Copy(TestConversations test, int count, string end, int? toldDays) => test.Place.Execute($"""
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
        INSERT INTO cases
            (id, shop, number, conversation_id, kind, status, sku, received_on, nominal_end, version, created_at, updated_at, told_days)
        SELECT '00000000-0000-7000-8000-' || substr(CAST(n + 100000000000 AS text), 1, 12), shop,
            'XX-' || substr(CAST(n + 10000 AS text), 2, 4), conversation_id, kind, status, sku, received_on, '{end}', 1, created_at,
            updated_at, {(toldDays is { } days ? days : "NULL")}
        FROM cases CROSS JOIN numbers
        """);

    /// <summary>But those about what was filed.</summary>
    private protected static List<OutgoingMail> Mails(TestConversations test) =>
        [.. test.Effects().Where(row => row.Kind == OutgoingMail.Kind).Select(row => OutgoingMail.Read(row.Payload))
            .Where(mail => !mail.Id.EndsWith(".shop", StringComparison.Ordinal) && mail.IsForShop)];
}
