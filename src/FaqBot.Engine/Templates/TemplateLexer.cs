namespace FaqBot.Engine;

/// <summary>What a piece of source is.</summary>
internal enum PieceKind
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>The inside of <c>raw</c>: words, even where they are only whitespace.</summary>
    Raw,

    /// <summary>The inside of <c>{{ }}</c>.</summary>
    Output,

    /// <summary>The inside of <c>{% %}</c>, after its name.</summary>
    Tag,
}

/// <summary>A piece of source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Offset of the first character of words, or of the opening braces.</param>
/// <param name="Name">Of a tag; else empty.</param>
/// <param name="Start">Of the content.</param>
/// <param name="End">Of the content.</param>
internal readonly record struct Piece(PieceKind Kind, int At, string Name, int Start, int End);

/// <summary>Cuts a template into words and markup. Markup ends at the first closing braces, inside quotes too, as in Liquid.
/// Comments are dropped, whitespace control is applied.</summary>
internal sealed class TemplateLexer(string source, TemplateFindings findings)
{
    private const int BracesLength = 2;
    private const string OutputOpen = "{{";
    private const string OutputClose = "}}";
    private const string TagOpen = "{%";
    private const string TagClose = "%}";

    private readonly List<Piece> pieces = [];
    private int at;
    private bool trimsNext;

    /// <summary>All pieces; stops at markup that is never closed.</summary>
    public IReadOnlyList<Piece> Cut()
    {
        while (at < source.Length)
        {
            var open = NextOpen(at);
            TakeText(at, open < 0 ? source.Length : open, open >= 0 && HasDash(open + BracesLength));
            if (open < 0 || !TakeMarkup(open))
            {
                break;
            }
        }

        return pieces;
    }

    private int NextOpen(int from)
    {
        for (var brace = source.IndexOf('{', from); brace >= 0 && brace + 1 < source.Length; brace = source.IndexOf('{', brace + 1))
        {
            if (source[brace + 1] is '{' or '%')
            {
                return brace;
            }
        }

        return -1;
    }

    private bool HasDash(int position) => position < source.Length && source[position] == '-';

    private void TakeText(int start, int end, bool trimsEnd)
    {
        var (first, last) = Trim(start, end, trimsNext, trimsEnd);
        if (first == last)
        {
            return;
        }

        pieces.Add(new Piece(PieceKind.Text, first, "", first, last));
        WarnOfStrayClose(first, last);
    }

    /// <summary>ASCII whitespace only: a no-break space is there on purpose.</summary>
    private (int Start, int End) Trim(int start, int end, bool trimsStart, bool trimsEnd)
    {
        while (trimsStart && start < end && IsSpace(source[start]))
        {
            start++;
        }

        while (trimsEnd && end > start && IsSpace(source[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    private void WarnOfStrayClose(int start, int end)
    {
        var words = source.AsSpan(start, end - start);
        var stray = words.IndexOf(OutputClose, StringComparison.Ordinal);
        stray = stray >= 0 ? stray : words.IndexOf(TagClose, StringComparison.Ordinal);
        if (stray >= 0)
        {
            findings.Warning(
                TemplateFindings.StrayClose,
                start + stray,
                $"'{words.Slice(stray, BracesLength)}' stands in the words and customers will see it.",
                "Open the markup with two characters, '{{' or '{%', or put the words between {% raw %} and {% endraw %}.");
        }
    }

    private bool TakeMarkup(int open)
    {
        var isOutput = source[open + 1] == '{';
        var start = open + BracesLength + (HasDash(open + BracesLength) ? 1 : 0);
        var close = source.IndexOf(isOutput ? OutputClose : TagClose, Math.Min(start, source.Length), StringComparison.Ordinal);
        if (close < 0)
        {
            findings.Error(
                TemplateFindings.UnclosedMarkup,
                open,
                $"'{(isOutput ? OutputOpen : TagOpen)}' is not closed.",
                $"Add '{(isOutput ? OutputClose : TagClose)}' behind it.");
            return false;
        }

        trimsNext = close > start && source[close - 1] == '-';
        var end = trimsNext ? close - 1 : close;
        at = close + BracesLength;
        if (!isOutput)
        {
            return TakeTag(open, start, end);
        }

        pieces.Add(new Piece(PieceKind.Output, open, "", start, end));
        return true;
    }

    private bool TakeTag(int open, int start, int end)
    {
        var name = NameIn(start, end, out var afterName);
        switch (name)
        {
            case "#":
                CheckInlineComment(afterName, end);
                return true;
            case "comment":
                return SkipComment(open);
            case "raw":
                return TakeRaw(open);
            default:
                pieces.Add(new Piece(PieceKind.Tag, open, name, afterName, end));
                return true;
        }
    }

    private string NameIn(int start, int end, out int afterName)
    {
        while (start < end && IsSpace(source[start]))
        {
            start++;
        }

        afterName = start;
        if (start < end && source[start] == '#')
        {
            afterName++;
            return "#";
        }

        while (afterName < end && (char.IsAsciiLetterOrDigit(source[afterName]) || source[afterName] == '_'))
        {
            afterName++;
        }

        return source[start..afterName];
    }

    private void CheckInlineComment(int start, int end)
    {
        for (var line = source.IndexOf('\n', start, end - start); line >= 0; line = source.IndexOf('\n', line, end - line))
        {
            line++;
            var first = line;
            while (first < end && IsSpace(source[first]))
            {
                first++;
            }

            if (first < end && source[first] != '#')
            {
                findings.Error(
                    TemplateFindings.Syntax,
                    first,
                    "A line of an inline comment does not start with '#'.",
                    "Start each line of it with '#'.");
                return;
            }
        }
    }

    /// <summary>Comments nest, and what looks like an end inside <c>raw</c> is none.</summary>
    private bool SkipComment(int open)
    {
        var depth = 1;
        for (var tag = FindTag(at); tag >= 0; tag = FindTag(at))
        {
            var close = source.IndexOf(TagClose, tag, StringComparison.Ordinal);
            if (close < 0)
            {
                break;
            }

            var start = tag + BracesLength + (HasDash(tag + BracesLength) ? 1 : 0);
            var name = NameIn(Math.Min(start, close), close, out _);
            at = close + BracesLength;
            depth += name == "comment" ? 1 : name == "endcomment" ? -1 : 0;
            if (depth == 0)
            {
                trimsNext = source[close - 1] == '-';
                return true;
            }

            if (name == "raw" && FindEndRaw(at) is { } end)
            {
                at = end.After;
            }
        }

        ReportUnclosed(open, "comment");
        return false;
    }

    private bool TakeRaw(int open)
    {
        if (FindEndRaw(at) is not { } end)
        {
            ReportUnclosed(open, "raw");
            return false;
        }

        var (first, last) = Trim(at, end.At, trimsNext, HasDash(end.At + BracesLength));
        pieces.Add(new Piece(PieceKind.Raw, first, "", first, last));
        at = end.After;
        trimsNext = source[end.After - BracesLength - 1] == '-';
        return true;
    }

    private int FindTag(int from) => source.IndexOf(TagOpen, from, StringComparison.Ordinal);

    private (int At, int After)? FindEndRaw(int from)
    {
        for (var tag = FindTag(from); tag >= 0; tag = FindTag(tag + BracesLength))
        {
            var start = tag + BracesLength + (HasDash(tag + BracesLength) ? 1 : 0);
            var name = NameIn(start, source.Length, out var after);
            while (after < source.Length && (IsSpace(source[after]) || source[after] == '-'))
            {
                after++;
            }

            if (name == "endraw" && source.AsSpan(after).StartsWith(TagClose, StringComparison.Ordinal))
            {
                return (tag, after + BracesLength);
            }
        }

        return null;
    }

    private void ReportUnclosed(int open, string name) =>
        findings.Error(TemplateFindings.UnclosedBlock, open, $"'{name}' is not closed.", $"Add {{% end{name} %}} behind it.");

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\r' or '\n' or '\f' or '\v';
}
