using System.Text.Json;
using NodaTime;

namespace FaqBot.Server.Tests;

public sealed class OutgoingWebhookTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);

    private static readonly OutgoingWebhook Filed = new()
    {
        Shop = "demo",
        Receiver = "erp",
        Event = WebhookEvents.CaseFiled,
        Id = "0190f3e2-7c00-7000-8000-000000000001.erp",
        Body = """{"number":"GR-26-7K3QX-4","note":"\"żółw\""}""",
        CreatedAt = Now,
    };

    [Fact]
    public void What_is_stored_is_read_as_it_was()
    {
        var row = Filed.ToRow("c1", 3, Now, due: null);

        Assert.Equal(Filed, OutgoingWebhook.Read(row.Payload));
        Assert.Equal(
            ("c1", 3, "Webhook", Now, Now),
            (row.ConversationId, row.Turn, row.Kind, row.CreatedAt, row.DueAt));
    }

    [Fact]
    public void It_may_be_due_later() =>
        Assert.Equal(Now + Duration.FromHours(1), Filed.ToRow("c1", 3, Now, Now + Duration.FromHours(1)).DueAt);

    [Fact]
    public void Each_receiver_is_a_lane_of_its_own_and_is_told_of_one_thing_once()
    {
        OutgoingWebhook[] different =
        [
            Filed, Filed with { Shop = "other" }, Filed with { Receiver = "sms" }, Filed with { Event = WebhookEvents.Notice },
            Filed with { Id = "another" },
        ];

        Assert.Equal(("demo erp", "other erp", "demo sms"), (Lane(different[0]), Lane(different[1]), Lane(different[2])));
        Assert.Distinct(different.Select(webhook => webhook.ToRow("c1", 3, Now, null).Dedupe));
        Assert.Equal(Filed.ToRow("c1", 3, Now, null).Dedupe, (Filed with { Body = "{}" }).ToRow("c2", 4, Now, Now).Dedupe);

        static string Lane(OutgoingWebhook webhook) => webhook.ToRow("c1", 3, Now, null).Lane;
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX: y")]
    public void An_id_that_no_header_carries_is_not_stored(string id) =>
        Assert.Throws<InvalidOperationException>(() => (Filed with { Id = id }).ToRow("c1", 3, Now, null));

    [Fact]
    public void A_body_is_bounded() => Assert.Throws<InvalidOperationException>(
        () => (Filed with { Body = new string(' ', WebhookLimits.BodyCharsMax + 1) }).ToRow("c1", 3, Now, null));

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"shop":null}""")]
    public void What_is_no_webhook_is_not_read_as_one(string payload) => Assert.Throws<JsonException>(() => OutgoingWebhook.Read(payload));
}
