using System.Buffers;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>POST /api/messages: what channels tell the shops' bots. Answered when it is committed; replies follow from the outbox.
/// </summary>
internal sealed class MessagesEndpoint(ConnectorDoor door, RateLimits limits, ChannelBeginnings beginnings, ConversationLog log)
{
    /// <summary>More than a turn ever says.</summary>
    private const int RepliesMax = 32;

    public async Task<IResult> Post(HttpContext context)
    {
        if (await BoundedBody.Read(context.Request, DirectLineLimits.BodyBytesMax, context.RequestAborted) is not { } body)
        {
            return DirectLineError.TooLarge;
        }
        if (!ActivityReader.TryParse(body, out var activity, out var refusal))
        {
            return refusal;
        }
        return await door.Admit(context.Request, activity) switch
        {
            Admission.Refused refused => refused.Why,
            Admission.Granted granted => await Take(activity, granted, context),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<IResult> Take(JsonObject activity, Admission.Granted granted, HttpContext context) =>
        ChannelActivity.Read(activity, granted, context.Request.Site()) switch
        {
            ChannelActivity.Refused refused => refused.Why,
            // Without a body, as the Bot Framework answers; of a type, so that it is not taken for a failure of ours.
            ChannelActivity.Unhandled => Results.Text("", "text/plain", statusCode: StatusCodes.Status501NotImplemented),
            ChannelActivity.Forgotten => Nothing(activity.Text("deliveryMode") is ChannelActivity.ExpectReplies),
            // Channels call from few addresses, so these say nothing of a customer.
            ChannelActivity.Taken taken when limits.PostBy(granted.Shop, taken.First.Conversation) is { } wait =>
                DirectLineError.TooMany(wait),
            ChannelActivity.Taken taken => await Record(taken, context.RequestAborted),
            _ => throw new UnreachableException(),
        };

    private async Task<IResult> Record(ChannelActivity.Taken taken, CancellationToken cancellation)
    {
        var (inbound, result) = await beginnings.Post(taken, cancellation);
        return result switch
        {
            PostResult.Recorded recorded when taken.IsInline => await Replies(taken, inbound, recorded, cancellation),
            PostResult.Busy busy => DirectLineError.Busy(busy.RetryAfter),
            PostResult.NotFound => DirectLineError.ShopNotFound,
            // Recorded, or the end of what had ended.
            _ => Nothing(taken.IsInline),
        };
    }

    /// <summary>
    /// What the commit said, read back from the log: a repeat is told the same. A greeting answers nothing that is recorded; until
    /// somebody has written, whoever joins is told it, for it may be the repeat of one whose answer was lost.
    /// </summary>
    private async Task<IResult> Replies(
        ChannelActivity.Taken taken, Inbound inbound, PostResult.Recorded recorded, CancellationToken cancellation)
    {
        var answered = inbound.Activity is null ? null : recorded.ActivityId;
        var after = answered is null ? 0 : ActivityMapper.SequenceOf(answered);
        var page = await log.Read(inbound.Conversation, after, RepliesMax, cancellation);
        var said = page.Activities.TakeWhile(body => IsAnswer(body, answered)).ToList();
        if (answered is null && said.Count < page.Activities.Count)
        {
            said.Clear();
        }
        var replyTo = answered is null ? null : inbound.ClientActivityId;
        return new RepliesResult(said.ConvertAll(body => ChannelMapper.Reply(body.Span, taken.Reference, replyTo)));
    }

    /// <summary>Nothing to say, in the form that the caller waits for.</summary>
    private static IResult Nothing(bool isInline) => isInline ? new RepliesResult([]) : Results.Ok();

    /// <summary>The end of the conversation answers nothing, and belongs to what ended it.</summary>
    private static bool IsAnswer(ReadOnlyMemory<byte> body, string? answered) =>
        JsonNode.Parse(body.Span) is JsonObject activity
        && (activity["from"] as JsonObject)?.Text("role") is "bot"
        && (string.Equals(activity.Text("replyToId"), answered, StringComparison.Ordinal) || activity.Text("type") is "endOfConversation");
}

/// <summary><c>{"activities":[…]}</c>, the answer to one who expects replies.</summary>
internal sealed class RepliesResult(IReadOnlyList<byte[]> replies) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var output = httpContext.Response.BodyWriter;
        output.Write("{\"activities\":["u8);
        for (var i = 0; i < replies.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }
            output.Write(replies[i]);
        }
        output.Write("]}"u8);
        await output.FlushAsync(httpContext.RequestAborted);
    }
}
