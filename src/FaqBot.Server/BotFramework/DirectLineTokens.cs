using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server;

/// <summary>
/// What a token allows: one conversation of one shop, as one customer. <paramref name="Language"/> is the page's (BCP-47), for a
/// conversation that this token starts; null when unknown.
/// </summary>
internal sealed record Ticket(ConversationId Conversation, string Shop, string User, string? Language)
{
    /// <summary>Issued when the conversation had begun: it is no right to begin it, so what was erased since does not come back.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Until when the shop has vouched for the customer, in whole seconds; null for one it has not vouched for.</summary>
    public DateTimeOffset? VouchedUntil { get; init; }

    /// <summary>Shown by the holder of the shop's secret rather than by the customer; never in a token.</summary>
    public bool IsShopOwner { get; init; }
}

/// <summary>What a token turned out to be.</summary>
internal abstract record TokenCheck
{
    private TokenCheck()
    {
    }

    public sealed record Valid(Ticket Ticket) : TokenCheck;

    public sealed record Expired : TokenCheck;

    public sealed record Invalid : TokenCheck;
}

/// <summary>Issues and checks tokens: JWTs with a <c>user</c> claim, because Web Chat and DirectLineJS read their
/// user's id from it.</summary>
internal sealed class DirectLineTokens(SigningKeys keys, TimeProvider time, IOptions<DirectLineOptions> options)
{
    private const string Issuer = "faqbot";
    private const string ConversationAudience = "directline";
    private const string StreamAudience = "directline-stream";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    // One instance per key: the token library keeps a signature provider for each instance that it meets.
    private readonly ConcurrentDictionary<string, SymmetricSecurityKey> keysById = new(StringComparer.Ordinal);

    private readonly CheckedTokens checkedTokens = new();

    public int TokenSeconds => options.Value.TokenSeconds;

    /// <summary>A token for reading and writing one conversation.</summary>
    public string Issue(Ticket ticket) => Create(ticket, ConversationAudience, options.Value.TokenSeconds);

    /// <summary>A short-lived token that only opens the stream of one conversation; it stands in an address, and
    /// addresses are logged.</summary>
    public string IssueForStream(Ticket ticket) => Create(ticket, StreamAudience, options.Value.StreamTokenSeconds);

    public async ValueTask<TokenCheck> Check(string token)
    {
        var all = keys.All;
        if (checkedTokens.Find(token, all) is { } known)
        {
            return Check(known);
        }

        var genuine = await Genuine(token, ConversationAudience, all);
        if (genuine is not null && ReferenceEquals(all, keys.All))
        {
            checkedTokens.Keep(token, all, genuine);
        }

        return Check(genuine);
    }

    /// <summary>Not remembered: a stream is opened once.</summary>
    public async ValueTask<TokenCheck> CheckForStream(string token) => Check(await Genuine(token, StreamAudience, keys.All));

    private string Create(Ticket ticket, string audience, int lifeSeconds)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims =
            new Dictionary<string, object> { ["conv"] = ticket.Conversation.Value, ["shop"] = ticket.Shop, ["user"] = ticket.User };
        if (ticket.Language is { } language)
        {
            claims["lang"] = language;
        }
        if (ticket.HasBegun)
        {
            claims["begun"] = true;
        }
        if (ticket.VouchedUntil is { } until)
        {
            claims["vouched"] = until.ToUnixTimeSeconds();
        }

        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Claims = claims,
            IssuedAt = now,
            Expires = now.AddSeconds(lifeSeconds),
            SigningCredentials = new SigningCredentials(KeyOf(keys.Current), SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>By our own clock, so that an expired token can be told from a forged one.</summary>
    private TokenCheck Check(GenuineToken? token)
    {
        if (token is null)
        {
            return new TokenCheck.Invalid();
        }

        return token.ValidTo > time.GetUtcNow().UtcDateTime ? new TokenCheck.Valid(token.Ticket) : new TokenCheck.Expired();
    }

    /// <summary>What the token says if one of our keys has signed it for this audience, expired or not; else null.</summary>
    private async Task<GenuineToken?> Genuine(string token, string audience, IReadOnlyList<SigningKey> all)
    {
        var result = await Validate(token, audience, all);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.Learn(all, CancellationToken.None))
        {
            result = await Validate(token, audience, keys.All);
        }

        return result.IsValid && result.SecurityToken is JsonWebToken jwt && TicketOf(jwt) is { } ticket
            ? new GenuineToken(ticket, jwt.ValidTo)
            : null;
    }

    private Task<TokenValidationResult> Validate(string token, string audience, IReadOnlyList<SigningKey> all) =>
        handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeys = all.Select(KeyOf),
            TryAllIssuerSigningKeys = false,
            ValidateLifetime = false,
        });

    private static Ticket? TicketOf(JsonWebToken jwt) =>
        jwt.TryGetPayloadValue("conv", out string conversation)
        && jwt.TryGetPayloadValue("shop", out string shop)
        && jwt.TryGetPayloadValue("user", out string user)
            ? new Ticket(
                new ConversationId(conversation), shop, user, jwt.TryGetPayloadValue("lang", out string language) ? language : null)
            {
                HasBegun = jwt.TryGetPayloadValue("begun", out bool hasBegun) && hasBegun,
                VouchedUntil = jwt.TryGetPayloadValue("vouched", out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            }
            : null;

    private SymmetricSecurityKey KeyOf(SigningKey key) =>
        keysById.GetOrAdd(key.Id, static (id, secret) => new SymmetricSecurityKey(secret.ToArray()) { KeyId = id }, key.Secret);
}
