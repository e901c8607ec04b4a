using System.Collections.Immutable;
using FaqBot.Engine;
using FaqBot.Server;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Faults.Tests;

public sealed class ReplayCheckTests
{
    private static readonly ReplayCheck Check =
        new(new Dictionary<string, Knowledge> { [TinyShop.Knowledge.Hash] = TinyShop.Knowledge });

    private static readonly StoredConversation Sound = Hold("ile kosztuje kurier", "daj mi człowieka");

    [Fact]
    public void Stored_replies_and_effects_that_the_inputs_give_again_are_sound() => Assert.Empty(Check.Check(Sound));

    [Fact]
    public void A_reply_that_the_input_does_not_give_is_found()
    {
        var changed = Sound with { Activities = [.. Sound.Activities.SkipLast(1), Sound.Activities[^1] with { Text = "something else" }] };

        AssertFound(changed);
    }

    [Fact]
    public void An_effect_that_is_missing_is_found() => AssertFound(Sound with { Effects = [] });

    [Fact]
    public void A_turn_that_was_answered_by_unknown_knowledge_is_found() =>
        AssertFound(Sound with { Turns = [.. Sound.Turns.Select(turn => turn with { KnowledgeHash = "0" })] });

    [Fact]
    public void A_turn_that_failed_is_found() =>
        AssertFound(Sound with { Turns = [.. Sound.Turns.Select(turn => turn with { Outcome = TurnRow.Failed })] });

    private static void AssertFound(StoredConversation conversation) =>
        Assert.Equal(Fault.Replay, Assert.Single(Check.Check(conversation)).Fault);

    /// <summary>The engine's own turns, as the server stores them.</summary>
    private static StoredConversation Hold(params ImmutableArray<string> messages)
    {
        var shop = TinyShop.Knowledge.Shops[EditedShop.Id];
        var state = ConversationTurn.FirstState(shop, null);
        var stored = new StoredConversation { Id = Talk.Id, Shop = shop.Id, Version = 0, LastSequence = 0, LastTimestamp = 0 };
        foreach (var happened in messages
            .Select(TurnEvent (text) => new TurnEvent.Message(text, null, false))
            .Prepend(new TurnEvent.Started()))
        {
            var input = new TurnInput { Now = Instant.FromUnixTimeSeconds(1_800_000_000), Event = happened, PageLanguage = null };
            var outcome = Turn.Run(TinyShop.Knowledge, state, input);
            state = outcome.State;
            stored = Store(stored, input, outcome);
        }
        return stored;
    }

    private static StoredConversation Store(StoredConversation stored, TurnInput input, TurnOutcome outcome)
    {
        List<StoredActivity> rows = [.. stored.Activities];
        var echo = input.Event is TurnEvent.Message ? Talk.Row(rows.Count + 1, "m", null) : null;
        if (echo is not null)
        {
            rows.Add(echo);
        }
        foreach (var reply in outcome.Replies)
        {
            rows.Add(Talk.Row(rows.Count + 1, null, echo?.Body.Id) with { Text = reply.Text });
        }
        var turn = new StoredTurn(outcome.State.Turn, echo?.Sequence, ConversationJson.Write(input), "answer", TinyShop.Knowledge.Hash);
        return stored with
        {
            Activities = rows,
            Turns = [.. stored.Turns, turn],
            Effects = [.. stored.Effects, .. outcome.Effects.Select(effect => new StoredEffect(
                turn.Number, effect.GetType().Name, ConversationJson.Write(effect)))],
        };
    }
}
