using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>Reads Polish words: by the supplement and the lexicon, which know them, or by the endings of words like them.</summary>
internal static class PolishWords
{
    /// <summary>What a form of the supplement weighs: as one of a word of every day.</summary>
    private const int SupplementCount = 1_000_000;

    /// <summary>In letters: how much of an unknown word must stand before the ending that is changed.</summary>
    private const int GuessStemMin = 2;
    private const int SuffixLengthMax = 7;

    private const int FarMoreFrequent = 10;

    private static readonly PolishLexicon Lexicon = new();

    /// <summary>Words of shops that the lexicon lacks: from a folded form to <c>form/lemma</c>, several parted by spaces.</summary>
    private static readonly SortedTable Supplement = SortedTable.Read("supplement-pl.txt");

    /// <summary>From a word as typed to its folded lemma, where that needs no weighing: what else it might be is
    /// hardly ever meant.</summary>
    private static readonly SortedTable Fixed = SortedTable.Read("fixed-lemmas-pl.txt");

    /// <summary>From a folded ending to the number of letters to cut and what to append.</summary>
    private static readonly SortedTable SuffixRules = SortedTable.Read("suffix-rules-pl.txt");

    /// <summary>The readings of a word that is known, the likeliest first; empty for an unknown one.</summary>
    /// <param name="written">As typed.</param>
    /// <param name="folded">Not empty.</param>
    public static List<PolishReading> Readings(string written, string folded)
    {
        var readings = new List<PolishReading>();
        var typed = Aligned(written, folded);
        if (Fixed.TryFind(typed, out var lemma))
        {
            return [new PolishReading(Encoding.UTF8.GetString(lemma), 1, IsExact: true, IsNegated: false, IsVerbal: false, IsCommon: true)];
        }
        AddSupplement(typed, folded, readings);
        Lexicon.Read(typed, folded, char.IsUpper(written[0]), readings);
        readings.Sort(static (one, other) => other.Weight != one.Weight
            ? other.Weight.CompareTo(one.Weight)
            : string.CompareOrdinal(one.Lemma, other.Lemma));
        return readings;
    }

    /// <summary>The readings of a word of the lexicon as it is spelled, in no order.</summary>
    public static List<PolishReading> Exactly(string word)
    {
        var readings = new List<PolishReading>();
        var folded = Folding.Fold(word);
        Lexicon.Read(Aligned(word, folded), folded, isCapital: false, readings);
        readings.RemoveAll(static reading => !reading.IsExact);
        return readings;
    }

    /// <summary>Whether <paramref name="lower"/> is spelled as the lexicon or the supplement spells it, but for capitals; not where a word
    /// that is far more frequent lacks only its diacritics ("sie" is a form of "si", but who types it means "się").</summary>
    public static bool IsSpelled(string lower)
    {
        var readings = Readings(lower, Folding.Fold(lower));
        var exact = readings.Find(static reading => reading.IsExact).Weight;
        return exact > 0 && readings[0].Weight <= exact * FarMoreFrequent;
    }

    /// <summary>Whether <paramref name="lower"/> is only a name, or nobody was heard to say its lemma.</summary>
    public static bool IsRare(string lower) => !Readings(lower, Folding.Fold(lower))
        .Exists(static reading => reading is { IsExact: true, IsCommon: true } && char.IsLower(reading.Lemma[0]));

    /// <summary>All forms of the supplement; some come twice.</summary>
    public static IEnumerable<string> SupplementForms() => Encoding.UTF8.GetString(Supplement.Lines)
        .Split(['\t', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Where(static part => part.Contains('/', StringComparison.Ordinal))
        .Select(static pair => pair[..pair.IndexOf('/', StringComparison.Ordinal)]);

    /// <summary>All forms of the lexicon.</summary>
    public static LexiconGraph Graph => Lexicon.Graph;

    /// <summary>The lemma that words with the same ending have.</summary>
    public static Word Guess(string folded)
    {
        for (var length = Math.Min(SuffixLengthMax, folded.Length - GuessStemMin); length > 0; length--)
        {
            if (SuffixRules.TryFind(folded.AsSpan(folded.Length - length), out var rule))
            {
                var parted = rule.IndexOf((byte)' ');
                var cut = int.Parse(rule[..parted], CultureInfo.InvariantCulture);
                var lemma = string.Concat(folded.AsSpan(0, folded.Length - cut), Encoding.UTF8.GetString(rule[(parted + 1)..]));
                // Folded once more: what is put together may hold three of one letter.
                return new Word(folded, [new Lemma(Folding.Fold(lemma), 1000)], "");
            }
        }
        return Word.Unread(folded);
    }

    private static void AddSupplement(string typed, string folded, List<PolishReading> readings)
    {
        if (!Supplement.TryFind(folded, out var value))
        {
            return;
        }
        foreach (var pair in Encoding.UTF8.GetString(value).Split(' '))
        {
            var slash = pair.IndexOf('/', StringComparison.Ordinal);
            var isExact = pair.AsSpan(0, slash).SequenceEqual(typed);
            readings.Add(
                new PolishReading(pair[(slash + 1)..], SupplementCount, isExact, IsNegated: false, IsVerbal: false, IsCommon: true));
        }
    }

    /// <summary>The word in lower case, letter for letter as <paramref name="folded"/>: a stretched word, or one with an apostrophe, counts
    /// as typed without diacritics.</summary>
    private static string Aligned(string written, string folded)
    {
        var lower = written.ToLowerInvariant();
        return lower.Length == folded.Length ? lower : folded;
    }
}
