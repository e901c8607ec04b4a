using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Words that any text of a language holds (and, not, where, is): what a number before them counts is not one of
/// them.</summary>
public static class FunctionWords
{
    private const string Prefix = "function-words-";
    private const string Suffix = ".txt";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByLanguage = Read();

    private static readonly FrozenDictionary<string, FrozenSet<string>> FoldedByLanguage = ByLanguage.ToFrozenDictionary(
        static pair => pair.Key,
        static pair => pair.Value.Select(static word => Folding.Fold(word)).ToFrozenSet(StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Lower case, with diacritics; empty for a language that has no list.</summary>
    /// <param name="language">A BCP-47 code without region: <c>pl</c>.</param>
    /// <returns>Our own lists, <c>Data/function-words-*.txt</c>.</returns>
    public static ImmutableArray<string> Of(string language) => ByLanguage.GetValueOrDefault(language, []);

    /// <summary>Whether a folded word is one of them.</summary>
    /// <param name="language">BCP-47; its region says nothing.</param>
    /// <param name="folded">See <see cref="Folding"/>.</param>
    public static bool Holds(string language, string folded) =>
        FoldedByLanguage.TryGetValue(language.Split('-')[0], out var words) && words.Contains(folded);

    private static FrozenDictionary<string, ImmutableArray<string>> Read() =>
        DataFile.Names.Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(static name => name[Prefix.Length..^Suffix.Length], DataFile.Lines, StringComparer.Ordinal);
}
