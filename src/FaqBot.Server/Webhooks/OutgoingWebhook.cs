using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Something that one of the shop's systems is told, after the commit that it is part of.</summary>
internal sealed record OutgoingWebhook
{
    /// <summary><see cref="OutboxRow.Kind"/> of such a row.</summary>
    public const string Kind = "Webhook";

    public required string Shop { get; init; }

    /// <summary><see cref="WebhookReceiver.Name"/>.</summary>
    public required string Receiver { get; init; }

    /// <summary>One of <see cref="WebhookEvents"/>.</summary>
    public required string Event { get; init; }

    /// <summary>By which the receiver knows a repeat: the same in all tries. At most <see cref="WebhookLimits.IdCharsMax"/> letters,
    /// digits, hyphens and points.</summary>
    public required string Id { get; init; }

    /// <summary>JSON, at most <see cref="WebhookLimits.BodyCharsMax"/>. It is sent as it stands, in UTF-8.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant CreatedAt { get; init; }

    /// <param name="conversation">Those of one conversation are sent in order.</param>
    /// <param name="turn">Whose effect it is.</param>
    /// <param name="now">Of the commit.</param>
    /// <param name="due">Not sent before; null for at once.</param>
    /// <exception cref="InvalidOperationException">Its id or its body is none.</exception>
    public OutboxRow ToRow(string conversation, int turn, Instant now, Instant? due)
    {
        if (Body.Length > WebhookLimits.BodyCharsMax || !WebhookLimits.IsId(Id))
        {
            throw new InvalidOperationException("A webhook's id is short and plain, and its body is bounded.");
        }
        return new OutboxRow
        {
            ConversationId = conversation,
            Turn = turn,
            Kind = Kind,
            Payload = JsonSerializer.Serialize(
                new Stored(Shop, Receiver, Event, Id, Body, Microseconds.Of(CreatedAt)), WebhookContext.Default.Stored),
            CreatedAt = now,
            DueAt = due ?? Instant.FromUnixTimeTicks(0),
        };
    }

    /// <exception cref="JsonException">What is stored is not a webhook.</exception>
    public static OutgoingWebhook Read(string payload)
    {
        var stored = JsonSerializer.Deserialize(payload, WebhookContext.Default.Stored) ?? throw new JsonException();
        return new OutgoingWebhook
        {
            Shop = stored.Shop,
            Receiver = stored.Receiver,
            Event = stored.Event,
            Id = stored.Id,
            Body = stored.Body,
            CreatedAt = Microseconds.ToInstant(stored.CreatedAt),
        };
    }

    /// <summary>As the database has it; the moment in microseconds.</summary>
    internal sealed record Stored(string Shop, string Receiver, string Event, string Id, string Body, long CreatedAt);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OutgoingWebhook.Stored))]
internal sealed partial class WebhookContext : JsonSerializerContext;
