using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>How ids, addresses and the like must look. Every pattern runs in time linear in the text.</summary>
internal static partial class Forms
{
    private const RegexOptions Linear = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    /// <summary>Characters of an e-mail address (RFC 5321, 4.5.3.1.3).</summary>
    private const int EmailLengthMax = 254;

    /// <summary>Characters of a pattern: its automaton grows with it.</summary>
    private const int PatternLengthMax = 200;

    private const string IdPattern = @"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z";
    private const string ShopIdPattern = @"\A[a-z][a-z0-9]{1,30}\z";
    private const string NamePattern = @"\A[a-z][a-z0-9_]*\z";
    private const string SkuPattern = @"\A[A-Za-z0-9][A-Za-z0-9._/-]{0,59}\z";
    private const string EmailPattern = @"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z";
    private const string PhonePattern = @"\A\+?[0-9(][0-9 ()./-]*\z";
    private const string ColorPattern = @"\A#[0-9A-Fa-f]{6}\z";
    private const string SecondsPattern = @"\A(0|[1-9][0-9]{0,2}) ?s\z";
    private const string CasePrefixPattern = @"\A[A-Z]{2,4}\z";

    /// <summary>Of an entry, a dialog, a topic.</summary>
    public static Form Id { get; } = new(
        "an id", KnowledgeRules.BadId, IdPattern, text => text.Length <= KnowledgeLimits.IdLengthMax && IdRegex().IsMatch(text));

    /// <summary>Of a slot, an attribute, a type, a reason.</summary>
    public static Form Name { get; } = new("a name", KnowledgeRules.BadId, NamePattern, IsName)
    {
        Remedy = "Use lower-case letters, digits and underscores, a letter first.",
    };

    public static Form FactName { get; } = new("the name of a fact", KnowledgeRules.BadFactName, NamePattern, IsName);

    public static Form Language { get; } = new(
        "a language code", KnowledgeRules.BadLanguage, LanguageCodes.Pattern, LanguageCodes.IsValid)
    {
        Meant = LanguageCodes.Meant,
        Example = "pl",
    };

    public static Form Country { get; } = new("a country", KnowledgeRules.BadCountry, @"\A[A-Z]{2}\z", Zones.ByCountry.ContainsKey)
    {
        Choices = Zones.ByCountry.Keys,
        Meant = Zones.CountryMeant,
    };

    public static Form Currency { get; } = new("a currency", KnowledgeRules.BadCurrency, @"\A[A-Z]{3}\z", Currencies.Codes.Contains)
    {
        Choices = Currencies.Codes,
    };

    public static Form Sku { get; } = new("a sku", KnowledgeRules.BadSku, SkuPattern, SkuRegex().IsMatch);

    public static Form Email { get; } = new(
        "an e-mail address", KnowledgeRules.BadEmail, EmailPattern, text => text.Length <= EmailLengthMax && EmailRegex().IsMatch(text))
    {
        Example = "help@shop.example",
    };

    /// <summary>Digits with the usual marks between them, 5 to 15 digits (ITU-T E.164).</summary>
    public static Form Phone { get; } = new(
        "a phone number",
        KnowledgeRules.BadPhone,
        PhonePattern,
        text => PhoneRegex().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 5 and <= 15)
    {
        Example = "+48 22 123 45 67",
    };

    public static Form Url { get; } = new("a URL", KnowledgeRules.BadUrl, @"\A[Hh][Tt][Tt][Pp][Ss]?:[^ ]+\z", IsUrl)
    {
        Meant = UrlMeant,
        Example = "https://shop.example/page",
    };

    /// <summary>Scheme, host and port, as a browser sends it; nothing after it.</summary>
    public static Form Origin { get; } = new("an origin", KnowledgeRules.BadOrigin, @"\Ahttps?://[^/?#@ ]+\z", IsOrigin)
    {
        Meant = OriginMeant,
        Example = "https://shop.example",
    };

    public static Form Color { get; } = new("a colour", KnowledgeRules.BadColor, ColorPattern, ColorRegex().IsMatch) { Meant = ColorMeant };

    /// <summary>A time such as <c>8 s</c>.</summary>
    public static Form Seconds { get; } = new("a number of seconds", KnowledgeRules.BadSeconds, SecondsPattern, SecondsRegex().IsMatch)
    {
        Example = "8 s",
    };

    public static Form CasePrefix { get; } = new(
        "a case prefix", KnowledgeRules.BadCasePrefix, CasePrefixPattern, CasePrefixRegex().IsMatch)
    {
        Example = "GR",
    };

    /// <summary>A regular expression that runs without backtracking.</summary>
    public static Form Pattern { get; } = new(
        "a pattern that can be used", KnowledgeRules.BadPattern, $@"\A[\s\S]{{1,{PatternLengthMax}}}\z", IsPattern);

    public static bool IsShopId(string text) => ShopIdRegex().IsMatch(text);

    private static bool IsName(string text) => text.Length <= KnowledgeLimits.IdLengthMax && NameRegex().IsMatch(text);

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 && !text.Contains(' ');

    /// <summary>An address without its scheme.</summary>
    private static string? UrlMeant(string text) =>
        $"https://{text}" is var url && !text.Contains(':') && text.Contains('.') && IsUrl(url) ? url : null;

    /// <summary>The origin that an address of a page lies in.</summary>
    private static string? OriginMeant(string text) =>
        (IsUrl(text) ? text : UrlMeant(text)) is { } url && new Uri(url).GetLeftPart(UriPartial.Authority) is var origin && IsOrigin(origin)
            ? origin
            : null;

    /// <summary><c>1f5c3d</c> without its sign, <c>#abc</c> for <c>#aabbcc</c>.</summary>
    private static string? ColorMeant(string text)
    {
        var digits = text.TrimStart('#');
        var color = digits.Length == 3 ? $"#{string.Concat(digits.Select(digit => new string(digit, 2)))}" : $"#{digits}";
        return ColorRegex().IsMatch(color) ? color : null;
    }

    private static bool IsOrigin(string text) =>
        IsUrl(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.GetLeftPart(UriPartial.Authority) == text
        && uri.UserInfo.Length == 0;

    private static bool IsPattern(string text)
    {
        if (text.Length > PatternLengthMax)
        {
            return false;
        }
        try
        {
            _ = new Regex(text, Linear);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(IdPattern, Linear)]
    private static partial Regex IdRegex();

    [GeneratedRegex(ShopIdPattern, Linear)]
    private static partial Regex ShopIdRegex();

    [GeneratedRegex(NamePattern, Linear)]
    private static partial Regex NameRegex();

    [GeneratedRegex(SkuPattern, Linear)]
    private static partial Regex SkuRegex();

    [GeneratedRegex(EmailPattern, Linear)]
    private static partial Regex EmailRegex();

    [GeneratedRegex(PhonePattern, Linear)]
    private static partial Regex PhoneRegex();

    [GeneratedRegex(ColorPattern, Linear)]
    private static partial Regex ColorRegex();

    [GeneratedRegex(SecondsPattern, Linear)]
    private static partial Regex SecondsRegex();

    [GeneratedRegex(CasePrefixPattern, Linear)]
    private static partial Regex CasePrefixRegex();
}
