using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A dialog behind a button, with what it will know when it begins.</summary>
public sealed record OfferedDialog
{
    /// <summary>Its id.</summary>
    public required string Dialog { get; init; }

    /// <summary>Answers by slot.</summary>
    public ImmutableDictionary<string, string> With { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the customer had told when it was offered; null for nothing.</summary>
    public string? Story { get; init; }

    /// <summary>When that came: a case counts from then; null for when the button is pressed.</summary>
    public Instant? At { get; init; }

    /// <summary>A run that cannot go on, offered with the answers it had.</summary>
    internal static OfferedDialog Again(DialogRun run) => new()
    {
        Dialog = run.Dialog,
        With = run.Answers
            .Where(answer => answer.Value is not null)
            .ToImmutableDictionary(answer => answer.Slot, answer => answer.Value ?? "", StringComparer.Ordinal),
        Story = run.Story.IsEmpty ? null : string.Join("\n", run.Story),
        At = run.StartedAt,
    };
}
