using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>The language that a message looks like.</summary>
/// <param name="Language">One of the shop's.</param>
/// <param name="IsPlain">So plainly that one message is enough; else two in a row must agree.</param>
public sealed record SeenLanguage(string Language, bool IsPlain);

/// <summary>Tells a shop's languages apart, cautiously: what is said here may switch a conversation. Immutable.</summary>
public sealed class LanguageProfiles
{
    /// <summary>A shorter text says nothing: "ok", "no", "status", "tracking" are words of many languages.</summary>
    private const int WordsMin = 3;
    private const int LettersMin = 12;

    /// <summary>Scripts written without spaces say in this many letters what others say in three words.</summary>
    private const int UnspacedLettersMin = 6;

    /// <summary>Least lead over the next language.</summary>
    private const int LeadBitsMin = 8;

    /// <summary>What one message must have to be enough; the name of a product has fewer words than a sentence.</summary>
    private const int PlainLeadBits = 24;
    private const int PlainWordsMin = 4;

    private readonly LanguageDetector detector;

    private LanguageProfiles(LanguageDetector detector) => this.detector = detector;

    /// <summary>Takes the detector's own tables, and learns those that it has not from what the shop has written; deterministic.</summary>
    /// <param name="languages">The shop's.</param>
    /// <param name="written">All texts in a language; asked for only where the detector has no table.</param>
    public static LanguageProfiles Of(IEnumerable<string> languages, Func<string, IReadOnlyList<string>> written) =>
        new(LanguageDetector.For(languages, written));

    /// <summary>The language of <paramref name="text"/>, or null where the text is too short or the lead too small to switch a
    /// conversation by. Numbers, addresses, codes and brands are not counted.</summary>
    public SeenLanguage? Detect(string text) => Detect(TextAnalysis.Of(text, ""));

    /// <summary>The same for a text that is analysed already, in whatever language.</summary>
    /// <inheritdoc cref="Detect(string)"/>
    public SeenLanguage? Detect(TextAnalysis text) =>
        detector.Guess(text) is { LeadBits: >= LeadBitsMin } guess && IsLongEnough(guess)
            ? new SeenLanguage(guess.Language, IsPlain(guess))
            : null;

    private static bool IsPlain(LanguageGuess guess) =>
        guess.LeadBits >= PlainLeadBits && (guess.IsUnspaced || guess.Words >= PlainWordsMin);

    private static bool IsLongEnough(LanguageGuess guess) => guess.IsUnspaced
        ? guess.Letters >= UnspacedLettersMin
        : guess is { Words: >= WordsMin, Letters: >= LettersMin };
}
