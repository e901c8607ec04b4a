namespace FaqBot.Engine;

/// <summary>What a template may cost. Sources come from authors and values from customers, so both are bounded.</summary>
public static class TemplateLimits
{
    /// <summary>Longest source (an answer, a notice, a system text), in UTF-16 characters; more is KB100, in a file KB025.</summary>
    public const int SourceCharactersMax = 4_000;

    /// <summary>Deepest nesting of <c>if</c> and <c>unless</c>, and of brackets inside a path; more is KB109.</summary>
    public const int NestingMax = 16;

    /// <summary>Most parts of one template: texts, tags, values, filters, steps of a path; more is KB110.</summary>
    public const int NodesMax = 1_000;

    /// <summary>Most steps of one rendering: a part visited, an item of a list searched, a thousand characters filtered.</summary>
    public const int RenderStepsMax = 10_000;

    /// <summary>Longest text that rendering, or one filter on the way, may make, in UTF-16 characters.</summary>
    public const int OutputCharactersMax = 16_000;

    /// <summary>Most forms of a word for <c>plural</c>: the number of CLDR's categories.</summary>
    public const int PluralFormsMax = 6;
}

/// <summary>A rendering passed one of <see cref="TemplateLimits"/>. The only exception that rendering throws; the turn catches it and
/// apologises. A message names the limit and never the values.</summary>
public sealed class TemplateLimitException : InvalidOperationException
{
    internal TemplateLimitException(string message)
        : base(message)
    {
    }
}
