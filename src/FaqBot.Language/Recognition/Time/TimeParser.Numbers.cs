using System.Globalization;

namespace FaqBot.Language;

/// <summary>Numbers of days, hours and years, in digits and in words.</summary>
internal sealed partial class TimeParser
{
    private const int DigitsMax = 4;
    private const int YearMin = 1_900;
    private const int YearMax = 2_099;

    private TimeNumber? Number(int at) => _text[at].IsDigits ? DigitNumber(at) : WordNumber(at);

    private TimeNumber? NumberIn(int at, int min, int max) => Number(at) is { } number && number.IsIn(min, max) ? number : null;

    /// <summary>With the ending of an ordinal: 12-go, 3rd, 15sta.</summary>
    private TimeNumber? DigitNumber(int at)
    {
        if (Plain(at) is not { } number)
        {
            return null;
        }
        var ending = _text[at + 1].IsMark('-') && _text.IsGlued(at + 1) ? at + 2 : at + 1;
        return _text.IsGlued(ending) && _text[ending].IsWord && Is(ending, TimeRole.OrdinalEnd)
            ? number with { End = ending + 1, IsOrdinal = true, IsFeminine = IsFeminine(_text[ending].Text) }
            : number;
    }

    private TimeNumber? Plain(int at) =>
        _text[at] is { IsDigits: true, Text: { Length: <= DigitsMax } digits }
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? new TimeNumber(value, at + 1, digits.Length)
            : null;

    /// <summary>Up to 99: "dwudziestego pierwszego", "twenty-first", "dwie".</summary>
    private TimeNumber? WordNumber(int at)
    {
        var word = _numbers.At(_text, at);
        if (word.Role is not (NumberRole.Small or NumberRole.Tens or NumberRole.Ordinal) || word.Value >= 100 || word.IsPlural)
        {
            return null;
        }
        var number = new TimeNumber((int)word.Value, at + 1, 0, word.Role == NumberRole.Ordinal, IsFeminine(_text[at].Text));
        if (number.Value < 20 || number.Value % 10 != 0)
        {
            return number;
        }
        var next = _text[at + 1].IsMark('-') ? at + 2 : at + 1;
        var units = _numbers.At(_text, next);
        // "za dwadzieścia szósta" is no 26th: in Polish both words of an ordinal are ordinals.
        var isOne = units is { Role: NumberRole.Small or NumberRole.Ordinal, Value: > 0 and < 10, IsPlural: false }
            && (!_text.IsPolish || number.IsOrdinal == (units.Role == NumberRole.Ordinal));
        return isOne
            ? new TimeNumber(number.Value + (int)units.Value, next + 1, 0, units.Role == NumberRole.Ordinal, IsFeminine(_text[next].Text))
            : number;
    }

    private static bool IsFeminine(string? word) =>
        word is not null && (word.EndsWith('a') || word.EndsWith("ej", StringComparison.Ordinal));

    /// <summary>Of four digits, or in words: "two thousand fifteen", "nineteen eighty-six".</summary>
    private TimeNumber? YearNumber(int at) => _text[at].IsDigits
        ? Plain(at) is { DigitCount: 4 } year && year.IsIn(YearMin, YearMax) ? year : null
        : YearInWords(at);

    private TimeNumber? YearInWords(int at)
    {
        if (WordNumber(at) is not { IsOrdinal: false } first)
        {
            return null;
        }
        var scale = _numbers.At(_text, first.End);
        if (first.Value is 2 or 19 && scale.Value is 1000 or 100)
        {
            var rest = _numbers.At(_text, scale.Role == NumberRole.None ? first.End : first.End + 1).Role == NumberRole.Joiner
                ? first.End + 2
                : first.End + 1;
            var total = first.Value * (int)scale.Value;
            return WordNumber(rest) is { } units && total >= YearMin
                ? units with { Value = total + units.Value }
                : total >= YearMin ? new TimeNumber(total, first.End + 1, 0) : null;
        }
        return first.Value is 19 or 20 && WordNumber(first.End) is { } ofCentury && ofCentury.IsIn(10, 99)
            ? ofCentury with { Value = (first.Value * 100) + ofCentury.Value }
            : null;
    }

    /// <summary>"87" is 1987; what lies well ahead may be the last century's too.</summary>
    private int[] FullYears(int year) => year switch
    {
        >= 100 => [year],
        >= 50 => [1900 + year],
        _ when 2000 + year > _today.Year + 10 => [2000 + year, 1900 + year],
        _ => [2000 + year],
    };
}
