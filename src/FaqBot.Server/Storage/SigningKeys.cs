using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One symmetric key.</summary>
internal sealed record SigningKey(string Id, ReadOnlyMemory<byte> Secret, Instant CreatedAt);

/// <summary>Keys for tokens, kept in the database so that all nodes share them. All of them verify; a new one signs only when every node
/// has had time to read it.</summary>
internal sealed class SigningKeys(Store store, Journal journal, TimeProvider time, IOptions<StorageOptions> options)
{
    private const int SecretBytes = 32;
    private const int IdBytes = 9;

    /// <summary>How often a node looks for new keys.</summary>
    public static readonly TimeSpan RefreshPeriod = TimeSpan.FromHours(1);

    private static readonly Duration SignsAfter = 2 * Duration.FromTimeSpan(RefreshPeriod);

    /// <summary>How long a key still verifies after it was replaced; longer than any token that it can have signed.</summary>
    private static readonly Duration KeptAfterRotation = Duration.FromDays(2);

    /// <summary>Whatever strangers send, the database is not asked more often than this.</summary>
    private static readonly TimeSpan LearnPause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private volatile IReadOnlyList<SigningKey> all = [];
    private Task learning = Task.CompletedTask;
    private long? learnedAt;

    /// <summary>Newest first; never empty once the store is open. The same list as long as they are the same keys.</summary>
    public IReadOnlyList<SigningKey> All => all;

    /// <summary>The one that signs now: the newest that is old enough, else the oldest, which nobody can have missed.</summary>
    public SigningKey Current
    {
        get
        {
            var known = all;
            var createdBefore = Microseconds.Now(time) - SignsAfter;
            return known.FirstOrDefault(key => key.CreatedAt <= createdBefore) ?? known[^1];
        }
    }

    /// <summary>Makes a new key if the newest is too old (or there is none), drops those that nothing can be signed with any more, and
    /// reads what is there then.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        var rotation = Duration.FromDays(options.Value.SigningKeyDays);
        await journal.Write(async (db, stop) =>
        {
            var outlived = now - rotation - KeptAfterRotation;
            await db.SigningKeys.Where(key => key.CreatedAt < outlived).ExecuteDeleteAsync(stop);
            var due = now - rotation;
            if (!await db.SigningKeys.AnyAsync(key => key.CreatedAt > due, stop))
            {
                db.SigningKeys.Add(NewKey(now));
                await db.SaveChangesAsync(stop);
            }
        });
        await Read(cancellation);
    }

    /// <summary>For a token whose key is not among <paramref name="known"/>: another node may just have made it, as at the first start of
    /// all. Returns whether there are others now.</summary>
    public async Task<bool> Learn(IReadOnlyList<SigningKey> known, CancellationToken cancellation)
    {
        await Learning(known).WaitAsync(cancellation);
        return !ReferenceEquals(known, all);
    }

    private Task Learning(IReadOnlyList<SigningKey> known)
    {
        lock (gate)
        {
            var isTime = learnedAt is not { } at || time.GetElapsedTime(at) >= LearnPause;
            if (isTime && learning.IsCompleted && ReferenceEquals(known, all))
            {
                learnedAt = time.GetTimestamp();
                learning = TryRead();
            }
            return learning;
        }
    }

    /// <summary>While the database is away we know those that we know.</summary>
    private async Task TryRead()
    {
        try
        {
            await Read(CancellationToken.None);
        }
        catch (Exception exception) when (store.IsUnavailable(exception))
        {
            // Asked again when the next one comes.
        }
    }

    private async Task Read(CancellationToken cancellation)
    {
        await using var reading = store.OpenDb();
        var rows = await reading.SigningKeys.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(cancellation);
        if (!rows.Select(row => row.Id).SequenceEqual(all.Select(key => key.Id), StringComparer.Ordinal))
        {
            all = [.. rows.Select(row => new SigningKey(row.Id, row.Secret, row.CreatedAt))];
        }
    }

    private static SigningKeyRow NewKey(Instant now) => new()
    {
        Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
        Secret = RandomNumberGenerator.GetBytes(SecretBytes),
        CreatedAt = now,
    };
}
