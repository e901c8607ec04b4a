using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace FaqBot.Server;

/// <summary>Which systems of which shops are told of what: <c>Shops:{id}:Webhooks:0:Url</c>, <c>:Secret</c>, <c>:Events</c>...</summary>
internal sealed class Webhooks
{
    private const string Section = "Webhooks";

    private static readonly string[] SecretKeys = ["Secret", "SecondSecret"];

    private readonly FrozenDictionary<string, ImmutableArray<WebhookReceiver>> byShop;
    private readonly bool isWorkshop;

    /// <exception cref="StartFailure">What is configured makes no sense, or is not safe.</exception>
    public Webhooks(IConfiguration configuration, IHostEnvironment environment)
    {
        isWorkshop = environment.IsWorkshop;
        byShop = configuration.GetSection("Shops").GetChildren()
            .ToFrozenDictionary(shop => shop.Key, Receivers, StringComparer.Ordinal);
    }

    /// <summary>The receivers of the shop that want to know.</summary>
    /// <param name="shop">Its id.</param>
    /// <param name="event">Of <see cref="WebhookEvents"/>.</param>
    public IEnumerable<WebhookReceiver> For(string shop, string @event) =>
        byShop.GetValueOrDefault(shop, []).Where(receiver => receiver.Events.Contains(@event));

    /// <summary>Null when there is none of that name any more.</summary>
    public WebhookReceiver? Find(string shop, string name) =>
        byShop.GetValueOrDefault(shop, []).FirstOrDefault(receiver => receiver.Name == name);

    private ImmutableArray<WebhookReceiver> Receivers(IConfigurationSection shop)
    {
        ImmutableArray<WebhookReceiver> receivers = [.. shop.GetSection(Section).GetChildren().Select(section => Read(shop.Key, section))];
        if (receivers.Length > WebhookLimits.ReceiversMax)
        {
            throw new StartFailure(
                $"{shop.Path}:{Section} has {receivers.Length} receivers; a shop has at most {WebhookLimits.ReceiversMax}.");
        }
        var shared = receivers.GroupBy(receiver => receiver.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return shared is null
            ? receivers
            : throw new StartFailure($"{shop.Path}:{Section} has two receivers named '{shared.Key}'; give each a Name of its own.");
    }

    private WebhookReceiver Read(string shop, IConfigurationSection section)
    {
        var place = OutboundPlace.Read(section, isWorkshop, out var url);
        return new WebhookReceiver
        {
            Shop = shop,
            Name = ReadName(section),
            Url = url,
            Place = place,
            Secrets = [.. SecretKeys.Select(key => ReadSecret(section, key)).OfType<byte[]>()],
            Events = ReadEvents(section),
        };
    }

    private static string ReadName(IConfigurationSection section)
    {
        var name = section["Name"]?.Trim() is { Length: > 0 } stated ? stated : section.Key;
        return name.Length <= WebhookLimits.NameCharsMax && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.')
            ? name
            : throw new StartFailure(
                $"{section.Path}:Name is no name: at most {WebhookLimits.NameCharsMax} Latin letters, digits, hyphens and points.");
    }

    private static byte[]? ReadSecret(IConfigurationSection section, string key)
    {
        var secret = section[key] ?? "";
        if (string.IsNullOrWhiteSpace(secret) && key != SecretKeys[0])
        {
            return null;
        }
        return secret.Length >= WebhookLimits.SecretCharsMin
            ? Encoding.UTF8.GetBytes(secret)
            : throw new StartFailure(
                $"{section.Path}:{key} is too short: a secret that webhooks are signed with has at least {WebhookLimits.SecretCharsMin} "
                + "characters. Make a random one: openssl rand -hex 32.");
    }

    private static FrozenSet<string> ReadEvents(IConfigurationSection section)
    {
        string[] events = (section["Events"] ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (events.Length == 0)
        {
            throw new StartFailure(
                $"{section.Path}:Events is missing: name the events, separated by spaces, of {string.Join(", ", WebhookEvents.All)}.");
        }
        var stranger = events.FirstOrDefault(name => !WebhookEvents.All.Contains(name));
        return stranger is null
            ? [.. events]
            : throw new StartFailure(
                $"{section.Path}:Events names '{stranger}', which is no event; they are {string.Join(", ", WebhookEvents.All)}.");
    }
}
