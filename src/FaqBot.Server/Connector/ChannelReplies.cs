using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>Tells channels what the bot replied. Our token goes only where an activity came from whose own token named the place.</summary>
internal sealed class ChannelReplies(Store store, ConnectorBots bots, LoginTokens tokens, ConnectorHttp http, TimeProvider time)
    : IOutboxKind
{
    public string Kind => ChannelReply.Kind;

    public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
    {
        try
        {
            var reply = ChannelReply.Read(row.Payload);
            return await Find(row.ConversationId, reply.Sequence, cancellation) is { } recorded
                ? await Tell(recorded, reply, cancellation)
                : new Carried.Refused("the conversation or its reply is gone");
        }
        catch (LoginException exception)
        {
            return new Carried.Failed(exception.Message, exception.RetryAfter);
        }
        catch (HttpRequestException exception)
        {
            return new Carried.Failed($"the channel cannot be reached ({exception.HttpRequestError})");
        }
        catch (Exception exception) when (store.IsUnavailable(exception))
        {
            return new Carried.Failed("the store cannot be read at present");
        }
    }

    private async Task<Carried> Tell(Recorded recorded, ChannelReply reply, CancellationToken cancellation)
    {
        var reference = ConnectorReference.Read(recorded.Channel);
        var bot = reference.AppId is null ? null : bots.OfShop(recorded.Shop);
        if (reference.AppId is not null && bot is null)
        {
            return new Carried.Failed($"Shops:{recorded.Shop}:Connector:AppId is not set any more");
        }
        if (http.Address(reference.ServiceUrl) is null)
        {
            return new Carried.Refused("its serviceUrl may not be used");
        }
        var message = new Message(Address(reference, reply.ReplyTo), ChannelMapper.Reply(recorded.Body, reference, reply.ReplyTo));
        return Judge(bot is null ? await Send(message, null, cancellation) : await SendAs(bot, message, cancellation));
    }

    /// <summary>A token that is refused may have been withdrawn: once, another is tried.</summary>
    private async Task<Answer> SendAs(ConnectorBot bot, Message message, CancellationToken cancellation)
    {
        var token = await tokens.Get(bot, null, cancellation);
        var answer = await Send(message, token, cancellation);
        if (answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
        {
            return answer;
        }
        var another = await tokens.Get(bot, token, cancellation);
        return another == token ? answer : await Send(message, another, cancellation);
    }

    private async Task<Answer> Send(Message message, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.Send(request, cancellation);
        return new Answer(response.StatusCode, RetryAfter.AskedBy(response, time));
    }

    private async Task<Recorded?> Find(string conversation, long sequence, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await (
            from talk in db.Conversations
            join activity in db.Activities on talk.Id equals activity.ConversationId
            where talk.Id == conversation && activity.Sequence == sequence && talk.Channel != null
            select new Recorded(talk.Shop, talk.Channel ?? "", activity.Body)).SingleOrDefaultAsync(cancellation);
    }

    private static Uri Address(ConnectorReference reference, string? replyTo)
    {
        var conversation = Uri.EscapeDataString(reference.Conversation.Text("id") ?? "");
        var activity = replyTo is null ? "" : $"/{Uri.EscapeDataString(replyTo)}";
        return new Uri($"{reference.ServiceUrl.TrimEnd('/')}/v3/conversations/{conversation}/activities{activity}");
    }

    /// <summary>Redirections are not followed: a token is for the place that was authenticated. A token that is not taken is mended by
    /// the operator, or by the channel itself.</summary>
    private static Carried Judge(Answer answer) => answer.Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Carried.Done(),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
            new Carried.Failed($"the channel answered {(int)answer.Status}", answer.RetryAfter),
        _ => new Carried.Refused($"the channel answered {(int)answer.Status}"),
    };

    private sealed record Recorded(string Shop, string Channel, byte[] Body);

    private sealed record Message(Uri Address, byte[] Body);

    private sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter);
}
