using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server;

/// <summary>Keys with which the shops' own systems ask about cases, <c>Shops:{id}:ApiKey</c>.</summary>
internal sealed class ShopApiKeys
{
    public const string Header = "X-Api-Key";

    /// <summary>A shorter one could be guessed.</summary>
    private const int KeyCharsMin = 24;

    /// <summary>No longer one is looked at.</summary>
    private const int KeyCharsMax = 512;

    /// <summary>What a shop without a key is compared with, so that it takes as long; no candidate hashes to it.</summary>
    private static readonly byte[] Nobodys = new byte[SHA256.HashSizeInBytes];

    private readonly FrozenDictionary<string, byte[]> hashes;

    /// <exception cref="StartFailure">A key is too short, cannot be sent, or is that of two shops.</exception>
    public ShopApiKeys(IConfiguration configuration)
    {
        var keys = configuration.GetSection("Shops").GetChildren()
            .Select(shop => (Shop: shop.Key, Value: shop["ApiKey"] ?? ""))
            .Where(key => !string.IsNullOrWhiteSpace(key.Value))
            .ToList();
        if (keys.Where(key => key.Value.Length < KeyCharsMin).Select(key => key.Shop).FirstOrDefault() is { } weak)
        {
            throw new StartFailure($"Shops:{weak}:ApiKey is too short: a key has at least {KeyCharsMin} characters.");
        }
        if (keys.Where(key => !CanBeSent(key.Value)).Select(key => key.Shop).FirstOrDefault() is { } unsent)
        {
            throw new StartFailure(
                $"Shops:{unsent}:ApiKey cannot be sent in a header: a key has at most {KeyCharsMax} characters, "
                + "Latin letters, digits and signs without spaces.");
        }
        if (keys.GroupBy(key => key.Value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            throw new StartFailure(
                $"{string.Join(" and ", shared.Select(key => $"Shops:{key.Shop}:ApiKey"))} are the same: "
                + "each shop needs a key of its own.");
        }
        hashes = keys.ToFrozenDictionary(
            key => key.Shop, key => SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)), StringComparer.Ordinal);
    }

    /// <summary>Whether the request holds the shop's key. Takes the same time whatever the guess, and for shops that there are
    /// not.</summary>
    public bool IsHeldBy(HttpRequest request, string shop)
    {
        var candidate = request.Headers[Header].ToString();
        if (candidate.Length is 0 or > KeyCharsMax)
        {
            return false;
        }
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(candidate));
        return CryptographicOperations.FixedTimeEquals(hash, hashes.GetValueOrDefault(shop, Nobodys));
    }

    private static bool CanBeSent(string key) => key.Length <= KeyCharsMax && key.All(letter => letter is > ' ' and <= '~');
}
