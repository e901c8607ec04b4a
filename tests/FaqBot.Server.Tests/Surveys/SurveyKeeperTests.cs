using System.Net;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>What customers think of the help is kept once, and told to the shop's systems.</summary>
public class SurveyKeeperTests : StoreTests
{
    [Fact]
    public async Task A_judgement_is_kept_with_what_it_is_about()
    {
        using var test = await Judged("5", "szybko i miło");

        await CarryAll(test);

        using var db = test.Store.OpenDb();
        var row = Assert.Single(db.Surveys);
        Assert.Equal(
            ("c1", "", "demo", 5, "szybko i miło", "delivery-cost", (string?)null),
            (row.ConversationId, row.CaseNumber, row.Shop, row.Score, row.Comment, row.Entry, row.Agent));
        List<OutgoingWebhook> hooks = [.. test.Effects().Where(IsHook).Select(hook => OutgoingWebhook.Read(hook.Payload))];
        Assert.Equal([WebhookEvents.Survey, WebhookEvents.Survey], hooks.Select(hook => hook.Event));
        Assert.Equal(2, hooks.Select(hook => hook.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_score_alone_is_kept_of_who_says_no_more()
    {
        using var test = await Judged("4");

        await CarryAll(test);

        using var db = test.Store.OpenDb();
        Assert.Equal((4, (string?)null), db.Surveys.AsEnumerable().Select(row => (row.Score, row.Comment)).Single());
    }

    [Fact]
    public async Task In_whatever_order_they_are_carried_out_the_comment_stays()
    {
        using var test = await Judged("5", "szybko i miło");

        foreach (var row in test.Effects().Where(IsSurvey).Reverse())
        {
            await Keeper(test).CarryOut(row, CancellationToken.None);
        }

        using var db = test.Store.OpenDb();
        Assert.Equal((5, "szybko i miło"), db.Surveys.AsEnumerable().Select(row => (row.Score, row.Comment)).Single());
        Assert.Single(test.Effects(), IsHook);
    }

    [Fact]
    public async Task Carried_out_twice_it_is_kept_and_told_once()
    {
        using var test = await Judged("2", "Nie, dziękuję");

        await CarryAll(test);
        await CarryAll(test);

        using var db = test.Store.OpenDb();
        Assert.Equal((2, (string?)null), db.Surveys.AsEnumerable().Select(row => (row.Score, row.Comment)).Single());
        Assert.Single(test.Effects(), IsHook);
    }

    [Fact]
    public async Task The_shop_s_systems_read_them_one_by_one_and_by_entry()
    {
        await using var server = await CaseServer.Start(NewPlace(), Turn.Run);
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        await Judge(server.Conversations, "c1", "5", "szybko");
        await Judge(server.Conversations, "c2", "2", "wolno");
        await CarryAll(server.Conversations);

        var list = await server.AskApi("demo/surveys?limit=1");
        var summary = await server.AskApi("demo/surveys/summary");

        Assert.Single(Assert.IsType<JsonArray>(list["surveys"]));
        Assert.NotNull(list["next_cursor"]);
        Assert.Equal(
            """{"id":"delivery-cost","count":2,"mean":3.5}""", Assert.Single(Assert.IsType<JsonArray>(summary["entries"]))?.ToJsonString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Page_by_page_none_is_left_out_also_where_many_were_given_at_one_instant(int limit)
    {
        await using var server = await CaseServer.Start(NewPlace(), Turn.Run);
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        await Judge(server.Conversations, "c1", "5", "szybko");
        await CarryAll(server.Conversations);
        server.Conversations.Place.Execute("""
            INSERT INTO surveys (conversation_id, case_number, shop, score, language, at)
            SELECT conversation_id, 'GR-' || CAST(n AS text), shop, n, language, at + CASE WHEN n > 2 THEN 1 ELSE 0 END
            FROM surveys CROSS JOIN (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) AS numbers
            """);
        var seen = new List<string?>();

        var cursor = "";
        for (var page = 0; page < 6 && cursor is not null; page++)
        {
            var list = await server.AskApi($"demo/surveys?limit={limit}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            seen.AddRange(Assert.IsType<JsonArray>(list["surveys"]).Select(one => one?["case"]?.GetValue<string>()));
            cursor = list["next_cursor"]?.GetValue<string>();
        }

        Assert.Equal(["GR-4", "GR-3", "GR-2", "GR-1", null], seen);
        Assert.Null(cursor);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=yesterday")]
    [InlineData("cursor=!")]
    // "99999999999999999999 a b", "9223372036854775807 a b", and one with a NUL.
    [InlineData("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTkgYSBi")]
    [InlineData("cursor=OTIyMzM3MjAzNjg1NDc3NTgwNyBhIGI")]
    [InlineData("cursor=MSAAIGI")]
    public async Task A_query_that_makes_no_sense_is_refused(string query)
    {
        await using var server = await CaseServer.Start(NewPlace());

        using var response = await server.SendApi(HttpMethod.Get, $"demo/surveys?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_shop_s_key_reads_none_of_it()
    {
        await using var server = await CaseServer.Start(NewPlace());

        using var response = await server.SendApi(HttpMethod.Get, "demo/surveys", CaseServer.OtherKey);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<TestConversations> Judged(params string[] answers)
    {
        var test = New(Turn.Run);
        test.Knowledge.Swap(ShippedKnowledge.Value);
        await Judge(test, "c1", answers);
        return test;
    }

    private static async Task Judge(TestConversations test, string name, params string[] answers)
    {
        var id = await test.Begin(name, "demo");
        foreach (var text in (string[])["ile kosztuje kurier", "dziękuję", .. answers])
        {
            await test.Post(id, text);
        }
    }

    private static async Task CarryAll(TestConversations test)
    {
        foreach (var row in test.Effects().Where(IsSurvey).ToList())
        {
            Assert.Equal(new Carried.Done(), await Keeper(test).CarryOut(row, CancellationToken.None));
        }
    }

    private static SurveyKeeper Keeper(TestConversations test) =>
        new(test.Store, test.Journal, test.Knowledge, new OutgoingMessages(test.Webhooks));

    private static bool IsSurvey(OutboxRow row) => row.Kind == nameof(Effect.KeepSurvey);

    private static bool IsHook(OutboxRow row) => row.Kind == OutgoingWebhook.Kind;
}
