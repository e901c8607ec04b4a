using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FaqBot.Server;

/// <summary>Sends webhooks, at least once each. A receiver knows a repeat by its id.</summary>
internal sealed class WebhookPosts(Webhooks webhooks, OutboundHttp http, TimeProvider time) : IOutboxKind
{
    public const string EventHeader = "FaqBot-Event";
    public const string DeliveryHeader = "FaqBot-Delivery";

    public string Kind => OutgoingWebhook.Kind;

    public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
    {
        if (Read(row.Payload) is not { } webhook)
        {
            return new Carried.Refused("what is stored is no webhook");
        }
        var pause = WebhookPause.After(row.Attempts + 1, Random.Shared.NextDouble());
        if (webhooks.Find(webhook.Shop, webhook.Receiver) is not { } receiver)
        {
            return new Carried.Failed($"Shops:{webhook.Shop}:Webhooks has no receiver '{webhook.Receiver}' any more", pause);
        }
        return Judge(await Send(webhook, receiver, cancellation), pause);
    }

    private static OutgoingWebhook? Read(string payload)
    {
        try
        {
            return OutgoingWebhook.Read(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<OutboundAnswer> Send(OutgoingWebhook webhook, WebhookReceiver receiver, CancellationToken cancellation)
    {
        var document = webhook.Document();
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url) { Content = new ByteArrayContent(document) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(EventHeader, webhook.Event);
        request.Headers.Add(DeliveryHeader, webhook.Id);
        request.Headers.Add(
            WebhookSignature.Header, WebhookSignature.Of(receiver.Secrets, time.GetUtcNow().ToUnixTimeSeconds(), document));
        var timeout = TimeSpan.FromSeconds(WebhookLimits.AnswerSeconds);
        return await http.Send(request, receiver.Place, WebhookLimits.AnswerBytesMax, timeout, cancellation);
    }

    /// <summary>What it cannot take today its operator may mend tomorrow; only who says that it is gone is not asked again.</summary>
    private static Carried Judge(OutboundAnswer answer, TimeSpan pause) => answer switch
    {
        OutboundAnswer.Answered { Status: >= 200 and < 300 } => new Carried.Done(),
        OutboundAnswer.Answered { Status: StatusCodes.Status410Gone } => new Carried.Refused("the receiver answered 410: it is gone"),
        OutboundAnswer.Answered { Status: >= 300 and < 400 } moved => new Carried.Failed(
            $"the receiver answered {moved.Status}, and redirections are not followed: state the address that it leads to", pause),
        OutboundAnswer.Answered other => new Carried.Failed(
            $"the receiver answered {other.Status}", WebhookPause.Granting(pause, other.RetryAfter)),
        OutboundAnswer.Failed failed => new Carried.Failed($"the receiver was not reached: {failed.Why}", pause),
        _ => throw new UnreachableException(),
    };
}
