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

    public static bool IsId(string text) => text.Length <= KnowledgeLimits.IdLengthMax && Id().IsMatch(text);

    public static bool IsShopId(string text) => ShopId().IsMatch(text);

    /// <summary>Names of facts, attributes, rules of law and system texts.</summary>
    public static bool IsName(string text) => text.Length <= KnowledgeLimits.IdLengthMax && Name().IsMatch(text);

    public static bool IsSku(string text) => Sku().IsMatch(text);

    public static bool IsEmail(string text) => text.Length <= EmailLengthMax && Email().IsMatch(text);

    /// <summary>Digits with the usual marks between them, 5 to 15 digits (ITU-T E.164).</summary>
    public static bool IsPhone(string text) => Phone().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 5 and <= 15;

    public static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Host.Length > 0 && !text.Contains(' ');

    /// <summary>Scheme, host and port, as a browser sends it; nothing after it.</summary>
    public static bool IsOrigin(string text) =>
        IsUrl(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.GetLeftPart(UriPartial.Authority) == text
        && uri.UserInfo.Length == 0;

    public static bool IsColor(string text) => Color().IsMatch(text);

    /// <summary>A time such as <c>8 s</c>.</summary>
    public static bool IsSeconds(string text) => Seconds().IsMatch(text);

    public static bool IsCasePrefix(string text) => CasePrefix().IsMatch(text);

    /// <summary>Whether <paramref name="text"/> is a regular expression that runs without backtracking.</summary>
    public static bool IsPattern(string text)
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

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", Linear)]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z][a-z0-9]{1,30}\z", Linear)]
    private static partial Regex ShopId();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z", Linear)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._/-]{0,59}\z", Linear)]
    private static partial Regex Sku();

    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", Linear)]
    private static partial Regex Email();

    [GeneratedRegex(@"\A\+?[0-9(][0-9 ()./-]*\z", Linear)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", Linear)]
    private static partial Regex Color();

    [GeneratedRegex(@"\A[0-9]{1,3} ?s\z", Linear)]
    private static partial Regex Seconds();

    [GeneratedRegex(@"\A[A-Z]{2,4}\z", Linear)]
    private static partial Regex CasePrefix();
}
