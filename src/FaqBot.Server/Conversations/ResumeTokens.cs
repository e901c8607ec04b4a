using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Lets a browser come back to its conversation for 30 days after it last did. Only hashes are stored.</summary>
internal sealed class ResumeTokens(Store store, Journal journal, TimeProvider time)
{
    /// <summary>No longer one is looked for; ours have 43.</summary>
    public const int CharsMax = 128;

    private const int TokenBytes = 32;

    private static readonly Duration Life = Duration.FromDays(30);

    /// <summary>Extended only when less is left, so that a page that is opened often writes once a day.</summary>
    private static readonly Duration LongEnough = Duration.FromDays(29);

    /// <summary>The open conversation and its user, or null when the token is unknown, of another shop, expired, or the conversation has
    /// ended or is a verified customer's.</summary>
    public async Task<(ConversationId Conversation, string User)?> Find(string shop, string resume, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        var found = await FindRow(db, shop, resume, cancellation);
        if (found is null)
        {
            return null;
        }
        var now = Microseconds.Now(time);
        if (found.ExpiresAt - now < LongEnough)
        {
            await Extend(found.Hash, now + Life);
        }
        return (new ConversationId(found.ConversationId), found.UserId);
    }

    /// <summary>The same inside a job, without using it.</summary>
    public async Task<(ConversationId Conversation, string User)?> Find(
        FaqBotDb db, string shop, string resume, CancellationToken cancellation) =>
        await FindRow(db, shop, resume, cancellation) is { } found ? (new ConversationId(found.ConversationId), found.UserId) : null;

    /// <summary>Stores a new token (256 random bits, base64url) for a conversation that need not have started, and returns it.</summary>
    /// <exception cref="BusyException">Nothing was kept.</exception>
    public async Task<string> Issue(string shop, ConversationId conversation, string user, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var resume = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = Microseconds.Now(time);
        var row = new ResumeTokenRow
        {
            Hash = Hash(resume),
            Shop = shop,
            ConversationId = conversation.Value,
            UserId = user,
            ExpiresAt = now + Life,
        };
        await journal.Write(async (db, stop) =>
        {
            await db.ResumeTokens.Where(token => token.ExpiresAt <= now).ExecuteDeleteAsync(stop);
            db.ResumeTokens.Add(row);
            await db.SaveChangesAsync(stop);
        });
        return resume;
    }

    private Task<ResumeTokenRow?> FindRow(FaqBotDb db, string shop, string resume, CancellationToken cancellation)
    {
        var hash = Hash(resume);
        var now = Microseconds.Now(time);
        return db.ResumeTokens.AsNoTracking()
            .Where(token => token.Hash == hash && token.Shop == shop && token.ExpiresAt > now)
            .Where(token => !db.Conversations.Any(conversation => conversation.Id == token.ConversationId && conversation.IsEnded))
            .Where(token => !db.CustomerConversations.Any(row => row.ConversationId == token.ConversationId))
            .SingleOrDefaultAsync(cancellation);
    }

    /// <summary>A busy store extends it another time.</summary>
    private async Task Extend(byte[] hash, Instant until)
    {
        try
        {
            await journal.Write((db, stop) => db.ResumeTokens.Where(token => token.Hash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, until), stop));
        }
        catch (BusyException)
        {
            // It still leads back, only not for longer.
        }
    }

    private static byte[] Hash(string resume) => SHA256.HashData(Encoding.UTF8.GetBytes(resume));
}
