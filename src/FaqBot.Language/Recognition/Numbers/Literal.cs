using System.Globalization;
using System.Text;

namespace FaqBot.Language;

/// <summary>A number written in digits.</summary>
/// <param name="To">Behind its last piece.</param>
/// <param name="Value">What it says.</param>
/// <param name="Other">What it could say too: "1.234" in Polish; null for nothing else.</param>
/// <param name="IsPlain">Digits without any mark.</param>
/// <param name="IsFraction">Written with a slash.</param>
internal readonly record struct Literal(int To, decimal Value, decimal? Other, bool IsPlain, bool IsFraction)
{
    /// <summary>Longer ones are codes, not numbers.</summary>
    private const int DigitsMax = 18;

    private const int GroupsMax = 8;

    /// <summary>The number whose digits begin at piece <paramref name="at"/>: integers, grouped thousands, decimals, fractions.</summary>
    /// <returns>Null where there is none, and for what only looks like one: 12.11.2026, 8.8.8.8.</returns>
    public static Literal? At(ScannedText text, int at)
    {
        var piece = text[at];
        if (piece.Kind == PieceKind.Mark)
        {
            return BehindMark(text, at);
        }
        if (!piece.IsDigits || piece.Size > DigitsMax)
        {
            return null;
        }
        return Slash(text, at) ?? Marked(text, at);
    }

    /// <summary>"½" and ".77".</summary>
    private static Literal? BehindMark(ScannedText text, int at)
    {
        if (Vulgar(text[at]) is { } part)
        {
            return new(at + 1, part, null, IsPlain: false, IsFraction: true);
        }
        var isPoint = text[at].IsMark('.') && !text.IsGlued(at) && text[at + 1].IsDigits && text.IsGlued(at + 1)
            && !IsMarkedDigits(text, at + 2);
        return isPoint && text[at + 1].Size <= DigitsMax
            ? new(at + 2, Decimals(text[at + 1]), null, IsPlain: false, IsFraction: false)
            : null;
    }

    /// <summary>"3/4", "1 1/2", "2½".</summary>
    private static Literal? Slash(ScannedText text, int at)
    {
        if (Vulgar(text[at + 1]) is { } part && text.IsGlued(at + 1))
        {
            return new(at + 2, Integer(text[at]) + part, null, IsPlain: false, IsFraction: true);
        }
        if (Quotient(text, at) is { } quotient)
        {
            return new(at + 3, quotient, null, IsPlain: false, IsFraction: true);
        }
        var isMixed = text[at].Size <= 3 && text[at + 1].IsDigits && !text.IsGlued(at + 1) && Quotient(text, at + 1) is < 1;
        return isMixed
            ? new(at + 4, Integer(text[at]) + (Quotient(text, at + 1) ?? 0), null, IsPlain: false, IsFraction: true)
            : null;
    }

    private static decimal? Quotient(ScannedText text, int at)
    {
        var (above, below) = (text[at], text[at + 2]);
        var isQuotient = above.IsDigits && above.Size <= 3 && text[at + 1].IsMark('/') && text.IsGlued(at + 1)
            && below.IsDigits && below.Size <= 3 && text.IsGlued(at + 2);
        if (!isQuotient || IsGluedMark(text, at + 3) || (above.Text == "24" && below.Text == "7"))
        {
            return null;
        }
        var (dividend, divisor) = (Integer(above), Integer(below));
        return dividend < divisor && !IsOther(text, at, dividend, divisor) ? dividend / divisor : null;
    }

    /// <summary>"ul. Kwiatowa 4/12" is an address, "32/34" a size.</summary>
    private static bool IsOther(ScannedText text, int at, decimal dividend, decimal divisor) =>
        (dividend >= 20 && divisor < 100) || (at > 1 && text[at - 1].IsWord && char.IsUpper(text.Written(at - 1)[0]));

    /// <summary>Digits with what may stand between them: "1 234", "1,5", "1.234,50".</summary>
    private static Literal? Marked(ScannedText text, int at)
    {
        Span<int> groups = stackalloc int[GroupsMax];
        groups[0] = at;
        var count = Spaced(text, groups);
        var isSpaced = count > 1;
        var end = groups[count - 1] + 1;
        if (!isSpaced)
        {
            while (IsMarkedDigits(text, end))
            {
                if (count == GroupsMax)
                {
                    return null;
                }
                groups[count++] = end + 1;
                end += 2;
            }
        }
        else if (IsMarkedDigits(text, end))
        {
            return IsMarkedDigits(text, end + 2) ? null : Grouped(text, groups[..count], end + 1, end + 2);
        }
        if (count == 1)
        {
            return new(end, Integer(text[at]), null, IsPlain: true, IsFraction: false);
        }
        return isSpaced ? Grouped(text, groups[..count], 0, end) : Interpreted(text, groups[..count], end);
    }

    /// <summary>Groups of three behind single spaces; one of another length means that none of them is a group.</summary>
    private static int Spaced(ScannedText text, Span<int> groups)
    {
        var at = groups[0];
        if (text[at].Size > 3 || text[at].Text is not [not '0', ..])
        {
            return 1;
        }
        var count = 1;
        while (count < groups.Length && text[at + 1].IsDigits && text[at + 1].Start == text[at].End + 1)
        {
            at++;
            if (text[at].Size != 3)
            {
                return 1;
            }
            groups[count++] = at;
        }
        return text[at + 1].IsWord && text.IsGlued(at + 1) && count > 1 && text[at + 1].Size > 3 ? 1 : count;
    }

    private static Literal? Interpreted(ScannedText text, Span<int> groups, int end)
    {
        var marks = groups.Length - 1;
        var last = text[groups[^1] - 1].Text;
        var first = text[groups[1] - 1].Text;
        if (marks == 1)
        {
            return OneMark(text, groups, end, isComma: last == ",");
        }
        for (var at = 1; at < marks; at++)
        {
            if (text[groups[at] - 1].Text != first)
            {
                return null;
            }
        }
        return first == last ? Grouped(text, groups, 0, end) : Grouped(text, groups[..^1], groups[^1], end);
    }

    private static Literal? OneMark(ScannedText text, Span<int> groups, int end, bool isComma)
    {
        var (before, after) = (text[groups[0]], text[groups[1]]);
        var decimals = Integer(before) + Decimals(after);
        var couldGroup = after.Size == 3 && before.Size <= 3 && before.Text is [not '0', ..];
        var isGroupMark = isComma == text.IsEnglish;
        if (!couldGroup || !isGroupMark)
        {
            return new(end, decimals, null, IsPlain: false, IsFraction: false);
        }
        var thousands = Integer(before) * 1000 + Integer(after);
        return new(end, thousands, isComma ? null : decimals, IsPlain: false, IsFraction: false);
    }

    /// <summary>Groups that make one integer, with decimals behind them if <paramref name="decimalsAt"/> is not 0.</summary>
    private static Literal? Grouped(ScannedText text, Span<int> groups, int decimalsAt, int end)
    {
        if (text[groups[0]].Size > 3)
        {
            return null;
        }
        var value = Integer(text[groups[0]]);
        var digits = text[groups[0]].Size;
        for (var at = 1; at < groups.Length; at++)
        {
            // Indian grouping has pairs before the last three: 12,34,567.
            var length = text[groups[at]].Size;
            if (length != 3 && (length != 2 || at == groups.Length - 1 || text[groups[at] - 1].Text != ","))
            {
                return null;
            }
            value = value * (length == 3 ? 1000 : 100) + Integer(text[groups[at]]);
            digits += length;
        }
        if (digits > DigitsMax)
        {
            return null;
        }
        return new(end, value + (decimalsAt > 0 ? Decimals(text[decimalsAt]) : 0), null, IsPlain: false, IsFraction: false);
    }

    /// <summary>Whether a point or comma and digits stand at <paramref name="at"/>, all glued.</summary>
    private static bool IsMarkedDigits(ScannedText text, int at) =>
        text.IsGlued(at) && (text[at].IsMark('.') || text[at].IsMark(',')) && text[at + 1].IsDigits && text.IsGlued(at + 1)
        && text[at + 1].Size <= DigitsMax;

    private static bool IsGluedMark(ScannedText text, int at) =>
        text.IsGlued(at) && (text[at].IsMark('/') || text[at].IsMark('-') || text[at].IsMark('.'))
        && text[at + 1].IsDigits && text.IsGlued(at + 1);

    /// <summary>"½", but not "²".</summary>
    private static decimal? Vulgar(Piece piece)
    {
        if (piece is not { Kind: PieceKind.Mark, Text: [>= '\u00BC' and <= '\u215F'] text })
        {
            return null;
        }
        var rune = new Rune(text[0]);
        var value = Rune.GetNumericValue(rune);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNumber && value is > 0 and < 1 ? Math.Round((decimal)value, 15) : null;
    }

    private static decimal Integer(Piece digits)
    {
        var value = 0L;
        foreach (var digit in digits.Text ?? "")
        {
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private static decimal Decimals(Piece digits)
    {
        var value = Integer(digits);
        for (var place = 0; place < digits.Size; place++)
        {
            value /= 10;
        }
        return value;
    }
}
