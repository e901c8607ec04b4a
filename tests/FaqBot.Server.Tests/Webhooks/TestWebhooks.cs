using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Webhooks as a test makes and checks them.</summary>
internal static class TestWebhooks
{
    public const string Secret = "0123456789abcdef0123456789abcdef";
    public const string SecondSecret = "a-second-secret-with-żółw-in-it-12345";

    /// <summary>After that time a webhook is given up.</summary>
    public const int HoursMax = 36;

    public static OutgoingWebhook Filed { get; } = new()
    {
        Shop = "demo",
        Receiver = "erp",
        Event = WebhookEvents.CaseFiled,
        Id = "019aa000-0000-7000-8000-000000000001",
        Body = """{"number": "GR-26-7K3QX-4", "note": "żółw"}""",
        CreatedAt = Instant.FromUtc(2026, 11, 21, 11, 59),
    };

    public static OutboxRow Row { get; } = Filed.ToRow("c1", 1, Instant.FromUtc(2026, 11, 21, 12, 0), due: null);

    public static IConfiguration Settings(string url, params (string Key, string Value)[] settings)
    {
        (string Key, string Value)[] usual =
        [
            ("Name", "erp"), ("Url", url), ("Secret", Secret), ("SecondSecret", SecondSecret),
            ("Events", "case.filed"), ("AllowPrivate", "true"),
        ];
        return new ConfigurationBuilder().AddInMemoryCollection(
            usual.Where(one => settings.All(setting => setting.Key != one.Key)).Concat(settings)
                .Select(setting => KeyValuePair.Create($"Shops:demo:Webhooks:0:{setting.Key}", (string?)setting.Value))
                .Append(KeyValuePair.Create("Outbox:HoursMax", (string?)$"{HoursMax}"))
                // Else a day would be too many tries for a test.
                .Append(KeyValuePair.Create("Outbox:LanePauseSecondsMax", (string?)"7200"))
                .Append(KeyValuePair.Create("Outbox:PauseSecondsMax", (string?)"7200"))).Build();
    }

    public static Task<IPAddress[]> ThisMachine(string host, CancellationToken cancellation) =>
        Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    /// <summary>As a receiver would do it, from the page alone: the seconds, a point and the body as it came.</summary>
    public static bool IsSigned(Received request, string secret, out long at)
    {
        var parts = request.Headers["FaqBot-Signature"].Split(',');
        at = long.Parse(parts[0].Replace("t=", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{at}.{request.Body}"));
        return parts.Contains($"v1={Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant()}");
    }
}
