using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A conversation's id as the wire shows it: url-safe, unguessable, never containing <c>|</c>.</summary>
internal readonly record struct ConversationId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Something that happens in a conversation, on its way into the conversation's queue.</summary>
/// <param name="Conversation">Which one.</param>
/// <param name="Sender">Who, e.g. the token's user id; with <paramref name="ClientActivityId"/> it makes a repeat recognisable.</param>
/// <param name="ClientActivityId"><c>channelData.clientActivityID</c>; null when the client sent none.</param>
/// <param name="Activity">The customer's activity as posted, bounded and checked; null when nothing is to be recorded (a start).</param>
/// <param name="Event">What the turn answers to; null for an activity that is only recorded.</param>
/// <param name="PageLanguage">BCP-47; null when unknown.</param>
internal sealed record Inbound(
    ConversationId Conversation, string Sender, string? ClientActivityId, JsonObject? Activity, TurnEvent? Event, string? PageLanguage);

/// <summary>What became of an <see cref="Inbound"/>; nothing is acknowledged before its commit.</summary>
internal abstract record PostResult
{
    private PostResult()
    {
    }

    /// <summary>Committed now, or by an earlier post with the same client activity id.</summary>
    public sealed record Recorded(string ActivityId) : PostResult;

    /// <summary>Too much is waiting; nothing was kept.</summary>
    public sealed record Busy(TimeSpan RetryAfter) : PostResult;

    /// <summary>The conversation has ended.</summary>
    public sealed record Ended : PostResult;

    /// <summary>There is no such conversation.</summary>
    public sealed record NotFound : PostResult;
}

/// <summary>One queue per conversation: load, run the pure turn, commit, wake the streams. Nothing else writes a conversation.</summary>
internal sealed class ConversationQueue
{
    /// <summary>Begins the conversation with its greeting unless it exists already; returns true when it is new.</summary>
    public Task<bool> Start(ConversationId id, string shop, string user, string? pageLanguage, CancellationToken cancellation) =>
        Task.FromResult(true);

    /// <summary>Takes one inbound; completes after its commit.</summary>
    public Task<PostResult> Post(Inbound inbound, CancellationToken cancellation) => Task.FromResult<PostResult>(new PostResult.NotFound());
}
