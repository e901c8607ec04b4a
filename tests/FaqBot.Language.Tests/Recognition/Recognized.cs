using System.Diagnostics;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Language.Tests;

/// <summary>What is recognised, as one line of text: "money[5 zł]=5 PLN".</summary>
internal static class Recognized
{
    public static readonly LocalDateTime Now = new(2026, 11, 21, 14, 0);

    public static readonly LocalDateTime Wednesday = new(2026, 11, 18, 10, 0);

    /// <summary>Entities of the kinds asked for, as "text=value"; several values parted by "or".</summary>
    public static string Of(string text, string language, params EntityKind[] kinds) => string.Join("; ", Recognizer
        .Recognize(text, language, Now, null)
        .Where(entity => kinds.Contains(entity.Kind))
        .Select(entity => $"{entity.Text}={string.Join(" or ", entity.Values.Select(Value))}"));

    /// <summary>Everything in it on a Wednesday, as "kind value"; of several values the first.</summary>
    public static string All(string text, string language) => string.Join("; ", Recognizer
        .Recognize(text, language, Wednesday, null)
        .Select(static entity => $"{entity.Kind} {Value(entity.Values[0])}"));

    public static string Value(EntityValue value) => value switch
    {
        EntityValue.Date date => Day(date.Value),
        EntityValue.Time time => Clock(time.Value),
        EntityValue.DateTime moment => Moment(moment.Value),
        EntityValue.DateRange days => $"{Day(days.From)}..{Day(days.To)}",
        EntityValue.TimeRange times => $"{Clock(times.From)}..{Clock(times.To)}",
        EntityValue.DateTimeRange moments => $"{Moment(moments.From)}..{Moment(moments.To)}",
        EntityValue.Number number => Number(number.Value),
        EntityValue.Money money => $"{Number(money.Amount)} {money.Currency}",
        EntityValue.Duration duration => $"{Number(duration.Value)} {duration.Unit}",
        EntityValue.Answer answer => answer.Value.ToString(),
        EntityValue.Text text => text.Value,
        _ => throw new UnreachableException(),
    };

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Day(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";

    private static string Clock(LocalTime? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(LocalDateTime? moment) => moment?.ToString("uuuu-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";
}
