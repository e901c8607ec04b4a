using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Checks one dialog as a whole: what names what, what can be reached, and whether every way leads out.</summary>
internal sealed class DialogChecks
{
    private readonly Dialog dialog;
    private readonly Findings findings;

    private DialogChecks(Dialog dialog, Findings findings)
    {
        this.dialog = dialog;
        this.findings = findings;
    }

    /// <summary>Adds what is wrong.</summary>
    /// <param name="dialog">As it was read.</param>
    /// <param name="ruleIds">Of all countries' laws.</param>
    /// <param name="findings">Collects.</param>
    public static void Check(Dialog dialog, IReadOnlyCollection<string> ruleIds, Findings findings)
    {
        var checks = new DialogChecks(dialog, findings);
        var before = findings.Count;
        checks.CheckSlots();
        checks.CheckConditions();
        checks.CheckTexts();
        DialogTextNames.Check(dialog, dialog.SlotsById.Keys, ruleIds, findings);
        checks.CheckRules(ruleIds);
        if (!checks.HasCycle() && findings.Count == before)
        {
            checks.CheckReach();
        }
    }

    private void CheckSlots()
    {
        foreach (var slot in dialog.Slots)
        {
            if (slot.NotBefore is { } earlier)
            {
                CheckSlot(earlier, slot.Span, SlotType.Date);
            }
            if (slot.Of is { } product)
            {
                CheckSlot(product, slot.Span, SlotType.Product);
            }
            if (dialog.StepOf(slot.Id) is null && !slot.HasCues)
            {
                findings.Add(DialogRules.SlotUnused, slot.Span, $"Nothing asks for the slot '{slot.Id}'.");
            }
        }
        foreach (var (_, slot) in dialog.Roles)
        {
            CheckSlot(slot, dialog.Span, null);
        }
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in dialog.Steps.OfType<DialogStep.Ask>())
        {
            CheckSlot(step.Slot, step.Span, null);
            if (dialog.SlotsById.TryGetValue(step.Slot, out var slot) && slot is { Ask: null, Type: not SlotType.Attributes })
            {
                findings.Add(DialogRules.SlotIncomplete, slot.Span, $"The slot '{slot.Id}' has no question (`ask`).");
            }
            if (!asked.Add(step.Slot))
            {
                findings.Add(DialogRules.AskedTwice, step.Span, $"The slot '{step.Slot}' is filled in two steps.");
            }
        }
    }

    private void CheckSlot(string name, SourceSpan span, SlotType? type)
    {
        var known = dialog.Slots.Where(slot => type is null || slot.Type == type).Select(slot => slot.Id).ToImmutableArray();
        if (!known.Contains(name))
        {
            var hint = findings.Nearest(name, known, DialogRules.SlotUnknown.Remedy);
            findings.Add(DialogRules.SlotUnknown, span, $"There is no slot '{name}' that could stand here.", hint);
        }
    }

    private IEnumerable<DialogCondition> Conditions() =>
        dialog.Steps.Select(step => step.When)
            .Concat(dialog.Outcomes.Select(outcome => outcome.When))
            .Concat(dialog.Marks.Select(mark => mark.When))
            .Concat(dialog.Proposals.Select(proposal => proposal.When))
            .Concat(dialog.Slots.SelectMany(slot => slot.Choices).SelectMany(choice => new[] { choice.When, choice.ImpliedBy }))
            .Concat(dialog.Slots.Select(slot => slot.Shown))
            .OfType<DialogCondition>();

    private void CheckConditions()
    {
        foreach (var test in Conditions().SelectMany(condition => condition.Tests))
        {
            if (!DialogReach.TryFindValues(dialog, test.Name, out var possible))
            {
                var names = dialog.SlotsById.Keys.Concat(DialogNames.Worked.Keys);
                var hint = findings.Nearest(test.Name, names, DialogRules.SlotUnknown.Remedy);
                findings.Add(DialogRules.SlotUnknown, test.Span, $"There is no slot '{test.Name}'.", hint);
                continue;
            }
            foreach (var value in test.Values.Where(value => value is not DialogCondition.Known && !possible.Contains(value)))
            {
                var hint = findings.Nearest(value, possible, $"It may be {string.Join(", ", possible)}.");
                findings.Add(DialogRules.ValueUnknown, test.Span, $"'{test.Name}' is never '{value}'.", hint);
            }
        }
    }

    private void CheckTexts()
    {
        foreach (var (text, what, lengthMax) in dialog.Texts())
        {
            var missing = dialog.Title.Texts.Keys.Where(language => !text.Serves(language)).Order(StringComparer.Ordinal).ToList();
            if (missing.Count > 0)
            {
                var span = text.Texts.Values.Select(stated => stated.Scalar.Span).OrderBy(stated => stated.Line).First();
                findings.Add(
                    DialogRules.TextMissing, span, $"{what} is missing in {string.Join(", ", missing.Select(code => $"'{code}'"))}.");
            }
            foreach (var stated in text.Texts.Values)
            {
                var length = stated.Template.WithoutMarkup("").Length;
                if (length > lengthMax)
                {
                    findings.Add(DialogRules.LongText, stated.Scalar.Span, $"{what} has {length} characters.");
                }
            }
        }
    }

    private void CheckRules(IReadOnlyCollection<string> ruleIds)
    {
        // A directory without laws is valid.
        foreach (var outcome in dialog.Outcomes.Where(outcome => ruleIds.Count > 0 && outcome.Rule is { } rule && !ruleIds.Contains(rule)))
        {
            var hint = findings.Nearest(outcome.Rule ?? "", ruleIds, DialogRules.LawRuleUnknown.Remedy);
            findings.Add(DialogRules.LawRuleUnknown, outcome.Span, $"No country's law has a rule '{outcome.Rule}'.", hint);
        }
    }

    /// <summary>A question, or one of its choices, that waits, over others or at once, for its own answer.</summary>
    private bool HasCycle()
    {
        var has = false;
        foreach (var step in dialog.Steps.OfType<DialogStep.Ask>())
        {
            var (seen, next) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(WaitsFor(step.Slot)));
            while (next.TryPop(out var slot))
            {
                if (slot == step.Slot)
                {
                    has = true;
                    findings.Add(DialogRules.Cycle, step.Span, $"The question for '{step.Slot}' waits for its own answer.");
                    break;
                }
                if (seen.Add(slot))
                {
                    WaitsFor(slot).ForEach(next.Push);
                }
            }
        }
        return has;
    }

    /// <summary>What must be known before a slot's answer, or something that is worked out, is.</summary>
    private List<string> WaitsFor(string name)
    {
        if (dialog.SlotsById.TryGetValue(name, out var slot))
        {
            return
            [
                .. (dialog.StepOf(name)?.When?.Tests ?? []).Select(test => test.Name),
                .. slot.Of is { } product ? [product] : Array.Empty<string>(),
                .. slot.Choices.SelectMany(choice => choice.When?.Tests ?? []).Select(test => test.Name),
                .. slot.Choices.SelectMany(choice => choice.ImpliedBy?.Tests ?? []).Select(test => test.Name)
                    .Where(DialogNames.Worked.ContainsKey),
            ];
        }
        ImmutableArray<string> roles = name switch
        {
            DialogNames.Withdrawal => [DialogRoles.Received, DialogRoles.Contract, DialogRoles.Product],
            DialogNames.Liability => [DialogRoles.Received, DialogRoles.Contract],
            DialogNames.OpenCase => [DialogRoles.Product],
            _ => [],
        };
        return [.. roles.Select(role => dialog.Roles.GetValueOrDefault(role)).OfType<string>()];
    }

    private void CheckReach()
    {
        foreach (var (index, step) in dialog.Steps.Index().Where(item => item.Item.When is not null))
        {
            if (step.When is { } when && !DialogReach.CanHold(dialog, when, index))
            {
                findings.Add(DialogRules.Unreachable, step.Span, "No answers lead to this step.");
            }
        }
        var before = ImmutableArray<DialogCondition>.Empty;
        var isClosed = false;
        foreach (var outcome in dialog.Outcomes)
        {
            var here = outcome.When is { } when ? before.Add(when) : before;
            if (isClosed || (here.Length > 0 && !DialogReach.CanHold(dialog, new DialogCondition.All(here), dialog.Steps.Length)))
            {
                findings.Add(DialogRules.Unreachable, outcome.Span, "No answers lead to this outcome.");
            }
            isClosed |= outcome.When is null;
            before = outcome.When is { } held ? before.Add(new DialogCondition.Not(held)) : before;
        }
        if (!isClosed)
        {
            findings.Add(DialogRules.NoExit, dialog.Outcomes[^1].Span, "The last outcome holds only under a condition.");
        }
    }
}
