using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Language;

/// <summary>
/// Finds dates, amounts, numbers, addresses and the like in what customers write. Each kind reads the same scanned words and proposes
/// candidates; <see cref="Settlement"/> decides between those that overlap. One pass a kind over at most
/// <see cref="TextAnalysis.TextLengthMax"/> units; no backtracking.
/// </summary>
/// <example>"zwrot 129,99 zł za 2 tygodnie": money 129.99 PLN and the day in two weeks.</example>
public static class Recognizer
{
    /// <summary>All that is recognised in <paramref name="text"/>, in reading order. Never throws, whatever the text.</summary>
    /// <param name="text">As the customer wrote it; what lies beyond <see cref="TextAnalysis.TextLengthMax"/> is not read.</param>
    /// <param name="language">BCP-47. Polish and English have words, Ukrainian and Arabic those of days; others get what needs
    /// none (phone, e-mail, digits).</param>
    /// <param name="reference">Now, where the customer is: what "tomorrow" counts from.</param>
    /// <param name="options">What the shop adds; null: nothing.</param>
    public static ImmutableArray<RecognizedEntity> Recognize(
        string text, string language, LocalDateTime reference, RecognizerOptions? options)
    {
        var scanned = ScannedText.Of(text, language);
        if (scanned.Count == 0)
        {
            return [];
        }
        var found = new List<Candidate>();
        Times.Find(scanned, reference, found);
        Numbers.Find(scanned, found);
        Durations.Find(scanned, found);
        Moneys.Find(scanned, found);
        Emails.Find(scanned, found);
        Urls.Find(scanned, found);
        Phones.Find(scanned, found);
        Postcodes.Find(scanned, found);
        Codes.Find(scanned, found);
        Answers.Find(scanned, found);
        Colors.Find(scanned, found);
        Sizes.Find(scanned, found);
        OrderNumbers.Find(scanned, options ?? RecognizerOptions.None, found);
        return Settlement.Of(text, found);
    }
}
