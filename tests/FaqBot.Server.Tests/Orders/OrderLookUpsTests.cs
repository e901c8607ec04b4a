using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>An order that is looked up is told in the conversation that asked, once.</summary>
public class OrderLookUpsTests : StoreTests, IDisposable
{
    private readonly TestLookUps lookUps = new();

    public void Dispose()
    {
        lookUps.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_the_source_says_is_the_bot_s_next_words_and_a_repeat_adds_nothing()
    {
        using var test = await Asked("123456", "anna@poczta.example");
        var row = test.Effects().Single(effect => effect.Kind == nameof(Effect.LookUpOrder));
        var id = new ConversationId("c1");
        var said = test.Activities(id).Count;
        var kind = lookUps.In(test, "number;email;state\n123456;anna@poczta.example;sent\n");

        Assert.Equal(new Carried.Done(), await kind.CarryOut(row, CancellationToken.None));
        Assert.Equal(new Carried.Done(), await kind.CarryOut(row, CancellationToken.None));

        Assert.Equal(said + 1, test.Activities(id).Count);
        Assert.Contains("Zamówienie 123456: wysłane, w drodze.", test.LastWords(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456", "jan@poczta.example")]
    [InlineData("123457", "anna@poczta.example")]
    public async Task Whichever_of_the_two_is_wrong_the_customer_reads_the_same(string number, string email)
    {
        using var test = await Asked(number, email);
        var row = test.Effects().Single(effect => effect.Kind == nameof(Effect.LookUpOrder));
        var kind = lookUps.In(test, "number;email;state\n123456;anna@poczta.example;sent\n");

        await kind.CarryOut(row, CancellationToken.None);

        var told = JsonNode.Parse(test.Activities(new ConversationId("c1"))[^1].Body)?["text"]?.GetValue<string>();
        Assert.StartsWith("Nie znalazłem zamówienia, w którym zgadzają się i numer, i e-mail", told, StringComparison.Ordinal);
    }

    private async Task<TestConversations> Asked(string number, string email)
    {
        var test = New(Turn.Run);
        test.HasOrders = true;
        test.Knowledge.Swap(ShippedKnowledge.Value);
        var id = await test.Begin("c1", "demo");
        foreach (var text in (string[])["gdzie jest moja paczka", number, email])
        {
            await test.Post(id, text);
        }
        return test;
    }
}
