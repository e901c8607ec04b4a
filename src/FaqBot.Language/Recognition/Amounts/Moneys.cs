using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Amounts of money: "129,99 zł", "5 zl 20 gr", "1,5 tys. zł", "dwie stówki", "$20", "twenty quid", "PLN 50", "10-20
/// euro".</summary>
internal static class Moneys
{
    /// <summary>Beyond this an amount is nothing that a shop hears of.</summary>
    private const decimal AmountMax = 1_000_000_000_000_000;

    private static readonly ImmutableArray<string> Abbreviations = ["tys", "mln", "mld", "bln", "rs"];

    /// <summary>Number words that people say for banknotes.</summary>
    private static readonly ImmutableArray<string> Banknotes = ["stow", "dych", "dyszk", "tysiak"];

    /// <summary>An amount and where it ends.</summary>
    private readonly record struct Amount(int To, decimal Value, string Code, bool IsWhole);

    /// <summary>Adds what could be read as an amount.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        var words = MoneyWords.Of(text);
        for (var at = 0; at < text.Count;)
        {
            at = Math.Max(at + 1, AddAt(text, words, at, found));
        }
    }

    /// <returns>Behind what was added; 0 for nothing.</returns>
    private static int AddAt(ScannedText text, MoneyWords words, int at, List<Candidate> found)
    {
        if (text.NumeralAt(at) is { IsOrdinal: false } numeral)
        {
            // "+5 zł" says what is paid on top.
            var isOnTop = text[at - 1].IsMark('+') && !text.IsGlued(at - 1);
            return Numbers.IsCodeBefore(text, at) && !isOnTop ? 0 : AddCounted(text, words, numeral, found);
        }
        if (words.At(text, at) is not { } unit)
        {
            return 0;
        }
        if (Prefixed(text, words, at, unit) is { } prefixed)
        {
            return Add(text, at, prefixed, null, found);
        }
        return One(text, at, unit) is { } one ? Add(text, one, new Amount(unit.To, unit.Factor, unit.Code, IsWhole: true), null, found) : 0;
    }

    private static int AddCounted(ScannedText text, MoneyWords words, Numeral numeral, List<Candidate> found)
    {
        if (Counted(text, words, numeral) is { } amount)
        {
            return Add(text, numeral.From, amount, null, found);
        }
        var isTo = text[numeral.To].IsMark('-') || text[numeral.To].Text is "do" or "lub" or "albo" or "to" or "or" or "and" or "a" or "i";
        if (isTo && text.NumeralAt(numeral.To + 1) is { IsOrdinal: false } high && high.Value > numeral.Value && high.Value != 0
            && Counted(text, words, high) is { } upper && IsLowEnd(text, numeral))
        {
            var (low, factor) = (LowEnd(text, numeral, high), upper.Value / high.Value);
            return Math.Abs(low) <= AmountMax / Math.Max(1, Math.Abs(factor)) ? Add(text, numeral.From, upper, low * factor, found) : 0;
        }
        return 0;
    }

    /// <summary>"and" joins the ends of a range behind "between" only: "2 and 5 zł" are two things.</summary>
    private static bool IsLowEnd(ScannedText text, Numeral low) =>
        text[low.To].Text is not ("and" or "a" or "i") || text[low.From - 1].Text is "between" or "miedzy" or "pomiedzy";

    /// <summary>"10-12 mln": the scale is said once.</summary>
    private static decimal LowEnd(ScannedText text, Numeral low, Numeral high)
    {
        var words = NumberWords.Of(text);
        var scale = words.At(text, high.To - 1);
        var isShared = scale.Role == NumberRole.Scale && words.At(text, low.To - 1).Role != NumberRole.Scale && low.Value < scale.Value;
        return isShared && Math.Abs(low.Value) < high.Value / scale.Value ? low.Value * scale.Value : low.Value;
    }

    /// <summary>A number with a unit behind it, or a banknote.</summary>
    private static Amount? Counted(ScannedText text, MoneyWords words, Numeral numeral)
    {
        var at = BehindNumber(text, numeral.To);
        if (words.At(text, at) is { } unit && IsUnit(text, unit, numeral, at))
        {
            return WithParts(text, words, Scaled(text, new Amount(unit.To, numeral.Value * unit.Factor, unit.Code, !unit.IsPart)));
        }
        var isBanknote = text.IsPolish && Banknotes.Any(word =>
            (text[numeral.To - 1].Text ?? "").StartsWith(word, StringComparison.Ordinal));
        return isBanknote ? new Amount(numeral.To, numeral.Value, "PLN", IsWhole: true) : null;
    }

    /// <summary>Over what stands between a number and its unit: "1,5 tys. zł", "50,- zł", "50-dollar".</summary>
    private static int BehindNumber(ScannedText text, int at)
    {
        if (text[at].IsMark('.') && text.IsGlued(at) && Abbreviations.Contains(text[at - 1].Text ?? ""))
        {
            return at + 1;
        }
        var isDash = (text[at].IsMark(',') || text[at].IsMark('.')) && text.IsGlued(at) && text[at + 1].IsMark('-') && text.IsGlued(at + 1);
        if (isDash)
        {
            return at + 2;
        }
        return text[at].IsMark('-') && text.IsGlued(at) && text[at + 1].IsWord && text.IsGlued(at + 1) ? at + 1 : at;
    }

    private static bool IsUnit(ScannedText text, Currency unit, Numeral numeral, int at)
    {
        // "3 USD50 cards": the code belongs to what it touches.
        if (!text.IsGlued(at) && text[unit.To].IsDigits && text.IsGlued(unit.To))
        {
            return false;
        }
        // Single letters are pence and cents only where they touch their digits.
        var isLetter = text[at].IsWord && text[at].Size == 1;
        return !isLetter || (char.IsLower(text.Written(at)[0]) && numeral.IsDigits && (text.IsGlued(at) || unit.To == text.Count));
    }

    /// <summary>"75 USD million".</summary>
    private static Amount Scaled(ScannedText text, Amount amount)
    {
        var word = NumberWords.Of(text).At(text, amount.To);
        return text.IsEnglish && word is { Role: NumberRole.Scale, Value: >= 1000 } && Math.Abs(amount.Value) < AmountMax
            ? amount with { To = amount.To + 1, Value = amount.Value * word.Value }
            : amount;
    }

    /// <summary>Hundredths behind it: "5 zł 20 gr", "$20 and 43c", "dwa złote pięćdziesiąt".</summary>
    private static Amount WithParts(ScannedText text, MoneyWords words, Amount amount)
    {
        if (!amount.IsWhole || amount.Value != decimal.Truncate(amount.Value))
        {
            return amount;
        }
        var isComma = text[amount.To].IsMark(',');
        var at = amount.To + (isComma || text[amount.To].Text is "i" or "and" or "oraz" ? 1 : 0);
        if (text.NumeralAt(at) is not { IsOrdinal: false, IsInteger: true, Value: >= 0 and < 100 } numeral)
        {
            return amount;
        }
        if (words.At(text, numeral.To) is { } unit)
        {
            return unit.IsPart ? amount with { To = unit.To, Value = amount.Value + numeral.Value * unit.Factor } : amount;
        }
        var isTwoDigits = numeral.IsDigits ? text[numeral.From].Size == 2 : numeral.Value >= 10;
        var isEnd = text[numeral.To].Kind == PieceKind.None || text[numeral.To].Text is "." or "," or "!" or "?" or ")" or ";" or "\n";
        return isTwoDigits && isEnd && !isComma ? amount with { To = numeral.To, Value = amount.Value + numeral.Value / 100 } : amount;
    }

    /// <summary>"$20", "PLN 50", "Rs. 20".</summary>
    private static Amount? Prefixed(ScannedText text, MoneyWords words, int at, Currency unit)
    {
        var next = unit.To + (text[unit.To].IsMark('.') && Abbreviations.Contains(text[at].Text ?? "") ? 1 : 0);
        var isBeforeDigits = text[at].Kind == PieceKind.Mark || text[unit.To - 1].Kind == PieceKind.Mark || text[at].Size is 2 or 3 or 4;
        // "Euro 2024" is no amount; "dollar 22.5 million" is.
        var isPrefix = isBeforeDigits && !text[at].Is("euro")
            || (text.IsEnglish && !(text[at].Text ?? "").StartsWith("euro", StringComparison.Ordinal));
        if (unit.IsPart || !isPrefix || text.NumeralAt(next) is not { IsOrdinal: false } numeral || IsCodeBehind(text, numeral))
        {
            return null;
        }
        return WithParts(text, words, new Amount(numeral.To, numeral.Value * unit.Factor, unit.Code, IsWhole: true));
    }

    private static bool IsCodeBehind(ScannedText text, Numeral numeral) =>
        text.IsGlued(numeral.To) && text[numeral.To].IsWord && text[numeral.To].Size > 1;

    /// <summary>Where "a dollar" or "złotówkę" begins; null if the unit does not say one.</summary>
    private static int? One(ScannedText text, int at, Currency unit)
    {
        if (!text[at].IsWord)
        {
            return null;
        }
        if (text.IsPolish)
        {
            return unit.IsOne ? at : null;
        }
        var isBehindArticle = (text[at - 1].Is("a") || text[at - 1].Is("an")) && !text[unit.To].IsWord && text[at].Size > 1;
        if (isBehindArticle)
        {
            return at - 1;
        }
        return unit.IsOne && text.Count == 1 ? at : null;
    }

    private static int Add(ScannedText text, int from, Amount amount, decimal? low, List<Candidate> found)
    {
        if (Math.Abs(amount.Value) > AmountMax)
        {
            return 0;
        }
        var value = new EntityValue.Money(amount.Value, amount.Code);
        ImmutableArray<EntityValue> values = low is { } lower ? [value with { Amount = lower }, value] : [value];
        found.Add(new Candidate(EntityKind.Money, text[from].Start, text[amount.To - 1].End, values));
        return amount.To;
    }
}
