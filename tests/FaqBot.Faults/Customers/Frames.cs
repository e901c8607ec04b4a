using System.Text.Json;

namespace FaqBot.Faults;

/// <summary>Reads what streams and pages carry.</summary>
internal static class Frames
{
    /// <summary>Null when it is not one, or no JSON at all.</summary>
    public static Delivery? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var json = JsonDocument.Parse(frame);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null when it is not <c>{"activities":[...],"watermark":"..."}</c>.</summary>
    public static Delivery? Read(JsonElement frame) =>
        frame.ValueKind == JsonValueKind.Object
        && frame.TryGetProperty("activities", out var activities) && activities.ValueKind == JsonValueKind.Array
        && frame.TryGetProperty("watermark", out var watermark) && watermark.ValueKind == JsonValueKind.String
            ? new Delivery([.. activities.EnumerateArray().Select(SeenActivity.Of)], watermark.GetString())
            : null;
}
