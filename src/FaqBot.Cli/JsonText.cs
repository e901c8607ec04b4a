using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FaqBot.Cli;

/// <summary>Strings of JSON as they are, half surrogate pairs included, which <see cref="JsonElement.GetString"/> refuses.</summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    /// <param name="element">A string.</param>
    public static string Of(JsonElement element)
    {
        var raw = element.GetRawText();
        return raw.Contains('\\', StringComparison.Ordinal) ? Unescaped(raw[1..^1]) : raw[1..^1];
    }

    /// <summary>The parser has seen to it that every escape is whole.</summary>
    private static string Unescaped(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }
            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)int.Parse(raw.AsSpan(at + 1, HexDigits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                at += HexDigits;
                continue;
            }
            text.Append(raw[at] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var same => same });
        }
        return text.ToString();
    }
}
