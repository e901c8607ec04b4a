using System.Text.Json.Serialization;

namespace FaqBot.Server;

/// <summary>How a call stands.</summary>
/// <param name="Call">Its id, for what is said next.</param>
/// <param name="Sequence">Of the last that is told here. What comes later by itself, as the state of an order does, comes after it.</param>
/// <param name="Replies">What there is to say to the customer, in order.</param>
/// <param name="Dialog">That runs; null once it has ended.</param>
/// <param name="Slot">What it waits for: a slot, <c>summary</c>, <c>statement</c>, <c>edit</c> or <c>cancel</c>.</param>
/// <param name="Case">The number of the case that came of the call last; null for none.</param>
internal sealed record CallDocument(
    string Call, long Sequence, IReadOnlyList<CallReply> Replies, string? Dialog, string? Slot, string? Case);

/// <param name="Text">To read out.</param>
/// <param name="Buttons">To choose from.</param>
internal sealed record CallReply(string Text, IReadOnlyList<CallButton> Buttons);

/// <param name="Text">Its label.</param>
/// <param name="Value">To be sent back in <c>button</c>.</param>
internal sealed record CallButton(string Text, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallDocument))]
internal sealed partial class CallJson : JsonSerializerContext;
