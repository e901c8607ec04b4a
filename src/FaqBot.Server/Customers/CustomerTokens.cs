using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>A customer whom the shop vouches for.</summary>
/// <param name="Shop">Its id.</param>
/// <param name="Subject">The shop's own id of the customer; never stored, never logged.</param>
internal sealed record VerifiedCustomer(string Shop, string Subject)
{
    /// <summary>What is stored instead: SHA-256 of shop and subject. Another shop's customer of the same id has another.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes($"{Shop}\n{Subject}"));
}

/// <summary>What a customer's token turned out to be.</summary>
internal abstract record CustomerCheck
{
    private CustomerCheck()
    {
    }

    /// <param name="Customer">Who it is.</param>
    /// <param name="Until">When the shop's word for that ends: <c>exp</c>, and as much as clocks may differ.</param>
    public sealed record Valid(VerifiedCustomer Customer, DateTimeOffset Until) : CustomerCheck;

    /// <param name="Reason">For the shop's developer: what is wrong and what to do. Says nothing that the token's
    /// holder does not know.</param>
    public sealed record Refused(string Reason) : CustomerCheck;
}

/// <summary>
/// Checks the tokens that a shop's server makes for the customer who is signed in there: a JWT, HS256, with <c>aud</c> (the shop's id),
/// <c>sub</c> (the shop's id of the customer), <c>exp</c> and if wanted <c>iat</c> and <c>nbf</c>. By hand rather than by the token
/// library, whose errors do not tell a developer of the shop what to correct; it is one MAC over the text as it came.
/// </summary>
internal sealed class CustomerTokens(CustomerSecrets secrets, TimeProvider time)
{
    private const string Algorithm = "HS256";

    public CustomerCheck Check(string token, string shop)
    {
        if (token.Length > CustomerLimits.TokenCharsMax)
        {
            return Refuse(
                $"The customer token is longer than {CustomerLimits.TokenCharsMax} characters: "
                + "put nothing into it but aud, sub, iat and exp.");
        }
        if (token.Split('.') is not [var head, var body, var signature]
            || Decode(head) is not { } header || Decode(body) is not { } claims || Bytes(signature) is not { } mac)
        {
            return Refuse(
                "The customer token is not a JWT: three parts in base64url, header.payload.signature, the first two JSON objects.");
        }
        if (header.Text("alg") is not Algorithm || header.ContainsKey("crit"))
        {
            return Refuse($"The customer token's header must say \"alg\": \"{Algorithm}\" and name nothing critical.");
        }
        var keys = secrets.Of(shop);
        if (keys.IsEmpty)
        {
            return Refuse($"The server knows no secret for this shop's customers: set Shops:{shop}:CustomerSecrets:0 and start it again.");
        }

        var signed = Encoding.UTF8.GetBytes($"{head}.{body}");
        var isGenuine = false;
        foreach (var key in keys)
        {
            isGenuine |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), mac);
        }
        return isGenuine
            ? Judge(claims, shop)
            : Refuse(
                $"The customer token's signature is not that of Shops:{shop}:CustomerSecrets: "
                + $"sign with the same secret, as text, by {Algorithm}.");
    }

    /// <summary>What a genuine token says.</summary>
    private CustomerCheck Judge(JsonObject claims, string shop)
    {
        var nowSeconds = time.GetUtcNow().ToUnixTimeSeconds();
        if (!IsFor(claims["aud"], shop))
        {
            return Refuse($"The customer token is for another shop: \"aud\" must be \"{shop}\".");
        }
        if (claims.Text("sub") is not { Length: > 0 and <= CustomerLimits.SubjectCharsMax } subject || string.IsNullOrWhiteSpace(subject))
        {
            return Refuse(
                $"The customer token must name the customer: \"sub\" is a string of 1 to {CustomerLimits.SubjectCharsMax} characters.");
        }
        if (Seconds(claims["exp"]) is not { } ends)
        {
            return Refuse("The customer token must end: \"exp\" is a number, in seconds since 1970.");
        }
        if (ends < nowSeconds - CustomerLimits.SkewSeconds)
        {
            return Refuse("The customer token has expired: make a new one for each page.");
        }
        if (ends > nowSeconds + (long)TimeSpan.FromHours(CustomerLimits.LifeHoursMax).TotalSeconds + CustomerLimits.SkewSeconds)
        {
            return Refuse(
                "The customer token lives too long: "
                + $"\"exp\" is at most {CustomerLimits.LifeHoursMax} hours from now, in seconds since 1970.");
        }
        foreach (var name in new[] { "iat", "nbf" })
        {
            if (claims[name] is { } stated && (Seconds(stated) is not { } begins || begins > nowSeconds + CustomerLimits.SkewSeconds))
            {
                return Refuse($"The customer token is not valid yet: \"{name}\" lies in the future. Compare the clocks of both servers.");
            }
        }
        return new CustomerCheck.Valid(
            new VerifiedCustomer(shop, subject), DateTimeOffset.FromUnixTimeSeconds(ends + CustomerLimits.SkewSeconds));
    }

    private static bool IsFor(JsonNode? audience, string shop) => audience switch
    {
        JsonValue one => one.TryGetValue<string>(out var name) && string.Equals(name, shop, StringComparison.Ordinal),
        JsonArray several => several.Any(one => one is JsonValue && IsFor(one, shop)),
        _ => false,
    };

    /// <summary>Libraries write whole seconds; fractions are allowed (RFC 7519).</summary>
    private static long? Seconds(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var seconds)
        && Math.Abs(seconds) < long.MaxValue / 2.0
            ? (long)seconds
            : null;

    private static JsonObject? Decode(string part) => Bytes(part) is { } json ? StrictJson.Parse(json) : null;

    private static byte[]? Bytes(string part)
    {
        try
        {
            return Base64Url.IsValid(part) ? Base64Url.DecodeFromChars(part) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static CustomerCheck.Refused Refuse(string reason) => new(reason);
}
