using System.Collections.Frozen;
using System.Globalization;

namespace FaqBot.Language;

/// <summary>Sizes of shoes and clothing: "XL", "rozmiar 38", "EU 42,5", "UK 8", "W32 L34", "75B"; a number from 15 to 62 that is the
/// whole message could be one too. The value is upper case with a decimal point; 2XL is XXL, XXXL is 3XL.</summary>
internal static class Sizes
{
    private const decimal ShoeMin = 15;
    private const decimal ShoeMax = 62;

    /// <summary>Children's clothing goes by height in centimetres.</summary>
    private const decimal NamedMax = 220;

    private const int ExtrasMax = 6;

    private static readonly string[] Cues = ["rozmiar", "rozm", "roz", "size", "numeracj", "nosz", "wear"];

    private static readonly string[] Shoes =
        ["buty", "buta", "butow", "butach", "butami", "obuw", "sneaker", "trampk", "adidas", "sandal", "kozak", "botk", "klapk", "polbut",
            "szpilk", "shoe", "boot", "trainer"];

    private static readonly string[] Clothes =
        ["koszul", "bluz", "sukien", "spodni", "kurtk", "swet", "plaszcz", "dres", "legins", "shirt", "dress", "hoodie", "jacket",
            "jumper", "skirt", "coat", "leggings"];

    private static readonly FrozenSet<string> Systems =
        FrozenSet.ToFrozenSet(["eu", "eur", "uk", "us", "fr", "de", "it"], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Names = Words("S", "eska eski eske small")
        .Concat(Words("M", "emka emki emke medium"))
        .Concat(Words("L", "elka elki elke large"))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Adds what could be read as a size.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        for (var at = 0; at < text.Count; at++)
        {
            if (text[at].IsWord)
            {
                AddLetters(text, at, found);
                AddJeans(text, at, found);
            }
            else if (text[at].IsDigits)
            {
                AddExtras(text, at, found);
                AddCups(text, at, found);
            }
        }
        foreach (var numeral in text.Numerals)
        {
            AddNumber(text, numeral, found);
        }
    }

    private static bool IsAsked(ScannedText text, int from, int to) => Codes.IsWhole(text, from, to) || Codes.HasCue(text, from, Cues);

    /// <summary>"XL", "xs"; single letters only where a size is asked for or beside another one.</summary>
    private static void AddLetters(ScannedText text, int at, List<Candidate> found)
    {
        if (IsTouched(text, at, at + 1))
        {
            return;
        }
        var written = text.Written(at);
        if (Letters(written) is { } size)
        {
            if (written.Length > 1 || IsAsked(text, at, at + 1) || IsBesideSize(text, at) || IsBehindClothes(text, at))
            {
                Add(text, at, at + 1, size, found);
            }
            return;
        }
        if (Names.TryGetValue(text[at].Text ?? "", out var name) && IsAsked(text, at, at + 1))
        {
            Add(text, at, at + 1, name, found);
        }
    }

    /// <summary>"bluza M", "2 shirts L".</summary>
    private static bool IsBehindClothes(ScannedText text, int at) => char.IsUpper(text.Written(at)[0]) && text[at - 1].IsWord
        && Clothes.Any(stem => (text[at - 1].Text ?? "").StartsWith(stem, StringComparison.Ordinal));

    /// <summary>X before the letter as often as it is written; null for no size.</summary>
    private static string? Letters(ReadOnlySpan<char> written)
    {
        if (written.Length is 0 or > ExtrasMax)
        {
            return null;
        }
        var extras = written[..^1];
        var letter = char.ToUpperInvariant(written[^1]);
        if (extras.ContainsAnyExcept("xX") || letter is not ('S' or 'M' or 'L') || (letter == 'M' && extras.Length > 0))
        {
            return null;
        }
        return extras.Length < 3 ? $"{new string('X', extras.Length)}{letter}"
            : string.Create(CultureInfo.InvariantCulture, $"{extras.Length}X{letter}");
    }

    private static bool IsBesideSize(ScannedText text, int at)
    {
        if (!char.IsUpper(text.Written(at)[0]))
        {
            return false;
        }
        return (IsBetweenSizes(text[at + 1]) && Letters(text.Written(at + 2)) is not null)
            || (IsBetweenSizes(text[at - 1]) && Letters(text.Written(at - 2)) is not null);
    }

    /// <summary>"M czy L", "M na L".</summary>
    private static bool IsBetweenSizes(Piece piece) =>
        piece.Text is "/" or "-" or "czy" or "or" or "lub" or "albo" or "i" or "na" or "and" or "to" or "for";

    /// <summary>"3XL", "2 XL".</summary>
    private static void AddExtras(ScannedText text, int at, List<Candidate> found)
    {
        var isExtras = text[at].Size == 1 && text[at + 1].IsWord && Letters(text.Written(at + 1)) is "XL" or "XS" && text.IsGlued(at + 1);
        if (isExtras && text[at].Text is [>= '1' and <= '9' and var count] && !IsTouched(text, at, at + 2))
        {
            var letter = char.ToUpperInvariant(text.Written(at + 1)[^1]);
            Add(text, at, at + 2, count switch { '1' => $"X{letter}", '2' => $"XX{letter}", _ => $"{count}X{letter}" }, found);
        }
    }

    /// <summary>"W32 L34", "W32/L34".</summary>
    private static void AddJeans(ScannedText text, int at, List<Candidate> found)
    {
        var length = at + (text[at + 2].IsMark('/') ? 3 : 2);
        var isJeans = text[at].Is("w") && IsTwoDigits(text, at + 1) && text[length].Is("l") && IsTwoDigits(text, length + 1);
        if (isJeans && !IsTouched(text, at, length + 2))
        {
            Add(text, at, length + 2, $"W{text[at + 1].Text} L{text[length + 1].Text}", found);
        }
    }

    private static bool IsTwoDigits(ScannedText text, int at) => text[at].IsDigits && text[at].Size == 2 && text.IsGlued(at);

    /// <summary>"75B": band and cup.</summary>
    private static void AddCups(ScannedText text, int at, List<Candidate> found)
    {
        var cup = text.Written(at + 1);
        var isCup = cup.Length == 1 && char.ToUpperInvariant(cup[0]) is >= 'A' and <= 'K'
            && text[at].Text is [>= '6' and <= '9', '0' or '5'] or ['1', '0' or '1', '0' or '5'];
        if (isCup && text.IsGlued(at + 1) && !IsTouched(text, at, at + 2) && IsAsked(text, at, at + 2))
        {
            Add(text, at, at + 2, $"{text[at].Text}{char.ToUpperInvariant(cup[0])}", found);
        }
    }

    private static void AddNumber(ScannedText text, Numeral numeral, List<Candidate> found)
    {
        if (numeral.IsOrdinal || !numeral.IsDigits || numeral.Value is < 0 or > NamedMax || !IsStep(numeral.Value))
        {
            return;
        }
        if (SystemAt(text, numeral) is { } system)
        {
            AddOfSystem(text, numeral, system, found);
        }
        else if (!Numbers.IsPartOfCode(text, numeral) && IsNamed(text, numeral))
        {
            Add(text, numeral.From, numeral.To, Step(numeral.Value), found);
        }
    }

    /// <summary>The place of "EU" or "UK" before or behind the number; null for none.</summary>
    private static int? SystemAt(ScannedText text, Numeral numeral)
    {
        if (Systems.Contains(text[numeral.From - 1].Text ?? "") && !text.IsGlued(numeral.From - 1))
        {
            return numeral.From - 1;
        }
        return Systems.Contains(text[numeral.To].Text ?? "") && !text.IsGlued(numeral.To + 1) ? numeral.To : null;
    }

    /// <summary>"EU 42", "8 UK"; in small letters only where a size is asked for: "give us 9".</summary>
    private static void AddOfSystem(ScannedText text, Numeral numeral, int system, List<Candidate> found)
    {
        var (from, to) = (Math.Min(system, numeral.From), Math.Max(system + 1, numeral.To));
        var isWritten = char.IsUpper(text.Written(system)[0]) && numeral.Value is > 0 and <= ShoeMax
            && text[system].Text is not ("de" or "it");
        if (!IsTouched(text, from, to) && (isWritten || IsAsked(text, from, to)))
        {
            var name = text[system].Is("eur") ? "EU" : (text[system].Text ?? "").ToUpperInvariant();
            Add(text, from, to, $"{name} {Step(numeral.Value)}", found);
        }
    }

    private static bool IsNamed(ScannedText text, Numeral numeral)
    {
        var (from, to) = (numeral.From, numeral.To);
        if (IsCounted(text, to))
        {
            return false;
        }
        if (Codes.HasCue(text, from, Cues))
        {
            return true;
        }
        var isShoe = Codes.HasCue(text, from, Shoes) || (text.IsPolish && text[from - 1].Is("but"));
        return numeral.Value is >= ShoeMin and <= ShoeMax
            && (isShoe || Codes.IsWhole(text, from, to) || (text.Count <= 3 && text[from - 1].Text is "nr" or "numer")
                || IsAbbreviated(text, from));
    }

    /// <summary>"r. 38"</summary>
    private static bool IsAbbreviated(ScannedText text, int from) => text[from - 1].IsMark('.') && text[from - 2].Text is "r" or "rozm";

    /// <summary>A unit behind the number makes it something else.</summary>
    private static bool IsCounted(ScannedText text, int to) =>
        text[to].IsMark('%')
        || text[to].Text is "sztuk" or "sztuki" or "szt" or "par" or "pary" or "razy" or "dni"
            or "pairs" or "days" or "times" or "pln" or "zl" or "kg";

    /// <summary>Whole, half or thirds (adidas).</summary>
    private static bool IsStep(decimal value)
    {
        var rest = Math.Round(value - decimal.Truncate(value), 2);
        return rest is 0 or 0.5m or 0.33m or 0.67m;
    }

    private static string Step(decimal value)
    {
        var whole = decimal.Truncate(value);
        var rest = Math.Round(value - whole, 2);
        var part = rest switch { 0 => "", 0.5m => ".5", 0.33m => " 1/3", _ => " 2/3" };
        return string.Create(CultureInfo.InvariantCulture, $"{whole:0}{part}");
    }

    /// <summary>Whether letters, digits or linking marks are glued to it.</summary>
    private static bool IsTouched(ScannedText text, int from, int to)
    {
        var isBefore = text.IsGlued(from)
            && (text[from - 1].Kind != PieceKind.Mark || text[from - 1].Text is "." or "_" or "@" or "#" or "+" or "&" or "'");
        var isBehind = text.IsGlued(to) && (text[to].Kind != PieceKind.Mark
            || (text[to].Text is "." or "_" or "@" or "&" or "'" && text.IsGlued(to + 1)
            && text[to + 1].Kind is PieceKind.Word or PieceKind.Digits));
        return isBefore || isBehind;
    }

    private static IEnumerable<KeyValuePair<string, string>> Words(string size, string words) =>
        words.Split(' ').Select(word => KeyValuePair.Create(word, size));

    private static void Add(ScannedText text, int from, int to, string value, List<Candidate> found) =>
        found.Add(new Candidate(EntityKind.Size, text[from].Start, text[to - 1].End, [new EntityValue.Text(value)]));
}
