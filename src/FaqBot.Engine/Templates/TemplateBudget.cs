namespace FaqBot.Engine;

/// <summary>Counts the parts of one template while it is parsed.</summary>
internal sealed class TemplateBudget(TemplateFindings findings)
{
    private int nodes;
    private bool isTooDeepReported;

    /// <summary>Counts a part at <paramref name="offset"/>; the first one too many is reported.</summary>
    public void Count(int offset)
    {
        nodes++;
        if (nodes == TemplateLimits.NodesMax + 1)
        {
            findings.Error(
                TemplateFindings.TooManyNodes,
                offset,
                $"The template has more than {TemplateLimits.NodesMax} parts.",
                "Divide the text between several entries.");
        }
    }

    /// <summary>Whether <paramref name="depth"/> may be entered; the first refusal is reported.</summary>
    public bool MayNest(int depth, int offset)
    {
        if (depth <= TemplateLimits.NestingMax)
        {
            return true;
        }

        if (!isTooDeepReported)
        {
            isTooDeepReported = true;
            findings.Error(
                TemplateFindings.TooDeep,
                offset,
                $"This is nested more than {TemplateLimits.NestingMax} deep.",
                "Use 'elsif', or join conditions with 'and'.");
        }

        return false;
    }
}
