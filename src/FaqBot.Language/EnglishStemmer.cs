using System.Buffers;
using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>
/// Cuts English endings, after the published description of Porter's second algorithm (M. Porter, "The English (Porter2) stemming
/// algorithm"),
/// written anew and shortened; irregular verbs that shops hear are a table of our own.
/// </summary>
/// <example>"delivered", "delivering", "delivers": "deliv(er)"; "bought": "buy".</example>
internal static class EnglishStemmer
{
    private const int WordLengthMin = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly FrozenDictionary<string, string> Irregular = Pairs(
        "bought buy, paid pay, payment pay, payments pay, sent send, got get, gotten get, lost lose, broke break, broken break, "
        + "came come, went go, gone go, goes go, "
        + "did do, done do, does do, said say, told tell, took take, taken take, gave give, given give, "
        + "made make, found find, wrote write, written write, chose choose, chosen choose, sold sell, "
        + "kept keep, left leave, felt feel, forgot forget, forgotten forget, "
        + "withdrew withdraw, withdrawn withdraw, worn wear, wore wear, torn tear, tore tear, wasnt isnt, arent isnt, werent isnt, "
        + "was be, were be, is be, are be, am be, been be, being be, has have, had have, having have, dying die, lying lie, news news, "
        + "this this, his his, us us, yes yes, bus bus, gas gas, during during, thing thing, things thing, children child, shoes shoe");

    /// <summary>Longest first among those with one last letter; what precedes must hold a syllable (the region R1 of the
    /// description).</summary>
    private static readonly (string Ending, string Replacement)[] Derived =
    [
        ("ational", "ate"), ("tional", "tion"), ("ization", "ize"), ("isation", "ize"), ("fulness", "ful"), ("ousness", "ous"),
        ("iveness", "ive"), ("biliti", "ble"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"),
        ("lessli", "less"), ("fulli", "ful"), ("entli", "ent"), ("ousli", "ous"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
        ("alli", "al"), ("bli", "ble"), ("izer", "ize"), ("iser", "ize"), ("ise", "ize"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"),
        ("alize", "al"), ("ative", ""), ("ness", ""), ("ful", ""), ("ement", ""), ("ment", ""), ("ance", ""), ("ence", ""), ("able", ""),
        ("ible", ""), ("ant", ""), ("ent", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""), ("ic", ""),
        ("al", ""), ("li", ""), ("sion", "s"), ("tion", "t"),
    ];

    /// <summary>Goes once through the steps of the description.</summary>
    public static string Shorten(string word)
    {
        if (Irregular.TryGetValue(word, out var regular))
        {
            return regular;
        }
        if (word.Length < WordLengthMin + 1 || !char.IsAsciiLetterLower(word[^1]))
        {
            return word;
        }
        return WithoutLastE(WithoutDerivation(WithFinalI(WithoutPastOrGerund(WithoutPlural(word)))));
    }

    private static string WithoutPlural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal))
        {
            return word[..^2];
        }
        if (word.EndsWith("ies", StringComparison.Ordinal) || word.EndsWith("ied", StringComparison.Ordinal))
        {
            return word[..^(word.Length > 4 ? 2 : 1)];
        }
        var isPlural = word[^1] == 's' && word[^2] is not ('s' or 'u') && HasVowel(word.AsSpan(0, word.Length - 2));
        return isPlural ? word[..^1] : word;
    }

    private static string WithoutPastOrGerund(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return word.Length - 3 >= R1(word) ? word[..^1] : word;
        }
        foreach (var ending in (ReadOnlySpan<string>)["ingly", "edly", "ing", "ed"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && HasVowel(word.AsSpan(0, word.Length - ending.Length)))
            {
                return Repaired(word[..^ending.Length]);
            }
        }
        return word;
    }

    /// <summary>hopp(ing) is hop, hop(ing) is hope.</summary>
    private static string Repaired(string stem)
    {
        if (stem.Length > 2 && stem[^2..] is "at" or "bl" or "iz")
        {
            return stem + "e";
        }
        if (stem.Length > 2 && stem[^1] == stem[^2] && stem[^1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
        {
            return stem[..^1];
        }
        return R1(stem) >= stem.Length && EndsInShortSyllable(stem) ? stem + "e" : stem;
    }

    private static string WithFinalI(string word) =>
        word.Length > 2 && word[^1] == 'y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    private static string WithoutDerivation(string word)
    {
        var region = R1(word);
        foreach (var (ending, replacement) in Derived)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
            {
                var before = word.Length - ending.Length;
                var needed = replacement.Length > 0 ? region : R2(word, region);
                return before >= needed ? string.Concat(word.AsSpan(0, before), replacement) : word;
            }
        }
        return word;
    }

    private static string WithoutLastE(string word)
    {
        if (word[^1] != 'e' || word.Length <= WordLengthMin)
        {
            return word;
        }
        var region = R1(word);
        var isCut = word.Length - 1 >= R2(word, region) || (word.Length - 1 >= region && !EndsInShortSyllable(word[..^1]));
        return isCut ? word[..^1] : word;
    }

    /// <summary>Where the part after the first vowel and consonant begins.</summary>
    private static int R1(string word) => After(word, 0);

    private static int R2(string word, int region) => After(word, region);

    private static int After(string word, int start)
    {
        for (var at = start + 1; at < word.Length; at++)
        {
            if (!IsVowel(word[at]) && IsVowel(word[at - 1]))
            {
                return at + 1;
            }
        }
        return word.Length;
    }

    private static bool EndsInShortSyllable(string stem) =>
        stem.Length >= 3
            ? !IsVowel(stem[^3]) && IsVowel(stem[^2]) && !IsVowel(stem[^1]) && stem[^1] is not ('w' or 'x' or 'y')
            : stem.Length == 2 && IsVowel(stem[0]) && !IsVowel(stem[1]);

    private static bool HasVowel(ReadOnlySpan<char> part) => part.ContainsAny(Vowels);

    private static bool IsVowel(char letter) => Vowels.Contains(letter);

    private static FrozenDictionary<string, string> Pairs(string pairs) => pairs.Split(", ")
        .Select(static pair => pair.Split(' ')).ToFrozenDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
}
