using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Country law as data (<c>knowledge/_law/PL.yaml</c>): days off and dated rules. Immutable.</summary>
public sealed record CountryLaw
{
    /// <summary>Public holidays.</summary>
    public required ImmutableArray<DayOff> DaysOff { get; init; }

    /// <summary>Days of the week on which a deadline does not end.</summary>
    public required FrozenSet<IsoDayOfWeek> Weekend { get; init; }

    /// <summary>By id, e.g. <c>complaint-reply</c>: versions that do not overlap.</summary>
    public required FrozenDictionary<string, ImmutableArray<LawRule>> Rules { get; init; }

    /// <summary>By id, e.g. <c>made_to_order</c>: the reasons for which goods cannot be given back.</summary>
    public required FrozenDictionary<string, WithdrawalExclusion> Exclusions { get; init; }

    /// <summary>Between what a shop's facts must lie.</summary>
    public required ImmutableArray<LegalBound> Bounds { get; init; }

    /// <summary>Where the law says how terms are counted.</summary>
    public required CountingArticles Counting { get; init; }

    /// <summary>Ids of all rules, ordered.</summary>
    public IEnumerable<string> RuleIds => Rules.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads one file of law by itself, without shops. Never throws, whatever the bytes.</summary>
    /// <param name="file">E.g. <c>knowledge/_law/PL.yaml</c>.</param>
    public static LawReading Read(KnowledgeFile file) => LawFile.Read(file);

    /// <summary>Whether <paramref name="day"/> is a public holiday (a Sunday is not one by itself).</summary>
    /// <example>PL: 2024-12-24 is none, 2025-12-24 is one.</example>
    public bool IsDayOff(LocalDate day) => DayOffOn(day) is not null;

    /// <summary>The public holiday that falls on <paramref name="day"/>, the first where there are several; null for none.</summary>
    public DayOff? DayOffOn(LocalDate day)
    {
        foreach (var dayOff in DaysOff)
        {
            if (dayOff.FallsOn(day))
            {
                return dayOff;
            }
        }
        return null;
    }

    /// <summary>The version of rule <paramref name="id"/> (e.g. <c>complaint-reply</c>) that holds on <paramref name="day"/>; null when
    /// there is none.</summary>
    public LawRule? Rule(string id, LocalDate day) =>
        Rules.TryGetValue(id, out var versions) ? versions.FirstOrDefault(version => version.HoldsOn(day)) : null;

    /// <summary>The length that rule <paramref name="id"/> sets on <paramref name="day"/>, e.g. 14 days for <c>withdrawal</c>; null when
    /// unknown.</summary>
    public Fact? Length(string id, LocalDate day) =>
        Rule(id, day) is { } rule ? new Fact.Duration(rule.Count, null, rule.Unit) : null;
}

/// <summary>One version of a rule of law.</summary>
public sealed record LawRule
{
    /// <summary>E.g. <c>withdrawal</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How many of <see cref="Unit"/>.</summary>
    public required int Count { get; init; }

    /// <summary>Days, months or years.</summary>
    public required DurationUnit Unit { get; init; }

    /// <summary>The event from whose day it counts, e.g. "the receipt of the complaint"; empty when not stated.</summary>
    public required LawText CountsFrom { get; init; }

    /// <summary>Whether an end on a day off moves to the next day that is none.</summary>
    public required bool RollsOver { get; init; }

    /// <summary>Where the law says so, e.g. <c>art. 27 u.p.k.</c></summary>
    public required string Article { get; init; }

    /// <summary>What the law says when nothing was done by then, e.g. that the complaint is accepted; empty when not stated.</summary>
    public required LawText IfMissed { get; init; }

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

/// <summary>A fact that the law sets a floor or a ceiling for.</summary>
/// <param name="Fact">The fact's name, e.g. <c>return_days</c>.</param>
/// <param name="AtLeast">In the fact's own unit; null for no floor.</param>
/// <param name="AtMost">In the fact's own unit; null for no ceiling.</param>
/// <param name="Article">Where the law says so.</param>
public sealed record LegalBound(string Fact, decimal? AtLeast, decimal? AtMost, string Article);

/// <summary>A reason for which goods cannot be given back.</summary>
/// <param name="Id">What a type or product of a shop names, e.g. <c>made_to_order</c>.</param>
/// <param name="Name">As customers are told it; empty when not stated.</param>
/// <param name="Article">Where the law says so; null when not stated.</param>
public sealed record WithdrawalExclusion(string Id, LawText Name, string? Article);

/// <summary>Where a country's law says how terms are counted; null where its file does not say.</summary>
/// <param name="EventDay">That the day of the event is not counted, e.g. <c>art. 111 § 2 KC</c>.</param>
/// <param name="SameDay">That weeks, months and years end on the day that corresponds to the first, e.g. <c>art. 112 KC</c>.</param>
/// <param name="DayOff">That an end on a day off moves, e.g. <c>art. 115 KC</c>.</param>
public sealed record CountingArticles(string? EventDay, string? SameDay, string? DayOff);

/// <summary>What reading one file of law gave.</summary>
/// <param name="Law">Null where there is an error, or nothing in the file.</param>
/// <param name="Diagnostics">All findings, ordered by line and column.</param>
public sealed record LawReading(CountryLaw? Law, ImmutableArray<Diagnostic> Diagnostics);
