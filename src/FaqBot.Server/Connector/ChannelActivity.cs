using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What an activity from a channel turned out to be.</summary>
internal abstract record ChannelActivity
{
    /// <summary>The delivery mode of a channel that waits for the replies.</summary>
    public const string ExpectReplies = "expectReplies";

    private ChannelActivity()
    {
    }

    /// <summary>Goes into its conversation's queue.</summary>
    /// <param name="First">Into the first conversation of the channel's id.</param>
    /// <param name="Reference">How that conversation is reached.</param>
    public sealed record Taken(Inbound First, ConnectorReference Reference) : ChannelActivity
    {
        public bool IsInline => First.Channel is { IsInline: true };

        public bool IsEnd => First.Event is TurnEvent.Ended;

        /// <summary>The same for the conversation that was begun after so many others of this id had ended.</summary>
        public Inbound InboundOf(int beginning) =>
            First with { Conversation = ConversationOf(First.Channel?.Shop ?? "", Reference, beginning) };
    }

    /// <summary>Acknowledged and forgotten: typing, our own words, members of no interest.</summary>
    public sealed record Forgotten : ChannelActivity;

    /// <summary>An invoke: the caller waits for the answer of a handler, and there is none.</summary>
    public sealed record Unhandled : ChannelActivity;

    public sealed record Refused(DirectLineError Why) : ChannelActivity;

    /// <summary>Reads an activity of the right types that was let in. <paramref name="site"/> is how the channel calls this
    /// server.</summary>
    public static ChannelActivity Read(JsonObject activity, Admission.Granted granted, string site)
    {
        var type = activity.Text("type");
        if (type is "invoke")
        {
            return new Unhandled();
        }
        var isUpdate = type is "conversationUpdate";
        var customer = isUpdate ? Joined(activity) : activity["from"] as JsonObject;
        var meaning = ActivityReader.Interpret(activity, activity.Text("id"));
        if (isUpdate ? customer is null : meaning is ReadActivity.Forgotten || IsOurOwn(activity))
        {
            return new Forgotten();
        }
        if (FindMissing(activity, customer) is { } missing)
        {
            return new Refused(DirectLineError.BadArgument(missing));
        }
        return Take(activity, customer ?? [], meaning as ReadActivity.Recorded, granted, site);
    }

    /// <summary>
    /// Always the same for one conversation of a channel. One that has ended may begin anew, as channels keep their ids for ever.
    /// Strangers can never get into a conversation of an authenticated channel: theirs are others.
    /// </summary>
    public static ConversationId ConversationOf(string shop, ConnectorReference reference, int beginning)
    {
        // No part can hold the separator: NUL is refused.
        var name = string.Join(
            '\0',
            reference.AppId is null ? "anonymous" : "bot",
            shop,
            reference.ChannelId,
            reference.Conversation.Text("id"),
            $"{beginning}");
        return new ConversationId($"bf-{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}");
    }

    private static ChannelActivity Take(
        JsonObject activity, JsonObject customer, ReadActivity.Recorded? recorded, Admission.Granted granted, string site)
    {
        var reference = new ConnectorReference(
            granted.Bot?.AppId,
            activity.Text("serviceUrl") ?? "",
            activity.Text("channelId") ?? "",
            activity["conversation"] as JsonObject ?? [],
            activity["recipient"] as JsonObject ?? [],
            customer,
            activity.Text("locale"));
        var written = reference.Write();
        if (written.Length > ConnectorLimits.ReferenceCharsMax)
        {
            return new Refused(DirectLineError.BadArgument(
                $"'conversation', 'from' and 'recipient' are longer than {ConnectorLimits.ReferenceCharsMax} characters together."));
        }
        var isInline = activity.Text("deliveryMode") is ExpectReplies;
        var inbound = new Inbound(
            ConversationOf(granted.Shop, reference, beginning: 0),
            customer.Text("id") ?? "",
            recorded?.ClientActivityId is { Length: > 0 } id ? id : null,
            recorded?.Activity,
            recorded is null ? new TurnEvent.Started() : recorded.Event,
            recorded is null ? DirectLineRequest.Language(activity.Text("locale")) : recorded.Language)
        {
            Channel = new ChannelRoute(granted.Shop, reference.ChannelId, written, isInline),
            Site = site,
        };
        return new Taken(inbound, reference);
    }

    /// <summary>The first who came into the conversation beside the bot.</summary>
    private static JsonObject? Joined(JsonObject activity)
    {
        var bot = (activity["recipient"] as JsonObject)?.Text("id");
        return (activity["membersAdded"] as JsonArray ?? []).OfType<JsonObject>()
            .FirstOrDefault(member => member.Text("id") is { Length: > 0 } id && !id.Equals(bot, StringComparison.Ordinal));
    }

    /// <summary>Some channels hand a bot its own words back; to answer them would never end.</summary>
    private static bool IsOurOwn(JsonObject activity)
    {
        var from = activity["from"] as JsonObject;
        var bot = activity["recipient"] as JsonObject;
        return from?.Text("role") is "bot" || (from?.Text("id") is { } id && id.Equals(bot?.Text("id"), StringComparison.Ordinal));
    }

    private static string? FindMissing(JsonObject activity, JsonObject? customer)
    {
        if (customer?.Text("id") is ActivityRow.Bot)
        {
            return $"'from.id' must not be '{ActivityRow.Bot}'.";
        }
        (string Name, string? Id)[] ids =
        [
            ("type", activity.Text("type")),
            ("channelId", activity.Text("channelId")),
            ("conversation.id", (activity["conversation"] as JsonObject)?.Text("id")),
            ("recipient.id", (activity["recipient"] as JsonObject)?.Text("id")),
            ("from.id", customer?.Text("id")),
            ("id", activity.Text("id") is { Length: > 0 } id ? id : "absent"),
        ];
        return ids.Where(part => string.IsNullOrEmpty(part.Id)).Select(part => $"'{part.Name}' is missing.").FirstOrDefault()
            ?? ids.Where(part => Encoding.UTF8.GetByteCount(part.Id ?? "") > ConnectorLimits.IdBytesMax)
                .Select(part => $"'{part.Name}' is longer than {ConnectorLimits.IdBytesMax} bytes.").FirstOrDefault();
    }
}
