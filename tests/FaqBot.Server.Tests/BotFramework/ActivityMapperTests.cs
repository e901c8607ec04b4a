using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server.Tests;

public sealed class ActivityMapperTests
{
    private static readonly ConversationId Conversation = new("c1");
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 10, 0) + Duration.FromMilliseconds(7);

    [Fact]
    public void An_echo_keeps_what_was_posted_and_states_what_is_ours()
    {
        const string posted = """
            {"type":"message","text":"Zażółć 😀","from":{"id":"forged","name":"Ala","role":"bot","shoe":42},"id":"forged",
             "timestamp":"1999-01-01T00:00:00Z","serviceUrl":"https://evil.example","callerId":"forged","channelId":"forged",
             "conversation":{"id":"forged","topic":"x"},"recipient":{"id":"forged"},
             "channelData":{"clientActivityID":"k1","deep":{"er":[1,2.50,null]}},"unknown":{"a":[true]},"big":12345678901234567890123}
            """;

        var echo = Parse(ActivityMapper.Echo(WireJson.Parse(posted), Conversation, "demo", "dl_me", 2, Now));

        const string expected = """
            {"type":"message","text":"Zażółć 😀","channelData":{"clientActivityID":"k1","deep":{"er":[1,2.50,null]}},"unknown":{"a":[true]},
             "big":12345678901234567890123,"id":"c1|0000002","timestamp":"2026-11-21T10:00:00.007Z","channelId":"directline",
             "conversation":{"id":"c1","topic":"x"},"from":{"id":"dl_me","role":"user","name":"Ala","shoe":42},
             "recipient":{"id":"demo","role":"bot"}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), echo), echo.ToJsonString());
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("From")]
    [InlineData("ServiceUrl")]
    [InlineData("TIMESTAMP")]
    public void What_is_ours_is_not_smuggled_in_other_letters(string name)
    {
        var posted =
            WireJson.Parse($$"""{"type":"message","{{name}}":{"id":"forged"},"from":{"ID":"forged","Role":"bot","name":"Ala"} }""");

        var echo = Parse(ActivityMapper.Echo(posted, Conversation, "demo", "dl_me", 2, Now));

        Assert.DoesNotContain("forged", echo.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["id", "role", "name"], echo["from"]?.AsObject().Select(field => field.Key));
    }

    [Fact]
    public void An_end_that_is_not_the_customer_s_is_said_by_the_bot()
    {
        var activity = Parse(ActivityMapper.End(Conversation, "demo", "Sklep Górski", "dl_me", 3, Now, ActivityMapper.DirectLine));

        const string expected = """
            {"type":"endOfConversation","id":"c1|0000003","timestamp":"2026-11-21T10:00:00.007Z","channelId":"directline","conversation":{"id":"c1"},
             "from":{"id":"demo","name":"Sklep Górski","role":"bot"},"recipient":{"id":"dl_me","role":"user"},"code":"completedSuccessfully"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), activity), activity.ToJsonString());
    }

    [Fact]
    public void An_echo_leaves_what_was_posted_as_it_is()
    {
        var posted = WireJson.Parse("""{"type":"message","id":"x","from":{"id":"y"}}""");
        var before = posted.ToJsonString();

        ActivityMapper.Echo(posted, Conversation, "demo", "dl_me", 1, Now);

        Assert.Equal(before, posted.ToJsonString());
    }

    [Fact]
    public void A_reply_is_plain_text_of_the_bot_with_buttons_that_bring_their_value_back()
    {
        var reply = new Reply("Kurier kosztuje 14,99 zł.", [new Button("Czas dostawy", "entry:delivery-time")], "pl");

        var activity = Parse(ActivityMapper.Reply(reply, Conversation, "demo", "Sklep Górski", "dl_me", 3, Now, replyTo: 2));

        const string expected = """
            {"type":"message","id":"c1|0000003","timestamp":"2026-11-21T10:00:00.007Z","channelId":"directline","conversation":{"id":"c1"},
             "from":{"id":"demo","name":"Sklep Górski","role":"bot"},"recipient":{"id":"dl_me","role":"user"},"locale":"pl",
             "text":"Kurier kosztuje 14,99 zł.","textFormat":"plain","inputHint":"acceptingInput","replyToId":"c1|0000002",
             "suggestedActions":{"actions":[{"type":"messageBack","title":"Czas dostawy","displayText":"Czas dostawy","text":"Czas dostawy",
             "value":{"faqbot":"entry:delivery-time"}}]}}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), activity), activity.ToJsonString());
    }

    [Fact]
    public void A_greeting_answers_nothing()
    {
        var activity = Parse(ActivityMapper.Reply(new Reply("Hi", [], "en"), Conversation, "demo", "Shop", "dl_me", 1, Now, replyTo: null));

        Assert.Null(activity["replyToId"]);
        Assert.Null(activity["suggestedActions"]);
    }

    private static JsonNode Parse(byte[] json) => JsonNode.Parse(json) ?? throw new InvalidOperationException();
}
