using System.Text.RegularExpressions;

namespace FaqBot.Engine;

/// <summary>How what was said stands in a mail of plain text.</summary>
internal static class NoticeLines
{
    /// <summary>Sets a statement apart.</summary>
    public const string Indent = "    ";

    public static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : Indent + line));

    /// <summary>Whether the statement, which may be null, says it word for word.</summary>
    public static bool States(string? statement, string words) =>
        statement is not null && Regex.IsMatch(
            statement, $@"(?<!\w){Regex.Escape(words)}(?!\w)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
