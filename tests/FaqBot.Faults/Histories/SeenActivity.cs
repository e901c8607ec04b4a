using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FaqBot.Faults;

/// <summary>An activity as somebody was given it, or as it is stored.</summary>
/// <param name="Sequence">Read from its id; -1 when the id is not one of ours.</param>
/// <param name="Id">E.g. <c>conversation|0000001</c>; empty when there is none.</param>
/// <param name="Type">E.g. <c>message</c>.</param>
/// <param name="IsCustomers">Whether the customer wrote it.</param>
/// <param name="ClientId">What its client named it.</param>
/// <param name="ReplyTo">The id that it answers.</param>
/// <param name="Timestamp">As on the wire; null when it cannot be read.</param>
/// <param name="Digest">Of every byte of it: two readers must have been given the same.</param>
internal sealed record SeenActivity(
    long Sequence, string Id, string Type, bool IsCustomers, string? ClientId, string? ReplyTo, DateTimeOffset? Timestamp, string Digest)
{
    private const int DigestChars = 16;

    public static SeenActivity Of(JsonElement activity)
    {
        var id = Text(activity, "id") ?? "";
        return new SeenActivity(
            SequenceOf(id),
            id,
            Text(activity, "type") ?? "",
            Text(Inner(activity, "from"), "role") == "user",
            Text(Inner(activity, "channelData"), "clientActivityID"),
            Text(activity, "replyToId"),
            TimestampOf(Text(activity, "timestamp")),
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(activity.GetRawText())))[..DigestChars]);
    }

    /// <summary>The number at the end of an activity's id; -1 when there is none.</summary>
    public static long SequenceOf(string id) =>
        id.LastIndexOf('|') is >= 0 and var bar
        && long.TryParse(id.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : -1;

    private static DateTimeOffset? TimestampOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var timestamp) ? timestamp : null;

    private static JsonElement Inner(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) ? inner : default;

    private static string? Text(JsonElement element, string name) =>
        Inner(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
