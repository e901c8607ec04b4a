using System.Reflection;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

/// <summary><c>docs/operating.md</c> names every setting and every limit that there is, and none that there is not.</summary>
public sealed partial class OperatingDocsTests
{
    /// <summary>Settings without a default, so <c>appsettings.json</c> cannot show them.</summary>
    private static readonly string[] WithoutDefault =
    [
        "Clock__Start", "Shops__{id}__DirectLineSecrets__0", "Shops__{id}__CustomerSecrets__0", "Shops__{id}__ApiKey",
        "Shops__{id}__Connector__AppId",
        "Shops__{id}__Connector__TenantId", "Shops__{id}__Mail__From", "TrustedProxies__0",
        "Shops__{id}__Orders__File", "Shops__{id}__Orders__Encoding",
        "Shops__{id}__Orders__Columns__{name}", "Shops__{id}__Orders__States__{word}",
        "Shops__{id}__Orders__Url", "Shops__{id}__Orders__Headers__{name}",
        "Shops__{id}__Orders__Hosts", "Shops__{id}__Orders__AllowPrivate",
        "Shops__{id}__Webhooks__0__Name", "Shops__{id}__Webhooks__0__Url", "Shops__{id}__Webhooks__0__Secret",
        "Shops__{id}__Webhooks__0__SecondSecret", "Shops__{id}__Webhooks__0__Events",
        "Shops__{id}__Webhooks__0__Hosts", "Shops__{id}__Webhooks__0__AllowPrivate",
    ];

    private static readonly Type[] Limits =
    [
        typeof(DirectLineLimits),
        typeof(ConnectorLimits),
        typeof(UploadLimits),
        typeof(CustomerLimits),
        typeof(CaseLimits),
        typeof(OrderLimits),
        typeof(WebhookLimits),
        typeof(KnowledgeLimits),
        typeof(TemplateLimits),
    ];

    private static readonly string Text = File.ReadAllText(Repository.PathOf("docs", "operating.md"));

    private static readonly HashSet<string> Shown =
        [.. new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.json")).Build().AsEnumerable()
            .Where(setting => !string.Equals(setting.Key, "TrustedProxies", StringComparison.Ordinal) && setting.Value is not null)
            .Select(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal))];

    [Fact]
    public void Every_setting_is_described()
    {
        var missing = Shown.Concat(WithoutDefault).Where(key => !Text.Contains($"| `{key}`", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_setting_described_exists()
    {
        var named = Setting().Matches(Text).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(key => !Shown.Contains(key)).Except(WithoutDefault));
    }

    [Fact]
    public void Every_limit_is_described()
    {
        var missing =
            from type in Limits
            from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
            where !Text.Contains($"`{field.Name}`", StringComparison.Ordinal)
                && !Text.Contains($"`{type.Name}.{field.Name}`", StringComparison.Ordinal)
            select $"{type.Name}.{field.Name}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_limit_described_exists()
    {
        var names = Limits.ToDictionary(type => type.Name, type => type.GetFields().Select(field => field.Name).ToHashSet());

        var strangers =
            from Match match in Limit().Matches(Text)
            where names.TryGetValue(match.Groups[1].Value, out var known) && !known.Contains(match.Groups[2].Value)
            select match.Value;

        Assert.Empty(strangers);
    }

    /// <summary>A key in code style; what follows an equals sign is an example's value.</summary>
    [GeneratedRegex(@"`([A-Za-z]+(?:__[A-Za-z0-9{}]+)+)[`=]")]
    private static partial Regex Setting();

    [GeneratedRegex(@"`(\w+Limits)\.(\w+)`")]
    private static partial Regex Limit();
}
