using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>How each language is printed: <c>dialogs/locales.yaml</c> under the shop's own <c>locales.yaml</c>. Immutable.</summary>
public sealed class Locales
{
    private readonly ImmutableDictionary<string, LocaleStatement> stated;
    private readonly FrozenDictionary<string, Locale> known;

    internal Locales(ImmutableDictionary<string, LocaleStatement> stated, IEnumerable<string> languages)
    {
        this.stated = stated;
        Words = FactWords.Of(stated);
        known = languages.Union(stated.Keys).ToFrozenDictionary(language => language, Made, StringComparer.Ordinal);
    }

    /// <summary>No words at all.</summary>
    public static Locales None { get; } = new(ImmutableDictionary<string, LocaleStatement>.Empty, []);

    /// <summary>What authors may write for units of time and currencies.</summary>
    internal FactWords Words { get; }

    /// <summary>How <paramref name="language"/> is printed: <c>en-GB</c> by its own words, else by those of <c>en</c>; without
    /// words in digits.</summary>
    public Locale this[string language] => known.TryGetValue(language, out var locale) ? locale : Made(language);

    /// <summary>Keys of words that <paramref name="language"/> lacks.</summary>
    internal IEnumerable<string> MissingWords(string language) => Statement(language).MissingWords;

    /// <summary>These languages under those of a shop, each key by itself; the result knows the shop's languages.</summary>
    internal Locales Under(ImmutableDictionary<string, LocaleStatement> own, ImmutableArray<string> languages)
    {
        if (own.IsEmpty && languages.All(known.ContainsKey))
        {
            return this;
        }
        var over =
            own.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Over(stated.GetValueOrDefault(pair.Key, LocaleStatement.None))));
        return new Locales(stated.SetItems(over), languages);
    }

    private Locale Made(string language) => new(language, Statement(language), Words);

    /// <summary>What is nearest first: <c>en-GB</c>, <c>en</c> (RFC 4647, look-up).</summary>
    private LocaleStatement Statement(string language)
    {
        var statement = stated.GetValueOrDefault(language, LocaleStatement.None);
        for (var cut = language.LastIndexOf('-'); cut > 0; cut = language.LastIndexOf('-', cut - 1))
        {
            statement = statement.Over(stated.GetValueOrDefault(language[..cut], LocaleStatement.None));
        }
        return statement;
    }
}
