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

    /// <summary>An ordinal from a thousand up has at least so many letters when its factor stands in front of it.</summary>
    private const int CompoundLengthMin = 10;

    private readonly FrozenDictionary<string, NumberWord> _words;
    private readonly List<(string Stem, decimal Value)> _scaleStems = [];
    private readonly List<(string Prefix, decimal Value)> _prefixes = [];
    private readonly FrozenSet<string> _endings;

    private NumberWords(string? file)
    {
        var words = new Dictionary<string, NumberWord>(StringComparer.Ordinal);
        var lines = file is null ? [] : DataFile.Lines(file).Select(static line => line.Split(' ')).ToList();
        foreach (var line in lines.Where(static line => line[0] is not ("ordinal" or "endings" or "prefix")))
        {
            AddForms(words, line);
        }
        var endings = lines.Where(static line => line[0] == "endings").SelectMany(static line => line.Skip(2)).ToList();
        AddOrdinals(words, lines, endings);
        AddCompounds(words);
        _endings = endings.ToFrozenSet(StringComparer.Ordinal);
        _prefixes = [.. Stems(lines, "prefix")];
        _scaleStems = [.. Stems(lines, "ordinal").Where(_ => endings.Count > 0).Where(static stem => stem.Value >= 1000)];
        _words = words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Those of a language; none for one without a file.</summary>
    public static NumberWords Of(ScannedText text) => text.IsPolish ? Polish : text.IsEnglish ? English : None;

    /// <summary>The word at a place, or one without a role.</summary>
    public NumberWord At(ScannedText text, int at)
    {
        var piece = text[at];
        if (!piece.IsWord || piece.Text is not { } form)
        {
            return default;
        }
        return _words.TryGetValue(form, out var word) ? word : form.Length >= CompoundLengthMin ? Compound(form) : default;
    }

    /// <summary>"dwutysięczny", "dwudziestopięciomilionowy": a factor before an ordinal, in one word.</summary>
    private NumberWord Compound(string form)
    {
        foreach (var (stem, value) in _scaleStems)
        {
            var at = form.IndexOf(stem, StringComparison.Ordinal);
            if (at > 0 && _endings.Contains(form[(at + stem.Length)..]) && Factor(form.AsSpan(0, at)) is > 0 and var factor)
            {
                return new NumberWord(NumberRole.Ordinal, factor * value);
            }
        }
        return default;
    }

    /// <summary>Prefixes one behind the other, each smaller than the one before; 0 where something is left.</summary>
    private decimal Factor(ReadOnlySpan<char> front)
    {
        var (sum, last) = (0m, decimal.MaxValue);
        while (!front.IsEmpty)
        {
            var (length, taken) = (0, 0m);
            foreach (var (prefix, value) in _prefixes)
            {
                if (prefix.Length > length && value < last && front.StartsWith(prefix, StringComparison.Ordinal))
                {
                    (length, taken) = (prefix.Length, value);
                }
            }
            if (length == 0)
            {
                return 0;
            }
            sum += taken;
            last = taken;
            front = front[length..];
        }
        return sum;
    }

    private static IEnumerable<(string Stem, decimal Value)> Stems(List<string[]> lines, string name) => lines
        .Where(line => line[0] == name).SelectMany(static line => line.Skip(2).Select(stem => (stem, Number(line[1]))));

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

    /// <summary>English ones are listed whole; Polish ones are stems that take every ending.</summary>
    private static void AddOrdinals(Dictionary<string, NumberWord> words, List<string[]> lines, List<string> endings)
    {
        foreach (var line in lines.Where(static line => line[0] == "ordinal"))
        {
            var word = new NumberWord(NumberRole.Ordinal, Number(line[1]));
            foreach (var stem in line.Skip(2))
            {
                AddOrdinal(words, stem, word, endings);
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
            .Where(static pair => pair.Value is { Role: NumberRole.Small or NumberRole.Ordinal, Value: > 0 and < 10, IsPlural: false })
            .ToList();
        foreach (var (ten, unit) in tens.SelectMany(ten => units.Select(unit => (ten, unit))))
        {
            words.TryAdd(ten.Key + unit.Key, unit.Value with { Value = ten.Value.Value + unit.Value.Value });
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
