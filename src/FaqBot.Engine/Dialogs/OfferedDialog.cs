using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>A dialog behind a button, with what it will know when it begins.</summary>
public sealed record OfferedDialog
{
    /// <summary>Its id.</summary>
    public required string Dialog { get; init; }

    /// <summary>What is known already.</summary>
    public ImmutableArray<SlotAnswer> Answers { get; init; } = [];

    /// <summary>Files that go with it.</summary>
    public ImmutableArray<SentFile> Files { get; init; } = [];

    /// <summary>What the customer had told when it was offered; null for nothing.</summary>
    public string? Story { get; init; }

    /// <summary>When that came: a case counts from then; null for when the button is pressed.</summary>
    public Instant? At { get; init; }

    /// <summary>A run that cannot go on, offered with the answers it had.</summary>
    internal static OfferedDialog Again(DialogRun run) => new()
    {
        Dialog = run.Dialog,
        Answers = run.Answers,
        Files = run.Files,
        Story = run.Story.IsEmpty ? null : string.Join("\n", run.Story),
        At = run.StartedAt,
    };
}
