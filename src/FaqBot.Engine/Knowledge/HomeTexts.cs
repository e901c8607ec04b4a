using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What pages say that are no shop's: the list of shops, and the page for an address that leads nowhere. From
/// <c>dialogs/interface.yaml</c>, word for word: without a shop there are no values to print.</summary>
public sealed class HomeTexts
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> texts;

    internal HomeTexts(FrozenDictionary<string, FrozenDictionary<string, string>> texts, ImmutableArray<Locale> languages)
    {
        this.texts = texts;
        Languages = languages;
    }

    /// <summary>The languages in which all of it is said, and how each is written; first the one that most shops begin with.</summary>
    public ImmutableArray<Locale> Languages { get; }

    /// <summary>The text <paramref name="id"/> in one of <see cref="Languages"/>; empty where nobody says it.</summary>
    public string this[string id, string language] => texts.GetValueOrDefault(id)?.GetValueOrDefault(language) ?? "";

    internal static ImmutableArray<TextPurpose> Purposes { get; } =
    [
        new("home_title", "Heading of the list of shops."),
        new("home_intro", "Below it: what can be done here, in one or two sentences."),
        new("home_no_shops", "In its place while there is no shop."),
        new("home_store", "Label of the link to a shop's page."),
        new("home_chat", "Label of the link to a shop's chat."),
        new("home_language", "Label of the choice of language."),
        new("home_not_found_title", "Heading of the page for an address that leads nowhere."),
        new("home_not_found", "Below it: what can be done about it."),
        new("home_all_shops", "Label of the link from there to the list of shops."),
    ];

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Purposes.Select(text => text.Id)];

    /// <summary>The texts that are stated of each id, in the languages that state all of them; English alone where none does.</summary>
    /// <param name="stated">By id and language.</param>
    /// <param name="locales">How languages are written.</param>
    /// <param name="shops">Their languages, each shop's own first.</param>
    internal static HomeTexts Of(
        ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> stated,
        Locales locales,
        IReadOnlyList<ImmutableArray<string>> shops)
    {
        var own = stated.Where(text => Purposes.Any(purpose => purpose.Id == text.Key)).ToList();
        var whole = own
            .SelectMany(text => text.Value.Keys)
            .Distinct()
            .Where(language => own.Count == Purposes.Length && own.TrueForAll(text => text.Value.ContainsKey(language)))
            .DefaultIfEmpty(LanguageCodes.English)
            .OrderByDescending(language => shops.Count(languages => languages[0] == language))
            .ThenBy(language => language, StringComparer.Ordinal);
        return new HomeTexts(
            own.ToFrozenDictionary(
                text => text.Key,
                text => text.Value.ToFrozenDictionary(words => words.Key, words => words.Value.Scalar.Text, StringComparer.Ordinal),
                StringComparer.Ordinal),
            [.. whole.Select(language => locales[language])]);
    }
}
