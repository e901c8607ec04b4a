using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>Shops are told of cases whose date draws near.</summary>
public class CaseRemindersTests : StoreTests
{
    private static readonly string[] Complaint =
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
    public async Task A_case_that_is_decided_is_nobody_s_worry()
    {
        using var test = await Filed(Complaint);
        test.Place.Execute("UPDATE cases SET status = 'resolved'");
        test.Time.Advance(TimeSpan.FromDays(14));

        Assert.Equal(0, await Reminders(test).Remind(CancellationToken.None));
        Assert.Empty(Mails(test));
    }

    [Fact]
    public async Task Two_nodes_tell_it_once()
    {
        using var test = await Filed(Complaint);
        test.Time.Advance(TimeSpan.FromDays(12));

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reminders(test).Remind(CancellationToken.None)));

        Assert.Equal(1, told.Sum());
        Assert.Single(Mails(test));
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
        Assert.EndsWith(".alarm-0", Assert.Single(Mails(test)).Id, StringComparison.Ordinal);
    }

    private async Task<TestConversations> Filed(string[] texts)
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

    private static CaseReminders Reminders(TestConversations test) => new(
        test.Store, test.Journal, test.Knowledge, new OutgoingMessages(test.Webhooks), test.Bell, test.Time,
        new FakeLogger<CaseReminders>());

    private static List<OutgoingMail> Mails(TestConversations test) =>
        [.. test.Effects().Where(row => row.Kind == OutgoingMail.Kind).Select(row => OutgoingMail.Read(row.Payload))];
}
