namespace FaqBot.Language;

/// <summary>Weekdays together: opening hours, and days that come again.</summary>
internal sealed partial class TimeParser
{
    /// <summary>The last weekdays that were read as a range; hours may stand right behind them.</summary>
    private TimeSense? _weekdays;

    private bool WeekdayAt(int at, out int weekday, out int end, out bool isFirm)
    {
        isFirm = Is(at, TimeRole.Weekday, out weekday, out end);
        return isFirm || Is(at, TimeRole.WeakWeekday, out weekday, out end);
    }

    /// <summary>"w środy", "w soboty i niedziele": days whose plural is also said of one of them ("od środy"), or spelt as it is without
    /// diacritics ("w niedzielę").</summary>
    private bool IsEachWeek(int at) => _text[at].Text switch
    {
        "srody" or "soboty" => _text[at - 1].Text is "w" or "we" or "tylko" || IsListedBehind(at),
        "niedziele" => !_text.Written(at).EndsWith("ę", StringComparison.OrdinalIgnoreCase) && IsListedBehind(at),
        _ => false,
    };

    /// <summary>Whether another plural stands before, with "and", "or" or a comma between.</summary>
    private bool IsListedBehind(int at) =>
        (IsMark(at - 1, ",/") || _text[at - 1].Text is "i" or "oraz" or "lub" or "albo" or "czy" or "a")
        && (Is(at - 2, TimeRole.Weekdays) || _text[at - 2].Text is "srody" or "soboty" or "niedziele");

    /// <summary>"pn.-pt.", "Mon - Fri", "od pon do pt": what stands behind them is not said of the last of them alone.</summary>
    private TimeReading? WeekdayRange(int at)
    {
        _ = IsAny(at, out var start, TimeRole.From, TimeRole.Since, TimeRole.Between);
        if (!WeekdayAt(start, out var first, out var end, out var isFirstFirm) || !Separator(Past(end), start > at, out var behind)
            || !WeekdayAt(behind, out var last, out end, out var isLastFirm) || (!isFirstFirm && !isLastFirm) || first == last)
        {
            return null;
        }
        // "Monday - Friday 12th" and "from Monday to Friday next week" say more about the days.
        end = _text.IsGlued(Past(end)) ? end : Past(end);
        if (Sense(DaySet.Weekday(first, _today), behind) is not { } from || Sense(DaySet.Weekday(last, _today), end) is not { } to
            || Following(to) is { Days.IsAnchored: true })
        {
            return null;
        }
        _weekdays = to;
        return Between(from, to);
    }

    /// <summary>"pon-pt 9-17", "Mon-Fri: 9am to 5pm", "pn-pt w godz. 8-16".</summary>
    private TimeReading? HoursOfWeekdays(int at)
    {
        if (_weekdays is not { } days || _lastEnd != days.End)
        {
            return null;
        }
        var start = IsMark(_lastEnd, ",:(") ? _lastEnd + 1 : _lastEnd;
        return at == start && ClockRange(at, days) is { } hours ? TimeReading.Of(hours, _now) : null;
    }
}
