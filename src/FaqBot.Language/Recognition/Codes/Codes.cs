namespace FaqBot.Language;

/// <summary>Accounts, NIP, PESEL and parcel numbers: letters and digits that may be written in groups.</summary>
internal static class Codes
{
    /// <summary>The longest are IBANs of 34 and the longest parcel numbers.</summary>
    private const int LengthMax = 40;

    /// <summary>A cue stands at most this many pieces before its code.</summary>
    private const int CueDistanceMax = 5;

    /// <summary>Letters before digits that belong to them: IBAN, S10, JJD, JVGL.</summary>
    private const int PrefixLengthMax = 4;

    private const int NrbLength = 26;
    private const int NipLength = 10;
    private const int PeselLength = 11;

    private static readonly string[] NipCues = ["nip", "vat", "faktur", "podatk", "tax", "invoice", "firm"];

    private static readonly string[] ParcelCues =
    [
        "paczk", "przesyl", "przewoz", "nadani", "nadan", "sledz", "tracking", "track", "parcel", "shipment", "package", "waybill",
        "consignment", "kurier", "courier", "inpost", "dpd", "dhl", "gls", "ups", "fedex", "pocztex", "poczt", "packeta", "list", "delivery", "dostaw",
    ];

    /// <summary>Adds what could be read as one of these codes.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        bool? isNamed = null;
        for (var at = 0; at < text.Count; at++)
        {
            if (IsStart(text, at))
            {
                Read(text, at, isNamed ??= IsAnyNamed(text), found);
            }
        }
    }

    /// <summary>Whether a word that begins with one of <paramref name="stems"/> stands shortly before.</summary>
    public static bool HasCue(ScannedText text, int at, string[] stems)
    {
        for (var before = at - 1; before >= Math.Max(0, at - CueDistanceMax); before--)
        {
            if (text[before].IsWord && Begins(text[before].Text ?? "", stems))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether nothing but marks stands around the pieces.</summary>
    public static bool IsWhole(ScannedText text, int from, int to)
    {
        for (var at = 0; at < text.Count; at++)
        {
            if ((at < from || at >= to) && text[at].Kind != PieceKind.Mark)
            {
                return false;
            }
        }
        return true;
    }

    private static bool Begins(string word, string[] stems)
    {
        foreach (var stem in stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsAnyNamed(ScannedText text)
    {
        for (var at = 0; at < text.Count; at++)
        {
            if (text[at].IsWord && Begins(text[at].Text ?? "", ParcelCues))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsStart(ScannedText text, int at)
    {
        var piece = text[at];
        var isGlued = text.IsGlued(at) && (text[at - 1].Kind is PieceKind.Digits or PieceKind.Word || text[at - 1].Text is "-" or "." or "_" or "@" or "/");
        if (isGlued)
        {
            return false;
        }
        return piece.IsDigits || (piece.IsWord && piece.Length <= PrefixLengthMax && text[at + 1].IsDigits);
    }

    private static void Read(ScannedText text, int from, bool isNamed, List<Candidate> found)
    {
        Span<char> code = stackalloc char[LengthMax];
        var length = 0;
        for (var at = from; at < text.Count && Take(text, from, at, code, ref length); at++)
        {
            // A hyphen is skipped: "123-456-78-90".
            if (text[at].Kind == PieceKind.Mark || (text.IsGlued(at + 1) && text[at + 1].Kind is PieceKind.Digits or PieceKind.Word))
            {
                continue;
            }
            if (!(text.IsGlued(at + 1) && text[at + 1].IsMark('-') && text.IsGlued(at + 2) && text[at + 2].IsDigits))
            {
                Judge(text, from, at + 1, code[..length], isNamed, found);
            }
        }
    }

    /// <summary>Adds the piece to the code if it may belong to it.</summary>
    private static bool Take(ScannedText text, int from, int at, Span<char> code, ref int length)
    {
        var piece = text[at];
        if (piece.IsMark('-'))
        {
            return text.IsGlued(at) && at > from && text[at + 1].IsDigits && text.IsGlued(at + 1);
        }
        var written = piece.IsDigits ? piece.Text : text.Written(at);
        if (piece.Kind is not (PieceKind.Digits or PieceKind.Word) || written.Length > code.Length - length || !IsGroup(text, from, at))
        {
            return false;
        }
        foreach (var unit in written)
        {
            if (!char.IsAsciiLetterOrDigit(unit))
            {
                return false;
            }
            code[length++] = char.ToUpperInvariant(unit);
        }
        return true;
    }

    /// <summary>Whether a piece behind a gap may be one more group: digits, or a few letters; but "a 1234567890" is none.</summary>
    private static bool IsGroup(ScannedText text, int from, int at)
    {
        if (at == from || text.IsGlued(at))
        {
            return true;
        }
        var isBehindLetter = at - 1 == from && text[from].IsWord && text[from].Length == 1;
        return !isBehindLetter && (text[at].IsDigits || text[at].Length <= PrefixLengthMax);
    }

    private static void Judge(ScannedText text, int from, int to, ReadOnlySpan<char> code, bool isNamed, List<Candidate> found)
    {
        if (Ibans.Is(code))
        {
            Add(EntityKind.Iban, text, from, to, code.ToString(), found);
        }
        var isDigits = !code.ContainsAnyExceptInRange('0', '9');
        if (isDigits)
        {
            JudgeDigits(text, from, to, code, found);
        }
        else if (IsVatNumber(code))
        {
            Add(EntityKind.Nip, text, from, to, code[2..].ToString(), found);
        }
        JudgeParcel(text, from, to, code, isNamed, found);
    }

    /// <summary>A NIP as it is written abroad.</summary>
    private static bool IsVatNumber(ReadOnlySpan<char> code) =>
        code.Length == NipLength + 2 && code is ['P', 'L', ..] && !code[2..].ContainsAnyExceptInRange('0', '9') && CheckDigits.IsNip(code[2..]);

    private static void JudgeParcel(ScannedText text, int from, int to, ReadOnlySpan<char> code, bool isNamed, List<Candidate> found)
    {
        var isDigits = !code.ContainsAnyExceptInRange('0', '9');
        var isGrouped = to - from > 1 && isDigits;
        // Groups before or behind these make the number another one.
        var isCut = isGrouped && (text[from - 1].IsDigits || text[to].IsDigits);
        var trust = isCut ? CodeTrust.None : ParcelFormat.Of(code, isNamed);
        if (trust == CodeTrust.Sure || (trust == CodeTrust.Asked && ((isNamed && !isGrouped) || IsWhole(text, from, to))))
        {
            Add(EntityKind.ParcelNumber, text, from, to, code.ToString(), found);
        }
    }

    private static void JudgeDigits(ScannedText text, int from, int to, ReadOnlySpan<char> code, List<Candidate> found)
    {
        if (code.Length == NrbLength && Ibans.Is($"PL{code}"))
        {
            Add(EntityKind.Iban, text, from, to, $"PL{code}", found);
        }
        var isOnePiece = to == from + 1;
        if (code.Length == PeselLength && (isOnePiece || IsWhole(text, from, to)) && CheckDigits.IsPesel(code))
        {
            Add(EntityKind.Pesel, text, from, to, code.ToString(), found);
        }
        if (code.Length == NipLength && CheckDigits.IsNip(code) && (IsNipForm(text, from, to) || IsWhole(text, from, to) || HasCue(text, from, NipCues)))
        {
            Add(EntityKind.Nip, text, from, to, code.ToString(), found);
        }
    }

    /// <summary>123-456-78-90 or 123-45-67-890: no telephone number is written so.</summary>
    private static bool IsNipForm(ScannedText text, int from, int to) =>
        to - from == 7 && text[from + 1].IsMark('-') && text[from].Size == 3
        && (text[from + 2].Size, text[from + 4].Size, text[from + 6].Size) is (3, 2, 2) or (2, 2, 3);

    private static void Add(EntityKind kind, ScannedText text, int from, int to, string value, List<Candidate> found) =>
        found.Add(new Candidate(kind, text[from].Start, text[to - 1].End, [new EntityValue.Text(value)]));
}
