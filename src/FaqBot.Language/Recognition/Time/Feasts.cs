using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace FaqBot.Language;

/// <summary>Feasts, days with a name and seasons, by rule: <c>Data/feasts.txt</c> and <c>Data/seasons.txt</c>.</summary>
internal static class Feasts
{
    private const int SundaysOfAdvent = 4;
    private const int UmAlQuraYearMin = 1_318;
    private const int UmAlQuraYearMax = 1_500;

    private static readonly ImmutableArray<FeastLine> All = [.. DataFile.Lines("feasts.txt").Select(FeastLine.Of)];

    private static readonly ImmutableArray<DayRule> Rules = [.. All.Select(static line => Rule(line.Rule))];

    private static readonly ImmutableArray<DayRule> Seasons =
        [.. DataFile.Lines("seasons.txt").Select(static line => Rule(line.Split(' ')[1]))];

    /// <summary>The names of a language, its regions' first, each with the number of its rule.</summary>
    /// <param name="tag">As handed in: <c>en-GB</c>.</param>
    public static IEnumerable<(string Name, int Feast, bool IsWeak)> Names(string tag) =>
        from candidate in new[] { tag, LanguageTag.Primary(tag) }.Distinct(StringComparer.OrdinalIgnoreCase)
        from feast in Enumerable.Range(0, All.Length)
        where All[feast].Languages.Contains(candidate, StringComparer.OrdinalIgnoreCase)
        from name in All[feast].Names
        select (name.TrimStart('~'), feast, name.StartsWith('~'));

    public static (DayRule Rule, TimeUnit Grain) At(int feast) =>
        (Rules[feast], All[feast].Rule.Contains("..", StringComparison.Ordinal) ? TimeUnit.Days : TimeUnit.Day);

    /// <param name="season">1 is spring.</param>
    public static DayRule Season(int season) => Seasons[season - 1];

    public static DaySpan SeasonAround(LocalDate day) =>
        Seasons.Select(season => season.Now(day)).First(static span => span is not null) ?? default;

    private static DayRule Rule(string text)
    {
        var choices = text.Split(" or ");
        if (choices.Length == 1)
        {
            return DayRule.Yearly(Yearly(text));
        }
        var years = choices.Select(Yearly).ToImmutableArray();
        // Each half of the year holds one at most: Easter lies in the first, Christmas in the second.
        return new DayRule(TimeUnit.HalfYear, start =>
            years
                .Select(within => within(start.Year))
                .FirstOrDefault(span => span is { } days && CivilCalendar.Around(start, TimeUnit.HalfYear).Contains(days.From)));
    }

    private static Func<int, DaySpan?> Yearly(string text)
    {
        var ends = text.Split("..");
        var (first, last) = (Day(ends[0]), Day(ends[^1]));
        return year => first(year) is not { } from ? null
            : last(year) is { } to && to >= from ? new DaySpan(from, to)
            : last(year + 1) is { } later ? new DaySpan(from, later)
            : null;
    }

    private static Func<int, LocalDate?> Day(string text)
    {
        var (rule, days) = text.Split(' ') is [var named, var moved] ? (Unmoved(named), Number(moved)) : (Unmoved(text), 0);
        return year => rule(year)?.PlusDays(days);
    }

    private static Func<int, LocalDate?> Unmoved(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        ImmutableArray<int> numbers =
            char.IsAsciiDigit(text[^1]) ? [.. text[(colon + 1)..].Split(text.Contains('/') ? '/' : '-').Select(Number)] : [];
        return name switch
        {
            "easter" => static year => CivilCalendar.Easter(year),
            "orthodox" => static year => CivilCalendar.OrthodoxEaster(year),
            "advent" => static year => CivilCalendar.Nth(BeforeChristmas(year), IsoDayOfWeek.Sunday, -SundaysOfAdvent),
            "hebrew" => year => In(CalendarSystem.HebrewScriptural, year + 3760, year, numbers),
            "islamic" => year => Islamic(year, numbers),
            "chinese" => static year => ChineseNewYear(year),
            _ when numbers is [var month, var weekday, var nth] =>
                year => CivilCalendar.Nth(CivilCalendar.Month(year, month), (IsoDayOfWeek)weekday, nth),
            _ => year => CivilCalendar.Date(year, numbers[0], numbers[1]),
        };
    }

    private static DaySpan BeforeChristmas(int year) => new(new LocalDate(year, 11, 1), new LocalDate(year, 12, 24));

    private static LocalDate? Islamic(int year, ImmutableArray<int> numbers)
    {
        // An Islamic year is about 354 days long and the first began in 622.
        var first = (year - 622) * 33 / 32;
        return first > UmAlQuraYearMin && first + 2 < UmAlQuraYearMax ? In(CalendarSystem.UmAlQura, first, year, numbers) : null;
    }

    private static LocalDate? In(CalendarSystem calendar, int first, int year, ImmutableArray<int> numbers)
    {
        for (var other = first; other <= first + 2; other++)
        {
            var day = Math.Min(numbers[1], calendar.GetDaysInMonth(other, numbers[0]));
            var date = new LocalDate(other, numbers[0], day, calendar).WithCalendar(CalendarSystem.Iso);
            if (date.Year == year)
            {
                return date;
            }
        }
        return null;
    }

    private static LocalDate? ChineseNewYear(int year)
    {
        var calendar = new ChineseLunisolarCalendar();
        return year > calendar.MinSupportedDateTime.Year && year < calendar.MaxSupportedDateTime.Year
            ? LocalDate.FromDateTime(calendar.ToDateTime(year, 1, 1, 0, 0, 0, 0))
            : null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record FeastLine(string Rule, ImmutableArray<string> Languages, ImmutableArray<string> Names)
    {
        public static FeastLine Of(string line)
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            return new FeastLine(cells[0], [.. cells[1].Split(',')], [.. cells[2].Split(',', StringSplitOptions.TrimEntries)]);
        }
    }
}
