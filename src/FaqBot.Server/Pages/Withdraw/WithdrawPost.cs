using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using FaqBot.Engine;
using FaqBot.Language;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

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

    /// <summary>Null when it is not a form that a browser sends.</summary>
    public static WithdrawPost? Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return null;
        }
        var fields = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
        var once = First(fields, FormPost.OnceField);
        var slots = fields.Keys
            .Where(name => name.StartsWith(SlotPrefix, StringComparison.Ordinal) || name.StartsWith(ChoicePrefix, StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .Distinct(StringComparer.Ordinal);
        return new WithdrawPost(
            [.. slots.Select(slot => Read(fields, slot))],
            First(fields, StepField) switch
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

    private static FilledSlot Read(Dictionary<string, StringValues> fields, string slot) => new(
        slot,
        FormText.Cut(FormText.Lines(First(fields, SlotPrefix + slot)), TextAnalysis.TextLengthMax),
        First(fields, ChoicePrefix + slot) is { Length: > 0 } choice ? choice : null);

    private static string First(Dictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var values) ? values.FirstOrDefault() ?? "" : "";
}
