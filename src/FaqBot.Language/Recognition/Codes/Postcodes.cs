namespace FaqBot.Language;

/// <summary>Postcodes: Polish <c>00-000</c> anywhere, British ones in English, five digits where the message calls them one.</summary>
internal static class Postcodes
{
    private static readonly string[] Cues = ["poczt", "zip", "postcod", "postal", "psc", "plz"];
    private static readonly string[] CodeCues = ["kod", "code"];
    private static readonly string[] AddressCues = ["kod", "poczt", "adres", "ul", "miast", "address", "zip", "post"];

    /// <summary>Never the last two letters of a British postcode (Royal Mail, PAF Programmers' Guide).</summary>
    private const string NotInward = "CIKMOV";

    /// <summary>Adds what could be read as a postcode.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        for (var at = 0; at < text.Count; at++)
        {
            if (text[at].IsDigits)
            {
                AddPolish(text, at, found);
                AddNamed(text, at, found);
            }
            if (text.IsEnglish && text[at].IsWord && text[at].Length <= 3)
            {
                AddBritish(text, at, found);
            }
        }
    }

    private static void AddPolish(ScannedText text, int at, List<Candidate> found)
    {
        var isForm = text[at].Size == 2 && text[at + 1].IsMark('-') && text[at + 2].IsDigits && text[at + 2].Size == 3
            && text.IsGlued(at + 1) && text.IsGlued(at + 2);
        if (isForm && IsFree(text, at, at + 3) && !IsRange(text, at))
        {
            Add(text, at, at + 3, $"{text[at].Text}-{text[at + 2].Text}", found);
        }
    }

    /// <summary>"50-100 sztuk" counts; "50-100 Wrocław" is a place.</summary>
    private static bool IsRange(ScannedText text, int at)
    {
        var isRound = text[at].Text is [not '0', _] && text[at + 2].Text is [not '0', _, '0'];
        var next = text[at + 3];
        return isRound && !Codes.HasCue(text, at, AddressCues) && next.IsWord && !char.IsUpper(text.Written(at + 3)[0]);
    }

    /// <summary>"kod pocztowy 00950", "kod pocztowy: 31 147", "zip code 90210", "PSČ 938 29".</summary>
    private static void AddNamed(ScannedText text, int at, List<Candidate> found)
    {
        if (!Codes.HasCue(text, at, Cues))
        {
            return;
        }
        if (text[at].Size == 5 && IsFree(text, at, at + 1))
        {
            var digits = text[at].Text ?? "";
            Add(text, at, at + 1, text.IsPolish ? $"{digits[..2]}-{digits[2..]}" : digits, found);
        }
        // In "na poczcie 31 147 osób" something is counted.
        if (text.IsPolish && AreGroups(text, at, 2, 3) && Codes.HasCue(text, at, CodeCues) && !text[at + 2].IsDigits)
        {
            Add(text, at, at + 2, $"{text[at].Text}-{text[at + 1].Text}", found);
        }
        if (AreGroups(text, at, 3, 2))
        {
            Add(text, at, at + 2, $"{text[at].Text} {text[at + 1].Text}", found);
        }
    }

    private static bool AreGroups(ScannedText text, int at, int first, int second) => text[at].Size == first
        && text[at + 1].IsDigits && text[at + 1].Size == second && !text.IsGlued(at + 1) && IsFree(text, at, at + 2);

    /// <summary>"SW1A 1AA", "de993gg", "GIR 0AA": one or two letters, a digit, a digit or letter; a digit and two letters.</summary>
    private static void AddBritish(ScannedText text, int from, List<Candidate> found)
    {
        Span<char> code = stackalloc char[8];
        var length = 0;
        var gapAt = 0;
        for (var at = from; at < text.Count && at < from + 5; at++)
        {
            var written = text.Written(at);
            var isGap = at > from && !text.IsGlued(at);
            var isSecondGap = isGap && (gapAt > 0 || !text[at].IsDigits);
            if (text[at].Kind is not (PieceKind.Word or PieceKind.Digits) || written.Length > code.Length - length || isSecondGap)
            {
                return;
            }
            gapAt = isGap ? length : gapAt;
            length += written.ToUpperInvariant(code[length..]);
            if (length >= 5 && (gapAt == 0 || gapAt == length - 3) && IsBritish(code[..length]) && IsFree(text, from, at + 1))
            {
                Add(text, from, at + 1, $"{code[..(length - 3)]} {code[(length - 3)..length]}", found);
                return;
            }
        }
    }

    private static bool IsBritish(ReadOnlySpan<char> code)
    {
        var inward = code[^3..];
        var isInward = char.IsAsciiDigit(inward[0]) && IsInwardLetter(inward[1]) && IsInwardLetter(inward[2]);
        var outward = code[..^3];
        var letters = outward.IndexOfAnyInRange('0', '9');
        if (!isInward || outward.Length > 4 || (letters < 1 && outward is not "GIR"))
        {
            return false;
        }
        return outward is "GIR" || (letters <= 2 && outward.Length - letters <= 2
            && !outward[..letters].ContainsAnyExceptInRange('A', 'Z') && (char.IsAsciiDigit(outward[^1]) || outward.Length - letters == 2)
            && char.IsAsciiLetterOrDigit(outward[^1]));
    }

    private static bool IsInwardLetter(char unit) => char.IsAsciiLetterUpper(unit) && !NotInward.Contains(unit, StringComparison.Ordinal);

    /// <summary>Whether nothing is glued to it that it would be a part of.</summary>
    private static bool IsFree(ScannedText text, int from, int to)
    {
        var isBefore = text.IsGlued(from)
            && (text[from - 1].Kind != PieceKind.Mark || text[from - 1].Text is "-" or "." or "/" or "_" or "@" or "+" or "#");
        var goesOn = text.IsGlued(to + 1) && text[to + 1].Kind is PieceKind.Digits or PieceKind.Word;
        var isBehind = text.IsGlued(to) && (text[to].Kind != PieceKind.Mark || (goesOn && text[to].Text is "-" or "/" or "_" or "@"));
        return !isBefore && !isBehind;
    }

    private static void Add(ScannedText text, int from, int to, string value, List<Candidate> found) =>
        found.Add(new Candidate(EntityKind.Postcode, text[from].Start, text[to - 1].End, [new EntityValue.Text(value)]));
}
