namespace FaqBot.Language;

/// <summary>
/// Reads numbers: "dwa tysiące trzysta pięć", "półtora", "1,5 tys.", "two and a half", "twenty-first", "3/4". The words of a language
/// are data (<see cref="NumberWords"/>), how they add up is <see cref="NumeralSum"/>.
/// </summary>
/// <example>"sto dwudziesty pierwszy" is the ordinal 121; "dwa i pół tysiąca" is 2500; "1.234,50" is 1234.5.</example>
internal static class Numerals
{
    /// <summary>Behind the decimal point, when it is spoken digit by digit.</summary>
    private const int SpokenDecimalsMax = 8;

    /// <summary>No number that is meant has more pieces; "a hundred and a hundred and ..." is read in so many at a time.</summary>
    private const int PiecesMax = 48;

    /// <summary>The longest number that begins at piece <paramref name="at"/>, with its sign; null for none. Whether it is meant as a
    /// number (and is no part of a code) is for the caller to decide.</summary>
    public static Numeral? At(ScannedText text, int at)
    {
        var words = NumberWords.Of(text);
        if (!IsSign(text, words, at))
        {
            return Unsigned(text, words, at);
        }
        return Unsigned(text, words, at + 1) is { IsOrdinal: false } positive
            ? positive with { From = at, Value = -positive.Value, Other = -positive.Other }
            : null;
    }

    private static bool IsSign(ScannedText text, NumberWords words, int at)
    {
        if (words.At(text, at).Role == NumberRole.Minus)
        {
            return true;
        }
        // "8 -16" is a range.
        var isFree = !text.IsGlued(at) || text[at - 1].IsMark('(');
        return text[at].IsMark('-') && isFree && text.IsGlued(at + 1) && !text[at - 1].IsDigits;
    }

    private static Numeral? Unsigned(ScannedText text, NumberWords words, int at)
    {
        var first = words.At(text, at);
        if (first.Role == NumberRole.Article)
        {
            return BehindArticle(text, words, at);
        }
        if (first.Role == NumberRole.Part)
        {
            return OfPart(text, words, new Numeral(at, at + 1, first.Value, null, IsOrdinal: false, IsDigits: false));
        }
        var literal = Literal.At(text, at);
        if (first.Role == NumberRole.None && literal is null)
        {
            return null;
        }
        if (literal is { } digits && Suffixed(text, digits) is { } suffixed)
        {
            return new Numeral(at, suffixed.To, suffixed.Value, null, IsOrdinal: false, IsDigits: true);
        }
        return Summed(text, words, at, joins: true);
    }

    /// <summary>"a hundred", "a dozen", "a half", "a fifth of it".</summary>
    private static Numeral? BehindArticle(ScannedText text, NumberWords words, int at)
    {
        var next = words.At(text, at + 1);
        if (next is { Role: NumberRole.Times, Value: 2 })
        {
            return new Numeral(at, at + 2, next.Value, null, IsOrdinal: false, IsDigits: false);
        }
        if (next.Role == NumberRole.Part || next is { Role: NumberRole.Times or NumberRole.Scale, NeedsNumber: false })
        {
            return Unsigned(text, words, at + 1) is { } whole ? whole with { From = at } : null;
        }
        var isShare = Summed(text, words, at + 1, joins: false) is { IsOrdinal: true, Value: >= 3 } order
            && (text[order.To].Kind == PieceKind.None || text[order.To].Is("of"));
        return isShare && Summed(text, words, at + 1, joins: false) is { } below
            ? OfPart(text, words, new Numeral(at, below.To, 1 / below.Value, null, IsOrdinal: false, IsDigits: false))
            : null;
    }

    /// <summary>"half a million", "two thirds of a million", "pół tysiąca": a part of what stands behind it.</summary>
    private static Numeral OfPart(ScannedText text, NumberWords words, Numeral part)
    {
        var at = part.To;
        at += text[at].Is("of") ? 1 : 0;
        at += words.At(text, at).Role == NumberRole.Article ? 1 : 0;
        var whole = words.At(text, at);
        return whole.Role is NumberRole.Scale or NumberRole.Times && whole.Value != 2 && part.Value <= NumeralSum.ValueMax / whole.Value
            ? part with { To = at + 1, Value = part.Value * whole.Value, Other = null }
            : part;
    }

    /// <summary>"100k", "1.2M", "2.33 k": thousands and millions by a letter.</summary>
    private static Literal? Suffixed(ScannedText text, Literal literal)
    {
        var written = text.Written(literal.To);
        if (written.Length != 1)
        {
            return null;
        }
        // "4K" is a screen, "5G" a net.
        if (literal.IsPlain && literal.Value < 10 && written[0] is 'K' or 'G' && text[literal.To - 2].Kind != PieceKind.Mark)
        {
            return null;
        }
        var isGlued = text.IsGlued(literal.To);
        decimal? times = written[0] switch
        {
            'k' or 'K' when isGlued || !literal.IsPlain => 1000,
            'M' when isGlued || !literal.IsPlain => 1_000_000,
            'G' when isGlued || !literal.IsPlain => 1_000_000_000,
            _ => null,
        };
        var fits = times is not null && literal.Value < 1_000_000_000 && !(text.IsGlued(literal.To + 1) && text[literal.To + 1].IsDigits);
        return fits ? literal with { To = literal.To + 1, Value = literal.Value * (times ?? 1) } : null;
    }

    /// <param name="text">What is read.</param>
    /// <param name="words">Of its language.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="joins">Whether "and" goes on; not inside what stands behind an "and", which would never end.</param>
    private static Numeral? Summed(ScannedText text, NumberWords words, int at, bool joins) =>
        Whole(text, words, at, joins) is { } numeral
            ? Spoken(text, words, numeral) ?? Divided(text, words, numeral, joins) ?? numeral
            : null;

    /// <summary>Words and digits as they add up, without what divides them.</summary>
    private static Numeral? Whole(ScannedText text, NumberWords words, int at, bool joins)
    {
        var sum = new NumeralSum();
        var other = (decimal?)null;
        var isDigits = true;
        var end = at;
        while (end - at < PiecesMax)
        {
            var isJoined = joins && IsJoiner(text, words, end, sum);
            var next = end + (isJoined || IsHyphen(text, words, end, sum) ? 1 : 0);
            if (isJoined && PartAt(text, words, next) is { } part)
            {
                sum.TakePart(part.Value);
                end = part.To;
                continue;
            }
            var isWord = text[next].Kind is PieceKind.Word or PieceKind.None;
            var taken = isWord
                ? TakeWord(text, words, ref sum, next)
                : TakeDigits(text, words, ref sum, next, isJoined, ref other);
            if (taken == next)
            {
                break;
            }
            isDigits &= !isWord;
            end = taken;
        }
        return sum.IsEmpty ? null : new Numeral(at, end, sum.Value, isDigits ? other : null, sum.IsOrdinal, isDigits);
    }

    private static bool IsJoiner(ScannedText text, NumberWords words, int at, NumeralSum sum) =>
        !sum.IsEmpty && !sum.IsOrdinal && words.At(text, at).Role == NumberRole.Joiner;

    /// <returns>Behind what was taken; <paramref name="at"/> if nothing was.</returns>
    private static int TakeWord(ScannedText text, NumberWords words, ref NumeralSum sum, int at)
    {
        var word = words.At(text, at);
        return word.Role != NumberRole.None && sum.Take(word, text.IsEnglish) ? at + 1 : at;
    }

    private static int TakeDigits(ScannedText text, NumberWords words, ref NumeralSum sum, int at, bool isJoined, ref decimal? other)
    {
        if (sum.IsOrdinal || Literal.At(text, at) is not { } literal)
        {
            return at;
        }
        if (sum.IsEmpty)
        {
            other = literal.Other;
            return sum.TakeLiteral(literal.Value, isJoined) ? literal.To : at;
        }
        // "5 tysięcy 300", "4 thousand 3 hundred and 21"; but "dwa tysiące, 3 sztuki" are two numbers.
        var belongs = literal.IsPlain
            && (isJoined || text[at].Size == 3 || words.At(text, at + 1).Role is NumberRole.Times or NumberRole.Scale);
        return belongs && sum.TakeLiteral(literal.Value, isJoined) ? literal.To : at;
    }

    /// <summary>"twenty-one", "fifty - two", "dwadzieścia-pięć", "84-million".</summary>
    private static bool IsHyphen(ScannedText text, NumberWords words, int at, NumeralSum sum) =>
        text[at].IsMark('-') && (sum.IsBehindTens
            ? words.At(text, at + 1) is { Role: NumberRole.Small or NumberRole.Ordinal, Value: < 10 }
            : !sum.IsEmpty && text.IsGlued(at) && text.IsGlued(at + 1) && words.At(text, at + 1).Role is NumberRole.Scale);

    /// <summary>What may follow "and": "a half", "three quarters", "fifty-four hundredths", "pół", "1/2".</summary>
    private static Numeral? PartAt(ScannedText text, NumberWords words, int at)
    {
        var first = words.At(text, at);
        var isBehindArticle = first.Role == NumberRole.Article;
        var word = isBehindArticle ? words.At(text, at + 1) : first;
        var to = at + (isBehindArticle ? 2 : 1);
        if (word is { Role: NumberRole.Part, Value: < 1 })
        {
            var part = new Numeral(at, to, word.Value, null, IsOrdinal: false, IsDigits: false);
            // "a billion and a half million": half of what follows; "dwa i pół tysiąca" is the sum's.
            return words.At(text, to) is { Role: NumberRole.Scale } && text.IsEnglish && isBehindArticle
                && words.At(text, at - 2).Role == NumberRole.Scale
                ? OfPart(text, words, part)
                : part;
        }
        if (isBehindArticle)
        {
            return word is { Role: NumberRole.Ordinal, Value: >= 3, IsPlural: false }
                ? new Numeral(at, to, 1 / word.Value, null, IsOrdinal: false, IsDigits: false)
                : null;
        }
        if (Literal.At(text, at) is { IsFraction: true, Value: < 1 } fraction)
        {
            return new Numeral(at, fraction.To, fraction.Value, null, IsOrdinal: false, IsDigits: true);
        }
        return Summed(text, words, at, joins: false) is { IsOrdinal: false } share && !share.IsInteger ? share : null;
    }

    /// <summary>"dwa przecinek pięć", "nought point nought three".</summary>
    private static Numeral? Spoken(ScannedText text, NumberWords words, Numeral whole)
    {
        if (whole.IsOrdinal || !whole.IsInteger || words.At(text, whole.To).Role != NumberRole.Point)
        {
            return null;
        }
        var (value, place, at) = (whole.Value, 1m, whole.To + 1);
        for (var digits = 0; digits < SpokenDecimalsMax; digits++)
        {
            var word = words.At(text, at);
            if (word.Role == NumberRole.Tens && text[at + 1].IsMark('-')
                && words.At(text, at + 2) is { Role: NumberRole.Small, Value: < 10 })
            {
                place /= 10;
                value += word.Value / 10 * place;
                at += 2;
                continue;
            }
            if (word.Role is not (NumberRole.Small or NumberRole.Tens))
            {
                break;
            }
            var isTensBeforeUnit = word.Role == NumberRole.Tens
                && words.At(text, at + 1) is { Role: NumberRole.Small, Value: < 10 and > 0 };
            var spoken = isTensBeforeUnit ? word.Value / 10 : word.Value;
            place /= spoken >= 10 ? 100 : 10;
            value += spoken * place;
            at++;
        }
        return at > whole.To + 1 ? OfPart(text, words, whole with { To = at, Value = value, Other = null }) : null;
    }

    /// <summary>"two thirds", "three quarters", "jedna trzecia", "pięć ósmych".</summary>
    private static Numeral? Divided(ScannedText text, NumberWords words, Numeral above, bool joins)
    {
        if (above.IsOrdinal || !above.IsInteger || above.Value <= 0)
        {
            return null;
        }
        var at = above.To + (text[above.To].IsMark('-') && text.IsGlued(above.To) ? 1 : 0);
        var below = words.At(text, at);
        if (below is { Role: NumberRole.Part, Value: < 1 } && text.IsEnglish)
        {
            return OfPart(text, words, above with { To = at + 1, Value = above.Value * below.Value, Other = null });
        }
        if (text.IsEnglish && Over(text, words, above, joins) is { } quotient)
        {
            return quotient;
        }
        var isDivided = below.Role == NumberRole.Ordinal
            && (text.IsEnglish ? IsDenominator(above, below) : IsPolishDenominator(text[at].Text ?? "", above, below));
        return isDivided
            ? OfPart(text, words, above with { To = at + 1, Value = above.Value / below.Value, Other = null, IsDigits = false })
            : null;
    }

    /// <summary>"one over three", "one out of three"; but not "2000 over 3 years".</summary>
    private static Numeral? Over(ScannedText text, NumberWords words, Numeral above, bool joins)
    {
        var isOutOf = text[above.To].Is("out") && text[above.To + 1].Is("of");
        var at = above.To + (isOutOf ? 2 : 1);
        if ((!isOutOf && !text[above.To].Is("over")) || Whole(text, words, at, joins) is not { IsOrdinal: false, Value: >= 1 } below)
        {
            return null;
        }
        var isQuotient = !text[below.To].IsWord && !text[above.From - 1].IsMark('$') && (!isOutOf || above.Value < below.Value);
        return isQuotient ? above with { To = below.To, Value = above.Value / below.Value, Other = null } : null;
    }

    private static bool IsDenominator(Numeral above, NumberWord below) => below.Value >= 3 && (below.IsPlural || above.Value == 1);

    /// <summary>The form agrees with the number above: jedna druga, dwie trzecie, pięć ósmych.</summary>
    private static bool IsPolishDenominator(string form, Numeral above, NumberWord below)
    {
        var unit = above.Value % 10;
        return below.Value >= 2 && above.Value < 100 && above.Value switch
        {
            1 => form[^1] == 'a',
            _ when unit is >= 2 and <= 4 && above.Value is < 10 or > 20 => form[^1] == 'e',
            _ => form.EndsWith("ch", StringComparison.Ordinal),
        };
    }
}
