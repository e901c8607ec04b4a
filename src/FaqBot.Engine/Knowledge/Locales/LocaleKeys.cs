using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The words of <c>locales.yaml</c> itself: units, names in single braces, marks.</summary>
internal static class LocaleKeys
{
    public const string Count = "count";
    public const string Number = "number";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Day = "day";
    public const string Month = "month";
    public const string Year = "year";
    public const string Time = "time";

    public static ImmutableArray<(string Key, DurationUnit Unit)> Units { get; } =
    [
        ("second", DurationUnit.Second),
        ("minute", DurationUnit.Minute),
        ("hour", DurationUnit.Hour),
        ("day", DurationUnit.Day),
        ("working_day", DurationUnit.WorkingDay),
        ("week", DurationUnit.Week),
        ("month", DurationUnit.Month),
        ("year", DurationUnit.Year),
    ];

    /// <summary>Marks of numbers by the names that an author writes: a space alone could not be seen.</summary>
    public static FrozenDictionary<string, string> Marks { get; } = new Dictionary<string, string>
    {
        ["comma"] = ",",
        ["point"] = ".",
        ["space"] = "\u00A0",
        ["narrow_space"] = "\u202F",
        ["apostrophe"] = "’",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="pattern"/> holds <c>{name}</c>.</summary>
    public static bool Has(string pattern, string name) => pattern.Contains($"{{{name}}}", StringComparison.Ordinal);

    /// <summary>The pattern with its names replaced. What is filled in is not looked at again: words and digits hold no braces.</summary>
    public static string Fill(string pattern, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            pattern = pattern.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }
        return pattern;
    }
}
