using System.Collections.Frozen;
using System.Globalization;

namespace FaqBot.Language;

/// <summary>What a word does in a number; the names in lower case stand in <c>Data/numbers-*.txt</c>.</summary>
internal enum NumberRole
{
    /// <summary>Not a number word.</summary>
    None,

    /// <summary>Up to nineteen: nothing is added behind it.</summary>
    Small,

    /// <summary>Twenty to ninety.</summary>
    Tens,

    /// <summary>Polish hundreds, which are one word.</summary>
    Hundred,

    /// <summary>Multiplies what was just said: hundred, dozen.</summary>
    Times,

    /// <summary>A thousand and up.</summary>
    Scale,

    /// <summary>First, second.</summary>
    Ordinal,

    /// <summary>Half, quarter; Polish one and a half.</summary>
    Part,

    /// <summary>And.</summary>
    Joiner,

    /// <summary>The decimal mark when spoken.</summary>
    Point,

    /// <summary>Minus.</summary>
    Minus,

    /// <summary>A, an.</summary>
    Article,
}

/// <summary>A word of numbers.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Value">What it is worth.</param>
/// <param name="NeedsNumber">Says a number only behind one: "tysiące", "mln".</param>
/// <param name="IsPlural">"thirds": a denominator and no ordinal.</param>
internal readonly record struct NumberWord(NumberRole Role, decimal Value, bool NeedsNumber = false, bool IsPlural = false);

/// <summary>The number words of a language, from <c>Data/numbers-*.txt</c>, with the compounds that are written as one word.</summary>
internal sealed class NumberWords
{
    private static readonly NumberWords Polish = new("numbers-pl.txt");
    private static readonly NumberWords English = new("numbers-en.txt");
    private static readonly NumberWords None = new(null);

    private readonly FrozenDictionary<string, NumberWord> _words;

    private NumberWords(string? file)
    {
        var words = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        var lines = file is null ? [] : DataFile.Lines(file).Select(static line => line.Split(' ')).ToList();
        foreach (var line in lines.Where(static line => line[0] is not ("ordinal" or "endings" or "prefix")))
        {
            AddForms(words, line);
        }
        AddOrdinals(words, lines);
        AddCompounds(words);
        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Those of a language; none for one without a file.</summary>
    public static NumberWords Of(ScannedText text) => text.IsPolish ? Polish : text.IsEnglish ? English : None;

    /// <summary>The word at a place, or one without a role.</summary>
    public NumberWord At(ScannedText text, int at)
    {
        var piece = text[at];
        return piece.IsWord && _words.TryGetValue(piece.Text ?? "", out var word) ? word : default;
    }

    private static void AddForms(Dictionary<string, NumberWord> words, string[] line)
    {
        var word = new NumberWord(Enum.Parse<NumberRole>(line[0], ignoreCase: true), Number(line[1]));
        foreach (var form in line.Skip(2))
        {
            if (form == "|")
            {
                word = word with { NeedsNumber = true };
                continue;
            }
            words[form] = word;
        }
    }

    /// <summary>English ones are listed whole; Polish ones are stems that take every ending, those from a thousand up also behind a
    /// prefix.</summary>
    private static void AddOrdinals(Dictionary<string, NumberWord> words, List<string[]> lines)
    {
        var endings = lines.Where(static line => line[0] == "endings").SelectMany(static line => line.Skip(2)).ToList();
        var prefixes = lines.Where(static line => line[0] == "prefix").ToList();
        foreach (var line in lines.Where(static line => line[0] == "ordinal"))
        {
            var word = new NumberWord(NumberRole.Ordinal, Number(line[1]));
            foreach (var stem in line.Skip(2))
            {
                AddOrdinal(words, stem, word, endings);
                foreach (var prefix in word.Value >= 1000 ? prefixes : [])
                {
                    var compound = word with { Value = word.Value * Number(prefix[1]) };
                    prefix.Skip(2).ToList().ForEach(before => AddOrdinal(words, before + stem, compound, endings));
                }
            }
        }
    }

    private static void AddOrdinal(Dictionary<string, NumberWord> words, string stem, NumberWord word, List<string> endings)
    {
        if (endings.Count == 0)
        {
            words[stem] = word;
            words[stem + "s"] = word with { IsPlural = true };
        }
        foreach (var ending in endings)
        {
            words.TryAdd(stem + ending, word);
        }
    }

    /// <summary>twentyfive, dwadziesciapiec, twentyfifth.</summary>
    private static void AddCompounds(Dictionary<string, NumberWord> words)
    {
        var tens = words.Where(static pair => pair.Value.Role == NumberRole.Tens).ToList();
        var units = words
            .Where(static pair => pair.Value is { Role: NumberRole.Small or NumberRole.Ordinal, Value: > 0 and < 10, IsPlural: false }).ToList();
        foreach (var (ten, unit) in tens.SelectMany(ten => units.Select(unit => (ten, unit))))
        {
            words.TryAdd(ten.Key + unit.Key, unit.Value with { Value = ten.Value.Value + unit.Value.Value });
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
