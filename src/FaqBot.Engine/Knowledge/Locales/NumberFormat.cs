using System.Globalization;

namespace FaqBot.Engine;

/// <summary>How a language writes numbers, money and shares. Spaces before a currency or a percent sign are ordinary ones, so that what
/// a customer copies or searches for is what the keyboard types; groups have no-break spaces.</summary>
internal sealed class NumberFormat(NumberStatement stated)
{
    /// <summary>Numbers group from five digits in every language: a year or a house number keeps its four.</summary>
    private const int NumberGroupDigitsMin = 5;

    private const int MoneyGroupDigitsMin = 4;

    /// <summary>Without a statement the currency stands behind, as in most languages; ISO 4217 leaves it open.</summary>
    private const string AmountFirst = $"{{{LocalePattern.Amount}}} {{{LocalePattern.Currency}}}";

    private readonly char decimalMark = stated.DecimalMark ?? '.';
    private readonly string money = stated.Money ?? AmountFirst;
    private readonly string moneySign = stated.MoneySign ?? stated.Money ?? AmountFirst;

    /// <summary>Grouped from five digits, no trailing zeros: <c>12 500,5</c>.</summary>
    public string Number(decimal value) => Write(value, "0.######", NumberGroupDigitsMin);

    /// <summary>Neither grouped nor trimmed, as Liquid prints numbers: 5.0 stays <c>5.0</c>.</summary>
    public string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture).Replace('.', decimalMark);

    /// <summary>A whole amount without decimals, any other with two or more; a currency without a sign prints its code.</summary>
    public string Money(decimal amount, string currency)
    {
        var digits = Write(amount, decimal.IsInteger(amount) ? "0" : "0.00####", stated.MoneyGroupDigitsMin ?? MoneyGroupDigitsMin);
        var sign = stated.Currencies.GetValueOrDefault(currency);
        return LocalePattern.Fill(
            sign is null ? money : moneySign, (LocalePattern.Amount, digits), (LocalePattern.Currency, sign ?? currency));
    }

    public string Percent(decimal value) =>
        LocalePattern.Fill(stated.Percent ?? $"{{{LocalePattern.Number}}}%", (LocalePattern.Number, Number(value)));

    private string Write(decimal value, string pattern, int groupDigitsMin)
    {
        var text = value.ToString(pattern, CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : decimalMark + text[(point + 1)..];
        var sign = whole.StartsWith('-') ? "-" : "";
        return sign + Group(whole[sign.Length..], groupDigitsMin) + fraction;
    }

    private string Group(string digits, int groupDigitsMin)
    {
        if (digits.Length < groupDigitsMin || stated.GroupMark is not { } mark)
        {
            return digits;
        }

        var first = digits.Length % 3 == 0 ? 3 : digits.Length % 3;
        var groups = new List<string> { digits[..first] };
        for (var at = first; at < digits.Length; at += 3)
        {
            groups.Add(digits.Substring(at, 3));
        }

        return string.Join(mark, groups);
    }
}
