using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Server;

/// <summary>What may stand in a header, whatever a customer or an owner wrote: one line, of a length that mail programs show.</summary>
internal static class MailHeader
{
    private const int IdCharsMax = 100;

    /// <summary>One line without control characters and without signs that turn the direction of what follows; spaces stand alone. What
    /// looks like an encoded word (RFC 2047) is none, for mail programs would decode it.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="charsMax">Longer ones are cut; characters as people count them.</param>
    public static string Line(string text, int charsMax)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!IsTurning(rune))
            {
                line.Append(rune.ToString());
            }
        }
        var whole = line.ToString().TrimEnd().Replace("=?", "= ?", StringComparison.Ordinal).Normalize();
        return new StringInfo(whole) is { LengthInTextElements: var length } shown && length > charsMax
            ? $"{shown.SubstringByTextElements(0, charsMax - 1).TrimEnd()}…"
            : whole;
    }

    /// <summary>The same for a name beside an address or of a file. Within quotes System.Net.Mail lets quotes and backslashes stand as they
    /// are, so there are none.</summary>
    public static string Name(string text) =>
        Line(text, MailLimits.NameCharsMax).Replace('"', '”').Replace('\\', '/');

    /// <summary>What stands for an id in a Message-ID or a file's name: the id itself where it is plain, else its hash.</summary>
    public static string Id(string id) =>
        id.Length is > 0 and <= IdCharsMax && id.All(IsPlain)
            && id[0] != '.' && id[^1] != '.' && !id.Contains("..", StringComparison.Ordinal)
            ? id
            : $"h{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    /// <summary>Embeddings, overrides and isolates; line and paragraph separators count as spaces.</summary>
    private static bool IsTurning(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
