using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

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

    /// <summary>What there is to tell, as JSON, at most <see cref="WebhookLimits.BodyCharsMax"/>; sent as <c>data</c>.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>The row by which it is sent: once, also where it is written again. Each receiver is a lane of its own.</summary>
    /// <param name="conversation">Those of one conversation are sent in order.</param>
    /// <param name="turn">Whose effect it is.</param>
    /// <param name="now">Of the commit.</param>
    /// <param name="due">Not sent before; null for at once.</param>
    /// <exception cref="InvalidOperationException">Its id or its body is none that can be sent.</exception>
    public OutboxRow ToRow(string conversation, int turn, Instant now, Instant? due)
    {
        if (Body.Length > WebhookLimits.BodyCharsMax || !IsJson(Body) || !WebhookLimits.IsId(Id))
        {
            throw new InvalidOperationException("A webhook's id is short and plain, and its body is JSON and bounded.");
        }
        return new OutboxRow
        {
            ConversationId = conversation,
            Turn = turn,
            Kind = Kind,
            Payload = JsonSerializer.Serialize(
                new Stored(Shop, Receiver, Event, Id, Body, Microseconds.Of(CreatedAt)), WebhookContext.Default.Stored),
            CreatedAt = now,
            Lane = $"{Shop} {Receiver}",
            Dedupe = $"{Shop} {Receiver} {Event} {Id}",
            DueAt = due ?? now,
        };
    }

    /// <summary>What is sent. All that a receiver relies on is in it, because only the body is signed.</summary>
    public byte[] Document()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("event", Event);
        json.WriteString("shop", Shop);
        json.WriteString("createdAt", InstantPattern.ExtendedIso.Format(CreatedAt));
        json.WritePropertyName("data");
        json.WriteRawValue(Body);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
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

    private static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>As the database has it; the moment in microseconds.</summary>
    internal sealed record Stored(string Shop, string Receiver, string Event, string Id, string Body, long CreatedAt);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OutgoingWebhook.Stored))]
internal sealed partial class WebhookContext : JsonSerializerContext;
