using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One symmetric key.</summary>
internal sealed record SigningKey(string Id, ReadOnlyMemory<byte> Secret);

/// <summary>Keys for tokens, kept in the database so that all nodes share them; the newest signs, older ones still verify.</summary>
internal sealed class SigningKeys(Store store, Journal journal, TimeProvider time, IOptions<StorageOptions> options)
{
    private const int SecretBytes = 32;
    private const int IdBytes = 9;

    /// <summary>How long a key still verifies after it was replaced; longer than any token that it can have signed.</summary>
    private static readonly Duration KeptAfterRotation = Duration.FromDays(2);

    private volatile IReadOnlyList<SigningKey> all = [];

    /// <summary>Newest first; never empty once the store is open.</summary>
    public IReadOnlyList<SigningKey> All => all;

    /// <summary>Makes a new key if the newest is too old (or there is none), drops those that nothing can be signed with any more, and reads
    /// what is there then.</summary>
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
        await using var reading = store.OpenDb();
        var rows = await reading.SigningKeys.OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id).ToListAsync(cancellation);
        all = [.. rows.Select(row => new SigningKey(row.Id, row.Secret))];
    }

    private static SigningKeyRow NewKey(Instant now) => new()
    {
        Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)),
        Secret = RandomNumberGenerator.GetBytes(SecretBytes),
        CreatedAt = now,
    };
}
