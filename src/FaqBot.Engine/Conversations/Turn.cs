using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Everything a turn needs to know of the world. What is stored is this, and replay uses it.</summary>
public sealed record TurnInput
{
    /// <summary>The one reading of the clock for this turn.</summary>
    public required Instant Now { get; init; }

    /// <summary>What happened.</summary>
    public required TurnEvent Event { get; init; }

    /// <summary>Varies wordings; derived by the shell from the conversation's id and the turn's number, so a replay says the same.</summary>
    public required uint Seed { get; init; }

    /// <summary>The language of the page or of the activity (<c>locale</c>), BCP-47; null when unknown.</summary>
    public string? PageLanguage { get; init; }
}

/// <summary>What a turn answers to.</summary>
public abstract record TurnEvent
{
    private TurnEvent()
    {
    }

    /// <summary>The conversation begins (conversationUpdate, or the page's join event): greet once.</summary>
    public sealed record Started : TurnEvent;

    /// <summary>The customer wrote or pressed a button. <paramref name="Button"/> is the button's value when one was pressed and carried one.</summary>
    public sealed record Message(string Text, string? Button = null, bool HasFiles = false) : TurnEvent;

    /// <summary>The customer ends the conversation.</summary>
    public sealed record Ended : TurnEvent;
}

/// <summary>What a turn wants to be said and done.</summary>
/// <param name="State">The new state.</param>
/// <param name="Replies">In order; may be empty.</param>
/// <param name="Effects">Carried out after the commit.</param>
/// <param name="Trace">Why.</param>
public sealed record TurnOutcome(ConversationState State, ImmutableArray<Reply> Replies, ImmutableArray<Effect> Effects, TurnTrace Trace);

/// <summary>One message of the bot.</summary>
/// <param name="Text">Plain text, never empty.</param>
/// <param name="Buttons">At most <see cref="Turn.ButtonsMax"/>.</param>
/// <param name="Language">BCP-47.</param>
public sealed record Reply(string Text, ImmutableArray<Button> Buttons, string Language);

/// <summary>A suggestion: pressing it sends <paramref name="Value"/>; typing its text works too.</summary>
/// <param name="Text">The label.</param>
/// <param name="Value">What comes back in <see cref="TurnEvent.Message.Button"/>, e.g. <c>entry:delivery-time</c>, <c>person</c>, <c>start-over</c>.</param>
public sealed record Button(string Text, string Value)
{
    /// <summary>The entry that the button asks for; null for others.</summary>
    public string? Entry => Value.StartsWith("entry:", StringComparison.Ordinal) ? Value["entry:".Length..] : null;

    /// <summary>The dialog that the button starts; null for others.</summary>
    public string? Dialog => Value.StartsWith("dialog:", StringComparison.Ordinal) ? Value["dialog:".Length..] : null;
}

/// <summary>What is to be done after the commit.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>The customer wants a person; kept until one can be given.</summary>
    public sealed record PersonWanted(Instant At, string Language) : Effect;
}

/// <summary>How an utterance was understood.</summary>
public enum Outcome
{
    /// <summary>No utterance was there to understand: a greeting, a button of the bot's own, an empty message.</summary>
    None,

    /// <summary>An entry answered.</summary>
    Answer,

    /// <summary>"Did you mean".</summary>
    Ask,

    /// <summary>A dialog begins.</summary>
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

/// <summary>Why a turn did what it did; recomputed from the stored input, of which only entry, score, threshold and hash are stored.</summary>
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

    /// <summary>Hash of the knowledge that answered.</summary>
    public required string Knowledge { get; init; }
}

/// <summary>What a conversation remembers between turns; serialised as JSON in the conversation's row.</summary>
public sealed record ConversationState
{
    /// <summary>The shop's id.</summary>
    public required string Shop { get; init; }

    /// <summary>BCP-47; one of the shop's languages.</summary>
    public required string Language { get; init; }

    /// <summary>Counts turns; 0 before the first.</summary>
    public int Turn { get; init; }

    /// <summary>A conversation is greeted once.</summary>
    public bool Greeted { get; init; }

    /// <summary>After its end nothing is said any more.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Misses in a row.</summary>
    public int Misses { get; init; }

    /// <summary>A person was offered in the last reply, so that "yes" accepts.</summary>
    public bool PersonOffered { get; init; }

    /// <summary>The customer has asked for a person.</summary>
    public bool PersonWanted { get; init; }

    /// <summary>Turns in a row that looked like another language of the shop; two switch.</summary>
    public string? OtherLanguage { get; init; }

    /// <summary>Buttons of the last reply, so that typing one works too.</summary>
    public ImmutableArray<Button> Buttons { get; init; } = [];
}

/// <summary>One utterance and all the bot does about it.</summary>
public static class Turn
{
    /// <summary>Most buttons under one reply.</summary>
    public const int ButtonsMax = 4;

    /// <summary>Runs one turn: pure, synchronous, bounded in steps.</summary>
    /// <param name="knowledge">Must hold the shop of <paramref name="state"/>.</param>
    /// <param name="state">As the last turn left it.</param>
    /// <param name="input">What happened, and when.</param>
    public static TurnOutcome Run(Knowledge knowledge, ConversationState state, TurnInput input) =>
        new(state, [], [], new TurnTrace { Outcome = Outcome.None, Language = state.Language, Knowledge = knowledge.Hash });
}
