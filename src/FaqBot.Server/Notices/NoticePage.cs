using System.Text.RegularExpressions;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A notice as a simple page in a mail: the same words, paragraph by paragraph, with addresses on the web to press.</summary>
internal static partial class NoticePage
{
    /// <summary>A paragraph that is set apart has it before each line.</summary>
    private const string Indent = "    ";

    /// <param name="subject">Of the mail.</param>
    /// <param name="text">Plain text; whatever stands in it stays text.</param>
    /// <param name="locale">What it is written in.</param>
    public static string Html(string subject, string text, Locale locale) => $"""
        <!doctype html>
        <html lang="{Page.Encode(locale.Language)}" dir="{Page.Encode(locale.Direction)}">
        <head><meta charset="utf-8"><title>{Page.Encode(subject)}</title></head>
        <body style="font:16px/1.5 sans-serif;max-width:42em;color:#111;background:#fff">
        {string.Concat(text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Paragraph))}</body>
        </html>
        """;

    private static string Paragraph(string text)
    {
        var lines = text.Split('\n');
        var tag = lines.All(line => line.StartsWith(Indent, StringComparison.Ordinal)) ? "blockquote" : "p";
        return $"<{tag} dir=\"auto\">{string.Join("<br>\n", lines.Select(line => Linked(Page.Encode(line.Trim()))))}</{tag}>\n";
    }

    private static string Linked(string line) => WebAddress().Replace(line, "<a href=\"$0\">$0</a>");

    /// <summary>In encoded text: no quotes, no angle brackets can be part of it. What ends a sentence is none of it.</summary>
    [GeneratedRegex("https://[^\\s\"'<>]*[^\\s\"'<>.,;:!?)]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex WebAddress();
}
