using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>
/// A text cut into <see cref="Piece"/>s, for recognisers. Unlike <see cref="TextAnalysis"/> it keeps marks, parts letters from digits and
/// counts in units of the text as it was handed in: nothing is normalised or moved. What is not seen (zero-width spaces, marks of
/// direction, soft hyphens) parts nothing.
/// </summary>
internal sealed class ScannedText
{
    private static readonly string[] AsciiMarks = [.. Enumerable.Range(0, 128).Select(static unit => ((char)unit).ToString())];

    private readonly List<Piece> _pieces = [];
    private List<Numeral>? _numerals;

    private ScannedText(string text, string language)
    {
        Text = text;
        Tag = language;
        Language = LanguageTag.Primary(language);
    }

    /// <summary>As it was handed in; only its first <see cref="TextAnalysis.TextLengthMax"/> units were read.</summary>
    public string Text { get; }

    /// <summary>BCP-47 as it was handed in: <c>en-GB</c>.</summary>
    public string Tag { get; }

    /// <summary>Without region: <c>pl</c>.</summary>
    public string Language { get; }

    public bool IsPolish => Language == "pl";

    public bool IsEnglish => Language == "en";

    /// <summary>How many pieces there are.</summary>
    public int Count => _pieces.Count;

    /// <summary>A piece by its place; before the first and behind the last there is <see cref="PieceKind.None"/>.</summary>
    public Piece this[int at] => (uint)at < (uint)_pieces.Count ? _pieces[at] : default;

    /// <summary>The first piece that is no mark; <see cref="Count"/> if all are.</summary>
    public int FirstReadable { get; private set; }

    /// <summary>The last piece that is no mark; -1 if all are.</summary>
    public int LastReadable { get; private set; } = -1;

    /// <summary>The letters of a piece as they were written.</summary>
    public ReadOnlySpan<char> Written(int at) => Text.AsSpan(this[at].Start, this[at].Length);

    /// <summary>Whether piece <paramref name="at"/> exists and touches the one before it.</summary>
    public bool IsGlued(int at) => this[at].IsGlued;

    /// <summary>The numbers in it, one behind the other, codes and dates among them.</summary>
    public IReadOnlyList<Numeral> Numerals => _numerals ??= ReadNumerals();

    /// <summary>The number that begins at piece <paramref name="at"/>; null for none, and inside another.</summary>
    public Numeral? NumeralAt(int at)
    {
        var (low, high) = (0, Numerals.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var numeral = Numerals[middle];
            if (numeral.From == at)
            {
                return numeral;
            }
            (low, high) = numeral.From < at ? (middle + 1, high) : (low, middle - 1);
        }
        return null;
    }

    public static ScannedText Of(string text, string language)
    {
        var scanned = new ScannedText(text, language);
        scanned.Scan(Math.Min(text.Length, TextAnalysis.TextLengthMax));
        scanned.FirstReadable = scanned._pieces.FindIndex(static piece => piece.Kind != PieceKind.Mark);
        scanned.FirstReadable = scanned.FirstReadable < 0 ? scanned.Count : scanned.FirstReadable;
        scanned.LastReadable = scanned._pieces.FindLastIndex(static piece => piece.Kind != PieceKind.Mark);
        return scanned;
    }

    private List<Numeral> ReadNumerals()
    {
        var numerals = new List<Numeral>();
        for (var at = 0; at < Count;)
        {
            if (FaqBot.Language.Numerals.At(this, at) is { } numeral)
            {
                numerals.Add(numeral);
                at = numeral.To;
                continue;
            }
            at++;
        }
        return numerals;
    }

    private void Scan(int end)
    {
        var isGlued = false;
        for (var at = 0; at < end;)
        {
            var rune = RuneAt(at, end, out var length);
            if (IsUnseen(rune) || (IsAccent(rune) && !isGlued))
            {
                at += length;
                continue;
            }
            if (Rune.IsWhiteSpace(rune) && rune.Value != '\n')
            {
                isGlued = false;
                at += length;
                continue;
            }
            var kind = KindOf(rune);
            var next = PieceEnd(kind, at + length, end, out var isPlain);
            var folded = Folded(kind, rune, Text.AsSpan(at, next - at), isPlain);
            // Digits with marks on them, which folding keeps in some scripts, are none.
            kind = kind == PieceKind.Digits && folded.AsSpan().ContainsAnyExceptInRange('0', '9') ? PieceKind.Word : kind;
            _pieces.Add(new Piece(kind, at, next - at, folded, isGlued));
            at = next;
            isGlued = rune.Value != '\n';
        }
    }

    /// <summary>Where the piece ends that goes on at <paramref name="at"/>.</summary>
    /// <param name="kind">Of which kind the piece is.</param>
    /// <param name="at">Behind its first character.</param>
    /// <param name="end">Behind the last unit that is read.</param>
    /// <param name="isPlain">Whether nothing unseen lies in it.</param>
    private int PieceEnd(PieceKind kind, int at, int end, out bool isPlain)
    {
        isPlain = true;
        for (var last = at; ;)
        {
            if (at >= end)
            {
                return last;
            }
            var rune = RuneAt(at, end, out var length);
            at += length;
            if (IsAccent(rune) || (kind == PieceKind.Mark && IsSkinTone(rune)))
            {
                last = at;
            }
            else if (kind != PieceKind.Mark && KindOf(rune) == kind)
            {
                last = at;
            }
            else if (kind != PieceKind.Mark && IsUnseen(rune))
            {
                // It belongs to the piece only if the piece goes on behind it.
                isPlain = false;
            }
            else if (kind != PieceKind.Word || !IsApostropheInWord(rune, at, end))
            {
                return last;
            }
        }
    }

    private bool IsApostropheInWord(Rune rune, int next, int end) =>
        rune.IsBmp && Punctuation.IsInsideWord((char)rune.Value) && next < end && Rune.IsLetter(RuneAt(next, end, out _));

    private static string Folded(PieceKind kind, Rune first, ReadOnlySpan<char> written, bool isPlain)
    {
        if (kind == PieceKind.Mark)
        {
            return MarkOf(first);
        }
        if (isPlain && IsFolded(written))
        {
            return written.ToString();
        }
        return Folding.Fold(isPlain ? written : Seen(written));
    }

    private static bool IsFolded(ReadOnlySpan<char> written)
    {
        for (var at = 0; at < written.Length; at++)
        {
            var unit = written[at];
            var isStretched = at >= 2 && unit == written[at - 1] && unit == written[at - 2] && unit > '9';
            if (!(char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit)) || isStretched)
            {
                return false;
            }
        }
        return true;
    }

    private static string Seen(ReadOnlySpan<char> written)
    {
        var seen = new StringBuilder(written.Length);
        foreach (var rune in written.EnumerateRunes())
        {
            if (!IsUnseen(rune))
            {
                seen.Append(rune);
            }
        }
        return seen.ToString();
    }

    private static string MarkOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            return AsciiMarks[rune.Value];
        }
        return rune.Value switch
        {
            0x2212 or 0xFE63 or 0xFF0D => "-",
            0xFF0B => "+",
            0xFF05 => "%",
            0xFF20 => "@",
            0x2044 or 0x2215 => "/",
            _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation => "-",
            _ => rune.ToString(),
        };
    }

    private static PieceKind KindOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            return char.IsAsciiLetter((char)rune.Value) ? PieceKind.Word : char.IsAsciiDigit((char)rune.Value) ? PieceKind.Digits
                : PieceKind.Mark;
        }
        return Rune.IsLetter(rune) ? PieceKind.Word
            : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? PieceKind.Digits
            : PieceKind.Mark;
    }

    /// <summary>Half a surrogate pair is read as U+FFFD, one unit long.</summary>
    private Rune RuneAt(int at, int end, out int length)
    {
        var unit = Text[at];
        if (!char.IsSurrogate(unit))
        {
            length = 1;
            return new Rune(unit);
        }
        Rune.DecodeFromUtf16(Text.AsSpan(at, Math.Min(2, end - at)), out var rune, out length);
        return rune;
    }

    private static bool IsUnseen(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    private static bool IsAccent(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsSkinTone(Rune rune) => rune.Value is >= 0x1F3FB and <= 0x1F3FF;
}
