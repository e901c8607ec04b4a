using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;
using FaqBot.Language;

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
/// <param name="Filled">Each slot once.</param>
/// <param name="Step">What is wanted.</param>
/// <param name="Once">The number of this form, so that one that is sent twice is one statement.</param>
internal sealed record WithdrawPost(ImmutableArray<FilledSlot> Filled, WithdrawStep Step, string Once)
{
    public const string StepField = "step";

    /// <summary>Begins the names of fields, so that no slot is taken for another field of ours.</summary>
    public const string SlotPrefix = "slot.";

    /// <summary>Begins the names of what can be ticked.</summary>
    public const string ChoicePrefix = "choice.";

    private const int ConversationBytes = 16;

    /// <summary>Before anything is put in.</summary>
    public static WithdrawPost New() => new([], WithdrawStep.Edit, FormPost.NewOnce());

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
            FormPost.IsOnce(once) ? once : FormPost.NewOnce());
    }

    /// <summary>The conversation that it is kept in: the same if it is sent again, and guessed by nobody.</summary>
    public ConversationId Opens() => new(Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"withdrawal {Once}")).AsSpan(0, ConversationBytes)));

    private static FilledSlot Read(PageForm form, string slot) => new(
        slot,
        FormText.Cut(FormText.Lines(form[SlotPrefix + slot]), TextAnalysis.TextLengthMax),
        form[ChoicePrefix + slot] is { Length: > 0 } choice ? choice : null);
}
