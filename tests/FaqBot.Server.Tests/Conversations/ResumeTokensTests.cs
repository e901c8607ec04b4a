using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public class ResumeTokensTests : StoreTests
{
    private static readonly ConversationId Id = new("c1");

    [Fact]
    public async Task A_token_leads_back_to_its_conversation_before_and_after_its_start()
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);
        var before = await tokens.Find("demo", token, CancellationToken.None);
        await test.Begin();

        var after = await tokens.Find("demo", token, CancellationToken.None);

        Assert.Equal(43, token.Length);
        Assert.Equal((Id, "dl_customer"), before);
        Assert.Equal((Id, "dl_customer"), after);
    }

    [Theory]
    [InlineData("other", 0)]
    [InlineData("demo", 30)]
    public async Task A_token_of_another_shop_or_past_its_days_leads_nowhere(string shop, int days)
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);

        test.Time.Advance(TimeSpan.FromDays(days));

        Assert.Null(await tokens.Find(shop, token, CancellationToken.None));
    }

    [Fact]
    public async Task A_token_that_is_used_lives_on()
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);

        for (var visit = 0; visit < 3; visit++)
        {
            test.Time.Advance(TimeSpan.FromDays(29.5));
            Assert.Equal((Id, "dl_customer"), await tokens.Find("demo", token, CancellationToken.None));
        }
        test.Time.Advance(TimeSpan.FromDays(30));

        Assert.Null(await tokens.Find("demo", token, CancellationToken.None));
    }

    [Fact]
    public async Task A_token_used_twice_a_day_is_extended_once()
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);
        test.Time.Advance(TimeSpan.FromHours(23));

        await tokens.Find("demo", token, CancellationToken.None);
        test.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(23));

        Assert.Null(await tokens.Find("demo", token, CancellationToken.None));
    }

    [Fact]
    public async Task A_token_leads_back_though_the_store_is_busy()
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);
        test.Time.Advance(TimeSpan.FromDays(2));
        await test.Journal.Stop(CancellationToken.None);

        var found = await tokens.Find("demo", token, CancellationToken.None);

        Assert.Equal((Id, "dl_customer"), found);
    }

    [Fact]
    public async Task An_unknown_token_and_one_of_an_ended_conversation_lead_nowhere()
    {
        using var test = New();
        var tokens = Tokens(test);
        var token = await tokens.Issue("demo", await test.Begin(), "dl_customer", CancellationToken.None);

        await test.Queue.Post(TestConversations.Message(Id, "") with { Event = new TurnEvent.Ended() }, CancellationToken.None);

        Assert.Null(await tokens.Find("demo", token, CancellationToken.None));
        Assert.Null(await tokens.Find("demo", "", CancellationToken.None));
    }

    [Fact]
    public async Task Only_a_hash_is_stored_and_expired_ones_are_swept()
    {
        using var test = New();
        var tokens = Tokens(test);
        await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);
        test.Time.Advance(TimeSpan.FromDays(31));

        var token = await tokens.Issue("demo", Id, "dl_customer", CancellationToken.None);

        using var db = test.Store.OpenDb();
        var stored = Assert.Single(db.ResumeTokens);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(token)), stored.Hash);
    }

    private static ResumeTokens Tokens(TestConversations test) => new(test.Store, test.Journal, test.Time);
}
