using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>A time in which somebody at the shop calls the customer, on the shop's clock.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">Later; the call is due by then.</param>
public sealed record CallWindow(LocalDateTime From, LocalDateTime To)
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>What <see cref="ToString"/> writes; null for anything else.</summary>
    /// <example>2026-11-23T10:00/2026-11-23T12:00</example>
    public static CallWindow? Parse(string text)
    {
        var parts = text.Split('/');
        return parts is [var first, var second]
            && Minutes.Parse(first) is { Success: true, Value: var from }
            && Minutes.Parse(second) is { Success: true, Value: var to }
            && from < to
                ? new CallWindow(from, to)
                : null;
    }

    /// <summary>ISO 8601, to the minute.</summary>
    public override string ToString() => $"{Minutes.Format(From)}/{Minutes.Format(To)}";
}
