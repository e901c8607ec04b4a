namespace FaqBot.Language;

/// <summary>How a date in digits is read.</summary>
internal enum DateOrder : byte
{
    DayFirst,
    MonthFirst,

    /// <summary>English of no country: month first, and day first as well.</summary>
    Either,
}
