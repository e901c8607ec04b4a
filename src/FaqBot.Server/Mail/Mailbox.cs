using System.Globalization;
using System.Text;

namespace FaqBot.Server;

/// <summary>Where a mail goes, in the one form that nobody can play tricks with: <c>name@domain</c>, without quotes, comments, lists and
/// addresses of machines.</summary>
/// <param name="Local">Before the sign, in NFC; letters of any alphabet.</param>
/// <param name="Domain">Behind it, lower case, in ASCII (punycode).</param>
internal readonly record struct Mailbox(string Local, string Domain)
{
    private const int LocalBytesMax = 64;
    private const int DomainCharsMax = 253;
    private const int BytesMax = 254;
    private const string LocalSigns = "!#$%&'*+-/=?^_`{|}~.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Whether only a server that knows SMTPUTF8 can take it.</summary>
    public bool NeedsUnicode => !Ascii.IsValid(Local);

    public override string ToString() => $"{Local}@{Domain}";

    /// <summary>Whether mail to either reaches the same person: nobody's server tells them apart by case.</summary>
    public bool Is(Mailbox other) => string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <example>"anna@żółw.example" → anna@xn--w-uga1v8h.example; "a@b.example, c@d.example" is none</example>
    public static bool TryParse(string? text, out Mailbox mailbox)
    {
        mailbox = default;
        if (text is null || text.Length > BytesMax || text.Split('@') is not [var local, var domain] || !IsLocal(local))
        {
            return false;
        }
        mailbox = new Mailbox(local.Normalize(), ToAscii(domain));
        return mailbox.Domain.Length > 0 && Encoding.UTF8.GetByteCount(mailbox.ToString()) <= BytesMax;
    }

    private static bool IsLocal(string local) =>
        local.Length > 0 && IsWellFormed(local) && Encoding.UTF8.GetByteCount(local) <= LocalBytesMax
        && local.EnumerateRunes().All(IsOfLocal)
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal);

    private static bool IsOfLocal(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || LocalSigns.Contains((char)rune.Value, StringComparison.Ordinal)
        : Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Half a surrogate pair cannot be normalised.</summary>
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);

    /// <summary>Empty where it is no domain's name.</summary>
    private static string ToAscii(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            var labels = ascii.Split('.');
            var isName = labels.Length > 1 && labels.All(IsLabel) && !labels[^1].All(char.IsAsciiDigit);
            return isName && ascii.Length <= DomainCharsMax ? ascii : "";
        }
        catch (ArgumentException)
        {
            return "";
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-';
}
