using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Decides which unknown words of a text are corrected: few, and no names, codes or numbers.</summary>
internal sealed class Corrections(string text, SpellingCorrector spelling, WordReader reader)
{
    /// <summary>Words of a text that are looked up at most, which bounds the work: who writes more is writing another language.</summary>
    private const int LookUpsMax = 12;

    /// <summary>In letters: of a word that is parted, and of each part.</summary>
    private const int JoinedLengthMin = 6;
    private const int PartLengthMin = 2;

    private readonly bool _hasSmallLetters = text.AsSpan().ContainsAnyInRange('a', 'z');

    /// <summary>What was looked up, each word once.</summary>
    private readonly Dictionary<string, string?> _meant = new(StringComparer.Ordinal);
    private int _joins;

    /// <summary>What the unknown word from <paramref name="start"/> to <paramref name="end"/> was meant to be; default
    /// where it stays.</summary>
    public ImmutableArray<Word> Of(int start, int end)
    {
        if (IsName(start, end))
        {
            return default;
        }
        var lower = text[start..end].ToLowerInvariant();
        if (!_meant.TryGetValue(lower, out var meant) && _meant.Count < LookUpsMax)
        {
            _meant[lower] = meant = spelling.Correct(lower);
        }
        return meant is null ? default : reader.ReadAll(meant);
    }

    /// <summary>The word that is parted by a blank, where one of its parts at least is none: "prze syłka", "wiado mość".</summary>
    /// <param name="start">Of the first part.</param>
    /// <param name="end">Behind the second.</param>
    /// <param name="second">As it is read by itself.</param>
    public Word? Joined(int start, int end, Word second)
    {
        var gap = text.AsSpan(start, end - start).IndexOf(' ');
        var first = text.AsSpan(start, Math.Max(gap, 0));
        var last = text.AsSpan(start + gap + 1, end - start - gap - 1);
        var areParts = first.Length >= PartLengthMin && last.Length >= PartLengthMin && first.Length + last.Length >= JoinedLengthMin;
        if (!areParts || !char.IsLower(last[0]) || (second.IsKnown && reader.Read(first) is [{ IsKnown: true }]) || _joins++ >= LookUpsMax)
        {
            return null;
        }
        var joined = $"{first}{last}".ToLowerInvariant();
        return reader.Read(joined) is [{ IsKnown: true } whole] && spelling.IsFrequent(joined) ? whole : null;
    }

    /// <summary>A capital inside a sentence begins a name, capitals among small letters are a code; where all is capitals none says
    /// anything.</summary>
    private bool IsName(int start, int end)
    {
        var word = text.AsSpan(start, end - start);
        if (!_hasSmallLetters || !char.IsUpper(word[0]))
        {
            return false;
        }
        var isCode = word.Length > 1 && char.IsUpper(word[1]);
        return isCode || !IsSentenceStart(start);
    }

    private bool IsSentenceStart(int start)
    {
        var before = text.AsSpan(0, start).TrimEnd();
        return before.IsEmpty || Punctuation.SentenceEnds.Contains(before[^1]);
    }
}
