using System.Globalization;
using System.Text;

namespace FaqBot.Engine;

/// <summary>What a scan came to.</summary>
internal enum NumberScan
{
    /// <summary>There is no number.</summary>
    None,

    /// <summary>A number was read.</summary>
    Read,

    /// <summary><c>1,234</c> may be 1234 or a little over one.</summary>
    Ambiguous,
}

/// <summary>Reads numbers as people type them: decimal comma or point, thousands parted by a space, a point or a comma.</summary>
internal static class NumberScanner
{
    /// <summary>More digits before the decimal mark are not a number of any shop.</summary>
    public const int WholeDigitsMax = 12;

    private const int GroupDigits = 3;

    /// <summary>Reads a number from the start of <paramref name="text"/>.</summary>
    /// <param name="text">May go on after the number.</param>
    /// <param name="fractionDigitsMax">With fewer than three, a lone mark before three digits can only part thousands.</param>
    /// <param name="value">The number; 0 unless read.</param>
    /// <param name="length">How many characters it takes; 0 unless read.</param>
    public static NumberScan Scan(ReadOnlySpan<char> text, int fractionDigitsMax, out decimal value, out int length)
    {
        (value, length) = (0, 0);
        var sign = text.Length > 0 && text[0] is '-' or '\u2212' ? 1 : 0;
        var end = sign;
        var runs = new List<(char Mark, int Start, int End)>();
        while (TakeRun(text, ref end, runs))
        {
        }

        if (runs.Count == 0)
        {
            return NumberScan.None;
        }

        var shape = Shape(text, runs, fractionDigitsMax, out var hasFraction);
        if (shape != NumberScan.Read)
        {
            return shape;
        }

        var magnitude = Digits(text, runs, hasFraction);
        if (magnitude is null)
        {
            return NumberScan.None;
        }

        (value, length) = (sign == 1 ? -magnitude.Value : magnitude.Value, end);
        return NumberScan.Read;
    }

    /// <summary>Takes the next run of digits with the mark before it. A space belongs to a number only before exactly
    /// three digits.</summary>
    private static bool TakeRun(ReadOnlySpan<char> text, ref int end, List<(char Mark, int Start, int End)> runs)
    {
        var start = end;
        var mark = '\0';
        if (runs.Count > 0)
        {
            if (end >= text.Length || MarkOf(text[end]) is not { } found)
            {
                return false;
            }

            mark = found;
            start++;
        }

        var stop = start;
        while (stop < text.Length && char.IsAsciiDigit(text[stop]))
        {
            stop++;
        }

        if (stop == start || (mark == ' ' && stop - start != GroupDigits))
        {
            return false;
        }

        runs.Add((mark, start, stop));
        end = stop;
        return true;
    }

    private static char? MarkOf(char character) => character switch
    {
        '.' or ',' => character,
        ' ' or '\u00A0' or '\u202F' => ' ',
        _ => null,
    };

    private static NumberScan Shape(
        ReadOnlySpan<char> text, List<(char Mark, int Start, int End)> runs, int fractionDigitsMax, out bool hasFraction)
    {
        hasFraction = false;
        if (runs.Count == 1)
        {
            return NumberScan.Read;
        }

        var last = runs[^1];
        var lastDigits = last.End - last.Start;
        var canGroup = AreGroups(runs, runs.Count) && text[runs[0].Start] != '0';
        hasFraction = last.Mark != ' ' && (runs.Count == 2 || (runs[^2].Mark != last.Mark && AreGroups(runs, runs.Count - 1)));
        if (runs.Count == 2 && hasFraction && canGroup)
        {
            hasFraction = false;
            return fractionDigitsMax < GroupDigits ? NumberScan.Read : NumberScan.Ambiguous;
        }

        return hasFraction
            ? lastDigits <= fractionDigitsMax ? NumberScan.Read : NumberScan.None
            : canGroup ? NumberScan.Read : NumberScan.None;
    }

    /// <summary>Whether the first <paramref name="count"/> runs are thousands parted by one kind of mark.</summary>
    private static bool AreGroups(List<(char Mark, int Start, int End)> runs, int count)
    {
        if (runs[0].End - runs[0].Start > GroupDigits)
        {
            return false;
        }

        for (var at = 1; at < count; at++)
        {
            if (runs[at].Mark != runs[1].Mark || runs[at].End - runs[at].Start != GroupDigits)
            {
                return false;
            }
        }

        return true;
    }

    private static decimal? Digits(ReadOnlySpan<char> text, List<(char Mark, int Start, int End)> runs, bool hasFraction)
    {
        var digits = new StringBuilder();
        for (var at = 0; at < runs.Count; at++)
        {
            if (at == runs.Count - 1 && hasFraction)
            {
                if (digits.Length > WholeDigitsMax)
                {
                    return null;
                }

                digits.Append('.');
            }

            digits.Append(text[runs[at].Start..runs[at].End]);
        }

        return !hasFraction && digits.Length > WholeDigitsMax
            ? null
            : decimal.Parse(digits.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }
}
