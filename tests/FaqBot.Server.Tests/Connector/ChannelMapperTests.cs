using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Replies as each channel can show them.</summary>
public sealed class ChannelMapperTests
{
    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("emulator")]
    public void Where_buttons_bring_their_value_back_they_are_sent_as_they_are(string channel)
    {
        var told = Tell(channel);

        Assert.Equal("Co dalej?", told.Field("text"));
        Assert.Equal("messageBack", told["suggestedActions"].List("actions")[0].Field("type"));
        Assert.Equal("entry:return-steps", told["suggestedActions"].List("actions")[0]["value"].Field(ActivityMapper.ButtonKey));
    }

    [Theory]
    [InlineData("telegram", null)]
    [InlineData("facebook", null)]
    [InlineData("msteams", "personal")]
    public void Where_buttons_say_their_label_they_do(string channel, string? conversationType)
    {
        var told = Tell(channel, conversationType);

        Assert.Equal("Co dalej?", told.Field("text"));
        var expected = JsonNode.Parse("""
            {"actions":[{"type":"imBack","title":"Zwrot","value":"Zwrot"},{"type":"imBack","title":"Człowiek","value":"Człowiek"}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, told["suggestedActions"]), told.ToJsonString());
    }

    [Theory]
    [InlineData("sms", null)]
    [InlineData("email", null)]
    [InlineData("msteams", "channel")]
    [InlineData("unheard-of", null)]
    public void Where_there_are_none_their_labels_stand_in_the_text(string channel, string? conversationType)
    {
        var told = Tell(channel, conversationType);

        Assert.Equal("Co dalej?\n- Zwrot\n- Człowiek", told.Field("text"));
        Assert.Null(told["suggestedActions"]);
    }

    [Fact]
    public void A_reply_without_buttons_has_none_anywhere()
    {
        Assert.Null(Tell("webchat", buttons: [])["suggestedActions"]);
        Assert.Null(Tell("telegram", buttons: [])["suggestedActions"]);
        Assert.Equal("Co dalej?", Tell("sms", buttons: []).Field("text"));
    }

    [Fact]
    public void Nothing_of_ours_is_told()
    {
        var told = Tell("webchat");

        Assert.DoesNotContain("bf-1", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(told["id"]);
        Assert.Null(told["timestamp"]);
    }

    [Fact]
    public void A_reference_is_read_as_it_was_written()
    {
        var reference = Reference("msteams", "personal") with { AppId = "app-1", Locale = "pl-PL" };

        var read = ConnectorReference.Read(reference.Write());

        Assert.Equal(reference.Write(), read.Write());
        Assert.Equal(("app-1", "Zażółć"), (read.AppId, read.User.Text("name")));
        Assert.DoesNotContain("\\u", reference.Write(), StringComparison.Ordinal);
    }

    private static JsonObject Tell(string channel, string? conversationType = null, Button[]? buttons = null)
    {
        buttons ??= [new Button("Zwrot", "entry:return-steps"), new Button("Człowiek", "person")];
        var recorded = ActivityMapper.Reply(
            new Reply("Co dalej?", [.. buttons], "pl"),
            new ConversationId("bf-1"), "demo", "Sklep", "user-1", 2, Instant.FromUtc(2026, 11, 21, 12, 0), 1, channel);
        return WireJson.Parse(Encoding.UTF8.GetString(ChannelMapper.Reply(recorded, Reference(channel, conversationType), "a-1")));
    }

    private static ConnectorReference Reference(string channel, string? conversationType) => new(
        null,
        "https://smba.example/",
        channel,
        new JsonObject { ["id"] = "talk", ["conversationType"] = conversationType },
        new JsonObject { ["id"] = "bot-1" },
        new JsonObject { ["id"] = "user-1", ["name"] = "Zażółć" },
        null);
}
