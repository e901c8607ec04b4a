using System.Buffers;

namespace FaqBot.Engine;

/// <summary>Finds a <c>#</c> that its author meant as text (<c>color: #1f5c3d</c>, <c>room #7</c>) and YAML takes for the beginning of a
/// comment. A comment is told from it by the space behind its sign.</summary>
internal static class CommentSigns
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\n,}]");

    /// <summary>Where such a sign follows directly upon unquoted text that ends at <paramref name="end"/>; null where none does.</summary>
    public static int? Behind(string file, int end)
    {
        var at = end;
        while (at < file.Length && file[at] is ' ' or '\t')
        {
            at++;
        }
        return IsMeantAsText(file, at) ? at : null;
    }

    /// <summary>The first such sign outside of quotes between <paramref name="start"/> and the end of the line: there it hides the comma or
    /// the bracket that the parser misses.</summary>
    public static int? InLine(string file, int start)
    {
        for (var at = start + 1; at < file.Length && file[at] != '\n'; at++)
        {
            if (file[at] is '"' or '\'' && file[at - 1] is ' ' or '[' or '{' or ',')
            {
                return null;
            }
            if (file[at - 1] is ' ' or '\t' && IsMeantAsText(file, at))
            {
                return at;
            }
        }
        return null;
    }

    /// <summary>One finding for the sign at <paramref name="sign"/>, which names what is lost with it.</summary>
    public static void Report(SourceText source, DiagnosticRule rule, int sign, Findings findings)
    {
        var rest = source.Text.AsSpan(sign);
        var length = rest.IndexOfAny(Ends);
        findings.Add(rule, source.SpanAt(sign), $"`#` begins a comment, so '{(length < 0 ? rest : rest[..length])}' is not read.");
    }

    private static bool IsMeantAsText(string file, int at) =>
        at + 1 < file.Length && file[at] == '#' && (char.IsLetterOrDigit(file[at + 1]) || file[at + 1] == '{');
}
