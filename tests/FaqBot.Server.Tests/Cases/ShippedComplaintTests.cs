using System.Text;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>The complaint that is shipped, through the store.</summary>
public class ShippedComplaintTests : StoreTests
{
    /// <summary>More than any complaint asks.</summary>
    private const int MessagesMax = 60;

    [Fact]
    public async Task Who_knows_nothing_files_a_case_all_the_same_and_a_replay_gives_the_same()
    {
        using var test = New(Turn.Run);
        test.Knowledge.Swap(ShippedKnowledge.Value);

        var id = await Complain(test, "c1");

        var row = Assert.Single(test.Cases());
        Assert.Contains(row.Number, string.Concat(test.Activities(id).Select(Words)), StringComparison.Ordinal);
        Assert.Contains(test.Activities(id), activity => Words(activity).Contains($"{row.Number}.html", StringComparison.Ordinal));
        var (said, filed) = Replayed(test, id);
        Assert.Equal(test.CaseHistory().Single().Data, ConversationJson.Write(Assert.Single(filed)));
        Assert.All(said, text => Assert.Contains(test.Activities(id), activity => TextOf(activity) == text));
    }

    [Fact]
    public async Task A_dialog_goes_on_with_what_it_began_with_though_the_shop_was_edited()
    {
        using var test = New(Turn.Run);
        test.Knowledge.Swap(ShippedKnowledge.Value);
        var keeping = new PinKeeping(test.Store, test.Journal, test.Knowledge, test.Time, new FakeLogger<PinKeeping>());
        keeping.Take(ShippedKnowledge.Files(), ShippedKnowledge.Value);
        await keeping.Keep(CancellationToken.None);
        var id = await test.Begin("c1", "demo");
        await test.Post(id, "rozwaliła się podeszwa");
        var begun = StateOf(test, id).Dialog;
        test.Knowledge.Swap(Edited());

        await test.Post(id, "nie wiem");

        Assert.NotEqual(test.Knowledge.Value.Shops["demo"].DialogsHash, begun?.Version);
        Assert.Equal(begun?.Version, StateOf(test, id).Dialog?.Version);
    }

    /// <summary>"I do not know" to everything but the summary.</summary>
    private static async Task<ConversationId> Complain(TestConversations test, string name)
    {
        var id = await test.Begin(name, "demo");
        await test.Post(id, "rozwaliła się podeszwa");
        for (var count = 0; count < MessagesMax && StateOf(test, id).Dialog is { } dialog; count++)
        {
            test.Time.Advance(TimeSpan.FromSeconds(5));
            await test.Post(id, dialog.Stage == DialogStage.Summary ? "tak" : "nie wiem");
        }
        return id;
    }

    private static (List<string> Said, List<CaseFiling> Filed) Replayed(TestConversations test, ConversationId id)
    {
        var (said, filed) = (new List<string>(), new List<CaseFiling>());
        ConversationState? state = null;
        foreach (var turn in test.Turns(id))
        {
            var input = ConversationJson.ReadInput(turn.Input);
            state ??= ConversationTurn.FirstState(test.Knowledge.Value.Shops["demo"], input.PageLanguage);
            var outcome = Turn.Run(test.Knowledge.Value, state, input);
            state = outcome.State;
            said.AddRange(outcome.Replies.Select(reply => reply.Text));
            filed.AddRange(outcome.Effects.OfType<Effect.FileCase>().Select(effect => effect.Case));
        }
        return (said, filed);
    }

    private static Knowledge Edited()
    {
        var files = ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
            ? file with { Content = new ReadOnlyMemory<byte>([.. file.Content.Span, .. "\n# edited\n"u8]) }
            : file);
        return Knowledge.Compile([.. files], ShippedKnowledge.Model).Knowledge ?? throw new InvalidOperationException();
    }

    private static ConversationState StateOf(TestConversations test, ConversationId id)
    {
        using var db = test.Store.OpenDb();
        return ConversationJson.ReadState(db.Conversations.Single(row => row.Id == id.Value).State);
    }

    private static string Words(ActivityRow activity) => Encoding.UTF8.GetString(activity.Body);

    private static string? TextOf(ActivityRow activity) => WireJson.Parse(Words(activity))["text"]?.GetValue<string>();
}
