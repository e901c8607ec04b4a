using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public sealed class ActivityReaderTests
{
    [Fact]
    public void A_message_says_its_text_and_language()
    {
        var read =
            Recorded("""{"type":"message","text":"ile kosztuje dostawa?","locale":"pl-PL","channelData":{"clientActivityID":"k1"}}""");

        Assert.Equal(new TurnEvent.Message("ile kosztuje dostawa?"), read.Event);
        Assert.Equal("pl-PL", read.Language);
        Assert.Equal("k1", read.ClientActivityId);
    }

    [Theory]
    [InlineData("""{"type":"message","text":"Dostawa","value":{"faqbot":"entry:delivery-time"}}""", "Dostawa")]
    [InlineData("""{"type":"message","value":{"faqbot":"entry:delivery-time"},"channelData":{"postBack":true}}""", "")]
    [InlineData("""{"type":"message","text":"entry:delivery-time","channelData":{"postBack":true}}""", "entry:delivery-time")]
    public void A_pressed_button_brings_its_value_back(string json, string text)
    {
        var read = Recorded(json);

        Assert.Equal(new TurnEvent.Message(text, "entry:delivery-time"), read.Event);
    }

    [Theory]
    [InlineData("""{"type":"message","text":"x","value":"entry:a"}""")]
    [InlineData("""{"type":"message","text":"x","value":{"faqbot":7}}""")]
    [InlineData("""{"type":"message","text":"x","value":[1]}""")]
    [InlineData("""{"type":"message","text":"x","channelData":"postBack"}""")]
    [InlineData("""{"type":"message","text":"x","channelData":{"postBack":false}}""")]
    public void A_value_that_is_not_our_button_s_is_only_kept(string json)
    {
        var read = Recorded(json);

        Assert.Equal(new TurnEvent.Message("x"), read.Event);
    }

    [Fact]
    public void Files_are_noticed()
    {
        var read = Recorded("""{"type":"message","attachments":[{"contentType":"image/png","name":"a.png"}]}""");

        Assert.Equal(new TurnEvent.Message("", null, HasFiles: true), read.Event);
    }

    [Fact]
    public void Joining_and_ending_are_events_of_the_conversation()
    {
        var joined = Recorded("""{"type":"event","name":"webchat/join","value":{"language":"en"},"locale":"pl"}""");
        var ended = Recorded("""{"type":"endOfConversation"}""");

        Assert.IsType<TurnEvent.Started>(joined.Event);
        Assert.Equal("en", joined.Language);
        Assert.IsType<TurnEvent.Ended>(ended.Event);
    }

    [Theory]
    [InlineData("""{"type":"event","name":"anything","value":1}""")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("""{"type":"somethingNew","new":{"deep":[{"er":1}]}}""")]
    public void What_nobody_answers_is_recorded_without_a_turn(string json)
    {
        Assert.Null(Recorded(json).Event);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    public void What_is_not_history_is_taken_and_forgotten(string type)
    {
        var read = Read($$"""{"type":"{{type}}","membersAdded":[{"id":"x"}]}""");

        Assert.IsType<ReadActivity.Forgotten>(read);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":["message"]}""")]
    [InlineData("""{"type":"message","text":5}""")]
    [InlineData("""{"type":"message","text":{"a":"b"}}""")]
    [InlineData("""{"type":"message","locale":1}""")]
    [InlineData("""{"type":"message","timestamp":1}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("""{"type":"message","from":{"id":7}}""")]
    [InlineData("""{"type":"message","conversation":[]}""")]
    [InlineData("""{"type":"message","attachments":{}}""")]
    [InlineData("""{"type":"message","attachments":["file"]}""")]
    [InlineData("""{"type":"message","attachments":[null]}""")]
    [InlineData("""{"type":"message","attachments":[{}]}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":5}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":["a"]}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"title":"no type"}]}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"type":"imBack","title":{"odd":1}}]}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"type":"imBack","displayText":7}]}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"to":"all","actions":[]}}""")]
    [InlineData("""{"type":"message","suggestedActions":{"to":[1],"actions":[]}}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":1}]}""")]
    [InlineData("""{"type":"message","entities":[1]}""")]
    [InlineData("""{"type":"message","channelData":{"clientActivityID":1}}""")]
    public void Wrong_types_of_known_fields_are_refused(string json)
    {
        var refused = Assert.IsType<ReadActivity.Refused>(Read(json));

        Assert.Equal(400, refused.Why.Status);
        Assert.Equal("BadArgument", refused.Why.Code);
    }

    [Theory]
    [InlineData("""{"type":"message","text":null,"from":null,"attachments":null,"channelData":null,"locale":null}""")]
    [InlineData("""{"type":"message","locale":"!!"}""")]
    [InlineData("""{"type":"message"}""")]
    public void What_is_null_or_strange_counts_as_absent(string json)
    {
        var read = Recorded(json);

        Assert.Equal(new TurnEvent.Message(""), read.Event);
        Assert.Null(read.Language);
    }

    [Theory]
    [InlineData("attachments", """{"contentType":"image/png"}""")]
    [InlineData("entities", "{}")]
    [InlineData("membersAdded", "{}")]
    public void Known_lists_are_bounded(string list, string item)
    {
        Assert.IsType<ReadActivity.Recorded>(Read(Message($"\"{list}\":{Repeat(item, DirectLineLimits.ListItemsMax)}")));
        Assert.IsType<ReadActivity.Refused>(Read(Message($"\"{list}\":{Repeat(item, DirectLineLimits.ListItemsMax + 1)}")));
    }

    [Fact]
    public void Suggested_actions_are_bounded()
    {
        const string action = """{"type":"somethingNew","title":"x","value":{"any":["thing"]},"unknown":1}""";

        Assert.IsType<ReadActivity.Recorded>(
            Read(Message($"\"suggestedActions\":{{\"actions\":{Repeat(action, DirectLineLimits.ListItemsMax)}}}")));
        Assert.IsType<ReadActivity.Refused>(
            Read(Message($"\"suggestedActions\":{{\"actions\":{Repeat(action, DirectLineLimits.ListItemsMax + 1)}}}")));
    }

    [Theory]
    [InlineData(64_000, true)]
    [InlineData(66_000, false)]
    public void ChannelData_is_bounded(int length, bool isTaken)
    {
        var read = Read(Message($"\"text\":\"{new string('ż', 20_000)}\",\"channelData\":{{\"page\":\"{new string('ż', length)}\"}}"));

        Assert.Equal(isTaken, read is ReadActivity.Recorded);
    }

    [Theory]
    [InlineData("type")]
    [InlineData("name")]
    public void Names_are_bounded(string field)
    {
        var json = $$"""{"{{(field == "type" ? "name" : "type")}}":"event","{{field}}":"{{new string('x', 257)}}"}""";

        Assert.IsType<ReadActivity.Refused>(Read(json));
    }

    private static string Message(string more) => $$"""{"type":"message",{{more}}}""";

    private static string Repeat(string item, int count) => $"[{string.Join(',', Enumerable.Repeat(item, count))}]";

    private static ReadActivity Read(string json) => ActivityReader.Read(Encoding.UTF8.GetBytes(json));

    private static ReadActivity.Recorded Recorded(string json) => Assert.IsType<ReadActivity.Recorded>(Read(json));
}
