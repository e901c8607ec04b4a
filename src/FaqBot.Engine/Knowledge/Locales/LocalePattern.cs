namespace FaqBot.Engine;

/// <summary>Texts of <c>locales.yaml</c> with names in single braces, which the program fills in.</summary>
internal static class LocalePattern
{
    public const string Count = "count";
    public const string Number = "number";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Day = "day";
    public const string Month = "month";
    public const string Year = "year";
    public const string Time = "time";

    /// <summary>Whether <paramref name="pattern"/> holds <c>{name}</c>.</summary>
    public static bool Has(string pattern, string name) => pattern.Contains($"{{{name}}}", StringComparison.Ordinal);

    /// <summary>The pattern with its names replaced. Words that are filled in hold no braces, so that none is filled in twice.</summary>
    public static string Fill(string pattern, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            pattern = pattern.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }
        return pattern;
    }
}
