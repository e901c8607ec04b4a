using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>Values as text that is the same for the same value, whoever wrote it: "2013-02-12", "[..2013-02-12]", "14 days" in
/// seconds.</summary>
internal static partial class Comparable
{
    /// <param name="group">What was recognised, as <see cref="RecognizerCase.GroupOf"/> names it.</param>
    /// <param name="value">One reading of it.</param>
    public static string Of(string group, EntityValue value) => value switch
    {
        EntityValue.Date date => Moment.Of(date.Value).ToString(),
        EntityValue.Time time => Moment.Of(time.Value).ToString(),
        EntityValue.DateTime moment => Moment.Of(moment.Value).ToString(),
        EntityValue.DateRange range => Range(OrNone(range.From), OrNone(range.To)),
        EntityValue.TimeRange range => Range(OrNone(range.From), OrNone(range.To)),
        EntityValue.DateTimeRange range => Range(OrNone(range.From), OrNone(range.To)),
        EntityValue.Duration duration => Length((double)duration.Value, duration.Unit),
        EntityValue.Money money => Money((double)money.Amount, money.Currency),
        EntityValue.Number number => Number((double)number.Value),
        EntityValue.Answer answer => answer.Value.ToString().ToLowerInvariant(),
        EntityValue.Text text => Letters(group, text.Value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Both ends belong to it, null is open; a range of one day is that day.</summary>
    public static string Range(Moment? from, Moment? to) =>
        from is { Clock: null } day && from == to ? day.ToString() : $"[{from}..{to}]";

    /// <summary>To seven digits, which is how far the sets agree.</summary>
    public static string Number(double value) => (value + 0.0).ToString("G7", CultureInfo.InvariantCulture);

    public static string Money(double amount, string currency) => $"{Number(amount)} {currency}";

    /// <summary>Seconds, or months where no number of seconds is one.</summary>
    public static string Length(double count, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Month => $"{Number(count)} months",
        CalendarUnit.Year => $"{Number(count * 12)} months",
        _ => $"{Number(count * Seconds(unit))} s",
    };

    /// <summary>How <paramref name="text"/> may be written down: a telephone number also without a trunk 0 behind its country, and without
    /// its extension.</summary>
    public static IReadOnlyList<string> Spellings(string group, string text)
    {
        if (group != "phone")
        {
            return [Letters(group, text)];
        }
        var withoutTrunk = TrunkZero().Replace(text, "+$2");
        string[] all = [text, withoutTrunk, text.Split('x')[0], withoutTrunk.Split('x')[0]];
        return [.. all.Select(whole => Letters(group, whole))];
    }

    private static string Letters(string group, string text) => group switch
    {
        "email" => text.ToLowerInvariant(),
        "url" => Scheme().Replace(text.ToLowerInvariant(), ""),
        "phone" => WithoutZeros(string.Concat(text.Where(char.IsDigit))),
        "nip" => string.Concat(text.Where(char.IsDigit)),
        _ => string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit)),
    };

    private static string WithoutZeros(string digits) => digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;

    private static int Seconds(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Second => 1,
        CalendarUnit.Minute => 60,
        CalendarUnit.Hour => 3_600,
        CalendarUnit.Day => 86_400,
        CalendarUnit.Week => 604_800,
        _ => throw new UnreachableException(),
    };

    private static Moment? OrNone(LocalDate? day) => day is { } known ? Moment.Of(known) : null;

    private static Moment? OrNone(LocalTime? clock) => clock is { } known ? Moment.Of(known) : null;

    private static Moment? OrNone(LocalDateTime? moment) => moment is { } known ? Moment.Of(known) : null;

    [GeneratedRegex(@"^\(?(\+|00) ?(\d\d)\)?[ -]*\(?0\)?")]
    private static partial Regex TrunkZero();

    [GeneratedRegex("^https?://|/$")]
    private static partial Regex Scheme();
}
