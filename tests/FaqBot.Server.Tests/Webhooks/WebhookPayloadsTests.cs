using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>What webhooks say: by what they are known, and what they hold.</summary>
public sealed partial class WebhookPayloadsTests
{
    private static readonly string[] Withdrawal =
    [
        "odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "600 700 800", "tak", "tak",
    ];

    [Fact]
    public async Task Every_event_has_an_id_of_its_own_and_the_members_that_are_documented()
    {
        await using var server = await CaseServer.Start(new SqlitePlace(), Turn.Run);
        var test = server.Conversations;
        test.Knowledge.Swap(ShippedKnowledge.Value);
        await Say(test, [.. Withdrawal, .. Withdrawal]);
        test.Time.Advance(TimeSpan.FromDays(12));
        await Remind(test);
        test.Time.Advance(TimeSpan.FromDays(10));
        await Remind(test);
        using var changed = await server.Patch(test.Cases().Single().Number, """{ "status": "resolved", "message": "Oddaliśmy." }""");
        using var told = await server.Patch(test.Cases().Single().Number, """{ "message": "Do zobaczenia." }""");
        await Say(test, ["5", "szybko"]);
        await KeepSurveys(test);

        var hooks = test.Effects().Where(row => row.Kind == OutgoingWebhook.Kind).Select(row => OutgoingWebhook.Read(row.Payload)).ToList();

        Assert.Equal(WebhookEvents.All.Order(), hooks.Select(hook => hook.Event).Distinct().Order());
        Assert.Equal(hooks.Select(hook => hook.Id), hooks.Select(hook => hook.Id).Distinct());
        var documented = Documented();
        Assert.All(hooks, hook => Assert.Equal(documented[hook.Event], Members(WireJson.Parse(hook.Body))));
        var judgements = hooks.Where(hook => hook.Event == WebhookEvents.Survey).Select(hook => WireJson.Parse(hook.Body)).ToList();
        Assert.Equal(2, judgements.Count);
        Assert.Single(judgements.Select(data => (data.Field("conversation"), data.Field("case"))).Distinct());
    }

    /// <summary>Of each event's example.</summary>
    private static Dictionary<string, List<string>> Documented() =>
        Example().Matches(File.ReadAllText(Repository.PathOf("docs", "webhooks.md")))
            .Select(match => WireJson.Parse(match.Groups[1].Value))
            .ToDictionary(example => example.Field("event"), example => Members(Assert.IsType<JsonObject>(example["data"])));

    /// <summary>Their names, with those that they hold: <c>case.number</c>.</summary>
    private static List<string> Members(JsonObject data) =>
        [.. data.SelectMany(one => one.Value is JsonObject inner ? Members(inner).Select(name => $"{one.Key}.{name}") : [one.Key])];

    private static async Task Say(TestConversations test, string[] texts)
    {
        var id = await test.Begin("c1", "demo");
        foreach (var text in texts)
        {
            await test.Post(id, text);
        }
    }

    private static async Task Remind(TestConversations test)
    {
        using var reminders = new CaseReminders(
            test.Store, test.Journal, test.Knowledge, new OutgoingMessages(test.Webhooks), test.Bell, test.Time,
            new FakeLogger<CaseReminders>());
        await reminders.Remind(CancellationToken.None);
    }

    private static async Task KeepSurveys(TestConversations test)
    {
        var keeper = new SurveyKeeper(test.Store, test.Journal, test.Knowledge, new OutgoingMessages(test.Webhooks));
        foreach (var row in test.Effects().Where(row => row.Kind == keeper.Kind).ToList())
        {
            await keeper.CarryOut(row, CancellationToken.None);
        }
    }

    [GeneratedRegex("```json\n(\\{.*?\n?\\})\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
