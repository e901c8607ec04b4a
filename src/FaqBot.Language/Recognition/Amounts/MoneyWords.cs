using System.Collections.Frozen;
using System.Globalization;

namespace FaqBot.Language;

/// <summary>A unit of money at a place in a text.</summary>
/// <param name="To">Behind its last piece.</param>
/// <param name="Code">ISO 4217.</param>
/// <param name="Factor">How much of the currency's unit one is: 0.01 for grosze, a million for MUSD.</param>
/// <param name="IsOne">Says one by itself: "złotówka", "dime".</param>
internal readonly record struct Currency(int To, string Code, decimal Factor, bool IsOne)
{
    /// <summary>A hundredth and the like.</summary>
    public bool IsPart => Factor < 1;
}

/// <summary>The units of money: words of a language (<c>Data/money-*.txt</c>), codes and signs of all.</summary>
internal sealed class MoneyWords
{
    private const int CodeLength = 3;
    private const decimal Million = 1_000_000;

    private static readonly List<string[]> SignLines = [.. DataFile.Lines("money-signs.txt").Select(static line => line.Split(' '))];

    private static readonly FrozenDictionary<char, string> Signs = SignLines
        .Where(static line => line is [_, [var sign]] && !char.IsAsciiLetterOrDigit(sign))
        .ToFrozenDictionary(static line => line[1][0], static line => line[0]);

    /// <summary>Whose dollar it is, by what stands before the sign, as written.</summary>
    private static readonly FrozenDictionary<string, string> Dollars = SignLines
        .Where(static line => line[0][0] == '$')
        .SelectMany(static line => line.Skip(1).Select(form => KeyValuePair.Create(form, line[0][1..])))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Codes = SignLines
        .Where(static line => line[0] == "codes").SelectMany(static line => line.Skip(1)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Behind = Adjectives("korona").Concat(Adjectives("dolar"))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Before = Adjectives("adjectives").ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly MoneyWords Polish = new("money-pl.txt");
    private static readonly MoneyWords English = new("money-en.txt");
    private static readonly MoneyWords None = new(null);

    private readonly FrozenDictionary<string, Currency> _words;

    private MoneyWords(string? file)
    {
        var words = new Dictionary<string, Currency>(StringComparer.Ordinal);
        foreach (var line in (file is null ? [] : DataFile.Lines(file)).Select(static line => line.Split(' ')))
        {
            var currency = new Currency(0, line[0], decimal.Parse(line[1], CultureInfo.InvariantCulture), IsOne: false);
            foreach (var form in line.Skip(2))
            {
                currency = form == "|" ? currency with { IsOne = true } : currency;
                words[form] = currency;
            }
        }
        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Those of a language; of others only codes and signs.</summary>
    public static MoneyWords Of(ScannedText text) => text.IsPolish ? Polish : text.IsEnglish ? English : None;

    /// <summary>The unit at a place; null for none.</summary>
    public Currency? At(ScannedText text, int at) => text[at].Kind switch
    {
        PieceKind.Mark => Sign(text, at),
        PieceKind.Word => Dollar(text, at) ?? Adjective(text, at) ?? Code(text, at) ?? Word(text, at),
        _ => null,
    };

    /// <summary>"€", and "€ur".</summary>
    private static Currency? Sign(ScannedText text, int at)
    {
        if (text[at].Text is not [var sign] || !Signs.TryGetValue(sign, out var code))
        {
            return null;
        }
        var isSpelled = sign == '€' && text.IsGlued(at + 1) && text[at + 1].Text is "ur" or "uro" or "uros";
        return new(at + (isSpelled ? 2 : 1), code, 1, IsOne: false);
    }

    /// <summary>"US$", "C $", "u.s. $".</summary>
    private static Currency? Dollar(ScannedText text, int at)
    {
        var to = at + 1;
        var form = text.Written(at);
        if (form is "u" or "U" && text[at + 1].IsMark('.') && text[at + 2].Is("s"))
        {
            to = at + (text[at + 3].IsMark('.') ? 4 : 3);
            form = "us";
        }
        var lookup = Dollars.GetAlternateLookup<ReadOnlySpan<char>>();
        return text[to].IsMark('$') && lookup.TryGetValue(form, out var code) ? new(to + 1, code, 1, IsOne: false) : null;
    }

    /// <summary>"australian dollars", "Hong Kong dollar".</summary>
    private Currency? Adjective(ScannedText text, int at)
    {
        if (!text.IsEnglish || !Before.TryGetValue(text[at].Text ?? "", out var code))
        {
            return null;
        }
        var to = at + (text[at + 1].Is("kong") || text[at + 1].Is("states") ? 2 : 1);
        return Word(text, to) is { } unit ? unit with { Code = code } : null;
    }

    /// <summary>"UAH", and "MUSD" for millions.</summary>
    private static Currency? Code(ScannedText text, int at)
    {
        var written = text.Written(at);
        if (written.Length is not (CodeLength or CodeLength + 1) || !char.IsAsciiLetterUpper(written[0]))
        {
            return null;
        }
        var codes = Codes.GetAlternateLookup<ReadOnlySpan<char>>();
        var isMillions = written.Length > CodeLength && written[0] == 'M';
        return codes.TryGetValue(isMillions ? written[1..] : written, out var code)
            ? new(at + 1, code, isMillions ? Million : 1, IsOne: false)
            : null;
    }

    private Currency? Word(ScannedText text, int at)
    {
        if (!text[at].IsWord || !_words.TryGetValue(text[at].Text ?? "", out var unit))
        {
            return null;
        }
        var isTold = text.IsPolish && unit.Code is "CZK" or "USD" && Behind.TryGetValue(text[at + 1].Text ?? "", out _);
        return isTold ? unit with { To = at + 2, Code = Behind[text[at + 1].Text ?? ""] } : unit with { To = at + 1 };
    }

    private static IEnumerable<KeyValuePair<string, string>> Adjectives(string list) => SignLines
        .Where(line => line[0] == list)
        .SelectMany(static line => line.Skip(1).Chunk(2).Select(static pair => KeyValuePair.Create(pair[0], pair[1])));
}
