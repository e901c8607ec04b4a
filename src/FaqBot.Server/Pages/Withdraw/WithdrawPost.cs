using System.Collections.Immutable;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>What the button of a form is for.</summary>
internal enum WithdrawStep
{
    /// <summary>To change what was put in.</summary>
    Edit,

    /// <summary>To see the statement.</summary>
    Review,

    /// <summary>To declare it.</summary>
    Confirm,
}

/// <summary>The form of a withdrawal, as a browser sends it.</summary>
/// <param name="Filled">Each slot once, whatever it is called and however long; <see cref="DialogForm.Filled"/> is what is kept.</param>
/// <param name="Step">What is wanted.</param>
/// <param name="Once">The number of this form, so that one that is sent twice is one statement.</param>
/// <param name="Seal">Says which statement was shown; empty for none.</param>
internal sealed record WithdrawPost(ImmutableArray<FilledSlot> Filled, WithdrawStep Step, string Once, string Seal)
{
    public const string StepField = "step";

    public const string SealField = "seal";

    /// <summary>Begins the names of fields, so that no slot is taken for another field of ours.</summary>
    public const string SlotPrefix = "slot.";

    /// <summary>Begins the names of what can be ticked.</summary>
    public const string ChoicePrefix = "choice.";

    /// <summary>Before anything is put in.</summary>
    public static WithdrawPost New() => new([], WithdrawStep.Edit, FormPost.NewOnce(), "");

    public static WithdrawPost Of(PageForm form)
    {
        var once = form[FormPost.OnceField];
        var slots = form.Names
            .Where(name => name.StartsWith(SlotPrefix, StringComparison.Ordinal) || name.StartsWith(ChoicePrefix, StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .Distinct(StringComparer.Ordinal);
        return new WithdrawPost(
            [.. slots.Select(slot => Read(form, slot))],
            form[StepField] switch
            {
                "confirm" => WithdrawStep.Confirm,
                "review" => WithdrawStep.Review,
                _ => WithdrawStep.Edit,
            },
            FormPost.IsOnce(once) ? once : FormPost.NewOnce(),
            form[SealField]);
    }

    private static FilledSlot Read(PageForm form, string slot) => new(
        slot, FormText.Lines(form[SlotPrefix + slot]), form[ChoicePrefix + slot] is { Length: > 0 } choice ? choice : null);
}
