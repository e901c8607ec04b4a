using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The words that all shops share; made ready once for all that add none of their own. For one compilation,
/// on one thread.</summary>
/// <param name="lists">By language, as <c>_base/words.yaml</c> states them.</param>
internal sealed class SharedWords(ImmutableDictionary<string, WordLists> lists)
{
    private readonly Dictionary<string, CustomerWords> ready = new(StringComparer.Ordinal);

    /// <summary>As stated.</summary>
    public ImmutableDictionary<string, WordLists> Lists => lists;

    /// <summary>Those of <paramref name="language"/>, under the shop's own where it has some.</summary>
    /// <param name="language">BCP-47 code.</param>
    /// <param name="own">The shop's; null for none.</param>
    public CustomerWords Under(WordLists? own, string language)
    {
        var shared = LanguageCodes.Find(lists, language) ?? WordLists.None;
        if (own is not null)
        {
            return CustomerWords.Of(language, own.Over(shared));
        }
        if (!ready.TryGetValue(language, out var words))
        {
            ready[language] = words = CustomerWords.Of(language, shared);
        }
        return words;
    }
}
