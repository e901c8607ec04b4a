using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Checks what the texts of a dialog name: answers by slot, dates by rule of law, the product, the case. At run time a name that
/// does not exist would print nothing.</summary>
internal static class DialogTextNames
{
    public const string AnswersRoot = "answers";

    private const string CaseRoot = "case";

    /// <summary>Adds what does not exist.</summary>
    /// <param name="dialog">As it was read.</param>
    /// <param name="slots">Names of slots that are known, or found elsewhere.</param>
    /// <param name="ruleIds">Of all countries' laws; empty where they are not known.</param>
    /// <param name="findings">Collects.</param>
    public static void Check(
        Dialog dialog, IReadOnlyCollection<string> slots, IReadOnlyCollection<string> ruleIds, Findings findings)
    {
        var dates = ruleIds.Select(id => id.Replace('-', '_')).Order(StringComparer.Ordinal).ToImmutableArray();
        var filed = dialog.Outcomes.Where(outcome => outcome.Kind is not null).Select(outcome => outcome.Say).ToList();
        foreach (var (text, _, _) in dialog.Texts())
        {
            foreach (var stated in text.Texts.Values)
            {
                stated.CheckNames(AnswersRoot, slots, findings);
                stated.CheckNames("product", DialogKeys.ProductNames, findings);
                if (dates.Length > 0)
                {
                    stated.CheckNames("dates", dates, findings);
                }
                if (filed.Contains(text))
                {
                    stated.CheckNames(CaseRoot, DialogKeys.CaseNames, findings);
                }
                else
                {
                    CheckNoCase(stated, findings);
                }
            }
        }
    }

    private static void CheckNoCase(TemplateText text, Findings findings)
    {
        foreach (var mention in text.Template.Mentions.Where(mention => mention.Root == CaseRoot))
        {
            findings.Add(
                KnowledgeRules.UnknownVariable,
                text.Scalar.SpanOf(mention.Offset),
                $"There is no case here yet, and so no '{(mention.Name is { } name ? $"{CaseRoot}.{name}" : CaseRoot)}'.",
                "Name it in the `say` of an outcome with `case`.");
        }
    }
}
