namespace FaqBot.Language;

/// <summary>A number of a day, an hour or a year.</summary>
/// <param name="Value">What it says.</param>
/// <param name="End">Behind its last piece.</param>
/// <param name="DigitCount">How many digits it is written with; 0 for words.</param>
/// <param name="IsOrdinal">Third, 3rd, trzeciego.</param>
/// <param name="IsFeminine">As Polish hours are: trzecia, trzeciej.</param>
internal readonly record struct TimeNumber(int Value, int End, int DigitCount, bool IsOrdinal = false, bool IsFeminine = false)
{
    public bool IsDigits => DigitCount > 0;

    public bool IsIn(int min, int max) => Value >= min && Value <= max;
}
