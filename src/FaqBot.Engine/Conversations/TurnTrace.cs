using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>How an utterance was understood.</summary>
public enum Outcome
{
    /// <summary>No utterance was there to understand: a greeting, a button of the bot's own, an empty message.</summary>
    None,

    /// <summary>An entry answered.</summary>
    Answer,

    /// <summary>"Did you mean".</summary>
    Ask,

    /// <summary>A dialog begins, or takes what was said.</summary>
    Dialog,

    /// <summary>A person is wanted.</summary>
    Handoff,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>Why the outcome is <see cref="Outcome.Unknown"/>.</summary>
public enum UnknownReason
{
    /// <summary>No entry fits.</summary>
    NoMatch,

    /// <summary>An entry fits, but the shop has not stated a fact it needs.</summary>
    MissingFact,
}

/// <summary>Why a turn did what it did; recomputed from the stored input, of which only entry, score, threshold and
/// hash are stored.</summary>
public sealed record TurnTrace
{
    /// <summary>How the utterance was understood.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Only with <see cref="Outcome.Unknown"/>.</summary>
    public UnknownReason? Reason { get; init; }

    /// <summary>What decided, also for a missing fact; else null.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Per mille.</summary>
    public int Score { get; init; }

    /// <summary>Per mille.</summary>
    public int Threshold { get; init; }

    /// <summary>Of the conversation after the turn.</summary>
    public required string Language { get; init; }

    /// <summary>Further entries answered in the same reply.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>Best first, up to ten.</summary>
    public ImmutableArray<Candidate> Candidates { get; init; } = [];

    /// <summary>Which fact was missing; null unless one was.</summary>
    public string? MissingFact { get; init; }

    /// <summary>Steps and outcomes of a dialog that the turn came to, as <see cref="Shop.DialogBranches"/> names them.</summary>
    public ImmutableArray<string> Branches { get; init; } = [];

    /// <summary>Hash of the knowledge that answered.</summary>
    public required string Knowledge { get; init; }
}
