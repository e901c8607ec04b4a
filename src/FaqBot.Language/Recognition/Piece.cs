namespace FaqBot.Language;

/// <summary>What a <see cref="Piece"/> consists of.</summary>
internal enum PieceKind
{
    /// <summary>Beyond the ends of the text.</summary>
    None,

    /// <summary>Letters, with the marks on them and apostrophes between them; digits with marks that are no accents.</summary>
    Word,

    /// <summary>Digits of any script, read as ASCII.</summary>
    Digits,

    /// <summary>One sign or emoji; a line break is one too.</summary>
    Mark,
}

/// <summary>A run of letters, a run of digits, or one mark. "24h" and "PL00" are two pieces, "12,50 zł" is four.</summary>
/// <param name="Kind">What it consists of.</param>
/// <param name="Start">Its first UTF-16 unit in the original text.</param>
/// <param name="Length">Its length there.</param>
/// <param name="Text">Folded: words by <see cref="Folding"/>, digits as ASCII, all dashes as <c>-</c>, a line break as
/// <c>\n</c>.</param>
/// <param name="IsGlued">Nothing stands between it and the piece before.</param>
internal readonly record struct Piece(PieceKind Kind, int Start, int Length, string? Text, bool IsGlued)
{
    public int End => Start + Length;

    /// <summary>How many letters or digits are read; digits beyond the first plane and unseen marks make it less than
    /// <see cref="Length"/>.</summary>
    public int Size => Text?.Length ?? 0;

    public bool IsWord => Kind == PieceKind.Word;

    public bool IsDigits => Kind == PieceKind.Digits;

    public bool IsMark(char mark) => Kind == PieceKind.Mark && Text is { Length: 1 } text && text[0] == mark;

    public bool Is(string word) => Kind == PieceKind.Word && string.Equals(Text, word, StringComparison.Ordinal);
}
