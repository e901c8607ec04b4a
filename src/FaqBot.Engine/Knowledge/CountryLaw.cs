using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Country law as data (<c>knowledge/_law/PL.yaml</c>): days off and dated rules. Immutable.</summary>
public sealed class CountryLaw
{
    private readonly ImmutableArray<DayOff> daysOff;
    private readonly FrozenDictionary<string, ImmutableArray<LawRule>> rules;

    internal CountryLaw(
        ImmutableArray<DayOff> daysOff,
        FrozenDictionary<string, ImmutableArray<LawRule>> rules,
        ImmutableArray<LegalFloor> floors,
        FrozenSet<IsoDayOfWeek> weekend,
        FrozenSet<string> exclusions)
    {
        this.daysOff = daysOff;
        this.rules = rules;
        Floors = floors;
        Weekend = weekend;
        Exclusions = exclusions;
    }

    /// <summary>What a shop's facts may not go below.</summary>
    public ImmutableArray<LegalFloor> Floors { get; }

    /// <summary>Days of the week on which a deadline does not end.</summary>
    public FrozenSet<IsoDayOfWeek> Weekend { get; }

    /// <summary>Ids of the reasons for which goods cannot be given back, e.g. <c>made_to_order</c>.</summary>
    public FrozenSet<string> Exclusions { get; }

    /// <summary>Ids of all rules, ordered.</summary>
    public IEnumerable<string> RuleIds => rules.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="day"/> is a public holiday (a Sunday is not one by itself).</summary>
    /// <example>PL: 2024-12-24 is none, 2025-12-24 is one.</example>
    public bool IsDayOff(LocalDate day)
    {
        foreach (var dayOff in daysOff)
        {
            if (dayOff.FallsOn(day))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The version of rule <paramref name="id"/> (e.g. <c>complaint-reply</c>) that holds on <paramref name="day"/>; null when
    /// there is none.</summary>
    public LawRule? Rule(string id, LocalDate day) =>
        rules.TryGetValue(id, out var versions) ? versions.FirstOrDefault(version => version.HoldsOn(day)) : null;

    /// <summary>The length that rule <paramref name="id"/> sets on <paramref name="day"/>, e.g. 14 days for <c>withdrawal</c>; null when
    /// unknown.</summary>
    public Fact? Length(string id, LocalDate day) =>
        Rule(id, day) is { } rule ? new Fact.Duration(rule.Count, null, rule.Unit) : null;
}

/// <summary>One version of a rule of law; counts from an event that the rule's id names.</summary>
public sealed record LawRule
{
    /// <summary>E.g. <c>withdrawal</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How many of <see cref="Unit"/>.</summary>
    public required int Count { get; init; }

    /// <summary>Days, months or years.</summary>
    public required DurationUnit Unit { get; init; }

    /// <summary>Whether an end on a day off moves to the next day that is none.</summary>
    public required bool RollsOver { get; init; }

    /// <summary>Where the law says so, e.g. <c>art. 27 u.p.k.</c></summary>
    public required string Article { get; init; }

    /// <summary>Where this was read; null when not stated.</summary>
    public required string? Source { get; init; }

    /// <summary>When somebody last compared it with the law; null when not stated.</summary>
    public required LocalDate? CheckedOn { get; init; }

    /// <summary>First day on which it holds; null for always.</summary>
    public required LocalDate? ValidFrom { get; init; }

    /// <summary>Last day on which it holds; null for as long as is known.</summary>
    public required LocalDate? ValidTo { get; init; }

    /// <summary>Whether this version holds on <paramref name="day"/>.</summary>
    public bool HoldsOn(LocalDate day) => Validity.Holds(day, ValidFrom, ValidTo);
}

/// <summary>A fact that the law sets a floor for.</summary>
/// <param name="Fact">The fact's name, e.g. <c>return_days</c>.</param>
/// <param name="AtLeast">In the fact's own unit.</param>
/// <param name="Article">Where the law says so.</param>
public sealed record LegalFloor(string Fact, decimal AtLeast, string Article);

/// <summary>A public holiday: a day of each year, or a number of days after Easter Sunday.</summary>
internal sealed record DayOff(AnnualDate? Date, int? DaysAfterEaster, LocalDate? ValidFrom, LocalDate? ValidTo)
{
    public bool FallsOn(LocalDate day) =>
        Validity.Holds(day, ValidFrom, ValidTo)
        && (Date is { } date
            ? date.Month == day.Month && date.Day == day.Day
            : DaysAfterEaster == Period.DaysBetween(Easter.Sunday(day.Year), day));
}
