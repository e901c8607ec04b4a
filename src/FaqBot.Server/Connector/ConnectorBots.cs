using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>A shop's bot as it is registered with the channels.</summary>
internal sealed class ConnectorBot(string shop, string appId, string password, string tenant)
{
    public string Shop => shop;

    public string AppId => appId;

    /// <summary>Never logged, never stored.</summary>
    public string Password => password;

    public string Tenant => tenant;
}

/// <summary>
/// The bots of all shops: <c>Shops:{id}:Connector:AppId</c>, <c>:AppPassword</c> and, for a bot of one tenant, <c>:TenantId</c>.
/// </summary>
internal sealed class ConnectorBots
{
    private readonly ImmutableArray<ConnectorBot> bots;

    /// <exception cref="StartFailure">A bot is half registered, or two shops have the same.</exception>
    public ConnectorBots(IConfiguration configuration, IOptions<ConnectorOptions> options)
    {
        bots = [.. configuration.GetSection("Shops").GetChildren().Select(shop => Read(shop, options.Value)).OfType<ConnectorBot>()];
        var shared = bots.GroupBy(bot => bot.AppId, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (shared is not null)
        {
            var keys = shared.Select(bot => $"Shops:{bot.Shop}:Connector:AppId");
            throw new StartFailure(
                $"{string.Join(" and ", keys)} are the same: the AppId tells the shop, so each shop needs a bot of its own.");
        }
    }

    public bool AreNone => bots.IsEmpty;

    /// <summary>The bot that a token's audience names; ids are compared as GUIDs are, whatever their case.</summary>
    public ConnectorBot? Find(string appId) => bots.FirstOrDefault(bot => bot.AppId.Equals(appId, StringComparison.OrdinalIgnoreCase));

    public ConnectorBot? OfShop(string shop) => bots.FirstOrDefault(bot => bot.Shop.Equals(shop, StringComparison.Ordinal));

    private static ConnectorBot? Read(IConfigurationSection shop, ConnectorOptions options)
    {
        var section = shop.GetSection("Connector");
        var appId = Text(section, "AppId");
        var password = Text(section, "AppPassword");
        if (appId.Length == 0 && password.Length == 0)
        {
            return null;
        }
        if (appId.Length == 0 || password.Length == 0)
        {
            var missing = appId.Length == 0 ? "AppId" : "AppPassword";
            throw new StartFailure(
                $"{section.Path}:{missing} is missing: a bot has both an AppId and an AppPassword. State it, or remove the other.");
        }
        var tenant = Text(section, "TenantId");
        return new ConnectorBot(
            shop.Key,
            Id(appId, $"{section.Path}:AppId"),
            password,
            tenant.Length == 0 ? options.Tenant : Id(tenant, $"{section.Path}:TenantId"));
    }

    private static string Text(IConfigurationSection section, string key) => section[key]?.Trim() ?? "";

    /// <summary>It becomes part of an address.</summary>
    private static string Id(string id, string key) => id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
        ? id
        : throw new StartFailure($"{key} is '{id}', which is not an id: letters, digits, hyphens and dots only.");
}
