using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FaqBot.Server;

/// <summary>What a genuine token says.</summary>
internal sealed record GenuineToken(Ticket Ticket, DateTime ValidTo);

/// <summary>
/// Tokens whose signature was found good, so that a customer's is not checked anew at every message. Only that is remembered: whether one
/// has expired, or its shop is gone, is for the caller to look at each time. With another set of keys all are forgotten.
/// </summary>
internal sealed class CheckedTokens
{
    /// <summary>When so many are known, all are forgotten: about 5 MB.</summary>
    public const int CountMax = 16 * 1024;

    private volatile Generation current = new([]);

    /// <summary>Null when the token was not found genuine with exactly these keys.</summary>
    public GenuineToken? Find(string token, IReadOnlyList<SigningKey> keys) => Of(keys).Tokens.GetValueOrDefault(Hash(token));

    public void Keep(string token, IReadOnlyList<SigningKey> keys, GenuineToken genuine)
    {
        var generation = Of(keys);
        if (generation.Tokens.Count >= CountMax)
        {
            current = generation = new Generation(keys);
        }
        generation.Tokens[Hash(token)] = genuine;
    }

    private Generation Of(IReadOnlyList<SigningKey> keys)
    {
        var known = current;
        return ReferenceEquals(known.Keys, keys) ? known : current = new Generation(keys);
    }

    /// <summary>Nobody can make another token with the hash of one that is known.</summary>
    private static (UInt128 Low, UInt128 High) Hash(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return MemoryMarshal.Read<(UInt128, UInt128)>(hash);
    }

    private sealed record Generation(IReadOnlyList<SigningKey> Keys)
    {
        public ConcurrentDictionary<(UInt128 Low, UInt128 High), GenuineToken> Tokens { get; } = new();
    }
}
