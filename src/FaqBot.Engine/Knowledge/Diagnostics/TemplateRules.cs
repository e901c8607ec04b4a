namespace FaqBot.Engine;

/// <summary>The findings of parsing templates: KB100-KB139. The particulars of each are said where it is found.</summary>
public static class TemplateRules
{
    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All { get; } =
    [
        Error(TemplateFindings.TooLong, "A template is too long.", "Divide the text between several entries."),
        Error(TemplateFindings.UnclosedMarkup, "An output or a tag is not closed.", "Close `{{` by `}}` and `{%` by `%}`."),
        Error(
            TemplateFindings.Syntax, "Something cannot stand where it stands.", "See docs/knowledge-format.md for the template language."),
        Error(TemplateFindings.UnknownTag, "A tag is not in the subset.", "Use if, elsif, else, unless, comment or raw."),
        Error(TemplateFindings.MisplacedTag, "A tag has no beginning.", "Remove it, or add the tag that begins the block."),
        Error(TemplateFindings.UnclosedBlock, "A block has no end.", "Add its end tag."),
        Error(TemplateFindings.UnknownFilter, "A filter is not in the subset.", "Use one of the filters of docs/knowledge-format.md."),
        Error(TemplateFindings.FilterArguments, "A filter has too few, too many or unknown arguments.", "Give it the arguments it takes."),
        Error(
            TemplateFindings.UnknownRoot, "A template names a value that nobody fills.", "Begin the path with facts, shop, law or hours."),
        Error(TemplateFindings.TooDeep, "A template is nested too deeply.", "Divide the text between several entries."),
        Error(TemplateFindings.TooManyNodes, "A template has too many parts.", "Divide the text between several entries."),
        Error(
            TemplateFindings.BadLiteral, "A text is not closed, or a number is too large.", "Close the quotation mark, or write a smaller number."),
        Error(TemplateFindings.FactPath, "A fact is not named outright.", "Write `facts.` and the fact's name."),
        Error(TemplateFindings.ArgumentValue, "A filter does not know its argument.", "Use one of the values that the finding names."),
        new(TemplateFindings.StrayClose, Severity.Warning, "A closing mark stands in the words.", "Remove it, or open what it closes."),
        Error(TemplateFindings.PluralForms, "The forms of a word do not fit the language.", "Give as many forms as the language counts."),
    ];

    private static DiagnosticRule Error(string id, string title, string remedy) => new(id, Severity.Error, title, remedy);
}
