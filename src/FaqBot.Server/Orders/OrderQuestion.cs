using System.Globalization;
using System.Text;

namespace FaqBot.Server;

/// <summary>Which order is meant, by whom, both in the one form in which they are compared.</summary>
internal sealed record OrderQuestion
{
    private OrderQuestion()
    {
    }

    /// <summary>As it was written, trimmed.</summary>
    public required string Written { get; init; }

    /// <summary>As the source is asked for it: as it was written, without the sign for "number" before it.</summary>
    public required string Asked { get; init; }

    /// <summary>Compared ordinally: upper case, without the sign for "number" before it.</summary>
    public required string Number { get; init; }

    /// <summary>Compared ordinally: lower case, its domain in ASCII.</summary>
    public required string Email { get; init; }

    /// <summary>Null where no order could have that number, or nobody that address.</summary>
    public static OrderQuestion? Of(string number, string email) => Bare(number) is { } asked && EmailOf(email) is { } address
        ? new OrderQuestion { Written = number.Trim(), Asked = asked, Number = asked.ToUpperInvariant(), Email = address }
        : null;

    /// <example>" #gr-1024 " is "GR-1024".</example>
    public static string? NumberOf(string text) => Bare(text)?.ToUpperInvariant();

    private static string? Bare(string text)
    {
        var number = text.Length <= OrderLimits.NumberCharsMax * 2 ? Whole(text)?.TrimStart('#').TrimStart() : null;
        return number is { Length: > 0 and <= OrderLimits.NumberCharsMax } && number.Any(char.IsLetterOrDigit) ? number : null;
    }

    /// <example>"Jan@Żółw.example" is "jan@xn--w-uga1v8h.example".</example>
    public static string? EmailOf(string text)
    {
        var address = text.Length <= OrderLimits.EmailCharsMax * 2 ? Whole(text) : null;
        if (address is not { Length: > 0 and <= OrderLimits.EmailCharsMax }
            || address.LastIndexOf('@') is not (> 0 and var at)
            || address.Any(char.IsWhiteSpace))
        {
            return null;
        }
        return Domain(address[(at + 1)..]) is { Length: > 0 } domain ? $"{address[..at].ToLowerInvariant()}@{domain}" : null;
    }

    /// <summary>Composed and trimmed, without the invisible marks that copying brings along; null where it holds what nobody types.
    /// </summary>
    private static string? Whole(string text)
    {
        if (IsPlain(text))
        {
            return text.Trim();
        }
        var shown = text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format).ToList();
        return shown.All(CanBeTyped) ? string.Concat(shown).Normalize(NormalizationForm.FormC).Trim() : null;
    }

    /// <summary>Most are, and a file has many.</summary>
    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool CanBeTyped(Rune rune) =>
        rune != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string? Domain(string domain)
    {
        if (IsPlain(domain))
        {
            return domain.TrimEnd('.').ToLowerInvariant();
        }
        try
        {
            return new IdnMapping().GetAscii(domain.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
