namespace FaqBot.Language;

/// <summary>A number in words, digits or both.</summary>
/// <param name="From">Its first piece.</param>
/// <param name="To">Behind its last piece.</param>
/// <param name="Value">What it says.</param>
/// <param name="Other">What it could say too; null for nothing else.</param>
/// <param name="IsOrdinal">"twenty-first", "dwudziesty pierwszy".</param>
/// <param name="IsDigits">It holds no number word.</param>
internal readonly record struct Numeral(int From, int To, decimal Value, decimal? Other, bool IsOrdinal, bool IsDigits)
{
    /// <summary>Whether it counts whole things.</summary>
    public bool IsInteger => Value == decimal.Truncate(Value);
}
