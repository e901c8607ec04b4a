using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a turn wants to be said and done.</summary>
/// <param name="State">The new state.</param>
/// <param name="Replies">In order; may be empty.</param>
/// <param name="Effects">Carried out after the commit.</param>
/// <param name="Trace">Why.</param>
public sealed record TurnOutcome(ConversationState State, ImmutableArray<Reply> Replies, ImmutableArray<Effect> Effects, TurnTrace Trace);

/// <summary>One message of the bot.</summary>
/// <param name="Text">Plain text, never empty.</param>
/// <param name="Buttons">At most <see cref="Turn.ButtonsMax"/>.</param>
/// <param name="Language">BCP-47; what the text is written in, where the conversation's language has none.</param>
public sealed record Reply(string Text, ImmutableArray<Button> Buttons, string Language)
{
    /// <summary>A receipt under the message, by its <see cref="TurnInput.ReceiptKey"/>; null for none.</summary>
    public ReceiptLink? Receipt { get; init; }
}

/// <summary>Where a customer finds what was filed.</summary>
/// <param name="Key">The turn's <see cref="TurnInput.ReceiptKey"/>.</param>
/// <param name="Name">Of the file, without an ending, e.g. <c>GR-26-7K3QX-4</c>.</param>
public sealed record ReceiptLink(string Key, string Name);

/// <summary>A suggestion: pressing it sends <paramref name="Value"/>; typing its text works too.</summary>
/// <param name="Text">The label.</param>
/// <param name="Value">What comes back in <see cref="TurnEvent.Message.Button"/>, e.g. <c>entry:delivery-time</c>, <c>person</c>,
/// <c>start-over</c>.</param>
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

    /// <summary>A case is filed. Written in the turn's own commit, so that its number holds once it is told.</summary>
    public sealed record FileCase(CaseFiling Case) : Effect;

    /// <summary>Something is added to an open case; in the turn's own commit as well.</summary>
    public sealed record AddToCase(CaseRemark Remark) : Effect;

    /// <summary>The shop is asked how an order stands; what it says comes back as <see cref="TurnEvent.OrderLookedUp"/>.</summary>
    /// <param name="Ticket">Names it in its conversation.</param>
    /// <param name="Number">As the customer gave it.</param>
    /// <param name="Email">Normalised.</param>
    public sealed record LookUpOrder(int Ticket, string Number, string Email) : Effect;

    /// <summary>The customer is told of a case outside the chat.</summary>
    public sealed record Notify(CaseNotice Notice) : Effect;

    /// <summary>The customer has said what they think of the help.</summary>
    public sealed record KeepSurvey(SurveyAnswer Answer) : Effect;
}
