using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Chooses among the readings of a day the one that a slot can mean.</summary>
internal static class DateReading
{
    /// <summary>Days that no calendar has are told from words that are no days by these.</summary>
    private const int ShortestMonthDays = 28;

    /// <summary>A day without a year that comes so soon is rather a slip than last year's: it is asked.</summary>
    private const int SoonDays = 31;

    /// <summary>Kinds that hold a day.</summary>
    public static bool IsOfDay(RecognizedEntity entity, DialogSlot slot) =>
        entity.Kind is EntityKind.Date or EntityKind.DateTime
        || IsPartOfDay(entity)
        || (slot.IsApproximate && entity.Kind is EntityKind.DateRange or EntityKind.DateTimeRange or EntityKind.Duration);

    /// <summary>The day, or the id of the text that says why it cannot be taken.</summary>
    /// <param name="slot">Of days that are past, or to come, or not before another.</param>
    /// <param name="entity">What was recognised.</param>
    /// <param name="today">Where the shop is.</param>
    /// <param name="notBefore">Null for none.</param>
    /// <param name="locale">Knows the months.</param>
    public static (LocalDate? Day, string? Objection) Of(
        DialogSlot slot, RecognizedEntity entity, LocalDate today, LocalDate? notBefore, Locale locale)
    {
        var days = entity.Values.Select(value => Day(value, today)).OfType<LocalDate>().ToList();
        if (slot.Window == DateWindow.Past && days.TrueForAll(day => day > today) && IsOfAnyYear(entity, locale))
        {
            days = [.. days, .. days.Select(day => day.PlusYears(-1))];
        }
        if (days.Count == 0)
        {
            return (null, null);
        }
        var fitting = slot.Window switch
        {
            DateWindow.Past when days.Exists(day => day > today && day <= today.PlusDays(SoonDays) && days.Contains(day.PlusYears(-1))) =>
                [],
            // "Saturday the 14th" is that day; of "Saturday" the last one.
            DateWindow.Past when days[0] <= today => days.Where(day => day <= today),
            DateWindow.Past => days.Where(day => day <= today).OrderDescending(),
            DateWindow.Future => days.Where(day => day >= today).Order(),
            _ => days.AsEnumerable(),
        };
        return fitting.Select(day => (LocalDate?)day).FirstOrDefault() switch
        {
            null => (null, slot.Window == DateWindow.Past ? DialogTextIds.DayFuture : DialogTextIds.DayPast),
            { } day when day < notBefore => (null, DialogTextIds.DayBefore),
            { } day => (day, null),
        };
    }

    /// <summary>Whether the message names a day that does not exist, as 30 February does not: a number above 28 and the name or number of a
    /// month.</summary>
    public static bool NamesNoDay(DialogMessage message, Locale locale)
    {
        var numbers = message.Tokens.Select(token => int.TryParse(token.Folded, out var number) ? number : 0).ToList();
        var hasMonth = message.Tokens.Any(token => locale.IsMonth(token.Folded));
        return numbers.Exists(number => number is > ShortestMonthDays and <= 99)
            && (hasMonth || numbers.Exists(number => number is >= 1 and <= 12));
    }

    /// <summary>"6 listopada" is last year's where it must be past; "jutro" is not.</summary>
    private static bool IsOfAnyYear(RecognizedEntity entity, Locale locale)
    {
        const int yearDigits = 4;
        var words = TextAnalysis.Of(entity.Text, locale.Language).Tokens;
        return words.Any(word => locale.IsMonth(word.Folded))
            && !words.Any(word => word.Folded.Length == yearDigits && word.Folded.All(char.IsAsciiDigit));
    }

    /// <summary>"Yesterday morning" names a day as well as "yesterday" does.</summary>
    private static bool IsPartOfDay(RecognizedEntity entity) =>
        entity.Values is [EntityValue.DateTimeRange { From: { } from, To: { } to }, ..] && Period.DaysBetween(from.Date, to.Date) <= 1;

    private static LocalDate? Day(EntityValue value, LocalDate today) => value switch
    {
        EntityValue.Date day => day.Value,
        EntityValue.DateTime moment => moment.Value.Date,
        EntityValue.DateRange range => range.From ?? range.To,
        EntityValue.DateTimeRange range => (range.From ?? range.To)?.Date,
        EntityValue.Duration { Value: > 0 and < 10_000 } length => Ago(length, today),
        _ => null,
    };

    private static LocalDate Ago(EntityValue.Duration length, LocalDate today)
    {
        var count = (int)decimal.Round(length.Value);
        return length.Unit switch
        {
            CalendarUnit.Day => today.PlusDays(-count),
            CalendarUnit.Week => today.PlusWeeks(-count),
            CalendarUnit.Month => today.PlusMonths(-count),
            CalendarUnit.Year => today.PlusYears(-Math.Min(count, 100)),
            _ => today,
        };
    }
}
