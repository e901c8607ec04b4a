using FaqBot.Engine;
using FaqBot.Server;

namespace FaqBot.Faults;

/// <summary>The stored inputs, run again with the knowledge that answered then, give the stored replies and effects: a commit that was
/// half of one turn and half of another would not.</summary>
/// <param name="knowledge">Every version that was in force, by its hash.</param>
internal sealed class ReplayCheck(IReadOnlyDictionary<string, Knowledge> knowledge)
{
    public IEnumerable<Finding> Check(StoredConversation stored)
    {
        ConversationState? state = null;
        foreach (var turn in stored.Turns)
        {
            if (!knowledge.TryGetValue(turn.KnowledgeHash, out var known) || turn.Outcome == TurnRow.Failed)
            {
                yield return Found(stored, turn, $"outcome {turn.Outcome}, knowledge {turn.KnowledgeHash}");
                yield break;
            }
            var input = ConversationJson.ReadInput(turn.Input);
            state ??= ConversationTurn.FirstState(known.Shops[stored.Shop], input.PageLanguage);
            var outcome = Turn.Run(WithPinned(known, state), state, input);
            state = outcome.State;
            if (!outcome.Replies.Select(reply => reply.Text).SequenceEqual(RepliesOf(stored, turn)))
            {
                yield return Found(stored, turn, "other replies are stored");
            }
            var later = outcome.Effects.Where(ConversationTurn.IsCarriedOutLater);
            if (!later.Select(ConversationJson.Write).SequenceEqual(EffectsOf(stored, turn)))
            {
                yield return Found(stored, turn, "other effects are stored");
            }
        }
    }

    /// <summary>As the server does for a running dialog that began with another version.</summary>
    private Knowledge WithPinned(Knowledge known, ConversationState state)
    {
        if (state.Dialog is not { Version: var version } || known.Shops[state.Shop].DialogsHash == version)
        {
            return known;
        }
        var begun = knowledge.Values.Select(one => one.Shops.GetValueOrDefault(state.Shop))
            .FirstOrDefault(shop => shop?.DialogsHash == version);
        return begun is null ? known : known.With(begun);
    }

    private static Finding Found(StoredConversation stored, StoredTurn turn, string detail) =>
        new(Fault.Replay, stored.Id, $"turn {turn.Number}: {detail}");

    /// <summary>A greeting answers nothing; every other reply names what it answers.</summary>
    private static IEnumerable<string?> RepliesOf(StoredConversation stored, StoredTurn turn)
    {
        var answered = turn.ActivitySequence is { } sequence ? $"{stored.Id}|{sequence:D7}" : null;
        return stored.Activities.Where(row => !row.Body.IsCustomers && row.Body.ReplyTo == answered).Select(row => row.Text);
    }

    private static IEnumerable<string> EffectsOf(StoredConversation stored, StoredTurn turn) =>
        stored.Effects.Where(effect => effect.Turn == turn.Number).Select(effect => effect.Payload);
}
