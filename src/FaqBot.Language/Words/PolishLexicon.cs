using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>One way to read a Polish word.</summary>
/// <param name="Lemma">As the lexicon writes it: with diacritics, names with a capital.</param>
/// <param name="Weight">How likely this reading is beside the others; at least 1.</param>
/// <param name="IsExact">The form is spelled as it was typed, but for capitals.</param>
/// <param name="IsNegated">The form begins with a "nie" that the lemma lacks: niedostarczona is dostarczyć.</param>
/// <param name="IsVerbal">The form is a gerund or a participle, and the lemma the verb that it is made from.</param>
/// <param name="IsCommon">The lemma is one that people say, not one of the many that only the lexicon holds.</param>
internal readonly record struct PolishReading(string Lemma, long Weight, bool IsExact, bool IsNegated, bool IsVerbal, bool IsCommon);

/// <summary>
/// The forms of Morfologik's PoliMorf with their lemmas, found without regard to diacritics and capitals: one walk through the automaton
/// follows every letter that may stand for the one that was typed.
/// </summary>
/// <remarks>An entry of the automaton is the form, "+", the code of the lemma, "+" and tags. The code: how many bytes to drop at the start
/// and at the end of the form, counted from "A", then what to append.</remarks>
internal sealed class PolishLexicon
{
    /// <summary>In letters; longer words are not looked up.</summary>
    public const int WordLengthMax = 40;

    private const byte Separator = (byte)'+';
    private const int EntryLengthMax = 256;

    private const int LemmaLengthMax = 96;
    private const int TagLengthMax = 32;

    /// <summary>How often lemmas are met that nobody was heard to say, and of 1,000 words how many have a tag that
    /// was never heard.</summary>
    private const int RareCount = 4;
    private const int RareTagPermille = 1;

    /// <summary>How many parts of a tag (word class, number, case...) are counted.</summary>
    private const int TagPartsMax = 3;

    /// <summary>Per mille of the weight that stay when the word was typed without a diacritic that the form has, with another letter than
    /// the form's (ó for o), and without the capital of a name.</summary>
    private const int MissingPermille = 250;
    private const int OtherPermille = 20;
    private const int NamePermille = 100;

    private readonly Automaton _automaton = new(DataFile.Bytes("polish.dict"));

    /// <summary>From a lemma and its word class (<c>mieć:verb</c>) to how often it is met.</summary>
    private readonly SortedTable _lemmas = SortedTable.Read("lemmas-pl.txt");

    /// <summary>From the first parts of a tag (<c>verb:fin:sg</c>) to how many of 1,000 words of that class have it.</summary>
    private readonly SortedTable _tags = SortedTable.Read("tags-pl.txt");

    /// <summary>All forms, letter by letter.</summary>
    public LexiconGraph Graph => new(_automaton);

    /// <summary>Adds all readings of a word, in no order; the same lemma may come several times.</summary>
    /// <param name="written">As typed, lower case, letter for letter as <paramref name="folded"/>.</param>
    /// <param name="folded">Without diacritics.</param>
    /// <param name="isCapital">The word was typed with a capital, so it may be a name.</param>
    /// <param name="readings">Gains the readings.</param>
    public void Read(ReadOnlySpan<char> written, ReadOnlySpan<char> folded, bool isCapital, List<PolishReading> readings)
    {
        if (folded.Length is > 0 and <= WordLengthMax)
        {
            var walk =
                new Walk(this, written, folded, isCapital, readings, stackalloc byte[WordLengthMax * 2], stackalloc byte[EntryLengthMax]);
            walk.Follow(_automaton.Root, 0, 0, default);
        }
    }

    /// <summary>What is lost of a match on the way through the automaton.</summary>
    private readonly record struct Difference(bool IsMissing, bool IsOther, bool IsName)
    {
        public Difference With(char typed, char formed)
        {
            var lower = char.ToLowerInvariant(formed);
            return new Difference(
                IsMissing || (typed != lower && char.IsAscii(typed)),
                IsOther || (typed != lower && !char.IsAscii(typed)),
                IsName || lower != formed);
        }
    }

    /// <summary>One look-up.</summary>
    private readonly ref struct Walk(
        PolishLexicon lexicon,
        ReadOnlySpan<char> written,
        ReadOnlySpan<char> folded,
        bool isCapital,
        List<PolishReading> readings,
        Span<byte> form,
        Span<byte> entry)
    {
        private readonly PolishLexicon _lexicon = lexicon;
        private readonly Automaton _automaton = lexicon._automaton;
        private readonly ReadOnlySpan<char> _written = written;
        private readonly ReadOnlySpan<char> _folded = folded;
        private readonly bool _isCapital = isCapital;
        private readonly List<PolishReading> _readings = readings;
        private readonly Span<byte> _form = form;
        private readonly Span<byte> _entry = entry;

        public void Follow(int node, int at, int length, Difference difference)
        {
            for (var arc = node; arc >= 0; arc = _automaton.Next(arc))
            {
                var label = _automaton.Label(arc);
                if (at == _folded.Length)
                {
                    if (label == Separator)
                    {
                        ReadCode(_automaton.Target(arc), _form[..length], 0, difference);
                        return;
                    }
                }
                else if (label < 0x80)
                {
                    FollowLetter(arc, (char)label, at, length, difference);
                }
                else if (label is >= 0xC3 and <= 0xC5)
                {
                    _form[length] = label;
                    for (var second = _automaton.Target(arc); second >= 0; second = _automaton.Next(second))
                    {
                        FollowLetter(second, (char)(((label & 0x1F) << 6) | (_automaton.Label(second) & 0x3F)), at, length + 1, difference);
                    }
                }
            }
        }

        private void FollowLetter(int arc, char letter, int at, int length, Difference difference)
        {
            if (Folding.Bare(letter) == _folded[at])
            {
                _form[length] = _automaton.Label(arc);
                Follow(_automaton.Target(arc), at + 1, length + 1, difference.With(_written[at], letter));
            }
        }

        private void ReadCode(int node, ReadOnlySpan<byte> form, int length, Difference difference)
        {
            for (var arc = node; arc >= 0 && length < _entry.Length; arc = _automaton.Next(arc))
            {
                _entry[length] = _automaton.Label(arc);
                if (_entry[length] == Separator)
                {
                    Add(form, _entry[..length], Tags(_automaton.Target(arc), _entry[(length + 1)..]), difference);
                }
                else if (!_automaton.IsFinal(arc))
                {
                    ReadCode(_automaton.Target(arc), form, length + 1, difference);
                }
            }
        }

        /// <summary>Those of one lemma follow one another, parted by "+"; what does not fit is left out.</summary>
        private ReadOnlySpan<byte> Tags(int node, Span<byte> tags)
        {
            var length = 0;
            for (var arc = node; length < tags.Length; arc = _automaton.Target(arc))
            {
                tags[length++] = _automaton.Label(arc);
                if (_automaton.IsFinal(arc))
                {
                    break;
                }
            }
            return tags[..length];
        }

        private void Add(ReadOnlySpan<byte> form, ReadOnlySpan<byte> code, ReadOnlySpan<byte> tags, Difference difference)
        {
            var (before, behind) = ((code[0] - 'A') & 0xFF, (code[1] - 'A') & 0xFF);
            var kept = before + behind <= form.Length ? form[before..^behind] : [];
            Span<byte> key = stackalloc byte[LemmaLengthMax + TagLengthMax];
            var length = kept.Length + code.Length - 2;
            if (length > LemmaLengthMax)
            {
                return;
            }
            kept.CopyTo(key);
            code[2..].CopyTo(key[kept.Length..]);
            var (count, isCommon) = _lexicon.Count(key, length, tags);
            var weight = count
                * (difference.IsOther ? OtherPermille : difference.IsMissing ? MissingPermille : 1000) / 1000
                * (difference.IsName && !_isCapital ? NamePermille : 1000) / 1000;
            _readings.Add(new PolishReading(
                Encoding.UTF8.GetString(key[..length]),
                Math.Max(weight, 1),
                !difference.IsMissing && !difference.IsOther,
                tags.EndsWith(":neg"u8) || tags.IndexOf(":neg:"u8) >= 0,
                tags.StartsWith("ger:"u8) || tags.StartsWith("ppas:"u8) || tags.StartsWith("pact:"u8),
                isCommon));
        }
    }

    /// <summary>How often a form of a lemma is met, times 1,000.</summary>
    /// <param name="key">Begins with the lemma; what follows is written over.</param>
    /// <param name="lemmaLength">In bytes.</param>
    /// <param name="tags">Of the form, parted by "+", in order.</param>
    private (long Count, bool IsCommon) Count(Span<byte> key, int lemmaLength, ReadOnlySpan<byte> tags)
    {
        var (sum, isCommon) = (0L, false);
        ReadOnlySpan<byte> last = default;
        while (tags.Length > 0)
        {
            var end = tags.IndexOf(Separator);
            var tag = FirstParts(end < 0 ? tags : tags[..end]);
            tags = end < 0 ? default : tags[(end + 1)..];
            if (tag.Length <= TagLengthMax - 1 && !tag.SequenceEqual(last))
            {
                last = tag;
                var wordClass = tag.IndexOf((byte)':') is > 0 and var length ? tag[..length] : tag;
                key[lemmaLength] = (byte)':';
                wordClass.CopyTo(key[(lemmaLength + 1)..]);
                var count = Number(_lemmas, key[..(lemmaLength + 1 + wordClass.Length)]);
                isCommon |= count > 0;
                sum += (long)Math.Max(count, RareCount) * Math.Max(Number(_tags, tag), RareTagPermille);
            }
        }
        return (sum, isCommon);
    }

    private static ReadOnlySpan<byte> FirstParts(ReadOnlySpan<byte> tag)
    {
        var parts = 0;
        for (var at = 0; at < tag.Length; at++)
        {
            if (tag[at] == ':' && ++parts == TagPartsMax)
            {
                return tag[..at];
            }
        }
        return tag;
    }

    private static int Number(SortedTable table, ReadOnlySpan<byte> key) =>
        table.TryFind(key, out var value) && int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
