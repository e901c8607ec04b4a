using Microsoft.Extensions.Configuration;

namespace FaqBot.Server.Tests;

public sealed class WebhooksTests
{
    private static readonly (string Key, string Value)[] Usual =
    [
        ("0:Url", "https://erp.example/faqbot"), ("0:Secret", TestWebhooks.Secret), ("0:Events", "case.filed, case.status"),
        ("1:Url", "https://sms.example/send"), ("1:Secret", TestWebhooks.Secret), ("1:Events", "notice"), ("1:Name", "sms"),
    ];

    [Theory]
    [InlineData("demo", "case.filed", "0")]
    [InlineData("demo", "notice", "sms")]
    [InlineData("demo", "survey", null)]
    [InlineData("other", "case.filed", null)]
    public void A_receiver_is_told_of_what_it_wants(string shop, string @event, string? name)
    {
        var webhooks = Webhooks();

        Assert.Equal(name, webhooks.For(shop, @event).SingleOrDefault()?.Name);
        Assert.Equal(name is not null, webhooks.Find(shop, name ?? "") is not null);
    }

    [Theory]
    [InlineData("0:Url", "", "Shops:demo:Webhooks:0:Url is not an address")]
    [InlineData("0:Url", "http://erp.example/", "Shops:demo:Webhooks:0:Url must begin with https://")]
    [InlineData("0:Url", "https://192.168.0.7/", "Shops:demo:Webhooks:0:Url leads to your own network")]
    [InlineData("0:Secret", "", "Shops:demo:Webhooks:0:Secret is too short: a secret that webhooks are signed with has at least 32")]
    [InlineData("0:Secret", "short-secret", "Shops:demo:Webhooks:0:Secret is too short")]
    [InlineData("0:SecondSecret", "short-secret", "Shops:demo:Webhooks:0:SecondSecret is too short")]
    [InlineData("0:Events", "", "Shops:demo:Webhooks:0:Events is missing: name the events, separated by spaces, of case.filed,")]
    [InlineData("0:Events", "case.filed case.closed", "Shops:demo:Webhooks:0:Events names 'case.closed', which is no event")]
    [InlineData("0:Name", "e r p", "Shops:demo:Webhooks:0:Name is no name")]
    [InlineData("0:Name", "sms", "Shops:demo:Webhooks has two receivers named 'sms'")]
    [InlineData("0:Hosts", "other.example", "Shops:demo:Webhooks:0:Hosts does not name the host")]
    public void Settings_that_make_no_sense_stop_the_start(string key, string value, string said)
    {
        var failure = Assert.Throws<StartFailure>(() => Webhooks((key, value)));

        Assert.StartsWith(said, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shop_has_a_few_receivers() => Assert.Throws<StartFailure>(() => Webhooks([
        .. from number in Enumerable.Range(0, WebhookLimits.ReceiversMax + 1)
           from setting in Usual[..3]
           select (setting.Key.Replace("0:", $"{number}:", StringComparison.Ordinal), setting.Value),
        ("1:Name", "1"),
    ]));

    private static Webhooks Webhooks(params (string Key, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(
            Usual.Where(one => settings.All(setting => setting.Key != one.Key)).Concat(settings)
                .Select(setting => KeyValuePair.Create($"Shops:demo:Webhooks:{setting.Key}", (string?)setting.Value))).Build(),
        new FakeEnvironment("Production"));
}
