using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaqBot.Server.Tests;

public sealed class DirectLineTokensTests : IDisposable
{
    private static readonly Ticket Ticket = new(new ConversationId("c1"), "demo", "dl_me", "pl");

    private readonly TestConversations conversations = new();
    private readonly SigningKeys keys;
    private readonly DirectLineTokens tokens;

    public DirectLineTokensTests()
    {
        keys = new SigningKeys(conversations.Store, conversations.Journal, conversations.Time, conversations.Options);
        tokens = new DirectLineTokens(keys, conversations.Time, Options.Create(new DirectLineOptions()));
    }

    [Fact]
    public async Task A_token_allows_what_it_was_issued_for()
    {
        await keys.Refresh(CancellationToken.None);

        var check = await tokens.Check(tokens.Issue(Ticket));

        Assert.Equal(new TokenCheck.Valid(Ticket), check);
    }

    [Fact]
    public async Task Clients_find_their_user_in_it()
    {
        await keys.Refresh(CancellationToken.None);

        var claims = new JsonWebTokenHandler().ReadJsonWebToken(tokens.Issue(Ticket));

        Assert.Equal("dl_me", claims.GetPayloadValue<string>("user"));
        Assert.Equal("c1", claims.GetPayloadValue<string>("conv"));
    }

    [Fact]
    public async Task It_expires_to_the_second()
    {
        await keys.Refresh(CancellationToken.None);
        var token = tokens.Issue(Ticket);

        conversations.Time.Advance(TimeSpan.FromSeconds(1_799));
        var before = await tokens.Check(token);
        conversations.Time.Advance(TimeSpan.FromSeconds(1));
        var after = await tokens.Check(token);

        Assert.IsType<TokenCheck.Valid>(before);
        Assert.IsType<TokenCheck.Expired>(after);
    }

    [Fact]
    public async Task The_token_of_a_stream_opens_nothing_else_and_the_other_way_round()
    {
        await keys.Refresh(CancellationToken.None);

        Assert.IsType<TokenCheck.Invalid>(await tokens.Check(tokens.IssueForStream(Ticket)));
        Assert.IsType<TokenCheck.Invalid>(await tokens.CheckForStream(tokens.Issue(Ticket)));
        Assert.IsType<TokenCheck.Valid>(await tokens.CheckForStream(tokens.IssueForStream(Ticket)));
    }

    [Fact]
    public async Task A_token_outlives_the_change_of_keys()
    {
        await keys.Refresh(CancellationToken.None);
        var token = tokens.Issue(Ticket);
        var before = keys.All[0].Id;

        conversations.Time.Advance(TimeSpan.FromDays(31));
        await keys.Refresh(CancellationToken.None);

        Assert.NotEqual(before, keys.All[0].Id);
        // Expired after a month, but not forged.
        Assert.IsType<TokenCheck.Expired>(await tokens.Check(token));
    }

    [Fact]
    public async Task A_token_that_another_node_signed_with_a_key_unknown_here_is_genuine()
    {
        await keys.Refresh(CancellationToken.None);
        using var elsewhere = new TestConversations();
        var theirs = new SigningKeys(elsewhere.Store, elsewhere.Journal, elsewhere.Time, elsewhere.Options);
        await theirs.Refresh(CancellationToken.None);
        var token = new DirectLineTokens(theirs, elsewhere.Time, Options.Create(new DirectLineOptions())).Issue(Ticket);
        var before = await tokens.Check(token);

        await conversations.Journal.Write(async (db, stop) =>
        {
            db.SigningKeys.Add(new SigningKeyRow
            {
                Id = theirs.Current.Id,
                Secret = theirs.Current.Secret.ToArray(),
                CreatedAt = theirs.Current.CreatedAt,
            });
            await db.SaveChangesAsync(stop);
        });
        conversations.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<TokenCheck.Invalid>(before);
        Assert.Equal(new TokenCheck.Valid(Ticket), await tokens.Check(token));
    }

    [Fact]
    public async Task A_token_that_was_found_genuine_is_not_once_its_key_is_gone()
    {
        await keys.Refresh(CancellationToken.None);
        var token = tokens.Issue(Ticket);
        var before = await tokens.Check(token);

        conversations.Time.Advance(TimeSpan.FromDays(31));
        await keys.Refresh(CancellationToken.None);
        var replaced = await tokens.Check(token);
        conversations.Time.Advance(TimeSpan.FromDays(2));
        await keys.Refresh(CancellationToken.None);
        var gone = await tokens.Check(token);

        Assert.IsType<TokenCheck.Valid>(before);
        Assert.IsType<TokenCheck.Expired>(replaced);
        Assert.IsType<TokenCheck.Invalid>(gone);
    }

    [Fact]
    public async Task More_tokens_than_are_remembered_are_told_apart_all_the_same()
    {
        await keys.Refresh(CancellationToken.None);
        var checkedTokens = new CheckedTokens();
        var genuine = new GenuineToken(Ticket, DateTime.MaxValue);

        for (var number = 0; number <= CheckedTokens.CountMax; number++)
        {
            checkedTokens.Keep($"token {number}", keys.All, genuine);
        }

        Assert.Null(checkedTokens.Find("token 0", keys.All));
        Assert.Equal(genuine, checkedTokens.Find($"token {CheckedTokens.CountMax}", keys.All));
    }

    [Theory]
    [InlineData("")]
    [InlineData("junk")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("..")]
    public async Task Junk_is_invalid(string token)
    {
        await keys.Refresh(CancellationToken.None);

        Assert.IsType<TokenCheck.Invalid>(await tokens.Check(token));
    }

    [Fact]
    public async Task A_token_without_a_signature_is_invalid()
    {
        await keys.Refresh(CancellationToken.None);
        var payload = tokens.Issue(Ticket).Split('.')[1];
        var head = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");

        Assert.IsType<TokenCheck.Invalid>(await tokens.Check($"{head}.{payload}."));
    }

    [Theory]
    [InlineData(SecurityAlgorithms.HmacSha256, "another key of thirty-two octets", true)]
    [InlineData(SecurityAlgorithms.HmacSha512, null, true)]
    [InlineData(SecurityAlgorithms.HmacSha256, null, false)]
    public async Task Another_key_or_algorithm_or_no_user_is_invalid(string algorithm, string? secret, bool hasUser)
    {
        await keys.Refresh(CancellationToken.None);
        var key = new SymmetricSecurityKey(secret is null ? keys.All[0].Secret.ToArray() : Encoding.UTF8.GetBytes(secret))
        {
            KeyId = keys.All[0].Id,
            CryptoProviderFactory = new CryptoProviderFactory { SignatureProviderObjectPoolCacheSize = 1 },
        };
        var claims = new Dictionary<string, object> { ["conv"] = "c1", ["shop"] = "demo" };
        if (hasUser)
        {
            claims["user"] = "dl_me";
        }

        var forged = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "faqbot",
            Audience = "directline",
            Claims = claims,
            Expires = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            SigningCredentials = new SigningCredentials(new Padded(key).Key, algorithm),
        });

        Assert.IsType<TokenCheck.Invalid>(await tokens.Check(forged));
    }

    public void Dispose() => conversations.Dispose();

    /// <summary>HS512 asks for 64 octets; HMAC pads a shorter key with zeros anyway.</summary>
    private sealed record Padded(SymmetricSecurityKey Short)
    {
        public SymmetricSecurityKey Key => new([.. Short.Key, .. new byte[64 - Short.Key.Length]]) { KeyId = Short.KeyId };
    }
}
