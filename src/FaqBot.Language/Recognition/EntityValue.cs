using NodaTime;

namespace FaqBot.Language;

/// <summary>One reading of what was recognised, in a form that does not depend on how it was written.</summary>
public abstract record EntityValue
{
    private EntityValue()
    {
    }

    /// <summary>Of <see cref="EntityKind.Date"/>.</summary>
    public sealed record Date(LocalDate Value) : EntityValue;

    /// <summary>Of <see cref="EntityKind.Time"/>.</summary>
    public sealed record Time(LocalTime Value) : EntityValue;

    /// <summary>Of <see cref="EntityKind.DateTime"/>.</summary>
    public sealed record DateTime(LocalDateTime Value) : EntityValue;

    /// <summary>Of <see cref="EntityKind.DateRange"/>; both days belong to it, null is open.</summary>
    public sealed record DateRange(LocalDate? From, LocalDate? To) : EntityValue;

    /// <summary>Of <see cref="EntityKind.TimeRange"/>; null is open.</summary>
    public sealed record TimeRange(LocalTime? From, LocalTime? To) : EntityValue;

    /// <summary>Of <see cref="EntityKind.DateTimeRange"/>; null is open.</summary>
    public sealed record DateTimeRange(LocalDateTime? From, LocalDateTime? To) : EntityValue;

    /// <summary>Of <see cref="EntityKind.Duration"/>: how many of which unit, as far as possible as it was said.</summary>
    /// <example>"14 dni" is 14 days, "dwa tygodnie" 2 weeks, "półtorej godziny" 1.5 hours, "2 godziny 15 minut" 135 minutes.</example>
    public sealed record Duration(decimal Value, CalendarUnit Unit) : EntityValue;

    /// <summary>Of <see cref="EntityKind.Number"/>, <see cref="EntityKind.Ordinal"/> and <see cref="EntityKind.Percent"/> (15 for
    /// 15 %).</summary>
    public sealed record Number(decimal Value) : EntityValue;

    /// <summary>Of <see cref="EntityKind.Money"/>.</summary>
    /// <param name="Amount">In the unit of the currency, not in its hundredths.</param>
    /// <param name="Currency">ISO 4217: <c>PLN</c>.</param>
    public sealed record Money(decimal Amount, string Currency) : EntityValue;

    /// <summary>Of <see cref="EntityKind.Boolean"/>.</summary>
    public sealed record Answer(YesOrNo Value) : EntityValue;

    /// <summary>Of all other kinds: normalised text.</summary>
    public sealed record Text(string Value) : EntityValue;
}

/// <summary>The units of clock and calendar that durations are said in, shortest first.</summary>
public enum CalendarUnit
{
    /// <summary>60 make a minute.</summary>
    Second,

    /// <summary>60 make an hour.</summary>
    Minute,

    /// <summary>24 make a day.</summary>
    Hour,

    /// <summary>Working days are days too: no calendar is known here.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Twelve make a year.</summary>
    Month,

    /// <summary>Twelve months.</summary>
    Year,
}

/// <summary>What was answered to a question for yes or no.</summary>
public enum YesOrNo
{
    /// <summary>No.</summary>
    No,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>Does not know, or may be.</summary>
    Unsure,
}
