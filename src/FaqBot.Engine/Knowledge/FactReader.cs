using System.Collections.Frozen;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Tells facts from scalars. Bounded by <see cref="TextCharactersMax"/> and by the digits of
/// <see cref="NumberScanner"/>.</summary>
internal static class FactReader
{
    /// <summary>Longest fact, of any type and language.</summary>
    public const int TextCharactersMax = 1_000;

    /// <summary>Longest unit of a quantity.</summary>
    public const int UnitCharactersMax = 12;

    /// <summary>A bare number without a type has at most so many digits: longer ones are names (tax number, account) and
    /// print as written.</summary>
    public const int UntypedDigitsMax = 6;

    private const int MoneyFractionDigitsMax = 2;
    private const int DurationFractionDigitsMax = 2;
    private const int NumberFractionDigitsMax = 6;

    private static readonly FactType[] FormOrder =
    [
        FactType.Time, FactType.Money, FactType.Percent, FactType.Duration, FactType.Quantity, FactType.Number, FactType.Url, FactType.Text,
    ];

    public static FactReading Read(string text, FactType? type, FactWords words)
    {
        var trimmed = text.Trim();
        if (Refusal(trimmed) is { } refusal)
        {
            return refusal;
        }

        if (type is not { } known)
        {
            return FactReading.Of(FormOrder.Select(form => Find(trimmed, form, words, isTyped: false)).OfType<Fact>().First());
        }

        return Find(trimmed, known, words, isTyped: true) is { } fact
            ? FactReading.Of(fact)
            : FactReading.Refused($"'{Shown(trimmed)}' is not {Named(known)}.", Example(known));
    }

    public static FactReading Read(IReadOnlyDictionary<string, string> byLanguage, FactType? type)
    {
        if (type is not (null or FactType.Text))
        {
            return FactReading.Refused(
                $"The fact is {Named(type.Value)} and stated by language.", $"It prints by language by itself. {Example(type.Value)}");
        }

        if (byLanguage.Count == 0)
        {
            return FactReading.Refused("The fact has no text.", "State it in each language of the shop.");
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, text) in byLanguage)
        {
            var trimmed = text.Trim();
            if (Refusal(trimmed) is { } refusal)
            {
                return refusal with { Problem = $"{language}: {refusal.Problem}" };
            }

            texts[language] = trimmed;
        }

        return FactReading.Of(new Fact.Text(texts.ToFrozenDictionary(StringComparer.Ordinal)));
    }

    private static FactReading? Refusal(string text) => text.Length switch
    {
        0 => FactReading.Refused("The fact is empty.", "Remove the line, or state a value: a missing fact is better than an empty one."),
        > TextCharactersMax => FactReading.Refused(
            $"The fact is longer than {TextCharactersMax} characters.",
            "State a value or a short phrase; longer words belong into the answer."),
        _ => null,
    };

    private static Fact? Find(string text, FactType type, FactWords words, bool isTyped) => type switch
    {
        FactType.Time => Time(text),
        FactType.Money => Money(text, words),
        FactType.Percent => Percent(text),
        FactType.Duration => Duration(text, words),
        FactType.Quantity => Quantity(text),
        FactType.Number => isTyped || IsShortNumber(text) ? Number(text) : null,
        FactType.Url => Url(text),
        _ => ForAllLanguages(text),
    };

    private static Fact.Text ForAllLanguages(string text) =>
        new(FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create(Fact.Text.AllLanguages, text)], StringComparer.Ordinal));

    private static Fact.Time? Time(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon is 1 or 2
            && text.Length == colon + 3
            && TwoDigits(text.AsSpan(0, colon)) is { } hour and < 24
            && TwoDigits(text.AsSpan(colon + 1)) is { } minute and < 60
            ? new Fact.Time(new LocalTime(hour, minute))
            : null;
    }

    private static int? TwoDigits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return null;
            }

            value = (value * 10) + (character - '0');
        }

        return value;
    }

    private static Fact.Money? Money(string text, FactWords words)
    {
        if (ReadAmount(text, MoneyFractionDigitsMax, out var amount, out var rest))
        {
            return amount >= 0 && words.Currency(rest) is { } after ? new Fact.Money(amount, after) : null;
        }

        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        return start > 0
            && words.Currency(text[..start].TrimEnd()) is { } before
            && ReadAmount(text[start..], MoneyFractionDigitsMax, out amount, out rest)
            && rest.Length == 0
            ? new Fact.Money(amount, before)
            : null;
    }

    private static Fact.Percent? Percent(string text) =>
        ReadAmount(text, NumberFractionDigitsMax, out var value, out var rest)
        && rest.ToLowerInvariant() is "%" or "percent" or "procent" or "proc."
            ? new Fact.Percent(value)
            : null;

    private static Fact.Duration? Duration(string text, FactWords words) =>
        ReadRange(text, DurationFractionDigitsMax, out var from, out var to, out var rest)
        && from >= 0
        && words.Unit(rest) is { } unit
            ? new Fact.Duration(from, to, unit)
            : null;

    private static Fact.Quantity? Quantity(string text) =>
        ReadRange(text, NumberFractionDigitsMax, out var from, out var to, out var rest) && IsUnit(rest)
            ? new Fact.Quantity(from, to, rest)
            : null;

    private static bool IsUnit(string text) =>
        text.Length is > 0 and <= UnitCharactersMax
        && (char.IsLetter(text[0]) || text[0] is '°' or '%' or '′' or '″')
        && text.All(character => char.IsLetterOrDigit(character) || "°%′″²³/·.µ".Contains(character, StringComparison.Ordinal));

    private static Fact.Number? Number(string text) =>
        ReadAmount(text, NumberFractionDigitsMax, out var value, out var rest) && rest.Length == 0 ? new Fact.Number(value) : null;

    /// <summary>A phone number has spaces, a code starts with a zero, an account is long: none of them is to be counted with.</summary>
    private static bool IsShortNumber(string text) =>
        text.Count(char.IsAsciiDigit) <= UntypedDigitsMax
        && !text.Any(char.IsWhiteSpace)
        && !(text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]));

    private static Fact.Url? Url(string text) =>
        !text.Any(char.IsWhiteSpace)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
            ? new Fact.Url(text)
            : null;

    private static bool ReadAmount(string text, int fractionDigitsMax, out decimal value, out string rest)
    {
        var isRead = NumberScanner.Scan(text, fractionDigitsMax, out value, out var length) == NumberScan.Read;
        rest = text[length..].Trim();
        return isRead;
    }

    private static bool ReadRange(string text, int fractionDigitsMax, out decimal from, out decimal? to, out string rest)
    {
        to = null;
        if (!ReadAmount(text, fractionDigitsMax, out from, out rest))
        {
            return false;
        }

        if (rest.Length == 0 || rest[0] is not ('-' or '–'))
        {
            return true;
        }

        var isRange = ReadAmount(rest[1..].TrimStart(), fractionDigitsMax, out var upper, out rest);
        to = upper;
        return isRange && upper > from;
    }

    private static string Shown(string text)
    {
        const int shownMax = 60;
        return text.Length <= shownMax ? text : string.Concat(text.AsSpan(0, shownMax), "...");
    }

    private static string Named(FactType type) => type switch
    {
        FactType.Money => "an amount of money",
        FactType.Number => "a number",
        FactType.Percent => "a percentage",
        FactType.Quantity => "a quantity with a unit",
        FactType.Duration => "a length of time",
        FactType.Time => "a time of day",
        FactType.Url => "a web address",
        _ => "a text",
    };

    /// <summary>What to write for a fact of the type, as a sentence.</summary>
    public static string Example(FactType type) => type switch
    {
        FactType.Money => "Write an amount and a currency, e.g. 14.99 PLN or 200 zł.",
        FactType.Number => "Write a number without a unit, e.g. 14; part decimals by a comma or a point and thousands by nothing.",
        FactType.Percent => "Write a number and a percent sign, e.g. 98%.",
        FactType.Quantity => "Write a number or a range with a short unit, e.g. 5-25 °C or 2.5 kg.",
        FactType.Duration => "Write a number or a range with a unit from second to year, e.g. 24 hours, 1-2 days or 12 months.",
        FactType.Time => "Write hours and minutes on the 24-hour clock, e.g. 14:00.",
        FactType.Url => "Write the whole address, e.g. https://sklep.example/zwroty.",
        _ => "Write a phrase.",
    };
}
