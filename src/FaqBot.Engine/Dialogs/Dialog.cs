using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace FaqBot.Engine;

/// <summary>A declared script (<c>dialogs/*.yaml</c>): which slots are filled, in which order, and what becomes of it. What every dialog
/// can do besides (back, skip, correct, cancel, answer a question in between) stands in no file. Immutable, shared by shops.</summary>
internal sealed class Dialog
{
    /// <summary>People read chats on phones: characters of a question.</summary>
    private const int QuestionLengthMax = 300;

    /// <summary>Characters of anything else that is said.</summary>
    private const int TextLengthMax = 500;

    /// <summary>Characters of a statement, which must be whole.</summary>
    private const int StatementLengthMax = 1_000;

    /// <summary>The file's name, e.g. <c>complaint</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>What it is called, e.g. "reklamacja".</summary>
    public required DialogText Title { get; init; }

    /// <summary>Whether a message begins it that no entry knows, but that names a product and says what is wrong with it.</summary>
    public required bool TakesFaults { get; init; }

    /// <summary>Words with which a message begins it, whatever else it says.</summary>
    public required DialogWords Begins { get; init; }

    /// <summary>What it is about, as an entry's topic: chooses the team; null when not stated.</summary>
    public required string? Topic { get; init; }

    /// <summary>Said first, before anything is asked; null for nothing.</summary>
    public required DialogText? Opening { get; init; }

    /// <summary>What the customer declares by filing it, shown in full and confirmed by itself; null for nothing.</summary>
    public required DialogText? Statement { get; init; }

    /// <summary>The label of the button below the summary; null for what every dialog says.</summary>
    public required DialogText? SubmitLabel { get; init; }

    /// <summary>The label of the button below the statement; null for that below the summary.</summary>
    public required DialogText? ConfirmLabel { get; init; }

    /// <summary>In the order of the file.</summary>
    public required ImmutableArray<DialogSlot> Slots { get; init; }

    /// <summary>The same by id.</summary>
    public required FrozenDictionary<string, DialogSlot> SlotsById { get; init; }

    /// <summary>In order; the next one is always the first that applies and is not done.</summary>
    public required ImmutableArray<DialogStep> Steps { get; init; }

    /// <summary>The first that holds is what becomes of the answers; at least one, and the last holds always.</summary>
    public required ImmutableArray<DialogOutcome> Outcomes { get; init; }

    /// <summary>What a person must see.</summary>
    public required ImmutableArray<DialogMark> Marks { get; init; }

    /// <summary>What the shop may do first; the first that holds.</summary>
    public required ImmutableArray<DialogMark> Proposals { get; init; }

    /// <summary>Where an answer to "what went wrong", "which remedy" and "how to reply" stands, by what a case calls it.</summary>
    public required FrozenDictionary<string, string> Roles { get; init; }

    /// <summary>Whether the slot plays that part, one of <see cref="DialogRoles"/>.</summary>
    public bool IsIn(string role, DialogSlot slot) => Roles.GetValueOrDefault(role) == slot.Id;

    /// <summary>Everything that it says, with where it stands and how long it may be.</summary>
    public IEnumerable<(DialogText Text, string What, int LengthMax)> Texts()
    {
        yield return (Title, "The title", TextLengthMax);
        if (Opening is { } opening)
        {
            yield return (opening, "The opening", TextLengthMax);
        }
        foreach (var slot in Slots)
        {
            foreach (var text in new[] { slot.Label, slot.Ask, slot.Explain, slot.Rest, slot.Skip }.OfType<DialogText>())
            {
                yield return (text, $"A text of the slot '{slot.Id}'", QuestionLengthMax);
            }
            foreach (var choice in slot.Choices)
            {
                yield return (choice.Label, $"The choice '{choice.Id}' of the slot '{slot.Id}'", KnowledgeLimits.LabelLengthMax);
            }
        }
        if (Statement is { } statement)
        {
            yield return (statement, "The statement", StatementLengthMax);
        }
        foreach (var label in new[] { SubmitLabel, ConfirmLabel }.OfType<DialogText>())
        {
            yield return (label, "The label of a button", KnowledgeLimits.LabelLengthMax);
        }
        foreach (var step in Steps.OfType<DialogStep.Say>())
        {
            yield return (step.Text, "What a step says", TextLengthMax);
        }
        foreach (var outcome in Outcomes)
        {
            yield return (outcome.Say, "What an outcome says", TextLengthMax);
        }
    }

    /// <summary>Every step and outcome, as <see cref="BranchOf(DialogStep)"/> calls it.</summary>
    public IEnumerable<string> Branches() => Steps.Select(BranchOf).Concat(Outcomes.Select(BranchOf));

    /// <summary>What a step is called: <c>complaint/received</c> by its slot, <c>complaint/step-5</c> by its place in the file.</summary>
    public string BranchOf(DialogStep step) => step switch
    {
        DialogStep.Ask ask => $"{Id}/{ask.Slot}",
        DialogStep.Say say => $"{Id}/{say.Id}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What an outcome is called, by its place in the file: <c>complaint/outcome-2</c>.</summary>
    public string BranchOf(DialogOutcome outcome) =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}/outcome-{Outcomes.IndexOf(outcome) + 1}");

    /// <summary>The step that fills a slot; null where it is only heard.</summary>
    public DialogStep.Ask? StepOf(string slot) => Steps.OfType<DialogStep.Ask>().FirstOrDefault(step => step.Slot == slot);
}

/// <summary>Something to be done in its turn, where it applies.</summary>
/// <param name="When">Null for always.</param>
/// <param name="Span">Where it stands.</param>
internal abstract record DialogStep(DialogCondition? When, SourceSpan Span)
{
    /// <summary>Fills a slot.</summary>
    public sealed record Ask(string Slot, DialogCondition? When, SourceSpan Span) : DialogStep(When, Span);

    /// <summary>Says something once.</summary>
    public sealed record Say(string Id, DialogText Text, DialogCondition? When, SourceSpan Span) : DialogStep(When, Span);
}

/// <summary>What becomes of the answers.</summary>
/// <param name="When">Null for always.</param>
/// <param name="Say">Said when it is done; the case's number stands in it where one is filed.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record DialogOutcome(DialogCondition? When, DialogText Say, SourceSpan Span)
{
    /// <summary>The case that is filed after a yes to the whole; null where nothing is.</summary>
    public CaseKind? Kind { get; init; }

    /// <summary>Of the country's law: what sets the date of the case; null for none.</summary>
    public string? Rule { get; init; }

    /// <summary>The dialog that goes on with the answers; null for none.</summary>
    public string? Next { get; init; }

    /// <summary>Whether a person is offered below it.</summary>
    public bool OffersPerson { get; init; }

    /// <summary>What is done besides.</summary>
    public DialogDeed Deed { get; init; }
}

/// <summary>What the end of a dialog does without filing a case.</summary>
internal enum DialogDeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Asks the shop for the order, by its number and the customer's e-mail address.</summary>
    LookUpOrder,

    /// <summary>Keeps what the customer thinks of the help.</summary>
    KeepSurvey,
}

/// <summary>A word for the case, under a condition.</summary>
internal sealed record DialogMark(string Mark, DialogCondition? When, SourceSpan Span);
