using System.Collections.Frozen;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The settings that there are. One that is misspelt would do nothing and say nothing, so it stops the start.</summary>
internal static partial class KnownSettings
{
    private const string Shops = "Shops";

    private static readonly Part Value = Of();
    private static readonly Part Values = new(Of().Named, Any: Value);
    private static readonly Part Place = Of("Url", "Hosts", "AllowPrivate");

    /// <summary>Sections that are ours; of others (the framework's, other programs') nothing is known.</summary>
    private static readonly FrozenDictionary<string, Part> Sections = Table(
        (ConnectorOptions.Section, OptionsOf<ConnectorOptions>()),
        (DialogsOptions.Section, OptionsOf<DialogsOptions>()),
        (DirectLineOptions.Section, OptionsOf<DirectLineOptions>()),
        (HostingOptions.Section, OptionsOf<HostingOptions>()),
        (KnowledgeOptions.Section, OptionsOf<KnowledgeOptions>()),
        (LogOptions.Section, OptionsOf<LogOptions>()),
        (MailOptions.Section, OptionsOf<MailOptions>()),
        (OutboxOptions.Section, OptionsOf<OutboxOptions>()),
        (RateLimitOptions.Section, OptionsOf<RateLimitOptions>()),
        (StorageOptions.Section, OptionsOf<StorageOptions>()),
        (UploadOptions.Section, OptionsOf<UploadOptions>()),
        ("Clock", Of("Start")),
        ("TrustedProxies", Values),
        (Shops, new Part(Of().Named, Any: new Part(Table(
            ("ApiKey", Value),
            ("DirectLineSecrets", Values),
            ("CustomerSecrets", Values),
            ("Connector", Of("AppId", "AppPassword", "TenantId")),
            (MailOptions.Section, OptionsOf<MailOptions>()),
            (OrderSettings.Section, Place
                .With(Of("File", "Encoding"))
                .With(new Part(Table(("Columns", Values), ("States", Values), ("Headers", Values))))),
            ("Webhooks", new Part(Of().Named, Any: Place.With(Of("Name", "Secret", "SecondSecret", "Events")))))))));

    /// <exception cref="StartFailure">Names each setting of ours that there is not.</exception>
    public static void CheckSettings(this WebApplicationBuilder builder)
    {
        var unknown = Sections.SelectMany(section => Unknown(builder.Configuration.GetSection(section.Key), section.Value)).ToList();
        if (unknown.Count > 0)
        {
            throw new StartFailure(string.Join(Environment.NewLine, unknown));
        }
    }

    /// <summary>Warns of what may be meant for another time or another program, and may be misspelt.</summary>
    public static void WarnOfStrangeSettings(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var strange in Strange(app.Configuration, app.Services.GetRequiredService<CurrentKnowledge>().Value.Shops.Keys))
            {
                Log.Strange(app.Logger, strange);
            }
        });

    /// <summary>Settings of shops that the knowledge has not, and sections that are nearly called like one of ours.</summary>
    public static IEnumerable<string> Strange(IConfiguration configuration, IReadOnlyCollection<string> shops)
    {
        foreach (var shop in configuration.GetSection(Shops).GetChildren().Where(shop => !shops.Contains(shop.Key)))
        {
            var hint = Nearest(shop.Key, shops) is { } name ? $" Did you mean {Shops}:{name}?" : "";
            yield return $"There are settings {shop.Path}, but the knowledge has no shop '{shop.Key}'.{hint}";
        }
        foreach (var section in configuration.GetChildren().Where(section => !IsKnown(section) && section.GetChildren().Any()))
        {
            if (Nearest(section.Key, Sections.Keys) is { } name)
            {
                yield return $"Settings {section.Key} are not ours. Did you mean {name}?";
            }
        }
    }

    private static bool IsKnown(IConfigurationSection section) =>
        Sections.ContainsKey(section.Key) || section.Key is "Logging" or "Kestrel" or "ConnectionStrings";

    private static IEnumerable<string> Unknown(IConfigurationSection section, Part part)
    {
        if (part.Named.Count == 0 && part.Any is null)
        {
            return [];
        }
        return section.GetChildren().SelectMany(setting => (part.Named.GetValueOrDefault(setting.Key) ?? part.Any) is { } inner
            ? Unknown(setting, inner)
            : [$"There is no setting {setting.Path}. {Instead(section, setting.Key, part.Named.Keys)}"]);
    }

    private static string Instead(IConfigurationSection section, string key, IReadOnlyCollection<string> known) =>
        Nearest(key, known) is { } nearest
            ? $"Did you mean {section.Path}:{nearest}?"
            : $"{section.Path} has {string.Join(", ", known.Order(StringComparer.Ordinal))}.";

    /// <summary>Names in the environment are often written in capitals.</summary>
    private static string? Nearest(string name, IReadOnlyCollection<string> known) =>
        NearestName.Of(name.ToLowerInvariant(), known.Select(one => one.ToLowerInvariant())) is { } nearest
            ? known.First(one => one.Equals(nearest, StringComparison.OrdinalIgnoreCase))
            : null;

    private static Part OptionsOf<TOptions>() => Of([.. typeof(TOptions).GetProperties().Select(property => property.Name)]);

    private static Part Of(params ReadOnlySpan<string> names)
    {
        var named = new Dictionary<string, Part>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            named[name] = new Part(FrozenDictionary<string, Part>.Empty);
        }
        return new Part(named.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private static FrozenDictionary<string, Part> Table(params (string Name, Part Part)[] parts) =>
        parts.ToFrozenDictionary(part => part.Name, part => part.Part, StringComparer.OrdinalIgnoreCase);

    /// <summary>What may stand below a setting; with neither it is a value.</summary>
    /// <param name="Named">By name.</param>
    /// <param name="Any">Under whatever other name.</param>
    private sealed record Part(FrozenDictionary<string, Part> Named, Part? Any = null)
    {
        public Part With(Part other) => new(Named.Concat(other.Named).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{What}")]
        public static partial void Strange(ILogger logger, string what);
    }
}
