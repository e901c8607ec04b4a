using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A mail that waits in the outbox, as its receiver is to read it.</summary>
internal sealed record OutgoingMail
{
    /// <summary><see cref="OutboxRow.Kind"/> of such a row.</summary>
    public const string Kind = "Mail";

    /// <summary>In whose name it goes out.</summary>
    public required string Shop { get; init; }

    /// <summary>One address, see <see cref="Mailbox"/>. One that cannot be written to is refused when it is carried out.</summary>
    public required string To { get; init; }

    /// <summary>The receiver's name; null when not known.</summary>
    public string? ToName { get; init; }

    /// <summary>One line; Gmail shows mails of a thread as one only where their subjects are the same.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text; every mail has it.</summary>
    public required string Text { get; init; }

    /// <summary>The same as a page; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>BCP-47 code.</summary>
    public required string Language { get; init; }

    /// <summary>Names the notice among all of the shop, e.g. <c>GR-26-7K3QX-4.3.status</c>: there is one mail of it, and its Message-ID and
    /// its file are made from it.</summary>
    public required string Id { get; init; }

    /// <summary>What the mail belongs to, e.g. a case's number: mails of the same are one thread. Null for none.</summary>
    public string? Thread { get; init; }

    /// <summary>It is meant for the shop's own people. Any other is never sent to an address of ours, for it might answer itself.</summary>
    public bool IsForShop { get; init; }

    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];

    /// <summary>The row by which it is sent: once, also where it is written again. Each shop's mail is a lane of its own.</summary>
    /// <param name="conversation">Its mails are sent in the order of their rows.</param>
    /// <param name="turn">That wanted it.</param>
    /// <param name="now">The turn's.</param>
    /// <param name="due">Not sent before; null for at once.</param>
    public OutboxRow ToRow(string conversation, int turn, Instant now, Instant? due = null) => new()
    {
        ConversationId = conversation,
        Turn = turn,
        Kind = Kind,
        Payload = JsonSerializer.Serialize(this, PlainMail.Mail),
        CreatedAt = now,
        Lane = Shop,
        Dedupe = $"{Shop} {Id}",
        DueAt = due ?? now,
    };

    /// <exception cref="JsonException">What is stored is not a mail.</exception>
    public static OutgoingMail Read(string payload) => JsonSerializer.Deserialize(payload, PlainMail.Mail) ?? throw new JsonException();
}

/// <summary>A small file that goes with a mail.</summary>
/// <param name="Name">As the receiver sees it.</param>
/// <param name="ContentType">E.g. <c>text/html</c>.</param>
/// <param name="Text">What it holds, in UTF-8; null where <paramref name="Bytes"/> do.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record MailAttachment(string Name, string ContentType, string? Text = null, byte[]? Bytes = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OutgoingMail))]
internal sealed partial class MailJson : JsonSerializerContext;

/// <summary>How mails are written: other alphabets as they are, for they are never part of a page.</summary>
internal static class PlainMail
{
    private static readonly MailJson Context = new(new JsonSerializerOptions(MailJson.Default.Options) { Encoder = PlainJson.Encoder });

    public static JsonTypeInfo<OutgoingMail> Mail => Context.OutgoingMail;
}
