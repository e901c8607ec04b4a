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

    /// <summary>Source: ISO 639-1, with the codes that the registry of BCP-47 keeps for older texts.</summary>
    private static readonly FrozenSet<string> OfTwoLetters = (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu "
        + "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj "
        + "kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny "
        + "oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl "
        + "tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Countries whose code is taken for that of their language, and is none.</summary>
    private static readonly FrozenDictionary<string, string> ByCountry = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["at"] = "de",
        ["by"] = "be",
        ["cn"] = "zh",
        ["cz"] = "cs",
        ["dk"] = "da",
        ["gb"] = "en",
        ["gr"] = "el",
        ["jp"] = "ja",
        ["ua"] = "uk",
        ["us"] = "en",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="code"/> is well-formed, the language itself in lower case and, if of two letters, one that there
    /// is, e.g. <c>pl</c>, <c>pt-BR</c>, <c>zh-Hans</c>.</summary>
    public static bool IsValid(string code) =>
        code.Length <= 35
            && Form().IsMatch(code)
            && Primary(code) is var language
            && (language.Length > 2 || OfTwoLetters.Contains(language));

    /// <summary>What was meant by a code that is none: <c>ua</c> for <c>uk</c>, <c>PL</c> for <c>pl</c>, <c>en_GB</c>
    /// for <c>en-GB</c>.</summary>
    public static string? Meant(string text)
    {
        var code = text.Replace('_', '-');
        var language = Primary(code);
        var lower = language.ToLowerInvariant();
        var meant = ByCountry.GetValueOrDefault(lower, lower) + code[language.Length..];
        return IsValid(meant) ? meant : null;
    }

    private static string Primary(string code) => code.IndexOf('-', StringComparison.Ordinal) is var end and >= 0 ? code[..end] : code;

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
