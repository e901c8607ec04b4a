using System.Diagnostics;

namespace FaqBot.Server;

/// <summary>Posting an activity, and reading what was said.</summary>
internal sealed partial class ActivityEndpoints(
    ConversationQueue queue, ConversationLog log, CountedLines lines, ILogger<ActivityEndpoints> logger)
{
    /// <summary>POST conversations/{id}/activities: answered as soon as the activity and its replies are committed.</summary>
    public async Task<IResult> Post(Ticket ticket, HttpContext context)
    {
        if (await BoundedBody.Read(context.Request, DirectLineLimits.BodyBytesMax, context.RequestAborted) is not { } body)
        {
            return DirectLineError.TooLarge;
        }

        return ActivityReader.Read(body) switch
        {
            ReadActivity.Refused refused => refused.Why,
            // The id is of no activity that anyone will see; clients only ask that there be one.
            ReadActivity.Forgotten => Posted($"{ticket.Conversation}|ephemeral"),
            ReadActivity.Recorded recorded => await Record(ticket, recorded, context),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>GET conversations/{id}/activities.</summary>
    public async Task<IResult> Read(Ticket ticket, HttpContext context)
    {
        if (context.Request.Watermark() is not { } after)
        {
            return DirectLineError.BadWatermark;
        }

        var page = await Page(ticket.Conversation, after, context.RequestAborted);
        if (page.Activities.Count == 0
            && after > 0
            && await log.Find(ticket.Conversation, context.RequestAborted) is { } head
            && head.After(after) == 0)
        {
            page = await Page(ticket.Conversation, 0, context.RequestAborted);
        }

        return new ActivitySetResult(page);
    }

    /// <summary>
    /// Around reading, the door included: polling clients stop for ever on any error but 403 and 404, so a failure of ours is an empty page
    /// that leaves the watermark where it was, and the next poll tries again.
    /// </summary>
    public RequestDelegate NeverFailing(RequestDelegate read) => async context =>
    {
        try
        {
            await read(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            var conversation = context.ConversationId();
            lines.Write("read", exception.GetType().Name, count => Log.ReadFailed(logger, exception, conversation, count));
            IResult empty = context.Request.Watermark() is { } after
                ? new ActivitySetResult(new ActivityPage([], after))
                : DirectLineError.BadWatermark;
            await empty.ExecuteAsync(context);
        }
    };

    private ValueTask<ActivityPage> Page(ConversationId conversation, long after, CancellationToken cancellation) =>
        log.Read(conversation, after, DirectLineLimits.PageActivitiesMax, cancellation);

    /// <summary>Puts a checked activity into its conversation's queue; answered when it is committed.</summary>
    public async Task<IResult> Record(Ticket ticket, ReadActivity.Recorded activity, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var inbound = new Inbound(
            ticket.Conversation, ticket.User, activity.ClientActivityId,
            activity.Activity, activity.Event, activity.Language ?? ticket.Language)
        {
            Site = context.Request.Site(),
        };
        var result = await queue.Post(inbound, cancellation);
        if (result is PostResult.NotFound && !ticket.HasBegun)
        {
            // A client that holds a token may write before it has started the conversation.
            await queue.Start(ticket.Conversation, ticket.Shop, ticket.User, inbound.PageLanguage, cancellation);
            result = await queue.Post(inbound, cancellation);
        }

        return result switch
        {
            PostResult.Recorded recorded => Posted(recorded.ActivityId),
            PostResult.Busy busy => DirectLineError.Busy(busy.RetryAfter),
            PostResult.Ended => DirectLineError.ConversationEnded,
            PostResult.NotFound => DirectLineError.ConversationNotFound,
            _ => throw new UnreachableException(),
        };
    }

    private static PostedResult Posted(string id) => new(id);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "Reading conversation {ConversationId} failed; the client was given an empty page ({Count} such since the last line).")]
        public static partial void ReadFailed(ILogger logger, Exception exception, ConversationId conversationId, int count);
    }
}
