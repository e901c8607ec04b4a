using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace FaqBot.Server;

/// <summary>
/// Secrets of shops, <c>Shops:{id}:DirectLineSecrets:0</c> and <c>:1</c>: two, so that one can be replaced while the other serves.
/// They are followed when the configuration is reloaded.
/// </summary>
internal sealed class DirectLineSecrets : IDisposable
{
    private readonly IDisposable registration;
    private ImmutableArray<(string Shop, byte[] Hash)> hashes;

    public DirectLineSecrets(IConfiguration configuration)
    {
        hashes = Read(configuration);
        registration = ChangeToken.OnChange(configuration.GetReloadToken, () => hashes = Read(configuration));
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

    public void Dispose() => registration.Dispose();

    private static ImmutableArray<(string Shop, byte[] Hash)> Read(IConfiguration configuration) =>
    [
        .. from shop in configuration.GetSection("Shops").GetChildren()
           from secret in shop.GetSection("DirectLineSecrets").GetChildren()
           let value = secret.Value ?? ""
           where !string.IsNullOrWhiteSpace(value)
           select (shop.Key, SHA256.HashData(Encoding.UTF8.GetBytes(value))),
    ];
}
