using NodaTime;

namespace FaqBot.Language;

/// <summary>Dates, times of the clock and their ranges.</summary>
internal static class Times
{
    /// <summary>Adds what could be read as a date or a time.</summary>
    /// <param name="text">The scanned message.</param>
    /// <param name="reference">Now, where the customer is.</param>
    /// <param name="found">Takes the candidates.</param>
    public static void Find(ScannedText text, LocalDateTime reference, List<Candidate> found) =>
        TimeParser.For(text, reference, OrderIn(text), TimeWords.Of(text.Tag))?.Find(found);

    /// <summary>Only the United States and English of no country write the month first.</summary>
    private static DateOrder OrderIn(ScannedText text) =>
        !text.IsEnglish ? DateOrder.DayFirst
        : text.Tag.EndsWith("-US", StringComparison.OrdinalIgnoreCase) ? DateOrder.MonthFirst
        : text.Tag.Contains('-', StringComparison.Ordinal) ? DateOrder.DayFirst
        : DateOrder.Either;
}
