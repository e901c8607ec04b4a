using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

/// <summary>Runs a conversation again from its stored inputs. With the knowledge that answered then, the replies are the same.</summary>
internal static class Replay
{
    /// <summary>The replies of each turn.</summary>
    /// <param name="knowledge">Must hold <paramref name="shop"/>.</param>
    /// <param name="shop">The conversation's.</param>
    /// <param name="turns">All turns of the conversation, in order.</param>
    /// <param name="runner">Runs the turns, and apologises where one failed.</param>
    public static IReadOnlyList<ImmutableArray<Reply>> Run(
        Knowledge knowledge, Shop shop, IReadOnlyList<TurnRow> turns, ConversationTurn runner)
    {
        ConversationState? state = null;
        var all = new List<ImmutableArray<Reply>>(turns.Count);
        foreach (var turn in turns)
        {
            var input = ConversationJson.ReadInput(turn.Input);
            state ??= ConversationTurn.FirstState(shop, input.PageLanguage);
            if (turn.Outcome == TurnRow.Failed)
            {
                (state, var apology, _) = runner.Apologise(knowledge, state, input, new ConversationId(turn.ConversationId));
                all.Add(apology);
                continue;
            }
            var outcome = runner.Run(knowledge, state, input);
            state = outcome.State;
            all.Add(outcome.Replies);
        }
        return all;
    }
}
