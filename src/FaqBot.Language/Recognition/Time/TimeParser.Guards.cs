namespace FaqBot.Language;

/// <summary>What keeps prices, sizes, versions and other people's words from being taken for time.</summary>
internal sealed partial class TimeParser
{
    /// <summary>Not inside a longer code, and not what comes again (every Monday) or is named by a number (size 5).</summary>
    private bool CanBegin(int at)
    {
        var piece = _text[at];
        if (piece.IsMark('@') || !MayBegin(at))
        {
            return false;
        }
        var before = _text[at - 1];
        if (piece.IsGlued && (before.IsWord || before.IsDigits || IsCodeMark(before)))
        {
            return false;
        }
        return !Is(at, TimeRole.Every)
            && !IsBehind(at, TimeRole.Every)
            && !(piece.IsDigits && (IsLabelled(at) || IsCurrency(before) || before.IsMark('#')));
    }

    /// <summary>"size 5", "cena to 12.11".</summary>
    private bool IsLabelled(int at) =>
        IsBehind(at, TimeRole.Label) || (_text[at - 1].Text is "to" or "jest" or "is" or "was" or "=" && IsBehind(at - 1, TimeRole.Label));

    /// <summary>Whether anything could be read here at all.</summary>
    private bool MayBegin(int at) =>
        _text[at] is var piece && (piece.IsDigits || piece.IsMark('@') || (piece.IsWord
            && (!_entries[at].IsEmpty || IsNumberWord(at) || _numbers.At(_text, at).Role == NumberRole.Part)));

    private bool IsNumberWord(int at) => _numbers.At(_text, at).Role is NumberRole.Small or NumberRole.Tens or NumberRole.Ordinal;

    private static bool IsCodeMark(Piece mark) =>
        mark is { Kind: PieceKind.Mark, Text: "-" or "_" or "/" or "@" or "." or "+" or "#" or "=" or "\\" or "*" };

    private static bool IsCurrency(Piece mark) => mark.Kind == PieceKind.Mark && mark.Text is "$" or "€" or "£" or "%" or "°";

    /// <summary>Whether a word of the role stands right before, perhaps with a dot or colon between.</summary>
    private bool IsBehind(int at, TimeRole role)
    {
        var before = IsMark(at - 1, ".:") ? at - 2 : at - 1;
        return Is(before, role, out _, out var end) && end == before + 1;
    }

    private bool Stands(int at, TimeReading phrase)
    {
        var isOfDigits = _text[phrase.End - 1].IsDigits;
        var next = _text[phrase.End];
        var isCounting = isOfDigits && (IsMeasured(phrase.End) || IsCurrency(next));
        return !isCounting && !GoesOn(phrase.End, isOfDigits) && (phrase.IsFirm || Codes.IsWhole(_text, at, phrase.End));
    }

    /// <summary>Whether letters or digits touch the end, perhaps with a mark between: 12.05.2024.7, jutro-kod.</summary>
    private bool GoesOn(int at, bool isOfDigits)
    {
        var next = _text[at];
        if (!next.IsGlued || next.Kind != PieceKind.Mark)
        {
            return next.IsGlued && (next.IsDigits || isOfDigits);
        }
        return _text.IsGlued(at + 1) && _text[at + 1].Kind != PieceKind.Mark && IsMark(at, isOfDigits ? "-/:.,_@" : "-/_@");
    }

    private bool IsMeasured(int at) => Is(at, TimeRole.Measure) && !(_text[at].Text is "m" && _text[at + 1].Text is "in");

    /// <summary>Whether a bare number before this place counts nothing: a mark or a little word follows, or a word of time.</summary>
    private bool MayEnd(int at)
    {
        var piece = _text[at];
        return piece.Kind switch
        {
            PieceKind.None => true,
            PieceKind.Mark =>
                !IsCurrency(piece) && !(piece.IsGlued && !piece.IsMark('-') && _text[at + 1] is { IsGlued: true, IsDigits: true }),
            PieceKind.Word =>
                !piece.IsGlued && !IsMeasured(at) && !IsNumberWord(at) && (_words.Functions.Contains(piece.Text ?? "") || IsTimeWord(at)),
            _ => false,
        };
    }

    /// <summary>Words of time other than units, which would make the number count them.</summary>
    private bool IsTimeWord(int at)
    {
        var isTime = false;
        foreach (var entry in _entries[at])
        {
            if (entry.Role is TimeRole.Unit or TimeRole.Minutes or TimeRole.Count)
            {
                return false;
            }
            isTime |= entry.Role is not (TimeRole.Label or TimeRole.OrdinalEnd) && EndOf(entry, at) > 0;
        }
        return isTime;
    }

    /// <summary>April O'Neil is a person: another name follows that begins with a capital letter.</summary>
    private bool IsName(int end) =>
        _text[end].IsWord && !_text.IsGlued(end) && char.IsUpper(_text.Written(end)[0])
            && _text.Written(end).ContainsAnyExceptInRange('A', 'Z') && _entries[end].IsEmpty;
}
