using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>How the fields of an order are read, whichever source they come from. What cannot be read is null, and never guessed.</summary>
internal static class OrderFields
{
    /// <summary>2026-11-24</summary>
    private const int DayChars = 10;

    private static readonly LocalDatePattern[] Days =
        [LocalDatePattern.Iso, .. Patterns(["d'.'M'.'uuuu"], LocalDatePattern.CreateWithInvariantCulture)];

    private static readonly OffsetDateTimePattern[] Moments = [.. Patterns(
        [
            "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFFo<Z+HH:mm>", "uuuu'-'MM'-'dd' 'HH':'mm':'ss;FFFFFFFo<Z+HH:mm>",
            "uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>",
        ],
        OffsetDateTimePattern.CreateWithInvariantCulture)];

    private static readonly LocalDateTimePattern[] LocalTimes = [.. Patterns(
        [
            "uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFFF", "uuuu'-'MM'-'dd' 'HH':'mm':'ss;FFFFFFF",
            "uuuu'-'MM'-'dd'T'HH':'mm", "uuuu'-'MM'-'dd' 'HH':'mm", "d'.'M'.'uuuu' 'H':'mm':'ss", "d'.'M'.'uuuu' 'H':'mm",
        ],
        LocalDateTimePattern.CreateWithInvariantCulture)];

    /// <summary>One line of something that can be shown.</summary>
    public static string? Line(string text, int charsMax) =>
        text.Trim() is { Length: > 0 } line && line.Length <= charsMax && !line.Any(IsUnreadable) ? line : null;

    /// <summary>The number of a parcel, which is letters and digits: no sentence, and no address.</summary>
    public static string? Parcel(string text) =>
        Line(text, OrderLimits.ParcelNumberCharsMax) is { } line
        && line.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is ' ' or '-' or '_')
        && line.Any(char.IsAsciiDigit)
            ? line
            : null;

    /// <summary>An https address that a customer may be sent to.</summary>
    public static Uri? Link(string text) =>
        Line(text, OrderLimits.LinkCharsMax) is { } line
        && Uri.TryCreate(line, UriKind.Absolute, out var link)
        && link.Scheme == Uri.UriSchemeHttps
        && link is { UserInfo: "", HostNameType: UriHostNameType.Dns }
            ? link
            : null;

    /// <example>"2026-11-24" and "24.11.2026".</example>
    public static LocalDate? Day(string text) => First(Days, text.Trim());

    /// <summary>Where no offset is stated, in the shop's zone; a day alone is its first moment.</summary>
    /// <example>"2026-11-21T14:05:00+01:00", "2026-11-21 14:05", "21.11.2026 14:05".</example>
    public static Instant? Moment(string text, DateTimeZone zone)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > DayChars && trimmed.AsSpan(DayChars).ContainsAny('Z', '+', '-'))
        {
            return First(Moments, trimmed)?.ToInstant();
        }
        return First(LocalTimes, trimmed)?.InZoneLeniently(zone).ToInstant()
            ?? (Day(trimmed) is { } day ? zone.AtStartOfDay(day).ToInstant() : null);
    }

    private static bool IsUnreadable(char letter) => char.IsControl(letter) || letter is '\uFFFD' or '\u2028' or '\u2029';

    private static TPattern[] Patterns<TPattern>(string[] texts, Func<string, TPattern> create) => [.. texts.Select(create)];

    private static T? First<T>(IEnumerable<IPattern<T>> patterns, string text)
        where T : struct
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Parse(text).TryGetValue(default, out var value))
            {
                return value;
            }
        }
        return null;
    }
}
