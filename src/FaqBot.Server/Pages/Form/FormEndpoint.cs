using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>
/// POST /chat/{shop}: a question asked without JavaScript. It goes into a conversation as any other, and the answer is a page.
/// </summary>
internal sealed class FormEndpoint(
    CurrentKnowledge knowledge, ChatOpening opening, ConversationQueue queue,
    ConversationLog log, RateLimits limits, Store store, FormPages pages)
{
    /// <summary>A body of a form. As many letters as its fields take come in nine bytes each where they are Chinese.</summary>
    public const int BodyBytesMax = 32 * 1024;

    /// <summary>Says that trying again does not help.</summary>
    private const string Refused = "chat_refused";

    /// <summary>Replies to one message; there are hardly three.</summary>
    private const int RepliesMax = 20;

    public async Task Ask(HttpContext context)
    {
        if (!knowledge.Value.Shops.TryGetValue((string)(context.Request.RouteValues["shop"] ?? ""), out var shop))
        {
            await pages.ShowNotFound(context);
            return;
        }
        if (await PageForm.RefuseForeign(context))
        {
            return;
        }

        var form = pages.For(shop, context.Request);
        var (sent, status) = await PageForm.Read(context.Request, BodyBytesMax);
        var post = sent is null ? null : FormPost.Of(sent);
        if (post is null)
        {
            await form.ShowProblem(context, null, status, status == StatusCodes.Status413PayloadTooLarge ? TextIds.TooLong : Refused);
        }
        else if (post.Question.Length == 0)
        {
            await form.ShowProblem(context, post, StatusCodes.Status400BadRequest, TextIds.NoWords);
        }
        else if (post.HasDoubtfulContact(form.Language))
        {
            await form.ShowDoubtfulContact(context, post with { Told = post.Contact });
        }
        else
        {
            await Ask(form, post, context);
        }
    }

    private async Task Ask(FormPage form, FormPost post, HttpContext context)
    {
        try
        {
            var wish = new ChatWish(form.Shop.Id, Customer: null, post.Resume, form.Language) { Opens = post.Opens() };
            var opened = await opening.Open(wish, context);
            if (opened is not ChatOpened.Granted { Ticket: var ticket, Resume: var resume })
            {
                await form.ShowTooMany(context, post, ((ChatOpened.TooMany)opened).Wait);
            }
            else if (limits.PostFrom(ticket.Conversation, context) is { } wait)
            {
                await form.ShowTooMany(context, post, wait);
            }
            else
            {
                await Post(form, post with { Resume = resume }, ticket, context);
            }
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            await form.ShowBusy(context, post, BusyException.RetryAfter);
        }
    }

    private async Task Post(FormPage form, FormPost post, Ticket ticket, HttpContext context)
    {
        if (!ticket.HasBegun)
        {
            await queue.Start(ticket.Conversation, ticket.Shop, ticket.User, ticket.Language, context.RequestAborted);
        }
        switch (await queue.Post(InboundOf(post, ticket, context.Request.Site()), context.RequestAborted))
        {
            case PostResult.Recorded { ActivityId: var id }:
                await form.ShowAnswer(context, await AnswerTo(id, post, ticket.Conversation, context.RequestAborted), post.Resume);
                break;
            case PostResult.Busy { RetryAfter: var wait }:
                await form.ShowBusy(context, post, wait);
                break;
            default:
                // It ended between the look and the post: the same question opens a new one.
                await form.ShowBusy(context, post with { Resume = null, Once = FormPost.NewOnce() }, BusyException.RetryAfter);
                break;
        }
    }

    private static Inbound InboundOf(FormPost post, Ticket ticket, string site) => new(
        ticket.Conversation,
        ticket.User,
        post.Once,
        new JsonObject
        {
            ["type"] = "message",
            ["text"] = post.Question,
            ["textFormat"] = "plain",
            ["locale"] = ticket.Language,
            ["channelData"] = new JsonObject { ["clientActivityID"] = post.Once },
        },
        new TurnEvent.Message(post.Question, Contact: post.Contact),
        ticket.Language)
    {
        Site = site,
    };

    /// <summary>As the log has it, so that a form that was sent twice is shown the one answer twice.</summary>
    private async Task<FormAnswer> AnswerTo(string activityId, FormPost post, ConversationId conversation, CancellationToken cancellation)
    {
        var page = await log.Read(conversation, ActivityMapper.SequenceOf(activityId), RepliesMax, cancellation);
        var replies = page.Activities
            .Select(body => JsonNode.Parse(body.Span) as JsonObject).OfType<JsonObject>()
            .Where(activity => activity.Text("type") == "message" && activity.Text("replyToId") == activityId)
            .ToList();
        var actions = replies is [.., var last] && last["suggestedActions"]?["actions"] is JsonArray offered ? offered : [];
        return new FormAnswer(
            post.Question,
            [.. replies.Select(reply => reply.Text("text")).OfType<string>()],
            [.. actions.OfType<JsonObject>().Select(action => action.Text("title")).OfType<string>()])
        {
            Files = [.. replies.SelectMany(reply => (reply["attachments"] as JsonArray ?? []).OfType<JsonObject>()).Select(FileOf)],
        };
    }

    private static FormFile FileOf(JsonObject attachment) => new(attachment.Text("name") ?? "", attachment.Text("contentUrl") ?? "");
}
