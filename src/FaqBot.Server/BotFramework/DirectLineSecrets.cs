using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server;

/// <summary>
/// Secrets of shops, <c>Shops:{id}:DirectLineSecrets:0</c> and <c>:1</c>: two, so that one can be replaced while the other serves.
/// </summary>
internal sealed class DirectLineSecrets
{
    /// <summary>A shorter one could be guessed.</summary>
    private const int SecretCharsMin = 16;

    private readonly ImmutableArray<(string Shop, byte[] Hash)> hashes;

    /// <exception cref="StartFailure">A secret is too short, or that of two shops.</exception>
    public DirectLineSecrets(IConfiguration configuration)
    {
        var secrets = Read(configuration);
        if (secrets.FirstOrDefault(secret => secret.Value.Length < SecretCharsMin) is { } weak)
        {
            throw new StartFailure($"{weak.Key} is too short: a secret has at least {SecretCharsMin} characters.");
        }

        var shared = secrets.GroupBy(secret => secret.Value, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Select(secret => secret.Shop).Distinct(StringComparer.Ordinal).Count() > 1);
        if (shared is not null)
        {
            throw new StartFailure(
                $"{string.Join(" and ", shared.Select(secret => secret.Key))} are the same: each shop needs secrets of its own.");
        }

        hashes = [.. secrets.Select(secret => (secret.Shop, SHA256.HashData(Encoding.UTF8.GetBytes(secret.Value))))];
    }

    /// <summary>The shop whose secret this is, or null. Takes the same time whatever the guess.</summary>
    public string? FindShop(string candidate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(candidate), hash);
        string? found = null;
        foreach (var (shop, known) in hashes)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
            {
                found = shop;
            }
        }

        return found;
    }

    private static IReadOnlyList<Secret> Read(IConfiguration configuration) =>
    [
        .. from shop in configuration.GetSection("Shops").GetChildren()
           from secret in shop.GetSection("DirectLineSecrets").GetChildren()
           let value = secret.Value ?? ""
           where !string.IsNullOrWhiteSpace(value)
           select new Secret(shop.Key, secret.Path, value),
    ];

    private sealed record Secret(string Shop, string Key, string Value);
}
