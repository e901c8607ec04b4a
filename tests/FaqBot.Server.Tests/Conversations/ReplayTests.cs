using FaqBot.Engine;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class ReplayTests
{
    private static readonly string[] Texts = ["hello", "ok", "person", "break it", "Ile kosztuje wysyłka? \"<>&'\\", "\u0000\ud83d\ude00", ""];

    [Fact]
    public void A_journals_replay_gives_the_same_replies()
    {
        var said = new List<string>();
        using var test = new TestConversations((knowledge, state, input) =>
        {
            var outcome = FakeTurns.Brittle(knowledge, state, input);
            said.AddRange(outcome.Replies.Select(reply => reply.Text));
            return outcome;
        });
        var talks = Gen.Elements(Texts).ArrayOf().ToArbitrary();
        var count = 0;

        Check.QuickThrowOnFailure(Prop.ForAll(talks, talk =>
        {
            said.Clear();
            var id = Hold(test, $"c{++count}", talk).GetAwaiter().GetResult();
            return said.SequenceEqual(Again(test, id));
        }));
    }

    [Fact]
    public void A_stored_input_reads_back_as_it_was()
    {
        var input = new TurnInput
        {
            Now = Microseconds.ToInstant(1_795_262_400_000_001),
            Event = new TurnEvent.Message("Zażółć \"gęślą\"", "entry:a", true),
            PageLanguage = null,
        };

        var json = ConversationJson.Write(input);

        Assert.Equal(input, ConversationJson.ReadInput(json));
        Assert.Equal(
            """{"now":1795262400000001,"event":{"kind":"message","text":"Zażółć \"gęślą\"","button":"entry:a","hasFiles":true}}""", json);
    }

    [Fact]
    public void A_stored_state_reads_back_as_it_was()
    {
        var state = new ConversationState { Shop = "demo", Language = "pl", Turn = 3, Greeted = true, Buttons = [new Button("A", "entry:a")] };

        var json = ConversationJson.Write(state);

        Assert.Equal(json, ConversationJson.Write(ConversationJson.ReadState(json)));
        Assert.Contains(""","buttons":[{"text":"A","value":"entry:a"}]}""", json, StringComparison.Ordinal);
    }

    private static async Task<ConversationId> Hold(TestConversations test, string name, string[] talk)
    {
        var id = await test.Begin(name);
        foreach (var text in talk)
        {
            test.Time.Advance(TimeSpan.FromSeconds(7));
            await test.Post(id, text);
        }
        return id;
    }

    /// <summary>What the turns say when they are run again; apologies are not of their making.</summary>
    private static IEnumerable<string> Again(TestConversations test, ConversationId id)
    {
        var knowledge = test.Knowledge.Value;
        var shop = knowledge.Shops[TestConversations.Shop];
        return Replay.Run(knowledge, shop, test.Turns(id), FakeTurns.Brittle)
            .SelectMany(replies => replies)
            .Select(reply => reply.Text)
            .Where(text => text != shop.Texts[TextIds.Apology, "pl"].Source);
    }
}
