using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>How long something lasts: "14 dni roboczych", "półtorej godziny", "2 godz. 15 min", "an hour and a half", "2-3 dni".</summary>
internal static class Durations
{
    /// <summary>Longer chains of units are lists.</summary>
    private const int PartsMax = 6;

    private const decimal SecondsOfDay = 86_400;
    private const decimal DaysOfMonth = 30;
    private const decimal DaysOfYear = 365;
    private const decimal MinutesOfHour = 60;

    /// <summary>A year of this number or higher is a date.</summary>
    private const decimal YearsMax = 1000;

    private static readonly ImmutableArray<string> Abbreviations =
        ["godz", "min", "sek", "tyg", "mies", "hr", "hrs", "mins", "sec", "secs", "yrs"];

    /// <summary>A counted unit.</summary>
    private readonly record struct Part(int To, decimal Value, CalendarUnit Unit);

    /// <summary>Adds what could be read as a duration.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        var words = DurationWords.Of(text);
        var behind = 0;
        foreach (var numeral in text.Numerals)
        {
            if (numeral.From >= behind && !numeral.IsOrdinal && numeral.Value >= 0 && !Numbers.IsCodeBefore(text, numeral.From))
            {
                behind = Math.Max(behind, AddCounted(text, words, numeral, found));
            }
        }
        AddUncounted(text, words, found);
    }

    /// <returns>Behind what was added; 0 for nothing.</returns>
    private static int AddCounted(ScannedText text, DurationWords words, Numeral numeral, List<Candidate> found)
    {
        if (PartOf(text, words, numeral) is { } part)
        {
            var whole = WithAllParts(text, words, part);
            Add(text, numeral.From, whole, null, found);
            return whole.To;
        }
        // "2-3 dni", "dwa lub trzy tygodnie".
        var isDash = text[numeral.To].IsMark('-');
        var isTo = text[numeral.To].IsWord && words.To.Contains(text[numeral.To].Text ?? "");
        if ((isDash || isTo) && text.NumeralAt(numeral.To + 1) is { IsOrdinal: false } high && high.Value > numeral.Value
            && PartOf(text, words, high) is { } upper)
        {
            Add(text, numeral.From, upper, numeral.Value * (upper.Value / high.Value), found);
            return upper.To;
        }
        return 0;
    }

    /// <summary>The unit that the number counts, with "working" and the like; null if none does.</summary>
    private static Part? PartOf(ScannedText text, DurationWords words, Numeral numeral)
    {
        var at = numeral.To;
        if (text.IsEnglish && !numeral.IsInteger)
        {
            at += text[at].Is("of") ? 1 : 0;
            at += text[at].Is("a") || text[at].Is("an") ? 1 : 0;
        }
        at += text[at].IsMark('-') && text.IsGlued(at) && text[at + 1].IsWord && text.IsGlued(at + 1) ? 1 : 0;
        at += words.Between.Contains(text[at].Text ?? "") ? 1 : 0;
        var word = words.At(text, at);
        return Fits(text, word, numeral, at) ? Ended(text, words, new Part(at + 1, numeral.Value * word.Count, word.Unit)) : null;
    }

    private static bool Fits(ScannedText text, DurationWord word, Numeral numeral, int at)
    {
        if (FitsAnywhere(word, numeral))
        {
            return word.Unit != CalendarUnit.Year || numeral.Value < YearsMax;
        }
        // "30m" alone is half an hour; "kabel 30m" is a length.
        var isMetres = text[at].Text == "m" && numeral.From > 0 && !text.IsGlued(numeral.From);
        // "250D" is a camera.
        var isCode = text.Written(at) is "D" or "S" or "M";
        return word.Use.HasFlag(DurationUse.Glued) && at == numeral.To && text.IsGlued(at) && numeral.IsDigits && !isMetres && !isCode;
    }

    private static bool FitsAnywhere(DurationWord word, Numeral numeral) =>
        word.Use.HasFlag(DurationUse.Any)
        || (word.Use.HasFlag(DurationUse.Part) && !numeral.IsInteger)
        || (word.Use.HasFlag(DurationUse.One) && numeral.Value == 1)
        || (word.Use.HasFlag(DurationUse.Digits) && numeral.IsDigits);

    /// <summary>With what belongs to the unit: "dni roboczych".</summary>
    private static Part Ended(ScannedText text, DurationWords words, Part part) =>
        words.Behind.Contains(text[part.To].Text ?? "") ? part with { To = part.To + 1 } : part;

    /// <summary>Adds halves and smaller units: "hour and a half", "2 lata i 3 miesiące", "2 hours ten".</summary>
    private static Part WithAllParts(ScannedText text, DurationWords words, Part part)
    {
        if (Half(text, words, part) is { } half)
        {
            return half;
        }
        var whole = part;
        for (var parts = 1; parts < PartsMax; parts++)
        {
            var at = Joined(text, whole.To);
            if (text.NumeralAt(at) is not { IsOrdinal: false, Value: >= 0 } numeral
                || Smaller(text, words, numeral, part.Unit) is not { } next)
            {
                break;
            }
            whole = Sum(whole, next);
            part = next;
        }
        return whole;
    }

    private static Part? Smaller(ScannedText text, DurationWords words, Numeral numeral, CalendarUnit unit)
    {
        if (PartOf(text, words, numeral) is { } next)
        {
            return next.Unit < unit ? next : null;
        }
        // "2 hours ten", "2h30": minutes need no unit at the end.
        var isEnd = !text[numeral.To].IsWord && !text[numeral.To].IsDigits;
        var isMinutes = unit == CalendarUnit.Hour && isEnd && numeral is { IsInteger: true, Value: > 0 and < MinutesOfHour }
            && (!numeral.IsDigits || text[numeral.From].Size == 2);
        return isMinutes ? new Part(numeral.To, numeral.Value, CalendarUnit.Minute) : null;
    }

    private static int Joined(ScannedText text, int at)
    {
        if (text[at].IsMark('.') && Abbreviations.Contains(text[at - 1].Text ?? ""))
        {
            at++;
        }
        at += text[at].IsMark(',') ? 1 : 0;
        return at + (text[at].Is("i") || text[at].Is("and") || text[at].Is("oraz") ? 1 : 0);
    }

    private static Part? Half(ScannedText text, DurationWords words, Part part)
    {
        if (!text[part.To].Is("i") && !text[part.To].Is("and"))
        {
            return null;
        }
        var at = part.To + (text[part.To + 1].Is("a") || text[part.To + 1].Is("an") ? 2 : 1);
        var isQuarterHour = text[at].Is("kwadrans");
        var share = isQuarterHour ? new NumberWord(NumberRole.Part, 0.25m) : NumberWords.Of(text).At(text, at);
        var isPart = share is { Role: NumberRole.Part, Value: < 1 } && words.At(text, at + 1).Use == DurationUse.None
            && (!isQuarterHour || part.Unit == CalendarUnit.Hour);
        return isPart ? part with { To = at + 1, Value = part.Value + share.Value } : null;
    }

    /// <summary>"przez tydzień", "godzinę i pół", "a month", "all day".</summary>
    private static void AddUncounted(ScannedText text, DurationWords words, List<Candidate> found)
    {
        for (var at = 0; at < text.Count; at++)
        {
            var word = words.At(text, at);
            if (word.Use == DurationUse.None)
            {
                continue;
            }
            var isBehindArticle = IsBehindArticle(text, word, at);
            if ((isBehindArticle || IsAlone(text, words, word, at)) && text.NumeralAt(at - 1) is null)
            {
                var whole = WithAllParts(text, words, Ended(text, words, new Part(at + 1, word.Count, word.Unit)));
                var isBeforeIncluded = isBehindArticle || (text.IsEnglish && at > 0);
                Add(text, isBeforeIncluded ? at - 1 : at, whole, null, found);
            }
        }
    }

    private static bool IsBehindArticle(ScannedText text, DurationWord word, int at) =>
        (text[at - 1].Is("a") || text[at - 1].Is("an"))
        && word.Use.HasFlag(DurationUse.Any) && !text[at].Is("second") && !IsRate(text, at - 2);

    private static bool IsAlone(ScannedText text, DurationWords words, DurationWord word, int at)
    {
        if (word.Use.HasFlag(DurationUse.About) && text[at - 1].Is("z"))
        {
            return true;
        }
        if (!word.Use.HasFlag(DurationUse.Alone))
        {
            return false;
        }
        return (text.Count == 1 && text.IsPolish)
            || words.Context.Contains(text[text[at - 1].Is("juz") ? at - 2 : at - 1].Text ?? "")
            || Half(text, words, new Part(at + 1, 1, word.Unit)) is not null;
    }

    /// <summary>"twice a day", "7 days a week", "have a day": no duration.</summary>
    private static bool IsRate(ScannedText text, int at) =>
        text[at].Text is "once" or "twice" or "times" or "time" or "days" or "hours" or "have" or "such" or "what" or "per" or "day"
        || text[at].IsDigits || text[at].IsMark('%');

    private static Part Sum(Part large, Part small)
    {
        var isCalendar = small.Unit is CalendarUnit.Month or CalendarUnit.Year;
        var value = isCalendar
            ? (large.Unit == CalendarUnit.Year ? large.Value * 12 : large.Value) + small.Value
            : large.Value * Seconds(large.Unit) / Seconds(small.Unit) + small.Value;
        return new Part(small.To, value, small.Unit);
    }

    private static decimal Seconds(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Second => 1,
        CalendarUnit.Minute => 60,
        CalendarUnit.Hour => 3600,
        CalendarUnit.Day => SecondsOfDay,
        CalendarUnit.Week => 7 * SecondsOfDay,
        CalendarUnit.Month => DaysOfMonth * SecondsOfDay,
        _ => DaysOfYear * SecondsOfDay,
    };

    private static void Add(ScannedText text, int from, Part part, decimal? low, List<Candidate> found)
    {
        var value = Whole(part);
        ImmutableArray<EntityValue> values = [value];
        if (low is { } lower)
        {
            values = [Whole(part with { Value = lower }), value];
        }
        else if (part.Unit == CalendarUnit.Month && part.Value % 1 == 0.5m)
        {
            values = [value, new EntityValue.Duration(part.Value * DaysOfMonth, CalendarUnit.Day)];
        }
        found.Add(new Candidate(EntityKind.Duration, text[from].Start, text[part.To - 1].End, values));
    }

    /// <summary>Parts of one are said in the smaller unit: half a year is six months.</summary>
    private static EntityValue.Duration Whole(Part part)
    {
        var (times, smaller) = part.Unit switch
        {
            CalendarUnit.Year => (12m, CalendarUnit.Month),
            CalendarUnit.Day => (24m, CalendarUnit.Hour),
            CalendarUnit.Hour => (60m, CalendarUnit.Minute),
            CalendarUnit.Minute => (60m, CalendarUnit.Second),
            _ => (1m, part.Unit),
        };
        return part.Value is > 0 and < 1
            ? new EntityValue.Duration(part.Value * times, smaller)
            : new EntityValue.Duration(part.Value, part.Unit);
    }
}
