using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What a <c>locales.yaml</c> states of a language itself; null where it says nothing.</summary>
/// <param name="Name">The language's own, as a menu writes it: <c>Polski</c>.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
internal sealed record WritingStatement(string? Name, string? Direction)
{
    public WritingStatement Over(WritingStatement common) => new(Name ?? common.Name, Direction ?? common.Direction);
}

/// <summary>What a <c>locales.yaml</c> states of one language; null where it says nothing.</summary>
internal sealed record LocaleStatement
{
    /// <summary>Nothing at all.</summary>
    public static LocaleStatement None { get; } = new();

    /// <summary>Where it is stated first; nowhere for <see cref="None"/>.</summary>
    public SourceSpan Span { get; init; } = new("", 1, 1);

    /// <summary>What it is called, and how it is written.</summary>
    public WritingStatement Writing { get; init; } = new(Name: null, Direction: null);

    /// <summary>Short names from Monday on: <c>pn.</c></summary>
    public ImmutableArray<string>? Days { get; init; }

    /// <summary>When something happens, from Monday on: <c>w poniedziałek</c>.</summary>
    public ImmutableArray<string>? OnDays { get; init; }

    /// <summary>As they stand in a date: <c>stycznia</c>.</summary>
    public ImmutableArray<string>? Months { get; init; }

    /// <summary>Of day, month and year.</summary>
    public string? Date { get; init; }

    /// <summary>Of day and month.</summary>
    public string? ShortDate { get; init; }

    /// <summary>Of day and time.</summary>
    public string? Moment { get; init; }

    public string? Today { get; init; }

    public string? Tomorrow { get; init; }

    public string? EveryDay { get; init; }

    public string? Closed { get; init; }

    public string? ClosedOnHolidays { get; init; }

    /// <summary>Between two times of a day.</summary>
    public string? And { get; init; }

    /// <summary>Between parts of a list, with its space.</summary>
    public string? Comma { get; init; }

    /// <summary>Patterns by plural category (<see cref="PluralRules.Forms"/>).</summary>
    public ImmutableDictionary<DurationUnit, ImmutableDictionary<string, string>> Durations { get; init; } =
        ImmutableDictionary<DurationUnit, ImmutableDictionary<string, string>>.Empty;

    /// <summary>What authors write for a unit beside those.</summary>
    public ImmutableDictionary<DurationUnit, ImmutableArray<string>> Spellings { get; init; } =
        ImmutableDictionary<DurationUnit, ImmutableArray<string>>.Empty;

    public NumberStatement Numbers { get; init; } = new();

    /// <summary>Keys without which something cannot be said in words, as an author writes them.</summary>
    public IEnumerable<string> MissingWords =>
        new (string Key, bool IsStated)[]
        {
            ("name", Writing.Name is not null),
            ("days", Days is not null),
            ("on_days", OnDays is not null),
            ("months", Months is not null),
            ("today", Today is not null),
            ("tomorrow", Tomorrow is not null),
            ("every_day", EveryDay is not null),
            ("closed", Closed is not null),
            ("closed_on_holidays", ClosedOnHolidays is not null),
        }
        .Concat(LocaleKeys.UnitForms.Select(unit => ($"durations.{unit.Key.Name}", Durations.ContainsKey(unit.Unit))))
        .Where(word => !word.Item2)
        .Select(word => word.Item1);

    /// <summary>This, and what it does not state from <paramref name="common"/>.</summary>
    public LocaleStatement Over(LocaleStatement common) => new()
    {
        Span = Span,
        Writing = Writing.Over(common.Writing),
        Days = Days ?? common.Days,
        OnDays = OnDays ?? common.OnDays,
        Months = Months ?? common.Months,
        Date = Date ?? common.Date,
        ShortDate = ShortDate ?? common.ShortDate,
        Moment = Moment ?? common.Moment,
        Today = Today ?? common.Today,
        Tomorrow = Tomorrow ?? common.Tomorrow,
        EveryDay = EveryDay ?? common.EveryDay,
        Closed = Closed ?? common.Closed,
        ClosedOnHolidays = ClosedOnHolidays ?? common.ClosedOnHolidays,
        And = And ?? common.And,
        Comma = Comma ?? common.Comma,
        Durations = common.Durations.SetItems(Durations),
        Spellings = common.Spellings.SetItems(Spellings),
        Numbers = Numbers.Over(common.Numbers),
    };
}
