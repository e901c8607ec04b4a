using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>BCP-47 codes, and which text serves which of them.</summary>
internal static partial class LanguageCodes
{
    /// <summary>The language that every system text exists in.</summary>
    public const string English = "en";

    public const string Pattern = @"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z";

    /// <summary>Whether <paramref name="code"/> is well-formed, the language itself in lower case, e.g. <c>pl</c>, <c>pt-BR</c>,
    /// <c>zh-Hans</c>.</summary>
    public static bool IsValid(string code) => code.Length <= 35 && Form().IsMatch(code);

    /// <summary>What serves <paramref name="language"/>: itself, else what is left when its last parts are dropped (RFC 4647,
    /// look-up).</summary>
    public static T? Find<T>(IReadOnlyDictionary<string, T> byLanguage, string language) where T : class
    {
        var code = language;
        while (true)
        {
            if (byLanguage.TryGetValue(code, out var found))
            {
                return found;
            }
            var cut = code.LastIndexOf('-');
            if (cut <= 0)
            {
                return null;
            }
            code = code[..cut];
        }
    }

    /// <summary>For each of <paramref name="languages"/> what serves it; none for those that nothing serves.</summary>
    public static FrozenDictionary<string, T> Resolve<T>(IReadOnlyDictionary<string, T> byLanguage, ImmutableArray<string> languages)
        where T : class
    {
        var resolved = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            if (Find(byLanguage, language) is { } found)
            {
                resolved[language] = found;
            }
        }
        return resolved.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whether a text in <paramref name="code"/> serves any of <paramref name="languages"/>.</summary>
    public static bool Serves(string code, ImmutableArray<string> languages) =>
        languages.Any(language => language == code || language.StartsWith($"{code}-", StringComparison.Ordinal));

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
