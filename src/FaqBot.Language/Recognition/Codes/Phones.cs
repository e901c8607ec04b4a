using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>
/// Telephone numbers: Polish ones (nine digits with a prefix of the numbering plan, in any grouping), international ones (+ or 00), and
/// North American and British ones in their usual groups. Where the message calls it a telephone, any seven to fifteen digits will do.
/// </summary>
/// <example>"501 234 567", "(22) 123-45-67", "+48 501-234-567", "0048501234567", "tel. 12345678".</example>
internal static class Phones
{
    private const int DigitsMin = 7;

    /// <summary>ITU-T E.164.</summary>
    private const int DigitsMax = 15;

    private const int NationalLength = 9;
    private const int GroupsMax = 15;
    private const string Poland = "48";

    /// <summary>Office of Electronic Communications, numbering plan: areas, 26 and 47 (army, police), mobiles, 39 (IP), 70 and 80 (special
    /// rates). Compared with libphonenumber by <c>build/language-data/check_codes.py</c>.</summary>
    private static readonly FrozenSet<int> PolishPrefixes = FrozenSet.ToFrozenSet(
    [
        12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26, 29, 32, 33, 34, 41, 42, 43, 44, 46, 47, 48, 52, 54, 55, 56, 58, 59, 61, 62, 63,
        65, 67, 68, 71, 74, 75, 76, 77, 81, 82, 83, 84, 85, 86, 87, 89, 91, 94, 95, 45, 50, 51, 53, 57, 60, 66, 69, 72, 73, 78, 79, 88,
        39, 70, 80,
    ]);

    private static readonly string[] Cues =
    [
        "tel", "komork", "zadzwon", "dzwon", "oddzwon", "sms", "whatsapp", "phone", "call", "mobile", "cell", "fax", "faks", "kontakt",
            "contact", "infolini",
    ];

    private static readonly string[] OtherNumbers =
        ["account", "card", "order", "nip", "regon", "pesel", "zamowien", "kont", "kart", "faktur", "invoice", "paczk", "ssn"];

    /// <summary>Groups of digits in a row and what parts them.</summary>
    private struct Run
    {
        public int From;
        public int To;
        public int Groups;
        public int Digits;
        public bool HasPlus;
        public bool HasBracket;
        public bool HasTrunk;
        public bool HasDot;
        public bool HasSlash;
        public bool HasDash;
        public bool HasGap;
    }

    /// <summary>Adds what could be read as a telephone number.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        for (var at = 0; at < text.Count;)
        {
            at = IsStart(text, at) ? Math.Max(at + 1, Read(text, at, found)) : at + 1;
        }
    }

    private static bool IsStart(ScannedText text, int at)
    {
        var piece = text[at];
        if (piece.IsMark('+'))
        {
            return !(text.IsGlued(at) && text[at - 1].IsDigits) && text[at + 1].IsDigits && text.IsGlued(at + 1);
        }
        if (piece.IsMark('('))
        {
            return text[at + 1].IsDigits || (text[at + 1].IsMark('+') && text[at + 2].IsDigits);
        }
        var isGlued = text.IsGlued(at) && text[at - 1] is var before
            && (before.Kind != PieceKind.Mark || before.Text is "-" or "." or "/" or "," or "_" or "@" or "#" or "+" or "*" or "=");
        return piece.IsDigits && !isGlued;
    }

    /// <returns>Behind what was added; 0 for nothing.</returns>
    private static int Read(ScannedText text, int from, List<Candidate> found)
    {
        Span<char> digits = stackalloc char[DigitsMax + 3];
        var run = new Run { From = from, To = from };
        var best = 0;
        while (Extend(text, ref run, digits))
        {
            if (IsEnd(text, run.To) && Value(text, run, digits[..run.Digits]) is { } value)
            {
                best = run.To;
                found.Add(new Candidate(EntityKind.Phone, text[from].Start, text[run.To - 1].End, [new EntityValue.Text(value)]));
            }
        }
        return best;
    }

    /// <summary>Takes the next group of digits with the marks before it.</summary>
    private static bool Extend(ScannedText text, ref Run run, Span<char> digits)
    {
        var at = run.To;
        var isFirst = run.Groups == 0;
        for (var marks = 0; marks < 4 && text[at].Kind == PieceKind.Mark; marks++, at++)
        {
            if (!TakeMark(text, ref run, at))
            {
                return false;
            }
        }
        var piece = text[at];
        if (!piece.IsDigits || run.Groups == GroupsMax || run.Digits + piece.Size > digits.Length || text[at].Text is not { } group)
        {
            return false;
        }
        run.HasGap |= !isFirst && !text.IsGlued(at);
        run.Groups++;
        // "+44 (0)7123": the zero is dialled at home only.
        var isTrunk = group == "0" && text[at - 1].IsMark('(') && text[at + 1].IsMark(')') && run.Digits is > 0 and <= 5;
        run.HasTrunk |= isTrunk;
        if (!isTrunk)
        {
            group.CopyTo(digits[run.Digits..]);
            run.Digits += group.Length;
        }
        run.To = at + 1;
        return true;
    }

    /// <summary>Notes a mark before a group; false if none stands there in a telephone number.</summary>
    private static bool TakeMark(ScannedText text, ref Run run, int at)
    {
        var isFirst = run.Groups == 0;
        switch (text[at].Text)
        {
            case "+" when isFirst:
                run.HasPlus = true;
                return true;
            case "(" when !run.HasBracket || run.HasPlus || run.Digits <= 4:
            case ")" when run.HasBracket || run is { Groups: 1, Digits: 3 }:
                run.HasBracket = true;
                return true;
            case "-" when !isFirst:
                run.HasDash = true;
                return true;
            case "." when !isFirst && text.IsGlued(at):
                run.HasDot = true;
                return true;
            case "/" when !isFirst && text.IsGlued(at):
                run.HasSlash = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the digits do not go on in letters or in more digits behind a mark; "x123" is an extension.</summary>
    private static bool IsEnd(ScannedText text, int to)
    {
        var next = text[to];
        if (!text.IsGlued(to))
        {
            return true;
        }
        if (next.IsWord)
        {
            return next.Text is "x" or "ext" && text[to + 1].IsDigits;
        }
        var goesOn = text[to + 1].IsDigits && text.IsGlued(to + 1);
        return !next.IsDigits && !next.IsMark('%') && !next.IsMark('*') && !next.IsMark('@') && !next.IsMark('_')
            && !(goesOn && next.Text is "-" or "." or "," or "/" or ":" or "=");
    }

    private static string? Value(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        if (International(text, run, digits) is { } international)
        {
            return international;
        }
        if (run.HasPlus || digits.Length is < DigitsMin or > DigitsMax)
        {
            return null;
        }
        var isNational = IsPolish(text, run, digits) || IsAmerican(text, run, digits) || IsTrunked(text, run, digits);
        var isOther = Codes.HasCue(text, run.From, OtherNumbers) && !Codes.HasCue(text, run.From, Cues);
        return (isNational && !isOther) || IsNamed(text, run, digits) ? digits.ToString() : null;
    }

    /// <summary>"+48 501 234 567", "0048501234567", "(+45) 12 34 56 78".</summary>
    private static string? International(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        var isZeros = !run.HasPlus && digits is ['0', '0', >= '1' and <= '9', ..];
        if ((!run.HasPlus && !isZeros) || GoesOn(text, run))
        {
            return null;
        }
        var number = isZeros ? digits[2..] : digits;
        if (number is not [>= '1' and <= '9', ..] || number.Length is < 8 or > DigitsMax || IsDotted(text, run, number.Length))
        {
            return null;
        }
        var isPolish = number.StartsWith(Poland, StringComparison.Ordinal);
        return isPolish && number.Length != NationalLength + Poland.Length ? null : $"+{number}";
    }

    /// <summary>A decimal number or a chain of small numbers is none.</summary>
    private static bool IsDotted(ScannedText text, Run run, int length) => run.HasDot && run.Groups > length / 2;

    /// <summary>Nine digits of the numbering plan, with or without 48 and the zero of old.</summary>
    private static bool IsPolish(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        var national = National(text, run, digits);
        if (national.IsEmpty || !PolishPrefixes.Contains((national[0] - '0') * 10 + national[1] - '0') || GoesOn(text, run))
        {
            return false;
        }
        // Groups of one number have two digits or more, and points part all of them or none.
        var isGrouped = run.Groups <= 5 && !(run.HasDot && (run.HasGap || run.HasDash || run.Groups < 3)) && !(run.HasSlash && run.HasDash);
        return isGrouped && AreGroupsWhole(text, run) && (text.IsPolish || run.Groups > 1 || Codes.IsWhole(text, run.From, run.To));
    }

    /// <summary>The nine digits; empty if there are others.</summary>
    private static ReadOnlySpan<char> National(ScannedText text, Run run, ReadOnlySpan<char> digits) => digits.Length switch
    {
        NationalLength => digits,
        NationalLength + 1 when digits[0] == '0' && run.Groups > 1 && text.IsPolish => digits[1..],
        NationalLength + 2 when digits.StartsWith(Poland, StringComparison.Ordinal) => digits[2..],
        _ => [],
    };

    private static bool AreGroupsWhole(ScannedText text, Run run)
    {
        for (var at = run.From; at < run.To; at++)
        {
            if (text[at].IsDigits && text[at].Size < 2 && run.Groups > 2)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>"541-754-3010", "(541) 754-3010", "1-541-754-3010", "223-4567" where it is called a telephone.</summary>
    private static bool IsAmerican(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        var local = digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
        if (local.Length != 10 || GoesOn(text, run))
        {
            return false;
        }
        var isPlan = local[0] >= '2' && local[3] >= '2';
        if (IsAmericanForm(text, run) && (run.HasBracket || (isPlan && text.IsEnglish)))
        {
            return true;
        }
        return isPlan && digits.Length == 11 && Codes.IsWhole(text, run.From, run.To);
    }

    private static bool IsAmericanForm(ScannedText text, Run run) =>
        run.Groups is 3 or 4 && text[run.To - 1].Size == 4 && !(run.HasDot && (run.HasDash || run.HasGap));

    /// <summary>Behind the zero of a trunk: British in English, others in groups.</summary>
    private static bool IsTrunked(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        if (run.HasDot || GoesOn(text, run))
        {
            return false;
        }
        if (run.Groups > 1 && digits.Length is >= 9 and <= 12 && text[run.From].IsMark('('))
        {
            return true;
        }
        return digits is ['0', not '0', ..] && digits.Length is 10 or 11 && IsTrunkForm(text, run, digits);
    }

    private static bool IsTrunkForm(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        var isBritish = text.IsEnglish && digits[1] is '1' or '2' or '3' or '7' or '8';
        return text.IsEnglish
            ? isBritish && (digits.Length == 11 || (run.Groups > 1 && digits[1] != '7'))
            : (run.Groups is > 1 and <= 5 && AreGroupsWhole(text, run)) || Codes.IsWhole(text, run.From, run.To);
    }

    /// <summary>"My phone number is 1234 5678."</summary>
    private static bool IsNamed(ScannedText text, Run run, ReadOnlySpan<char> digits)
    {
        if (!Codes.HasCue(text, run.From, Cues) || Codes.HasCue(text, run.From, OtherNumbers) || GoesOn(text, run)
            || IsDotted(text, run, digits.Length))
        {
            return false;
        }
        return digits.Length > DigitsMin || digits[0] is not ('0' or '1');
    }

    /// <summary>Whether another group follows that can be no number of its own.</summary>
    private static bool GoesOn(ScannedText text, Run run)
    {
        var at = run.To;
        if (text[at].Text is "-" or "/" && text[at + 1].IsDigits)
        {
            return true;
        }
        return text[at].IsDigits && text[at].Size < DigitsMin;
    }
}
