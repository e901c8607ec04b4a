using System.Globalization;
using System.Text.RegularExpressions;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A score as customers type it: "5", "pięć", "4/5", "four out of five", "daję 2, bo wolno".</summary>
/// <param name="Score">May lie off the scale.</param>
/// <param name="Before">Words in front of it.</param>
/// <param name="Beside">Words that are no part of it, in front of it and behind.</param>
internal readonly partial record struct ScoreReading(decimal Score, int Before, int Beside)
{
    /// <summary>The score in a message; null for none, and for several numbers.</summary>
    /// <param name="message">In the conversation's language.</param>
    /// <param name="now">Where the shop is.</param>
    public static ScoreReading? Of(TextAnalysis message, LocalDateTime now)
    {
        if (OutOf().Match(message.Text) is { Success: true } match)
        {
            var score = decimal.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return In(message, score, (match.Index, match.Index + match.Length));
        }
        var numbers = Recognizer.Recognize(message.Text, message.Language, now, RecognizerOptions.None)
            .Where(entity => entity.Kind == EntityKind.Number)
            .ToList();
        return numbers switch
        {
            [var only] => In(message, ValueOf(only), (only.Start, only.Start + only.Length)),
            [var first, var scale] when ValueOf(scale) == SurveySubject.ScoreMax =>
                In(message, ValueOf(first), (first.Start, scale.Start + scale.Length)),
            _ => null,
        };
    }

    private static decimal ValueOf(RecognizedEntity entity) => entity.Values is [EntityValue.Number number, ..] ? number.Value : -1;

    private static ScoreReading In(TextAnalysis message, decimal score, (int Start, int End) place) => new(
        score,
        message.Tokens.Count(token => token.Start < place.Start),
        message.Tokens.Count(token => token.Start < place.Start || token.Start >= place.End));

    [GeneratedRegex(@"(?<![\d.,/])(\d{1,2})\s*/\s*5(?![\d/.,])")]
    private static partial Regex OutOf();
}
