using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Checks one dialog as a whole: what names what, what can be reached, and whether every way leads out.</summary>
internal sealed class DialogChecks
{
    /// <summary>Of longer conditions it is not looked for which two parts contradict each other.</summary>
    private const int PartsMax = 8;

    private readonly DialogStatement statement;
    private readonly Dialog dialog;
    private readonly Findings findings;

    private DialogChecks(DialogStatement statement, Dialog dialog, Findings findings)
    {
        this.statement = statement;
        this.dialog = dialog;
        this.findings = findings;
    }

    /// <summary>Adds what is wrong.</summary>
    /// <param name="statement">As it was read.</param>
    /// <param name="ruleIds">Of all countries' laws; empty where they are not known.</param>
    /// <param name="isWhole">Whether all of it could be read: what can be reached is not known of a part.</param>
    /// <param name="findings">Collects.</param>
    public static void Check(DialogStatement statement, IReadOnlyCollection<string> ruleIds, bool isWhole, Findings findings)
    {
        if (statement.Dialog is not { } dialog)
        {
            return;
        }
        var checks = new DialogChecks(statement, dialog, findings);
        var before = findings.Errors;
        checks.CheckSlots();
        checks.CheckReferences();
        checks.CheckRoles();
        checks.CheckOutcomes();
        checks.CheckWithdrawal();
        checks.CheckConditions();
        checks.CheckLengths();
        DialogTextNames.Check(dialog, [.. checks.SlotNames.Concat(checks.MisspelledInTexts())], ruleIds, findings);
        checks.CheckRules(ruleIds);
        if (!checks.HasCycle() && isWhole && findings.Errors == before)
        {
            checks.CheckReach();
        }
    }

    /// <summary>Adds the languages that it lacks.</summary>
    /// <param name="statement">As it was read.</param>
    /// <param name="languages">Of the shop whose own it is, the default language first; null for a dialog of all shops, which is
    /// held to the languages of its title.</param>
    /// <param name="findings">Collects.</param>
    public static void CheckLanguages(DialogStatement statement, ImmutableArray<string>? languages, Findings findings)
    {
        if (statement.Dialog is not { } dialog)
        {
            return;
        }
        var main = languages is [var first, ..] ? first : null;
        var titles = dialog.Title.Texts.Keys.Order(StringComparer.Ordinal).ToImmutableArray();
        Find(dialog.Title, languages ?? titles, statement.TitleSpan, $"The title of the dialog '{dialog.Id}'");
        foreach (var (text, what, _) in dialog.Texts().Where(text => text.Text != dialog.Title))
        {
            var spans = text.Texts.Values.Select(stated => stated.Scalar.Span);
            Find(text, titles, spans.OrderBy(span => (span.Line, span.Column)).First(), what);
        }

        void Find(DialogText text, ImmutableArray<string> wanted, SourceSpan span, string what)
        {
            var missing = wanted.Where(language => !text.Serves(language)).ToList();
            if (main is not null && missing.Exists(language => LanguageCodes.Serves(language, [main])))
            {
                findings.Add(KnowledgeRules.NoTextInLanguage, span, $"{what} is missing in '{main}', the shop's default language.");
                missing.RemoveAll(language => LanguageCodes.Serves(language, [main]));
            }
            if (missing.Count > 0)
            {
                findings.Add(
                    DialogRules.TextMissing, span, $"{what} is missing in {string.Join(", ", missing.Select(code => $"'{code}'"))}.");
            }
        }
    }

    /// <summary>Also of those that could not be read.</summary>
    private ImmutableArray<string> SlotNames => [.. dialog.SlotsById.Keys.Union(statement.Unread).Order(StringComparer.Ordinal)];

    private void CheckSlots()
    {
        foreach (var slot in dialog.Slots)
        {
            if (dialog.StepOf(slot.Id) is null && !slot.HasCues)
            {
                findings.Add(DialogRules.SlotUnused, slot.Span, $"Nothing asks for the slot '{slot.Id}'.");
            }
        }
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in dialog.Steps.OfType<DialogStep.Ask>())
        {
            CheckSlot(step.Slot, step.Span);
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

    private IEnumerable<string> MisspelledInTexts() =>
        dialog.Texts().SelectMany(text => text.Text.Texts.Values)
            .SelectMany(text => text.Template.Mentions.Where(mention => mention.Root == DialogTextNames.AnswersRoot))
            .Select(mention => mention.Name)
            .OfType<string>()
            .Where(IsMisspelled);

    /// <summary>Whether a slot is meant whose name is not allowed (<c>worn-out</c> for <c>worn</c>), which was found.</summary>
    private bool IsMisspelled(string name) =>
        NearestName.Of(name, statement.Unread.Where(slot => !Forms.Name.IsValid(slot))) is not null;

    /// <summary>False where there is none, which is then found.</summary>
    private bool CheckSlot(string name, SourceSpan span, IEnumerable<string>? others = null)
    {
        var known = SlotNames;
        if (known.Contains(name) || others?.Contains(name) == true)
        {
            return true;
        }
        if (IsMisspelled(name))
        {
            return false;
        }
        var hint = findings.Nearest(name, known.Concat(others ?? []), DialogRules.SlotUnknown.Remedy);
        findings.Add(DialogRules.SlotUnknown, span, $"There is no slot '{name}'.", hint);
        return false;
    }

    /// <summary>Keys name slots of the type that they need, and not the slot that they stand under.</summary>
    private void CheckReferences()
    {
        foreach (var reference in statement.References)
        {
            var name = reference.Slot.Text;
            if (!CheckSlot(name, reference.Slot.Span) || !dialog.SlotsById.TryGetValue(name, out var slot))
            {
                continue;
            }
            if (!reference.Types.Contains(slot.Type))
            {
                var fit = string.Join(" or ", reference.Types.Select(type => $"`{NameOf(type)}`"));
                findings.Add(
                    DialogRules.SlotUnfit,
                    reference.Slot.Span,
                    $"`{reference.Key}` needs a slot of type {fit}; '{name}' is of type `{NameOf(slot.Type)}`.");
            }
            else if (name == reference.Owner)
            {
                findings.Add(DialogRules.SlotUnfit, reference.Slot.Span, $"`{reference.Key}` of '{name}' names the slot itself.");
            }
        }
    }

    private static string NameOf(SlotType type) => DialogKeys.Types.First(named => named.Value == type).Key;

    /// <summary>Where the goods and the answer go a case knows by roles alone.</summary>
    private void CheckRoles()
    {
        foreach (var role in new[] { DialogRoles.Product, DialogRoles.Contact })
        {
            var slot = dialog.Slots.FirstOrDefault(slot =>
                DialogKeys.TypesByRole[role].Contains(slot.Type) && dialog.StepOf(slot.Id) is not null);
            if (slot is not null && !dialog.Roles.ContainsKey(role) && dialog.Outcomes.Any(outcome => outcome.Kind is not null))
            {
                findings.Add(
                    DialogRules.RoleMissing,
                    slot.Span,
                    $"The case will not know its {role} from the slot '{slot.Id}': no role names it.",
                    $"Add `{role}: {slot.Id}` to `roles`.");
            }
        }
    }

    /// <summary>What would be left undone without a word.</summary>
    private void CheckOutcomes()
    {
        foreach (var outcome in dialog.Outcomes)
        {
            if (outcome.Kind is not null && (outcome.Next is not null || outcome.Deed != DialogDeed.None || outcome.OffersPerson))
            {
                findings.Add(
                    DialogRules.BadOutcome,
                    outcome.Span,
                    "The outcome files a case, and `dialog`, `does` and `person` are not looked at.");
            }
            else if (outcome.Kind is null && outcome.Rule is not null)
            {
                findings.Add(
                    DialogRules.BadOutcome, outcome.Span, "The outcome names a `rule`, but files no case that it sets the date of.");
            }
            var lacking = DialogKeys.RolesOf(outcome.Deed).Where(role => !dialog.Roles.ContainsKey(role));
            if (string.Join(" and ", lacking.Select(role => $"the role `{role}`")) is { Length: > 0 } roles)
            {
                var deed = DialogKeys.Deeds.First(named => named.Value == outcome.Deed).Key;
                findings.Add(DialogRules.BadOutcome, outcome.Span, $"`does: {deed}` needs {roles}.");
            }
        }
    }

    /// <summary>What is confirmed on a page, not in a chat, can only be filed.</summary>
    private void CheckWithdrawal()
    {
        if (dialog.Id != DialogForm.Withdrawal)
        {
            return;
        }
        foreach (var outcome in dialog.Outcomes.Where(outcome => outcome.Kind is null))
        {
            findings.Add(
                DialogRules.WithdrawalNotFiled,
                outcome.Span,
                $"This outcome of '{dialog.Id}' files no case, but the page /withdraw/{{shop}} runs the dialog and must file.");
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
            if (!CheckSlot(test.Name, test.Span, DialogNames.Worked.Keys) || statement.Unread.Contains(test.Name)
                || !DialogReach.TryFindValues(dialog, test.Name, out var possible))
            {
                continue;
            }
            foreach (var value in test.Values.Where(value => value is not DialogCondition.Known && !possible.Contains(value)))
            {
                var hint = findings.Nearest(value, possible, $"It may be {string.Join(", ", possible)}.");
                findings.Add(DialogRules.ValueUnknown, test.Span, $"'{test.Name}' is never '{value}'.", hint);
            }
        }
    }

    private void CheckLengths()
    {
        foreach (var (text, what, lengthMax) in dialog.Texts())
        {
            foreach (var stated in text.Texts.Values)
            {
                var length = stated.Template.WithoutMarkup("").Length;
                if (length > lengthMax)
                {
                    findings.Add(
                        DialogRules.LongText, stated.Scalar.Span, $"{what} has {length} characters; {lengthMax} are enough.");
                }
            }
        }
    }

    private void CheckRules(IReadOnlyCollection<string> ruleIds)
    {
        foreach (var rule in statement.Rules)
        {
            if (DialogKeys.RulesOfCustomers.Contains(rule.Text))
            {
                findings.Add(
                    DialogRules.LawRuleNotOfShop, rule.Span, $"The rule '{rule.Text}' sets no term in which the shop must answer.");
            }
            // A directory without laws is valid.
            else if (ruleIds.Count > 0 && !ruleIds.Contains(rule.Text))
            {
                var hint = findings.Nearest(
                    rule.Text, ruleIds.Except(DialogKeys.RulesOfCustomers), DialogRules.LawRuleUnknown.Remedy);
                findings.Add(DialogRules.LawRuleUnknown, rule.Span, $"No country's law has a rule '{rule.Text}'.", hint);
            }
        }
    }

    /// <summary>A question, or one of its choices, that waits, over others or at once, for its own answer: once for each round.</summary>
    private bool HasCycle()
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in dialog.Steps.OfType<DialogStep.Ask>().Where(step => !told.Contains(step.Slot)))
        {
            if (WayBackTo(step.Slot) is not { } way || told.Overlaps(way.Select(wait => wait.Name)))
            {
                continue;
            }
            told.UnionWith(way.Select(wait => wait.Name));
            var waits = string.Join(", which waits for ", way.Select(wait => $"'{wait.Name}' ({wait.Span.Line}:{wait.Span.Column})"));
            findings.Add(
                DialogRules.Cycle,
                step.Span,
                way is [_] ? $"The question for '{step.Slot}' waits for its own answer ({way[0].Span.Line}:{way[0].Span.Column})."
                    : $"'{step.Slot}' waits for {waits}.");
        }
        return told.Count > 0;
    }

    /// <summary>What a slot waits for, what that waits for, and so on to the slot itself, by the shortest way; null where there is
    /// none.</summary>
    private List<(string Name, SourceSpan Span)>? WayBackTo(string slot)
    {
        var cameFrom = new Dictionary<string, (string Name, SourceSpan Span)>(StringComparer.Ordinal);
        var next = new Queue<string>([slot]);
        while (next.TryDequeue(out var name))
        {
            foreach (var (other, span) in WaitsFor(name))
            {
                if (!cameFrom.TryAdd(other, (name, span)))
                {
                    continue;
                }
                if (other == slot)
                {
                    return Way(slot, cameFrom);
                }
                next.Enqueue(other);
            }
        }
        return null;
    }

    private static List<(string Name, SourceSpan Span)> Way(
        string slot, Dictionary<string, (string Name, SourceSpan Span)> cameFrom)
    {
        var way = new List<(string Name, SourceSpan Span)>();
        var name = slot;
        do
        {
            var (before, span) = cameFrom[name];
            way.Insert(0, (name, span));
            name = before;
        }
        while (name != slot);
        return way;
    }

    /// <summary>What must be known before a slot's answer, or something that is worked out, is, and where that is said.</summary>
    private IEnumerable<(string Name, SourceSpan Span)> WaitsFor(string name)
    {
        if (dialog.SlotsById.TryGetValue(name, out var slot))
        {
            return (dialog.StepOf(name)?.When?.Tests ?? [])
                .Concat(slot.Choices.SelectMany(choice => choice.When?.Tests ?? []))
                .Concat(slot.Choices.SelectMany(choice => choice.ImpliedBy?.Tests ?? [])
                    .Where(test => DialogNames.Worked.ContainsKey(test.Name)))
                .Select(test => (test.Name, test.Span))
                .Concat(Named(reference => reference.Owner == name && reference.Key == DialogKeys.Of.Name));
        }
        ImmutableArray<string> roles = name switch
        {
            DialogNames.Withdrawal => [DialogRoles.Received, DialogRoles.Contract, DialogRoles.Product],
            DialogNames.Liability => [DialogRoles.Received, DialogRoles.Contract],
            DialogNames.OpenCase or DialogNames.OpenComplaint => [DialogRoles.Product, DialogRoles.Order],
            _ => [],
        };
        return Named(reference => reference.Owner is null && roles.Contains(reference.Key));
    }

    private IEnumerable<(string Name, SourceSpan Span)> Named(Func<SlotReference, bool> isMeant) =>
        statement.References.Where(isMeant).Select(reference => (reference.Slot.Text, reference.Slot.Span));

    private void CheckReach()
    {
        foreach (var (index, step) in dialog.Steps.Index())
        {
            CheckReach(step.When, index, step.Span, "this step");
        }
        foreach (var mark in dialog.Marks)
        {
            CheckReach(mark.When, dialog.Steps.Length, mark.Span, "this mark");
        }
        CheckFirst(dialog.Proposals.Select(proposal => (proposal.When, proposal.Span)), "this proposal");
        if (!CheckFirst(dialog.Outcomes.Select(outcome => (outcome.When, outcome.Span)), "this outcome"))
        {
            findings.Add(DialogRules.NoExit, dialog.Outcomes[^1].Span, "The last outcome holds only under a condition.");
        }
    }

    private bool CheckReach(DialogCondition? when, int step, SourceSpan span, string what)
    {
        var isReached = when is null || DialogReach.CanHold(dialog, when, step);
        if (!isReached && when is not null)
        {
            findings.Add(DialogRules.Unreachable, span, $"No answers lead to {what}: {Contradiction(when, step)}.");
        }
        return isReached;
    }

    /// <summary>Of things of which the first counts that holds; true where one holds always.</summary>
    private bool CheckFirst(IEnumerable<(DialogCondition? When, SourceSpan Span)> things, string what)
    {
        var before = ImmutableArray<DialogCondition>.Empty;
        var isClosed = false;
        foreach (var (when, span) in things)
        {
            if (!CheckReach(when, dialog.Steps.Length, span, what))
            {
                continue;
            }
            var here = when is null ? before : before.Add(when);
            if (isClosed || !DialogReach.CanHold(dialog, new DialogCondition.All(here), dialog.Steps.Length))
            {
                findings.Add(DialogRules.Unreachable, span, $"No answers lead to {what}: those before it take all.");
            }
            isClosed |= when is null;
            before = when is null ? before : before.Add(new DialogCondition.Not(when));
        }
        return isClosed;
    }

    /// <summary>Why a condition cannot hold: the first part that cannot by itself, or the first two that cannot both.</summary>
    private string Contradiction(DialogCondition when, int step)
    {
        ImmutableArray<DialogCondition> parts = when is DialogCondition.All { Parts.Length: <= PartsMax } all ? all.Parts : [when];
        if (parts.FirstOrDefault(part => !DialogReach.CanHold(dialog, part, step)) is { } never)
        {
            return $"what it wants of {Place(never)} never holds here";
        }
        var pairs = parts.SelectMany((first, index) => parts.Skip(index + 1).Select(second => (First: first, Second: second)));
        var (one, other) = pairs.FirstOrDefault(pair =>
            !DialogReach.CanHold(dialog, new DialogCondition.All([pair.First, pair.Second]), step));
        return one is null || other is null
            ? "its parts cannot all hold"
            : $"what it wants of {Place(one)} and of {Place(other)} cannot both hold";
    }

    private static string Place(DialogCondition part) =>
        string.Join(", ", part.Tests.Take(1).Select(test => $"'{test.Name}' ({test.Span.Line}:{test.Span.Column})"));
}
