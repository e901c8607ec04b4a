using System.Collections.Frozen;
using System.Globalization;

namespace FaqBot.Engine;

/// <summary>How a language writes numbers, money and shares. Data: Unicode CLDR as shipped with ICU 74, main locale of each language;
/// a language that is not listed writes as English. Spaces before a currency or a percent sign are ordinary ones, so that what a
/// customer copies or searches for is what the keyboard types; groups keep CLDR's no-break space.</summary>
internal sealed record LanguageFormat(char DecimalMark, string GroupMark)
{
    private const string NoBreakSpace = "\u00A0";
    private const string NarrowNoBreakSpace = "\u202F";

    /// <summary>Numbers group from five digits in every language: a year or a house number keeps its four.</summary>
    private const int NumberGroupDigitsMin = 5;

    private static readonly LanguageFormat English = new('.', ",")
    {
        CurrencyFirst = true,
        Symbols = Currencies("EUR", "€", "GBP", "£", "USD", "$"),
    };

    private static readonly LanguageFormat Comma = new(',', NoBreakSpace) { PercentSpace = true, Symbols = Currencies("EUR", "€") };
    private static readonly LanguageFormat CommaGlued = Comma with { PercentSpace = false };
    private static readonly LanguageFormat CommaLate = CommaGlued with { MoneyGroupDigitsMin = 5 };
    private static readonly LanguageFormat CommaDot = Comma with { GroupMark = "." };
    private static readonly LanguageFormat CommaDotGlued = CommaDot with { PercentSpace = false };

    private static readonly FrozenDictionary<string, LanguageFormat> ByLanguage = new Dictionary<string, LanguageFormat>
    {
        ["be"] = Comma with { MoneyGroupDigitsMin = 5 },
        ["bg"] = CommaLate,
        ["cs"] = Comma with { Symbols = Currencies("EUR", "€", "CZK", "Kč") },
        ["da"] = CommaDot,
        ["de"] = CommaDot,
        ["el"] = CommaDotGlued,
        ["en"] = English,
        ["es"] = CommaDot with { MoneyGroupDigitsMin = 5 },
        ["et"] = CommaLate,
        ["fi"] = Comma,
        ["fr"] = Comma with { GroupMark = NarrowNoBreakSpace },
        ["hr"] = CommaDot,
        ["hu"] = CommaLate with { Symbols = Currencies("HUF", "Ft") },
        ["it"] = CommaDotGlued with { MoneyGroupDigitsMin = 5 },
        ["lt"] = Comma,
        ["lv"] = CommaLate,
        ["nb"] = Comma,
        ["nl"] = CommaDotGlued with { CurrencyFirst = true, SymbolSpace = true },
        ["pl"] = CommaLate with { Symbols = Currencies("EUR", "€", "PLN", "zł") },
        ["pt"] = CommaDotGlued,
        ["ro"] = CommaDot with { Symbols = FrozenDictionary<string, string>.Empty },
        ["ru"] = Comma,
        ["sk"] = Comma,
        ["sl"] = CommaDot with { MoneyGroupDigitsMin = 5 },
        ["sr"] = CommaDotGlued,
        ["sv"] = Comma,
        ["uk"] = CommaGlued with { Symbols = Currencies("UAH", "₴") },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Before the amount; else after it.</summary>
    public bool CurrencyFirst { get; private init; }

    /// <summary>Whether a sign before the amount (€) is parted from it; a code always is.</summary>
    public bool SymbolSpace { get; private init; }

    public bool PercentSpace { get; private init; }

    /// <summary>From how many digits the whole part of money is grouped.</summary>
    public int MoneyGroupDigitsMin { get; private init; } = 4;

    /// <summary>By ISO 4217 code; a currency without a sign prints its code.</summary>
    public FrozenDictionary<string, string> Symbols { get; private init; } = FrozenDictionary<string, string>.Empty;

    public static LanguageFormat Of(string language) =>
        ByLanguage.TryGetValue(language, out var exact) ? exact
        : ByLanguage.TryGetValue(Primary(language), out var format) ? format
        : English;

    /// <summary><c>pl</c> for <c>pl-PL</c> and <c>PL</c>.</summary>
    public static string Primary(string language)
    {
        var end = language.IndexOfAny(['-', '_']);
        return (end < 0 ? language : language[..end]).ToLowerInvariant();
    }

    /// <summary>Grouped from five digits, no trailing zeros: <c>12 500,5</c>.</summary>
    public string Number(decimal value) => Write(value, "0.######", NumberGroupDigitsMin);

    /// <summary>Neither grouped nor trimmed, as Liquid prints numbers: 5.0 stays <c>5.0</c>.</summary>
    public string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture).Replace('.', DecimalMark);

    /// <summary>A whole amount without decimals, any other with two or more.</summary>
    public string Money(decimal amount, string currency)
    {
        var digits = Write(amount, decimal.IsInteger(amount) ? "0" : "0.00####", MoneyGroupDigitsMin);
        var sign = Symbols.GetValueOrDefault(currency);
        if (!CurrencyFirst)
        {
            return $"{digits} {sign ?? currency}";
        }

        return sign is null || SymbolSpace ? $"{sign ?? currency} {digits}" : sign + digits;
    }

    public string Percent(decimal value) => Number(value) + (PercentSpace ? " %" : "%");

    private string Write(decimal value, string pattern, int groupDigitsMin)
    {
        var text = value.ToString(pattern, CultureInfo.InvariantCulture);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : DecimalMark + text[(point + 1)..];
        var sign = whole.StartsWith('-') ? "-" : "";
        return sign + Group(whole[sign.Length..], groupDigitsMin) + fraction;
    }

    private string Group(string digits, int groupDigitsMin)
    {
        if (digits.Length < groupDigitsMin)
        {
            return digits;
        }

        var first = digits.Length % 3 == 0 ? 3 : digits.Length % 3;
        var groups = new List<string> { digits[..first] };
        for (var at = first; at < digits.Length; at += 3)
        {
            groups.Add(digits.Substring(at, 3));
        }

        return string.Join(GroupMark, groups);
    }

    private static FrozenDictionary<string, string> Currencies(params ReadOnlySpan<string> codesAndSigns)
    {
        var signs = new Dictionary<string, string>();
        for (var at = 0; at < codesAndSigns.Length; at += 2)
        {
            signs[codesAndSigns[at]] = codesAndSigns[at + 1];
        }

        return signs.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
