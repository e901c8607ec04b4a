using System.Collections.Frozen;

namespace FaqBot.Engine;

/// <summary>What a file of law says by language, e.g. the name of a holiday.</summary>
public sealed class LawText
{
    internal LawText(IEnumerable<KeyValuePair<string, string>> byLanguage) =>
        ByLanguage = byLanguage.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Where nothing is said.</summary>
    public static LawText None { get; } = new([]);

    /// <summary>By BCP-47 code.</summary>
    public FrozenDictionary<string, string> ByLanguage { get; }

    /// <summary>What serves <paramref name="language"/>: its own text, or that of the code without its last parts (<c>pl</c> for
    /// <c>pl-PL</c>); null for none.</summary>
    public string? In(string language) => LanguageCodes.Find(ByLanguage, language);
}
