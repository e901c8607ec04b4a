using YamlDotNet.Core;

namespace FaqBot.Engine;

/// <summary>Says in words of an author what the YAML parser says in words of a parser.</summary>
internal static class YamlErrors
{
    /// <summary>What the parser's message holds, what is wrong, what to do.</summary>
    private static readonly (string Part, string Message, string Hint)[] Known =
    [
        ("mapping values are not allowed", "A colon with a space after it stands inside unquoted text.",
            "Put the whole text in double quotes."),
        ("did not find expected key", "A `key: value` was expected here.",
            "Check the indentation and the colon after the key, or close a quotation mark."),
        ("did not find expected '-' indicator", "An item of the list was expected here.", "Begin it with `- ` under the items above."),
        ("block sequence entries are not allowed", "A list cannot begin here.", "Begin it on a line of its own."),
        ("cannot start any token", "Unquoted text cannot begin with this character.", "Put the whole text in double quotes."),
        ("unknown escape character", "Nothing is known for the letter after this backslash.",
            "Write the backslash twice, or use single quotes."),
        ("did not find expected ',' or ']'", "A list in square brackets is not closed.", "Add the comma or the `]`."),
        ("did not find expected ',' or '}'", "A mapping in braces is not closed.",
            "Add the comma or the `}`, or quote a text that begins with a brace."),
        ("unexpected end of stream", "The quotation mark is never closed.", "Close it, or put the text in the other kind of quotes."),
        ("could not find expected ':'", "A key without a colon stands here.", "Write `key: value`, or quote a text of several lines."),
        ("could not found expected ':'", "A key without a colon stands here.", "Write `key: value`, or quote a text of several lines."),
        ("found invalid mapping", "A `key: value` begins within a text of several lines.",
            "Check the indentation, or quote the text above."),
        ("expected node content", "A value was expected here.", "Write the value, or quote a text that begins with this character."),
        ("expected <document end>", "This stands outside of what the file began with.", "Check the indentation against the lines above."),
        ("scanning a directive", "A line cannot begin with a percent sign.", "Quote the text."),
        ("anchor or alias", "Anchors and aliases are not supported.", "Quote a text that begins with & or *."),
        ("mapping keys are not allowed", "A question mark cannot begin a key here.", "Quote a text that begins with a question mark."),
        ("undeclared tag", "A tag (`!name`) is not supported.", "Quote a text that begins with an exclamation mark."),
    ];

    /// <summary>Adds one finding for <paramref name="exception"/>.</summary>
    /// <param name="source">The file.</param>
    /// <param name="exception">What the parser says. Of tabs it says no place.</param>
    /// <param name="read">How far the file could be read.</param>
    /// <param name="findings">Collects it.</param>
    public static void Report(SourceText source, YamlException exception, Mark read, Findings findings)
    {
        var isOfTab = exception.Message.Contains(" tab ", StringComparison.Ordinal);
        var seen = isOfTab ? read.Index : Math.Max(exception.Start.Index, exception.End.Index);
        if (IndentedByTab(source, (int)seen, isOfTab) is { } tab)
        {
            findings.Add(KnowledgeRules.TabIndentation, tab, "This line is indented by a tab.");
            return;
        }
        if (CommentSigns.InLine(source.Text, (int)read.Index) is { } sign && IsCause(source, sign, exception))
        {
            CommentSigns.Report(source, KnowledgeRules.ValueIsComment, sign, findings);
            return;
        }
        var span = new SourceSpan(source.File, (int)Math.Max(1, exception.Start.Line), (int)Math.Max(1, exception.Start.Column));
        foreach (var (part, message, hint) in Known)
        {
            if (exception.Message.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(KnowledgeRules.YamlSyntax, span, message, hint);
                return;
            }
        }
        findings.Add(KnowledgeRules.YamlSyntax, span, "The YAML cannot be read from here on.");
    }

    /// <summary>Adds one finding for a file that the parser gave up on without a reason.</summary>
    public static void Report(SourceText source, Mark read, Findings findings)
    {
        if (CommentSigns.InLine(source.Text, (int)read.Index) is { } sign)
        {
            CommentSigns.Report(source, KnowledgeRules.ValueIsComment, sign, findings);
            return;
        }
        findings.Add(KnowledgeRules.YamlSyntax, source.SpanAt((int)read.Index), "The YAML cannot be read from here on.");
    }

    /// <summary>A comment hides the end of brackets, or breaks off a text that goes on in a line further in; a line further out is
    /// wrong by itself.</summary>
    private static bool IsCause(SourceText source, int sign, YamlException exception)
    {
        var lineStart = source.Text.AsSpan(0, sign).LastIndexOf('\n') + 1;
        var indentation = source.Text.AsSpan(lineStart).IndexOfAnyExcept(' ');
        return exception.Message.Contains("flow", StringComparison.Ordinal)
            || exception.Message.Contains("node content", StringComparison.Ordinal)
            || exception.Start.Column - 1 > indentation;
    }

    /// <summary>The first tab in the indentation of the line at <paramref name="offset"/> or, if the parser has said that there is
    /// one, below it.</summary>
    private static SourceSpan? IndentedByTab(SourceText source, int offset, bool alsoBelow)
    {
        var lineStart = source.Text.AsSpan(0, Math.Clamp(offset, 0, source.Text.Length)).LastIndexOf('\n') + 1;
        do
        {
            var line = source.Text.AsSpan(lineStart);
            var indentation = line[..(line.IndexOfAnyExcept(' ', '\t') is var length and >= 0 ? length : line.Length)];
            if (indentation.IndexOf('\t') is var tab and >= 0)
            {
                return source.SpanAt(lineStart + tab);
            }
            lineStart = source.Text.IndexOf('\n', lineStart) + 1;
        }
        while (alsoBelow && lineStart > 0);
        return null;
    }
}
