using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>A word that may tell the language of its text.</summary>
/// <param name="Letters">In lower case; never empty.</param>
/// <param name="HasCapital">Whether it begins with one.</param>
internal readonly record struct ProseWord(string Letters, bool HasCapital);

/// <summary>The words of a text that tell its language: without addresses, codes, numbers and names that are the same everywhere.</summary>
internal static class Prose
{
    /// <summary>Beside digits only longer words are words: "14-dniowy", but not "GR-26" or "24h".</summary>
    private const int LettersBesideDigitsMin = 4;

    private static readonly SearchValues<char> Spaces = SearchValues.Create(
        " \t\r\n\v\f\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
        + "\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    private static readonly SearchValues<char> InAddresses = SearchValues.Create("@_{}<>\\");

    /// <summary>Any of these is in every address.</summary>
    private static readonly SearchValues<char> MarksOfAddresses = SearchValues.Create("@_{}<>\\.:");

    private static readonly FrozenSet<string> International = DataFile.Lines("international-words.txt")
        .SelectMany(static line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> AddressEnds = DataFile.Lines("address-ends.txt")
        .SelectMany(static line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>In reading order and lower case, cut at apostrophes as the lists of words are that the tables are made from.</summary>
    /// <param name="text">NFC, without half surrogate pairs; see <see cref="TextAnalysis.Text"/>.</param>
    public static List<ProseWord> Words(string text)
    {
        var words = new List<ProseWord>();
        var word = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOfAny(Spaces);
            var end = length < 0 ? text.Length : at + length;
            AddWords(words, text.AsSpan(at, end - at), word);
            at = end + 1;
        }
        return words;
    }

    private static void AddWords(List<ProseWord> words, ReadOnlySpan<char> chunk, StringBuilder word)
    {
        if (chunk.IsEmpty || IsAddress(chunk))
        {
            return;
        }
        var hasDigits = chunk.ContainsAnyInRange('0', '9');
        var start = 0;
        var hasCapital = false;
        for (var at = 0; at <= chunk.Length;)
        {
            var isRead = Rune.DecodeFromUtf16(chunk[at..], out var rune, out var length) == OperationStatus.Done;
            if (isRead && BelongsToWord(rune, word.Length > 0))
            {
                (start, hasCapital) = word.Length == 0 ? (at, Rune.IsUpper(rune)) : (start, hasCapital);
                word.Append(Rune.ToLowerInvariant(rune));
                at += length;
                continue;
            }
            if (isRead && IsSkipped(rune))
            {
                at += length;
                continue;
            }
            if (word.Length > 0 && (!hasDigits || IsWordBesideDigits(chunk, start, at)))
            {
                Add(words, word, hasCapital);
            }
            word.Clear();
            at += Math.Max(length, 1);
        }
    }

    private static void Add(List<ProseWord> words, StringBuilder written, bool hasCapital)
    {
        Folding.CollapseStretched(written);
        var word = written.ToString();
        if (!International.Contains(word))
        {
            words.Add(new ProseWord(word, hasCapital));
        }
    }

    /// <summary>Mail and web addresses, names of files and fields.</summary>
    private static bool IsAddress(ReadOnlySpan<char> chunk)
    {
        if (!chunk.ContainsAny(MarksOfAddresses))
        {
            return false;
        }
        if (chunk.ContainsAny(InAddresses) || chunk.Contains("://", StringComparison.Ordinal)
            || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var inner = chunk[..(chunk.LastIndexOfAnyExcept(Punctuation.BehindWords) + 1)];
        var host = inner.IndexOf('/') is var slash and >= 0 ? inner[..slash] : inner;
        var dot = host.LastIndexOf('.');
        return dot > 0 && AddressEnds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host[(dot + 1)..]);
    }

    private static bool IsWordBesideDigits(ReadOnlySpan<char> chunk, int start, int end) =>
        end - start >= LettersBesideDigitsMin
        && !chunk[start..end].ContainsAnyInRange('A', 'Z')
        && (start == 0 || !char.IsAsciiDigit(chunk[start - 1]))
        && (end == chunk.Length || !char.IsAsciiDigit(chunk[end]));

    private static bool BelongsToWord(Rune rune, bool isInside) =>
        Rune.IsLetter(rune) || (isInside && !IsSkipped(rune) && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Soft hyphens and joiners, and marks that no letter has taken up: they are not read.</summary>
    private static bool IsSkipped(Rune rune) =>
        rune.Value is 0x00AD or (>= 0x200B and <= 0x200F) or 0x2060 or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x0300 and <= 0x036F);
}
