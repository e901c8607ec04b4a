namespace FaqBot.Language;

/// <summary>What time is counted in, from short to long.</summary>
internal enum TimeUnit : byte
{
    Second,
    Minute,
    Hour,
    Day,

    /// <summary>Monday to Friday.</summary>
    WorkingDay,

    /// <summary>Some days in a row: from the 3rd to the 5th.</summary>
    Days,

    /// <summary>Saturday and Sunday.</summary>
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    HalfYear,
    Year,
    Decade,
    Century,
}
