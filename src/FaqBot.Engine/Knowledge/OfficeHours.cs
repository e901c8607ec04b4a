using NodaTime;

namespace FaqBot.Engine;

/// <summary>Which people: in the chat, on the phone, in the office.</summary>
public enum HoursKind
{
    /// <summary>Decides whether a person can be offered.</summary>
    Chat,

    /// <summary>Bounds call backs.</summary>
    Phone,

    /// <summary>The office's door.</summary>
    Office,
}

/// <summary>When people answer, in the shop's zone, with days off. An interval ends before the named minute.</summary>
public sealed class OfficeHours
{
    /// <summary>Nobody ever.</summary>
    public static OfficeHours None { get; } = new();

    /// <summary>Whether the shop states these hours at all.</summary>
    public bool IsStated(HoursKind kind) => false;

    /// <summary>Whether people answer at <paramref name="now"/>.</summary>
    public bool IsOpen(HoursKind kind, Instant now) => false;

    /// <summary>The next time at which people begin to answer, strictly after <paramref name="now"/>, within 60 days; null if never or not stated.</summary>
    public LocalDateTime? NextOpening(HoursKind kind, Instant now) => null;

    /// <summary>When the opening that holds at <paramref name="now"/> ends; null while closed.</summary>
    public LocalDateTime? Closing(HoursKind kind, Instant now) => null;

    /// <summary>The weekly schedule in words, e.g. <c>pn.-pt. 9:00-17:00, sob. 10:00-14:00</c> or <c>codziennie 8:00-23:00</c>; null when not stated.</summary>
    public string? Describe(HoursKind kind, string language) => null;
}

/// <summary>Country law as data (<c>knowledge/_law/PL.yaml</c>): days off and dated rules.</summary>
public sealed class CountryLaw
{
    internal CountryLaw()
    {
    }

    /// <summary>Whether <paramref name="day"/> is a public holiday (a Sunday is not one by itself).</summary>
    public bool IsDayOff(LocalDate day) => false;

    /// <summary>The length that rule <paramref name="id"/> sets on <paramref name="day"/>, e.g. 14 days for <c>withdrawal</c>; null when unknown.</summary>
    public Fact? Length(string id, LocalDate day) => null;
}
