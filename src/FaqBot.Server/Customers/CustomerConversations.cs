using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>
/// Which conversation is a verified customer's: the open one, on whatever device; else the anonymous one of the browser they signed in
/// with; else a new one. Two devices at once are given one, whichever nodes they ask: an index of the database allows no second.
/// </summary>
internal sealed class CustomerConversations(Store store, Journal journal, ResumeTokens resumeTokens, TimeProvider time)
{
    /// <summary>Another node may be faster this often before we say that we are busy.</summary>
    private const int RacesMax = 5;

    /// <summary>The customer's open conversation; null when there is none.</summary>
    public async Task<(ConversationId Conversation, string User)?> Find(VerifiedCustomer customer, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await FindOpen(db, customer.Shop, customer.Hash(), cancellation);
    }

    /// <summary>Whether the conversation is a verified customer's, now or before.</summary>
    public async Task<bool> Owns(ConversationId conversation, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.CustomerConversations.AnyAsync(row => row.ConversationId == conversation.Value, cancellation);
    }

    /// <summary>The customer's open conversation; where there is none, one becomes theirs.</summary>
    /// <param name="customer">Whose.</param>
    /// <param name="resume">Leads to the anonymous conversation of the browser, whose resume tokens then end: it can be read by nobody else
    /// who uses that browser later. Null or leading nowhere for none.</param>
    /// <param name="fresh">Becomes theirs where there is neither.</param>
    /// <exception cref="BusyException">Nothing was changed.</exception>
    public async Task<(ConversationId Conversation, string User)> Take(VerifiedCustomer customer, string? resume, Ticket fresh)
    {
        var taken = (fresh.Conversation, fresh.User);
        await journal.Write(async (db, stop) => taken = await Take(db, customer, resume, fresh, stop));
        return taken;
    }

    private async Task<(ConversationId Conversation, string User)> Take(
        FaqBotDb db, VerifiedCustomer customer, string? resume, Ticket fresh, CancellationToken stop)
    {
        var hash = customer.Hash();
        for (var attempt = 0; attempt < RacesMax; attempt++)
        {
            if (await FindOpen(db, customer.Shop, hash, stop) is { } open)
            {
                return open;
            }
            await Retire(db, customer.Shop, hash, stop);
            var anonymous = resume is null ? null : await resumeTokens.Find(db, customer.Shop, resume, stop);
            var (conversation, user) = anonymous ?? (fresh.Conversation, fresh.User);
            if (await TryKeep(db, customer.Shop, hash, conversation, user, stop))
            {
                await db.ResumeTokens.Where(token => token.ConversationId == conversation.Value).ExecuteDeleteAsync(stop);
                return (conversation, user);
            }
        }
        throw new BusyException();
    }

    /// <summary>One that has not started yet has no row among the conversations, and is open.</summary>
    private static async Task<(ConversationId Conversation, string User)?> FindOpen(
        FaqBotDb db, string shop, byte[] hash, CancellationToken cancellation)
    {
        var found = await db.CustomerConversations
            .Where(row => row.Shop == shop && row.Customer == hash && row.IsCurrent)
            .Where(row => !db.Conversations.Any(conversation => conversation.Id == row.ConversationId && conversation.IsEnded))
            .Select(row => new { row.ConversationId, row.UserId })
            .SingleOrDefaultAsync(cancellation);
        return found is null ? null : (new ConversationId(found.ConversationId), found.UserId);
    }

    /// <summary>The current one has ended, or there is none.</summary>
    private static Task<int> Retire(FaqBotDb db, string shop, byte[] hash, CancellationToken stop) => db.CustomerConversations
        .Where(row => row.Shop == shop && row.Customer == hash && row.IsCurrent)
        .Where(row => db.Conversations.Any(conversation => conversation.Id == row.ConversationId && conversation.IsEnded))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsCurrent, false), stop);

    /// <summary>False when another device of the customer, or another customer in the same browser, was faster: PostgreSQL waits for
    /// the faster one to commit, and its row can then be read.</summary>
    private async Task<bool> TryKeep(
        FaqBotDb db, string shop, byte[] hash, ConversationId conversation, string user, CancellationToken stop)
    {
        var since = Microseconds.Of(Microseconds.Now(time));
        return await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO customer_conversations (conversation_id, shop, customer, user_id, is_current, since)
            VALUES ({conversation.Value}, {shop}, {hash}, {user}, {true}, {since}) ON CONFLICT DO NOTHING
            """,
            stop) == 1;
    }
}
