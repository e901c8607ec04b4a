namespace FaqBot.Engine;

/// <summary>Makes diagnostics out of offsets in a template. A line break in the template is one in the file, and every line starts in the
/// column of the first: exact for one-line scalars and for literal blocks (<c>|</c>) whose origin is their first character;
/// in folded and escaped scalars the first line is exact up to the first escape, later ones are a hint.</summary>
internal sealed class TemplateFindings(string source, SourceSpan origin, ICollection<Diagnostic> diagnostics)
{
    /// <summary>KB100: the source is too long.</summary>
    public const string TooLong = "KB100";

    /// <summary>KB101: <c>{{</c> or <c>{%</c> is not closed.</summary>
    public const string UnclosedMarkup = "KB101";

    /// <summary>KB102: something that cannot stand there.</summary>
    public const string Syntax = "KB102";

    /// <summary>KB103: a tag outside the subset.</summary>
    public const string UnknownTag = "KB103";

    /// <summary>KB104: <c>else</c>, <c>elsif</c> or an end tag without its opener.</summary>
    public const string MisplacedTag = "KB104";

    /// <summary>KB105: a block without its end tag.</summary>
    public const string UnclosedBlock = "KB105";

    /// <summary>KB106: a filter outside the subset.</summary>
    public const string UnknownFilter = "KB106";

    /// <summary>KB107: too few, too many or unknown arguments of a filter.</summary>
    public const string FilterArguments = "KB107";

    /// <summary>KB108: a root that nobody fills.</summary>
    public const string UnknownRoot = "KB108";

    /// <summary>KB109: nested too deep.</summary>
    public const string TooDeep = "KB109";

    /// <summary>KB110: too many parts.</summary>
    public const string TooManyNodes = "KB110";

    /// <summary>KB111: a text without its closing quote, or a number too large.</summary>
    public const string BadLiteral = "KB111";

    /// <summary>KB112: a fact that is not named outright.</summary>
    public const string FactPath = "KB112";

    /// <summary>KB113: an argument that its filter does not know.</summary>
    public const string ArgumentValue = "KB113";

    /// <summary>KB114, a warning: <c>}}</c> or <c>%}</c> in the words.</summary>
    public const string StrayClose = "KB114";

    /// <summary>KB115: the forms of a word do not fit the language.</summary>
    public const string PluralForms = "KB115";

    /// <summary>How many errors there are; warnings do not count.</summary>
    public int Errors { get; private set; }

    public void Error(string id, int offset, string message, string hint)
    {
        Errors++;
        diagnostics.Add(new Diagnostic(id, Severity.Error, SpanAt(offset), message, hint));
    }

    public void Warning(string id, int offset, string message, string hint) =>
        diagnostics.Add(new Diagnostic(id, Severity.Warning, SpanAt(offset), message, hint));

    /// <summary>Where the character at <paramref name="offset"/> stands in the author's file.</summary>
    public SourceSpan SpanAt(int offset)
    {
        var before = source.AsSpan(0, offset);
        var lineStart = before.LastIndexOf('\n') + 1;
        return origin with { Line = origin.Line + before.Count('\n'), Column = origin.Column + offset - lineStart };
    }
}
