using NodaTime;

namespace FaqBot.Engine;

/// <summary>Everything a turn needs to know of the world. What is stored is this, and replay uses it.</summary>
public sealed record TurnInput
{
    /// <summary>The one reading of the clock for this turn.</summary>
    public required Instant Now { get; init; }

    /// <summary>What happened.</summary>
    public required TurnEvent Event { get; init; }

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

    /// <summary>The customer wrote or pressed a button. <paramref name="Button"/> is the button's value when one was
    /// pressed and carried one.
    /// <paramref name="AreFilesKept"/> says that the files it came with are stored with the conversation; otherwise
    /// they are only named in it.
    /// <paramref name="Contact"/> is an e-mail address or a phone number that the customer left beside the message, as typed; null for
    /// none. More than <see cref="Turn.ContactLengthMax"/> characters of it are not repeated.</summary>
    public sealed record Message(
        string Text, string? Button = null, bool HasFiles = false, bool AreFilesKept = false, string? Contact = null) : TurnEvent;

    /// <summary>The customer ends the conversation.</summary>
    public sealed record Ended : TurnEvent;
}
