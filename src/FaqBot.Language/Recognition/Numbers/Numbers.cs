using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>Numbers, ordinals and hundredths that are meant as such: digits inside codes, dates and formulas are not.</summary>
internal static class Numbers
{
    /// <summary>What stands between digits that belong together: no number of its own on either side.</summary>
    private const string Links = "/.,:_@#+*^=\\&";

    private static readonly FrozenSet<string> PercentWords = FrozenSet.ToFrozenSet(
        ["procent", "procenta", "procentow", "procentami", "procentach", "procentem", "proc", "percent", "percents", "pct", "percentage"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> PolishOrdinalEndings = (
        "szy sza sze szego szej szym gi ga gie giego giej gim ci cia cie ciego ciej cim ty ta te tego tej tym my ma me mego mej mym "
        + "sty sta ste stego stej stym ny")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> EnglishOrdinalEndings =
        FrozenSet.ToFrozenSet(["st", "nd", "rd", "th"], StringComparer.Ordinal);

    /// <summary>What counts things and may touch its digits: "2x", "3szt.".</summary>
    private static readonly FrozenSet<string> Pieces =
        FrozenSet.ToFrozenSet(["x", "szt", "sztuk", "sztuki", "sztuke", "par", "pary", "pcs"], StringComparer.Ordinal);

    /// <summary>Before "one" these make it a pronoun: "this one", "which one".</summary>
    private static readonly FrozenSet<string> BeforePronoun = FrozenSet.ToFrozenSet(
        ["the", "this", "that", "which", "these", "those", "each", "every", "any", "no", "another", "other", "last", "next", "first", "new",
            "old", "same", "right", "wrong", "good", "bad", "big", "small", "better", "best", "only", "what", "some"],
        StringComparer.Ordinal);

    /// <summary>Before "second" these make it a unit of time or a verb: "a second", "I second that".</summary>
    private static readonly FrozenSet<string> BeforeUnit = FrozenSet.ToFrozenSet(
        ["a", "per", "each", "i", "we", "every", "any", "split"], StringComparer.Ordinal);

    /// <summary>A number behind these is a part of the name: articles of a law, and things sold by generations.</summary>
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        ["art", "ust", "pkt", "lit", "iphone", "ipad", "galaxy", "redmi", "xbox", "playstation", "windows", "android", "ios", "kindle"],
        StringComparer.Ordinal);

    /// <summary>Numbers only where they are the whole answer.</summary>
    private static readonly FrozenDictionary<string, decimal> Alone = Words(2, "para pary couple pair")
        .Concat(Words(1, "pojedynczy pojedyncza pojedyncze single"))
        .Concat(Words(0, "none nil zilch zaden zadna zadne"))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds what could be read as a number.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        foreach (var numeral in text.Numerals)
        {
            if (numeral.IsOrdinal)
            {
                AddOrdinal(text, numeral, found);
            }
            else if (!AddPercent(text, numeral, found) && !AddMarkedOrdinal(text, numeral, found))
            {
                AddNumber(text, numeral, found);
            }
        }
        if (text is { Count: 1, IsPolish: true } or { Count: 1, IsEnglish: true } && Alone.TryGetValue(text[0].Text ?? "", out var value))
        {
            Add(EntityKind.Number, text, 0, 1, value, null, found);
        }
    }

    /// <summary>Whether the digits of a numeral go on in letters, or in marks with more digits: codes, dates, times, formulas.</summary>
    public static bool IsPartOfCode(ScannedText text, Numeral numeral) => IsCodeBefore(text, numeral.From)
        || IsCodeBehind(text, numeral.To);

    /// <summary>The same for what stands before it: behind a unit of its own, digits may touch what they like.</summary>
    public static bool IsCodeBefore(ScannedText text, int from)
    {
        if (!text.IsGlued(from))
        {
            return false;
        }
        var before = text[from - 1];
        if (before.Kind != PieceKind.Mark)
        {
            // "x3" counts, "X500" is a type.
            return !before.Is("x") || text.IsGlued(from - 1) || (text.Written(from - 1) is "X" && text[from].Size > 1);
        }
        if (before.IsMark('-'))
        {
            return text.IsGlued(from - 1) && text[from - 2] is { Kind: PieceKind.Word or PieceKind.Digits } && !IsRange(text, from - 1);
        }
        return before.IsMark('+') || before.IsMark('#') || before.IsMark('_')
            || (before.Text is [var mark] && Links.Contains(mark) && text.IsGlued(from - 1) && text[from - 2].IsDigits);
    }

    private static bool IsCodeBehind(ScannedText text, int to)
    {
        if (!text.IsGlued(to))
        {
            return false;
        }
        var behind = text[to];
        if (behind.Kind != PieceKind.Mark)
        {
            return !Pieces.Contains(behind.Text ?? "") || (text.IsGlued(to + 1) && text[to + 1].Kind is PieceKind.Digits or PieceKind.Word);
        }
        var goesOn = text.IsGlued(to + 1) && text[to + 1].Kind is PieceKind.Digits or PieceKind.Word;
        if (behind.IsMark('-'))
        {
            return goesOn && text[to + 1].IsDigits && !IsRange(text, to);
        }
        return goesOn && behind.Text is [var mark] && Links.Contains(mark) && (text[to + 1].IsDigits || mark is '@' or '_');
    }

    /// <summary>"2-3", but not "541-754-3010" or "00-950".</summary>
    public static bool IsRange(ScannedText text, int dash)
    {
        var (low, high) = (text[dash - 1], text[dash + 1]);
        return low.IsDigits && high.IsDigits && low.Text is not ['0', ..] && high.Text is not ['0', ..]
            && !(text.IsGlued(dash - 1) && text[dash - 2].IsMark('-')) && !(text.IsGlued(dash + 2) && text[dash + 2].IsMark('-'))
            && low.Size <= high.Size && high.Size <= low.Size + 1;
    }

    private static void AddOrdinal(ScannedText text, Numeral numeral, List<Candidate> found)
    {
        var before = text[numeral.From - 1];
        var isSingle = numeral.To == numeral.From + 1;
        var isUnit = isSingle && text[numeral.From].Is("second")
            && (BeforeUnit.Contains(before.Text ?? "") || text[numeral.From - 1].IsDigits
                || NumberWords.Of(text).At(text, numeral.From - 1).Role == NumberRole.Small);
        // "po pierwsze" begins a list of reasons.
        var isPhrase = isSingle && text.IsPolish && before.Is("po") && (text[numeral.From].Text ?? "").EndsWith('e');
        if (!isUnit && !isPhrase && !(isSingle && IsSaying(text, numeral.From)))
        {
            Add(EntityKind.Ordinal, text, numeral.From, numeral.To, numeral.Value, null, found);
        }
    }

    /// <summary>"z drugiej strony", "za pierwszym razem", "first of all": nothing is counted.</summary>
    private static bool IsSaying(ScannedText text, int at) => (text[at - 1].Text, text[at].Text, text[at + 1].Text) switch
    {
        ("z", "drugiej", "strony" or "reki") or ("za", "pierwszym", "razem") or (_, "pierwsza", "klasa") => true,
        (_, "first", "of") => text[at + 2].Is("all"),
        (_, "second", "hand") or ("at", "first", not "sight") => true,
        (_, "second", "-") => text[at + 2].Is("hand"),
        _ => false,
    };

    private static bool AddPercent(ScannedText text, Numeral numeral, List<Candidate> found)
    {
        var to = numeral.To;
        var isPercent = text[to].IsMark('%') || (text[to].IsWord && PercentWords.Contains(text[to].Text ?? ""));
        var isTwoWords = text[to].Is("per") && text[to + 1].Is("cent");
        if ((!isPercent && !isTwoWords) || IsCodeBefore(text, numeral.From))
        {
            return false;
        }
        Add(EntityKind.Percent, text, numeral.From, to + (isTwoWords ? 2 : 1), numeral.Value, numeral.Other, found);
        return true;
    }

    /// <summary>"21st", "4-ty", "2. piętro"; the last could be a number at the end of a sentence too.</summary>
    private static bool AddMarkedOrdinal(ScannedText text, Numeral numeral, List<Candidate> found)
    {
        if (!numeral.IsDigits || numeral.To != numeral.From + 1 || !text[numeral.From].IsDigits || IsCodeBefore(text, numeral.From))
        {
            return false;
        }
        if (IsPointed(text, numeral))
        {
            Add(EntityKind.Ordinal, text, numeral.From, numeral.To, numeral.Value, null, found);
            return false;
        }
        if (Ending(text, numeral.To) is not { } ending)
        {
            return false;
        }
        Add(EntityKind.Ordinal, text, numeral.From, ending + 1, numeral.Value, null, found);
        return true;
    }

    /// <summary>The place of "-ty" or "st" that touches the digits; null for none.</summary>
    private static int? Ending(ScannedText text, int at)
    {
        if (text.IsPolish && text[at].IsMark('-') && text.IsGlued(at))
        {
            at++;
        }
        var endings = text.IsPolish ? PolishOrdinalEndings : text.IsEnglish ? EnglishOrdinalEndings : FrozenSet<string>.Empty;
        return text.IsGlued(at) && text[at].IsWord && endings.Contains(text[at].Text ?? "") ? at : null;
    }

    private static bool IsPointed(ScannedText text, Numeral numeral)
    {
        var isPointed = text.IsPolish && text[numeral.To].IsMark('.') && text.IsGlued(numeral.To) && text[numeral.From].Size <= 3;
        var next = numeral.To + 1;
        var goesOn = text[next].IsWord && !text.IsGlued(next) && char.IsLower(text.Written(next)[0]);
        return isPointed && (goesOn || text.Count == 2);
    }

    private static void AddNumber(ScannedText text, Numeral numeral, List<Candidate> found)
    {
        var isSingle = numeral.To == numeral.From + 1;
        var isPronoun = isSingle && text[numeral.From].Text switch
        {
            "one" => BeforePronoun.Contains(text[numeral.From - 1].Text ?? "") || text[numeral.To].Is("of")
                || NumberWords.Of(text).At(text, numeral.From - 1).Role == NumberRole.Ordinal,
            "jeden" or "jedna" or "jedno" or "jednej" or "jednego" or "jednym" => text[numeral.To].Text is "z" or "ze",
            _ => false,
        };
        var isTimeOfYear = isSingle && text[numeral.From].Is("quarter");
        if (!isPronoun && !isTimeOfYear && !IsPartOfCode(text, numeral) && !(numeral.IsDigits && IsBehindName(text, numeral.From)))
        {
            Add(EntityKind.Number, text, numeral.From, numeral.To, numeral.Value, numeral.Other, found);
        }
    }

    /// <summary>"art. 38", "iPhone 15", "PlayStation 5": which one, not how many.</summary>
    private static bool IsBehindName(ScannedText text, int at)
    {
        var before = text[at - 1].IsMark('.') ? at - 2 : at - 1;
        return text[before].IsWord && (Names.Contains(text[before].Text ?? "") || HasCapitalInside(text.Written(before)));
    }

    private static bool HasCapitalInside(ReadOnlySpan<char> word)
    {
        var isBehindSmall = false;
        foreach (var unit in word)
        {
            if (isBehindSmall && char.IsUpper(unit))
            {
                return true;
            }
            isBehindSmall = char.IsLower(unit);
        }
        return false;
    }

    private static IEnumerable<KeyValuePair<string, decimal>> Words(decimal value, string words) =>
        words.Split(' ').Select(word => KeyValuePair.Create(word, value));

    private static void Add(EntityKind kind, ScannedText text, int from, int to, decimal value, decimal? other, List<Candidate> found) =>
        found.Add(new Candidate(
            kind,
            text[from].Start,
            text[to - 1].End,
            other is { } second ? [new EntityValue.Number(value), new EntityValue.Number(second)] : [new EntityValue.Number(value)]));
}
