using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>The end of a term, with its working.</summary>
public sealed record Deadline
{
    /// <summary>The day of the event, which is not counted.</summary>
    public required LocalDate From { get; init; }

    /// <summary>How many of <see cref="Unit"/>; at least one.</summary>
    public required int Count { get; init; }

    /// <summary>Days, weeks, months or years.</summary>
    public required DurationUnit Unit { get; init; }

    /// <summary>The last day by the count alone; agents are alerted by it.</summary>
    public required LocalDate NominalEnd { get; init; }

    /// <summary>Each day on which the term does not end, from <see cref="NominalEnd"/> on; empty where it ends there.</summary>
    public required ImmutableArray<PassedDay> PassedOver { get; init; }

    /// <summary>The rule's version that was counted by; null for a bare count.</summary>
    public LawRule? Rule { get; init; }

    /// <summary>The last day on which it is in time; customers are told it. Never before <see cref="NominalEnd"/>.</summary>
    public LocalDate Effective => NominalEnd.PlusDays(PassedOver.Length);

    /// <summary>Whether days off have moved the end.</summary>
    public bool IsMoved => !PassedOver.IsEmpty;
}

/// <summary>A day on which a term does not end; it is a holiday, of the weekend, or both.</summary>
/// <param name="Day">Which day.</param>
/// <param name="Holiday">The public holiday on it; null for none.</param>
/// <param name="IsWeekend">Whether it is a day of the country's weekend.</param>
public sealed record PassedDay(LocalDate Day, DayOff? Holiday, bool IsWeekend);
