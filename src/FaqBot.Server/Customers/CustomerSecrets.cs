using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace FaqBot.Server;

/// <summary>
/// What the shops' servers sign their customers' tokens with, <c>Shops:{id}:CustomerSecrets:0</c> and <c>:1</c>: two, so that one can be
/// replaced while the other serves.
/// </summary>
internal sealed class CustomerSecrets
{
    private readonly FrozenDictionary<string, ImmutableArray<byte[]>> byShop;

    /// <exception cref="StartFailure">A secret is too short.</exception>
    public CustomerSecrets(IConfiguration configuration)
    {
        var secrets =
            (from shop in configuration.GetSection("Shops").GetChildren()
             from secret in shop.GetSection("CustomerSecrets").GetChildren()
             let value = secret.Value ?? ""
             where !string.IsNullOrWhiteSpace(value)
             select (Shop: shop.Key, secret.Path, Value: value)).ToList();
        if (secrets.FirstOrDefault(secret => secret.Value.Length < CustomerLimits.SecretCharsMin) is { Path: { } weak })
        {
            throw new StartFailure(
                $"{weak} is too short: a secret that customers' tokens are signed with "
                + $"has at least {CustomerLimits.SecretCharsMin} characters. "
                + "Make a random one: openssl rand -hex 32.");
        }

        byShop = secrets.GroupBy(secret => secret.Shop, StringComparer.Ordinal).ToFrozenDictionary(
            shop => shop.Key, shop => shop.Select(secret => Encoding.UTF8.GetBytes(secret.Value)).ToImmutableArray(),
            StringComparer.Ordinal);
    }

    /// <summary>Empty where the shop's customers cannot be told apart.</summary>
    public ImmutableArray<byte[]> Of(string shop) => byShop.TryGetValue(shop, out var secrets) ? secrets : [];
}
