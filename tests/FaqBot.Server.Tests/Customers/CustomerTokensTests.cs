using System.Globalization;
using FaqBot.Testing;
using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

public sealed class CustomerTokensTests
{
    private const string Secret = CustomerVector.Secret;
    private const string NextSecret = "next-secret-of-demo-s-customers-0123456789";
    private const string Head = """{"alg":"HS256","typ":"JWT"}""";

    /// <summary>Letters of a MAC of 32 bytes in base64url.</summary>
    private const int MacLetters = 43;

    private readonly ManualTime time = new(CustomerVector.Now);

    [Fact]
    public void The_token_of_the_documented_examples_is_genuine()
    {
        var check = Tokens().Check(CustomerVector.Token, "demo");

        Assert.Equal("customer-4711", Assert.IsType<CustomerCheck.Valid>(check).Customer.Subject);
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData(NextSecret)]
    public void Either_secret_serves(string secret)
    {
        Assert.IsType<CustomerCheck.Valid>(Tokens().Check(Sign(Claims(), secret: secret), "demo"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-60, true)]
    [InlineData(-61, false)]
    [InlineData(24 * 3600 + 60, true)]
    [InlineData(24 * 3600 + 61, false)]
    public void A_token_ends_within_a_day_and_clocks_may_differ_by_a_minute(int expiresAfterSeconds, bool isValid)
    {
        var check = Tokens().Check(Sign(Claims(exp: Seconds(expiresAfterSeconds))), "demo");

        Assert.Equal(isValid, check is CustomerCheck.Valid);
    }

    [Theory]
    [InlineData("iat", 60, true)]
    [InlineData("iat", 61, false)]
    [InlineData("nbf", 60, true)]
    [InlineData("nbf", 61, false)]
    public void A_token_of_tomorrow_is_not_valid_yet(string claim, int afterSeconds, bool isValid)
    {
        var check = Tokens().Check(Sign(Claims(more: $",\"{claim}\":{Seconds(afterSeconds)}")), "demo");

        Assert.Equal(isValid, check is CustomerCheck.Valid);
    }

    public static TheoryData<string, string> Bad() => new()
    {
        { "", "not a JWT" },
        { "a.b", "not a JWT" },
        { "a.b.c.d", "not a JWT" },
        { "!.!.!", "not a JWT" },
        { "żółć.żółć.żółć", "not a JWT" },
        { Sign("[]"), "not a JWT" },
        { Sign("""{"sub":"a","sub":"b"}"""), "not a JWT" },
        { new string('a', 3_000), "longer than 2048" },
        { Sign(Claims(), head: """{"alg":"none"}"""), "HS256" },
        { Sign(Claims(), head: """{"alg":"None","typ":"JWT"}""")[..^MacLetters], "HS256" },
        { Sign(Claims(), head: """{"alg":"RS256","typ":"JWT"}"""), "HS256" },
        { Sign(Claims(), head: """{"alg":"HS512"}"""), "HS256" },
        { Sign(Claims(), head: """{"typ":"JWT"}"""), "HS256" },
        { Sign(Claims(), head: """{"alg":"HS256","crit":["exp"]}"""), "critical" },
        { Sign(Claims(), secret: "another secret of at least thirty-two characters"), "signature" },
        { Sign(Claims())[..^MacLetters], "signature" },
        { Sign(Claims())[..^3], "signature" },
        { Sign(Claims(aud: "\"other\"")), "another shop" },
        { Sign(Claims(aud: "\"DEMO\"")), "another shop" },
        { Sign(Claims(aud: "[[\"demo\"]]")), "another shop" },
        { Sign(Claims(aud: "null")), "another shop" },
        { Sign(Claims(sub: "\"\"")), "\"sub\"" },
        { Sign(Claims(sub: "\"  \"")), "\"sub\"" },
        { Sign(Claims(sub: "4711")), "\"sub\"" },
        { Sign(Claims(sub: $"\"{new string('x', 129)}\"")), "\"sub\"" },
        { Sign("""{"aud":"demo","sub":"x"}"""), "must end" },
        { Sign(Claims(exp: "\"tomorrow\"")), "must end" },
        { Sign(Claims(exp: "1e300")), "must end" },
        { Sign(Claims(exp: "1")), "expired" },
        { Sign(Claims(exp: "99999999999")), "too long" },
        { Sign(Claims(more: ",\"iat\":\"now\"")), "\"iat\"" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Any_other_is_refused_with_the_reason(string token, string reason)
    {
        var check = Tokens().Check(token, "demo");

        Assert.Contains(reason, Assert.IsType<CustomerCheck.Refused>(check).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_letter_anywhere_is_noticed()
    {
        var token = Sign(Claims());
        for (var at = 0; at < token.Length - 1; at++)
        {
            if (token[at] != '.')
            {
                var changed = $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";

                Assert.IsType<CustomerCheck.Refused>(Tokens().Check(changed, "demo"));
            }
        }
    }

    [Fact]
    public void A_token_may_be_for_several_shops()
    {
        Assert.IsType<CustomerCheck.Valid>(Tokens().Check(Sign(Claims(aud: """["other","demo"]""")), "demo"));
    }

    [Fact]
    public void A_shop_without_a_secret_knows_no_customers()
    {
        var check = Tokens().Check(Sign(Claims(aud: "\"other\"")), "other");

        Assert.Contains("Shops:other:CustomerSecrets:0", Assert.IsType<CustomerCheck.Refused>(check).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_could_be_guessed_stops_the_start()
    {
        var failure =
            Assert.Throws<StartFailure>(() => new CustomerSecrets(Configuration(("Shops:demo:CustomerSecrets:1", new string('x', 31)))));

        Assert.Contains("Shops:demo:CustomerSecrets:1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("32", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_of_two_shops_are_two_people()
    {
        Assert.NotEqual(new VerifiedCustomer("demo", "1").Hash(), new VerifiedCustomer("other", "1").Hash());
    }

    private CustomerTokens Tokens() => new(
        new CustomerSecrets(Configuration(("Shops:demo:CustomerSecrets:0", Secret), ("Shops:demo:CustomerSecrets:1", NextSecret))), time);

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private static string Seconds(int fromNow) =>
        (CustomerVector.Now.ToUnixTimeSeconds() + fromNow).ToString(CultureInfo.InvariantCulture);

    private static string Claims(string aud = "\"demo\"", string sub = "\"customer-4711\"", string? exp = null, string more = "") =>
        $$"""{"aud":{{aud}},"sub":{{sub}},"exp":{{exp ?? Seconds(3_600)}}{{more}}}""";

    private static string Sign(string claims, string secret = Secret, string head = Head) => CustomerVector.Sign(claims, secret, head);
}
