using System.Globalization;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace FaqBot.Cli;

/// <summary>The working of a deadline for people: a day a line, with what it is and the article that says so.</summary>
internal static class DeadlineWorking
{
    /// <param name="deadline">What was counted.</param>
    /// <param name="law">Knows the articles.</param>
    /// <param name="language">Of events, holidays and what follows; English where they have none, else any.</param>
    public static void Print(Deadline deadline, CountryLaw law, string language)
    {
        Say(Heading(deadline));
        var counting = law.Counting;
        Say(Line(deadline.From, $"{Event(deadline.Rule, language)}, not counted", counting.EventDay));
        var sameDay = deadline.Unit == DurationUnit.Day ? null : counting.SameDay;
        Say(Line(deadline.NominalEnd, $"nominal end, {Length(deadline)} later", sameDay));
        foreach (var passed in deadline.PassedOver)
        {
            Say(Line(passed.Day, $"passed over: {Reason(passed.Holiday, passed.IsWeekend, passed.Day, language)}", null));
        }
        Say(Line(deadline.Effective, $"deadline{Remark(deadline, law, language)}", deadline.IsMoved ? counting.DayOff : null));
        Source(deadline.Rule, language);
    }

    private static string Heading(Deadline deadline) => deadline.Rule is { } rule
        ? $"{rule.Id}: {Length(deadline)} ({rule.Article})"
        : Length(deadline);

    private static string Event(LawRule? rule, string language) =>
        rule is not null && Named(rule.CountsFrom, language) is { } known ? $"the event: {known}" : "the event";

    private static string Length(Deadline deadline)
    {
        var unit = deadline.Unit.ToString().ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"{deadline.Count} {unit}{(deadline.Count == 1 ? "" : "s")}");
    }

    private static string Line(LocalDate day, string what, string? article) =>
        $"{LocalDatePattern.Iso.Format(day)} {Weekday(day)[..3]}  {what}{(article is null ? "" : $" ({article})")}";

    private static string Weekday(LocalDate day) => day.DayOfWeek.ToString();

    /// <summary>A day can be a holiday and of the weekend.</summary>
    private static string Reason(DayOff? holiday, bool isWeekend, LocalDate day, string language)
    {
        var name = holiday is null ? null : Named(holiday.Name, language) ?? "a public holiday";
        return (name, isWeekend) switch
        {
            (null, _) => Weekday(day),
            (_, true) => $"{name}, {Weekday(day)}",
            _ => name,
        };
    }

    /// <summary>Said where an end stays on a day on which others would not end.</summary>
    private static string Remark(Deadline deadline, CountryLaw law, string language)
    {
        if (deadline.Rule is not { RollsOver: false })
        {
            return "";
        }
        var day = deadline.NominalEnd;
        var (holiday, isWeekend) = (law.DayOffOn(day), law.Weekend.Contains(day.DayOfWeek));
        return holiday is null && !isWeekend
            ? "; this period is never moved"
            : $", though it is {Reason(holiday, isWeekend, day, language)}: this period is never moved";
    }

    private static void Source(LawRule? rule, string language)
    {
        if (rule is null)
        {
            return;
        }
        if (Named(rule.IfMissed, language) is { } missed)
        {
            Say($"If nothing is done by then: {missed}.");
        }
        if (rule.Source is { } source)
        {
            var checkedOn = rule.CheckedOn is { } day ? $", checked on {LocalDatePattern.Iso.Format(day)}" : "";
            Say($"Source: {source}{checkedOn}.");
        }
    }

    private static string? Named(LawText text, string language) =>
        text.In(language) ?? text.In("en") ?? text.ByLanguage.OrderBy(pair => pair.Key, StringComparer.Ordinal).FirstOrDefault().Value;

    private static void Say(string line) => Terminal.Line(Markup.Escape(line));
}
