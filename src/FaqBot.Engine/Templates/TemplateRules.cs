using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>The findings of templates: KB100-KB139. An id is never used again for something else.</summary>
public static class TemplateRules
{
    /// <summary>All of them, by id.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        new(TemplateFindings.TooLong, Severity.Error, "A template is too long.", "Shorten it; nobody reads that much in a chat."),
        new(
            TemplateFindings.UnclosedMarkup, Severity.Error, "`{{` or `{%` is not closed.",
            "Close it with `}}` or `%}`, or write it inside `{% raw %}`."),
        new(
            TemplateFindings.Syntax, Severity.Error, "Something cannot stand there.",
            "Compare it with the examples in the section on templates."),
        new(TemplateFindings.UnknownTag, Severity.Error, "A tag is not part of the subset.", "Use `if`, `unless`, `comment` or `raw`."),
        new(
            TemplateFindings.MisplacedTag, Severity.Error,
            "`else`, `elsif` or an end tag has no opener.", "Remove it, or open the block before it."),
        new(
            TemplateFindings.UnclosedBlock, Severity.Error, "A block has no end tag.",
            "Add `{% endif %}`, or the end of whichever block it is."),
        new(
            TemplateFindings.UnknownFilter, Severity.Error,
            "A filter is not part of the subset.", "Use one of the filters that are listed."),
        new(
            TemplateFindings.FilterArguments, Severity.Error,
            "A filter has too few, too many or unknown arguments.", "Give it what its example has."),
        new(
            TemplateFindings.UnknownRoot, Severity.Error, "Nothing is known by that first name.",
            "Begin with `facts`, `shop`, `law` or `hours`."),
        new(TemplateFindings.TooDeep, Severity.Error, "Blocks are nested too deep.", "Split the text."),
        new(TemplateFindings.TooManyNodes, Severity.Error, "A template has too many parts.", "Split the text."),
        new(
            TemplateFindings.BadLiteral, Severity.Error, "A text has no closing quote, or a number is too large.",
            "Close the quote, or write a smaller number."),
        new(TemplateFindings.FactPath, Severity.Error, "A fact is not named outright.", "Write `facts.` and the fact's name."),
        new(
            TemplateFindings.ArgumentValue, Severity.Error, "A filter does not know an argument's value.",
            "Use one of the values that the message names."),
        new(TemplateFindings.StrayClose, Severity.Warning, "`}}` or `%}` stands in the words.", "Remove it, or open what it closes."),
        new(
            TemplateFindings.PluralForms, Severity.Error,
            "The forms of a word do not fit the language.", "Give as many forms as the language has."),
    ];
}
