using System.Buffers.Text;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server;

/// <summary>A key that tokens are signed with.</summary>
/// <param name="Key">RSA, public.</param>
/// <param name="Endorsements">The channels that it may speak for; empty for all.</param>
internal sealed record OpenIdKey(SecurityKey Key, ImmutableArray<string> Endorsements);

/// <summary>The keys that some metadata leads to, kept for a day. When they cannot be had anew, the old ones go on serving.</summary>
internal sealed partial class OpenIdKeys(Uri metadata, TimeSpan patience, ConnectorHttp http, TimeProvider time, ILogger<OpenIdKeys> logger)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>An id that is not known may be of a new key, or made up: strangers cannot make us ask more often after an answer.</summary>
    private static readonly TimeSpan UnknownPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private FrozenDictionary<string, OpenIdKey>? keys;
    private Task underWay = Task.CompletedTask;
    private long fetchedAt;
    private long? triedAt;

    /// <summary>The key of that id; null when there is none.</summary>
    /// <exception cref="BusyException">Keys could never be had so far.</exception>
    public async Task<OpenIdKey?> Find(string id, CancellationToken cancellation)
    {
        if (Keys(out var age) is null || age >= Life)
        {
            await Refresh(Life, cancellation);
        }
        if (Keys(out _) is { } known && !known.ContainsKey(id))
        {
            await Refresh(UnknownPause, cancellation);
        }
        return (Keys(out _) ?? throw new BusyException()).GetValueOrDefault(id);
    }

    private FrozenDictionary<string, OpenIdKey>? Keys(out TimeSpan age)
    {
        lock (gate)
        {
            age = time.GetElapsedTime(fetchedAt);
            return keys;
        }
    }

    /// <summary>Joins the fetch under way, or begins one where the keys are as old as <paramref name="age"/>. One that failed is repeated
    /// soon: it told nothing.</summary>
    private Task Refresh(TimeSpan age, CancellationToken cancellation)
    {
        lock (gate)
        {
            var isOld = keys is null || time.GetElapsedTime(fetchedAt) >= age;
            var isRested = triedAt is not { } at || time.GetElapsedTime(at) >= FailurePause;
            if (underWay.IsCompleted && isOld && isRested)
            {
                triedAt = time.GetTimestamp();
                underWay = Fetch();
            }
            return underWay.WaitAsync(cancellation);
        }
    }

    private async Task Fetch()
    {
        // Not any one request's, for others wait for it too.
        using var end = new CancellationTokenSource(patience, time);
        try
        {
            var configuration = await Get(metadata, OpenIdJson.Default.OpenIdConfiguration, end.Token);
            var place = http.Address(configuration.JwksUri)
                ?? throw new JsonException("jwks_uri is missing, or not an address that may be used.");
            var set = await Get(place, OpenIdJson.Default.OpenIdKeySet, end.Token);
            var usable = Usable(set);
            if (usable.Count == 0)
            {
                throw new JsonException("There is no RSA key in the set.");
            }
            lock (gate)
            {
                keys = usable;
                fetchedAt = time.GetTimestamp();
            }
            Log.Fetched(logger, usable.Count, metadata);
        }
        catch (Exception exception)
        {
            Log.NotFetched(logger, metadata, exception.GetType().Name, exception.Message);
        }
    }

    private async Task<T> Get<T>(Uri url, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await http.Send(request, cancellation);
        response.EnsureSuccessStatusCode();
        var body = await ConnectorHttp.Read(response, cancellation);
        return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
    }

    private static FrozenDictionary<string, OpenIdKey> Usable(OpenIdKeySet set)
    {
        var usable = new Dictionary<string, OpenIdKey>(StringComparer.Ordinal);
        foreach (var jwk in set.Keys ?? [])
        {
            if (jwk is { Type: "RSA", Id.Length: > 0, Use: null or "sig" } && Parse(jwk) is { } key)
            {
                usable.TryAdd(jwk.Id, new OpenIdKey(key, [.. (jwk.Endorsements ?? []).OfType<string>()]));
            }
        }
        return usable.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static RsaSecurityKey? Parse(OpenIdJwk jwk)
    {
        try
        {
            var numbers = new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars(jwk.Modulus),
                Exponent = Base64Url.DecodeFromChars(jwk.Exponent),
            };
            return numbers is { Modulus.Length: > 0, Exponent.Length: > 0 } ? new RsaSecurityKey(numbers) { KeyId = jwk.Id } : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} keys were had from {Metadata}.")]
        public static partial void Fetched(ILogger logger, int count, Uri metadata);

        [LoggerMessage(2, LogLevel.Warning,
            "No keys could be had from {Metadata} ({Exception}: {Reason}); those that are known stay in use.")]
        public static partial void NotFetched(ILogger logger, Uri metadata, string exception, string reason);
    }
}

internal sealed record OpenIdConfiguration([property: JsonPropertyName("jwks_uri")] string? JwksUri);

internal sealed record OpenIdKeySet([property: JsonPropertyName("keys")] IReadOnlyList<OpenIdJwk?>? Keys);

internal sealed record OpenIdJwk(
    [property: JsonPropertyName("kty")] string? Type,
    [property: JsonPropertyName("kid")] string? Id,
    [property: JsonPropertyName("use")] string? Use,
    [property: JsonPropertyName("n")] string? Modulus,
    [property: JsonPropertyName("e")] string? Exponent,
    [property: JsonPropertyName("endorsements")] IReadOnlyList<string?>? Endorsements);

[JsonSerializable(typeof(OpenIdConfiguration))]
[JsonSerializable(typeof(OpenIdKeySet))]
internal sealed partial class OpenIdJson : JsonSerializerContext;
