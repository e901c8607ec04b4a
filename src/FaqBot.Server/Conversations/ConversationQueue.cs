using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

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
    ConversationId Conversation, string Sender, string? ClientActivityId, JsonObject? Activity, TurnEvent? Event, string? PageLanguage)
{
    /// <summary>Null for Direct Line, whose conversations are begun by <see cref="ConversationQueue.Start"/>.</summary>
    public ChannelRoute? Channel { get; init; }

    /// <summary>How the customer's client calls this server, e.g. <c>https://chat.sklep.example</c>; addresses in replies begin with it.
    /// </summary>
    public string Site { get; init; } = "";

    /// <summary>An earlier conversation that surely was the same customer's; what is open of it, a dialog that this one begins with knows.
    /// Null for none.</summary>
    public ConversationId? Follows { get; init; }
}

/// <summary>A conversation could not begin with what was to happen in it: the turn threw, or a form came to nothing. Nothing was kept.
/// </summary>
internal sealed class BegunInVainException() : Exception("A conversation could not begin with what was to happen in it.");

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

    /// <summary>There is no such conversation, or its shop is not served any more.</summary>
    public sealed record NotFound : PostResult;
}

/// <summary>One queue per conversation: run the pure turn on what the last commit left, commit, wake the streams. Nothing else writes a
/// conversation. What the last commit left is remembered; where that is not so any more, or the activity was recorded before, the commit
/// conflicts, and everything is read afresh.</summary>
internal sealed class ConversationQueue(
    Store store, Journal journal, ConversationLog log, CurrentKnowledge knowledge, ConversationTurn turn, RunningDialogs dialogs,
    OutboxBell outbox)
{
    /// <summary>Another node may be ahead of us this often in one post before we say that we are busy.</summary>
    private const int ConflictsMax = 8;

    private readonly ConversationLanes lanes = new();
    private readonly RecentConversations recent = new();

    /// <summary>Whether turns of the shop's conversations can look orders up.</summary>
    public bool HasOrders(string shop) => turn.HasOrders(shop);

    /// <summary>Runs <paramref name="change"/> when nothing else is done in the conversation on this node; for what belongs to it but is no
    /// part of what it says, as a case is. Whatever it writes it must fence itself.</summary>
    /// <exception cref="BusyException">Too much is waiting.</exception>
    public async Task<T> Within<T>(ConversationId id, Func<Task<T>> change, CancellationToken cancellation)
    {
        using var place = await lanes.Enter(id, cancellation) ?? throw new BusyException();
        return await change();
    }

    /// <summary>Writes what the shop decided about a case of the conversation, and tells it: all of it or nothing. Only
    /// <see cref="Within"/> the conversation.</summary>
    /// <param name="id">Which conversation.</param>
    /// <param name="news">What the customer is told.</param>
    /// <param name="write">Of whether the shop is still served, so that there are words to tell it in; fenced by the case's own
    /// version.</param>
    /// <param name="now">When it was decided.</param>
    /// <param name="cancellation">Only until the turn is run.</param>
    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async Task<CommitResult> Decide(
        ConversationId id, CaseNews news, Func<bool, CaseWrite> write, Instant now, CancellationToken cancellation)
    {
        if (await store.FindConversation(id, cancellation) is not { } before)
        {
            return CommitResult.Conflict;
        }
        var current = knowledge.Value;
        var isServed = current.Shops.ContainsKey(before.Shop);
        var composed = isServed
            ? await Compose(current, before, new TurnEvent.CaseChanged(news), now, cancellation)
            : ConversationTurn.Silent(before, now);
        return await Commit(id, composed with { Cases = [.. composed.Cases, write(isServed)] });
    }

    private async Task<TurnCommit> Compose(
        Knowledge current, ConversationRow before, TurnEvent happened, Instant now, CancellationToken cancellation)
    {
        var inbound = new Inbound(new ConversationId(before.Id), before.UserId, null, null, happened, null);
        var read = turn.Read(before, current.Shops[before.Shop]);
        var running = read.State.Dialog is { } dialog ? await dialogs.Prepare(current, before, dialog, now, cancellation) : null;
        return turn.Compose(running?.Knowledge ?? current, before, read, inbound, now, running, acknowledged: null);
    }

    /// <summary>Begins the conversation with its greeting unless it exists already; returns true when it is new.</summary>
    /// <exception cref="BusyException">Too much is waiting; nothing was kept.</exception>
    /// <exception cref="ArgumentException">There is no such shop.</exception>
    public Task<bool> Start(ConversationId id, string shop, string user, string? pageLanguage, CancellationToken cancellation) =>
        Begin(new Inbound(id, user, null, null, new TurnEvent.Started(), pageLanguage), shop, cancellation);

    /// <summary>The same with something else that happens first.</summary>
    /// <inheritdoc cref="Start"/>
    /// <exception cref="BegunInVainException">It happened to no effect; nothing was kept.</exception>
    public async Task<bool> Begin(Inbound first, string shop, CancellationToken cancellation)
    {
        var id = first.Conversation;
        using var place = await lanes.Enter(id, cancellation) ?? throw new BusyException();
        var current = knowledge.Value;
        if (!current.Shops.TryGetValue(shop, out var served))
        {
            throw new ArgumentException($"There is no shop '{shop}'.", nameof(shop));
        }
        using var acknowledged = turn.Acknowledge();
        var now = turn.Now();
        for (var attempt = 0; attempt < ConflictsMax; attempt++)
        {
            var blank = ConversationTurn.Blank(id, served, first.Sender, first.PageLanguage, now);
            var fresh = first.Event is TurnEvent.Started ? null : await dialogs.First(current, shop, first.Follows, now, cancellation);
            var composed = turn.Compose(current, blank, turn.Read(blank, served), first, now, fresh, acknowledged);
            if (IsInVain(composed, first.Event))
            {
                throw new BegunInVainException();
            }
            switch (await Commit(id, composed))
            {
                case CommitResult.Committed:
                    acknowledged?.Keep();
                    return true;
                case CommitResult.Busy:
                    throw new BusyException();
                default:
                    // Else the number of its case is taken, and another is drawn.
                    if (first.Event is TurnEvent.Started || await store.FindConversation(id, cancellation) is not null)
                    {
                        return false;
                    }
                    break;
            }
        }
        throw new BusyException();
    }

    /// <summary>Nobody is to believe that something was taken which was not.</summary>
    private static bool IsInVain(TurnCommit composed, TurnEvent? happened) => happened switch
    {
        TurnEvent.FormSent => composed.Cases.Count == 0,
        TurnEvent.DialogWanted => composed.Turn is { Outcome: TurnRow.Failed },
        _ => false,
    };

    /// <summary>Takes one inbound; completes after its commit. Once the turn has run, cancelling has no effect any more.</summary>
    public async Task<PostResult> Post(Inbound inbound, CancellationToken cancellation)
    {
        using var place = await lanes.Enter(inbound.Conversation, cancellation);
        if (place is null)
        {
            return new PostResult.Busy(BusyException.RetryAfter);
        }
        using var acknowledged = turn.Acknowledge();
        var now = turn.Now();
        try
        {
            var known = recent.Take(inbound.Conversation);
            for (var attempt = 0; attempt < ConflictsMax; attempt++)
            {
                if (await Attempt(inbound, known, now, acknowledged, cancellation) is { } result)
                {
                    return result;
                }
                known = null;
            }
        }
        catch (BusyException)
        {
            // The database cannot be read: as good as busy.
        }
        return new PostResult.Busy(BusyException.RetryAfter);
    }

    /// <summary>Null when another node was faster, or the activity was recorded before: the turn is pure, so it is run again, as of the
    /// same moment, on the fresh state.</summary>
    /// <param name="inbound">What happened.</param>
    /// <param name="known">The conversation as this node left it; null to read it.</param>
    /// <param name="now">As of when.</param>
    /// <param name="acknowledged">Kept once it is committed.</param>
    /// <param name="cancellation">Only until the turn is run.</param>
    private async Task<PostResult?> Attempt(
        Inbound inbound, ConversationRow? known, Instant now, Acknowledgements? acknowledged, CancellationToken cancellation)
    {
        var current = knowledge.Value;
        var before = known;
        if (before is null || !current.Shops.ContainsKey(before.Shop))
        {
            if (await Earlier(inbound, cancellation) is { } sequence)
            {
                return Recorded(inbound, sequence);
            }
            before = await store.FindConversation(inbound.Conversation, cancellation) ?? Opened(current, inbound, now);
        }
        if (before is null || !current.Shops.TryGetValue(before.Shop, out var shop))
        {
            return new PostResult.NotFound();
        }
        if (before.IsEnded)
        {
            return new PostResult.Ended();
        }
        var read = turn.Read(before, shop);
        // Other turns cost nothing more.
        var running = read.State.Dialog is { } dialog && inbound.Event is not null
            ? await dialogs.Prepare(current, before, dialog, now, cancellation)
            : null;
        var composed = turn.Compose(running?.Knowledge ?? current, before, read, inbound, now, running, acknowledged);
        var result = await Commit(inbound.Conversation, composed);
        if (result == CommitResult.Committed)
        {
            acknowledged?.Keep();
        }
        return result switch
        {
            CommitResult.Committed => Recorded(inbound, composed.Activities is [var first, ..] ? first.Sequence : before.LastSequence),
            CommitResult.Conflict => null,
            _ => new PostResult.Busy(BusyException.RetryAfter),
        };
    }

    /// <summary>A channel does not start its conversations: the first thing that happens in one does.</summary>
    private static ConversationRow? Opened(Knowledge current, Inbound inbound, Instant now) =>
        inbound.Channel is { } channel && current.Shops.TryGetValue(channel.Shop, out var shop)
            ? ConversationTurn.Blank(inbound.Conversation, shop, inbound.Sender, inbound.PageLanguage, now)
            : null;

    private async Task<CommitResult> Commit(ConversationId id, TurnCommit composed)
    {
        var result = await journal.Commit(composed);
        if (result == CommitResult.Committed)
        {
            Remember(composed.Conversation);
            log.Ring(id, composed.Activities);
            foreach (var effect in composed.Outbox)
            {
                outbox.Ring(effect.Kind);
            }
        }
        return result;
    }

    /// <summary>Not one that has ended: what comes then may have been recorded before the end, and only the database knows.</summary>
    private void Remember(ConversationRow row)
    {
        if (!row.IsEnded)
        {
            recent.Keep(row);
        }
    }

    private async ValueTask<long?> Earlier(Inbound inbound, CancellationToken cancellation) => inbound.ClientActivityId is { } id
        ? await store.FindClientActivity(inbound.Conversation, inbound.Sender, id, cancellation)
        : null;

    private static PostResult.Recorded Recorded(Inbound inbound, long sequence) =>
        new(ActivityMapper.ActivityId(inbound.Conversation, sequence));
}
