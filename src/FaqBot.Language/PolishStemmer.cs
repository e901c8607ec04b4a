using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>
/// Cuts Polish endings off words typed with or without diacritics (rules of our own over folded text): declension of nouns and adjectives,
/// past, present and conditional of verbs. Gerunds and word families are left to data.
/// </summary>
/// <example>przesyłka, przesyłki, przesyłce, przesyłek, przesylkami: all "przesylk".</example>
internal static class PolishStemmer
{
    /// <summary>An ending, what takes its place, and how many letters must stand before it.</summary>
    private readonly record struct Rule(string Ending, string Replacement, int LettersBefore);

    private static readonly FrozenDictionary<char, Rule[]> RulesByLastLetter = Rules()
        .GroupBy(static rule => rule.Ending[^1])
        .ToFrozenDictionary(
            static group => group.Key, static group => group.OrderByDescending(static rule => rule.Ending.Length).ToArray());

    /// <summary>Cuts one ending; the word itself if none fits.</summary>
    public static string Shorten(string word)
    {
        if (word.Length < 4 || !RulesByLastLetter.TryGetValue(word[^1], out var rules))
        {
            return word;
        }
        foreach (var rule in rules)
        {
            var before = word.Length - rule.Ending.Length;
            if (before >= rule.LettersBefore && word.EndsWith(rule.Ending, StringComparison.Ordinal))
            {
                return string.Concat(word.AsSpan(0, before), rule.Replacement);
            }
        }
        return word;
    }

    private static IEnumerable<Rule> Rules() =>
    [
        // Declension; with the consonant that changed before it: paczce - paczka, kliencie - klient, numerze - numer, obwodzie - obwód.
        .. Cut(3, "a e i o u y ie ia iu io ii"),
        .. Cut(3, "ami iami ach iach owi iowi om iom ow iow em iem"),
        new("ce", "k", 4), new("cie", "t", 4), new("rze", "r", 4), new("rzy", "r", 5), new("dzie", "d", 4), new("ek", "k", 3),
        // Adjectives.
        .. Cut(3, "ego iego emu iemu ej iej ych ich ym im ymi imi"),
        new("sza", "", 5), new("szy", "", 5), new("sze", "", 5),
        // Verbs: infinitive, present, past, conditional.
        .. Cut(3, "ac ec ic yc owac ywac iwac"),
        .. Cut(3, "am asz amy acie aja esz emy ecie isz imy icie ysz ymy ycie uje ujesz ujemy ujecie uja"),
        .. Cut(3, Past("al"), Past("il"), Past("yl"), Past("ial"), Past("owal"), Past("ywal"), "eli ieli"),
        .. Cut(4, "acy aca ace acym acego acej acych iacy iaca iace"),
    ];

    private static string Past(string stem) =>
        string.Join(' ', "|a|o|y|em|am|es|as|by|aby|oby|bym|abym|bys|abys|ysmy|yscie|ybysmy|ybyscie".Split('|').Select(end => stem + end)
            .Append(stem[..^1] + "li").Append(stem[..^1] + "lismy").Append(stem[..^1] + "liscie").Append(stem[..^1] + "libysmy"));

    private static IEnumerable<Rule> Cut(int lettersBefore, params IEnumerable<string> endings) =>
        endings.SelectMany(static list => list.Split(' ')).Select(ending => new Rule(ending, "", lettersBefore));
}
