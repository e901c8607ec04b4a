using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>What the bot says of its own accord, from <c>dialogs/texts.yaml</c> under the shop's <c>texts</c>.
/// A language without a text falls back to the shop's default language, then to English.</summary>
public sealed class SystemTexts
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, Template>> texts;

    private readonly string defaultLanguage;

    internal SystemTexts(FrozenDictionary<string, FrozenDictionary<string, Template>> texts, string defaultLanguage)
    {
        this.texts = texts;
        this.defaultLanguage = defaultLanguage;
    }

    /// <summary>The text <paramref name="id"/> (one of <see cref="TextIds"/>); the compiler has checked that each exists.</summary>
    public Template this[string id, string language] =>
        texts[id].TryGetValue(language, out var template) ? template : texts[id][defaultLanguage];
}

/// <summary>The ids of system texts.</summary>
public static class TextIds
{
    /// <summary>The first message: who speaks (a bot), and when people answer.</summary>
    public const string Greeting = "greeting";

    /// <summary>Label of the button that asks for a person.</summary>
    public const string PersonButton = "person_button";

    /// <summary>Label of the button that starts anew.</summary>
    public const string StartOverButton = "start_over_button";

    /// <summary>First miss: says so and how to ask.</summary>
    public const string UnknownFirst = "unknown_first";

    /// <summary>Second miss in a row: offers a person outright.</summary>
    public const string UnknownSecond = "unknown_second";

    /// <summary>Later misses: short; contact only.</summary>
    public const string UnknownLater = "unknown_later";

    /// <summary>The matter is understood, but the shop has not stated the fact.</summary>
    public const string MissingFact = "missing_fact";

    /// <summary>"Did you mean".</summary>
    public const string DidYouMean = "did_you_mean";

    /// <summary>The button of "did you mean" for none of these.</summary>
    public const string NoneOfThese = "none_of_these";

    /// <summary>After that button: asks for other words.</summary>
    public const string NoneChosen = "none_chosen";

    /// <summary>The button that starts the dialog which an answer offers.</summary>
    public const string OfferButton = "offer_button";

    /// <summary>A person is wanted while people answer: contact, and that the wish is noted.</summary>
    public const string PersonOpen = "person_open";

    /// <summary>A person is wanted while nobody answers.</summary>
    public const string PersonClosed = "person_closed";

    /// <summary>A message without words (emoji, punctuation).</summary>
    public const string NoWords = "no_words";

    /// <summary>A message that is longer than the bot reads.</summary>
    public const string TooLong = "too_long";

    /// <summary>Nothing but files, which are kept: thanks, and what are they about?</summary>
    public const string FilesKept = "files_kept";

    /// <summary>Further files.</summary>
    public const string MoreFilesKept = "more_files_kept";

    /// <summary>Nothing but files, which are not here: the message only names them.</summary>
    public const string NoFiles = "no_files";

    /// <summary>The customer asked for this language.</summary>
    public const string LanguageSwitched = "language_switched";

    /// <summary>A person was offered and not wanted.</summary>
    public const string PersonDeclined = "person_declined";

    /// <summary>After "start over".</summary>
    public const string StartedOver = "started_over";

    /// <summary>The bot failed; the message is kept.</summary>
    public const string Apology = "apology";

    /// <summary>A dialog that cannot run yet.</summary>
    public const string DialogUnavailable = "dialog_unavailable";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greeting, PersonButton, StartOverButton, UnknownFirst, UnknownSecond, UnknownLater, MissingFact, DidYouMean, NoneOfThese, NoneChosen, OfferButton,
        PersonOpen, PersonClosed, PersonDeclined, NoWords, TooLong, FilesKept, MoreFilesKept, NoFiles, LanguageSwitched, StartedOver, Apology, DialogUnavailable,
    ];
}
