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
        return webhooks.Find(webhook.Shop, webhook.Receiver) is { } receiver
            ? Judge(await Send(webhook, receiver, cancellation))
            : new Carried.Failed($"Shops:{webhook.Shop}:Webhooks has no receiver '{webhook.Receiver}' any more");
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
    private static Carried Judge(OutboundAnswer answer) => answer switch
    {
        OutboundAnswer.Answered { Status: >= 200 and < 300 } => new Carried.Done(),
        OutboundAnswer.Answered { Status: StatusCodes.Status410Gone } => new Carried.Refused("the receiver answered 410: it is gone"),
        OutboundAnswer.Answered { Status: >= 300 and < 400 } moved => new Carried.Failed(
            $"the receiver answered {moved.Status}, and redirections are not followed: state the address that it leads to"),
        OutboundAnswer.Answered no => new Carried.Failed($"the receiver answered {no.Status}", Granted(no.RetryAfter))
        {
            IsItsOwn = IsAboutOne(no.Status),
        },
        OutboundAnswer.Failed failed => new Carried.Failed($"the receiver was not reached: {failed.Why}"),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether it is this webhook that the receiver does not like.</summary>
    private static bool IsAboutOne(int status) => status is StatusCodes.Status400BadRequest or StatusCodes.Status409Conflict
        or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status422UnprocessableEntity;

    /// <summary>No receiver puts us off for long.</summary>
    private static TimeSpan? Granted(TimeSpan? asked)
    {
        var longest = TimeSpan.FromMinutes(WebhookLimits.RetryAfterMinutesMax);
        return asked > longest ? longest : asked;
    }
}
