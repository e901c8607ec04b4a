using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Everything a turn needs to know of the world. What is stored is this, and replay uses it.</summary>
public sealed record TurnInput
{
    /// <summary>The channel of customers who write themselves.</summary>
    public const string ChatChannel = "chat";

    /// <summary>The channel of customers who fill in a page.</summary>
    public const string FormChannel = "form";

    /// <summary>The channel of customers for whom somebody at the shop writes.</summary>
    public const string PhoneChannel = "phone";

    /// <summary>The one reading of the clock for this turn.</summary>
    public required Instant Now { get; init; }

    /// <summary>What happened.</summary>
    public required TurnEvent Event { get; init; }

    /// <summary>The language of the page or of the activity (<c>locale</c>), BCP-47; null when unknown.</summary>
    public string? PageLanguage { get; init; }

    /// <summary>A fresh id (version 7) for a case that this turn may file; null while no dialog runs, and then none is filed.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>A fresh key of 256 random bits, base64url, by which the customer finds the receipt of that case; null for none.</summary>
    public string? ReceiptKey { get; init; }

    /// <summary>How the customer came: <c>chat</c> unless stated, <c>phone</c>, or <c>form</c>.</summary>
    public string Channel { get; init; } = ChatChannel;

    /// <summary>How the customer of a conversation comes who does <paramref name="happened"/>.</summary>
    /// <param name="happened">Now.</param>
    /// <param name="state">As the last turn left it.</param>
    public static string ChannelOf(TurnEvent happened, ConversationState state) => happened switch
    {
        TurnEvent.FormSent => FormChannel,
        TurnEvent.DialogWanted => PhoneChannel,
        _ => state.Channel ?? ChatChannel,
    };

    /// <summary>Whether the shop has a source that can be asked for orders.</summary>
    public bool HasOrders { get; init; }

    /// <summary>This customer's open cases, as far as it is sure that they are this customer's; only while a dialog runs.</summary>
    public ImmutableArray<OpenCase> OpenCases { get; init; } = [];
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
        string Text, string? Button = null, bool HasFiles = false, bool AreFilesKept = false, string? Contact = null) : TurnEvent
    {
        /// <summary>The files it came with, as far as they are stored.</summary>
        public ImmutableArray<SentFile> Files { get; init; } = [];

        /// <summary>Whether it came with files that are stored.</summary>
        internal bool BringsFiles => HasFiles && AreFilesKept;
    }

    /// <summary>The customer ends the conversation.</summary>
    public sealed record Ended : TurnEvent;

    /// <summary>A customer has filled in the form of a dialog and confirmed all of it.</summary>
    /// <param name="Dialog">Its id.</param>
    /// <param name="Filled">What was put in; what cannot be read is kept for a person.</param>
    public sealed record FormSent(string Dialog, ImmutableArray<FilledSlot> Filled) : TurnEvent;

    /// <summary>Somebody at the shop begins a dialog for a customer.</summary>
    /// <param name="Dialog">Its id.</param>
    /// <param name="Filled">What is known already; what cannot be read is asked for.</param>
    public sealed record DialogWanted(string Dialog, ImmutableArray<FilledSlot> Filled) : TurnEvent;

    /// <summary>The shop has decided something about a case of this conversation. Also after the conversation's end, when it is told
    /// nowhere but outside the chat.</summary>
    public sealed record CaseChanged(CaseNews News) : TurnEvent;

    /// <summary>What came of an <see cref="Effect.LookUpOrder"/>.</summary>
    /// <param name="Ticket">Its own; any other than the last one's is not waited for, and nothing is said.</param>
    /// <param name="Lookup">What came of it.</param>
    public sealed record OrderLookedUp(int Ticket, OrderLookup Lookup) : TurnEvent;
}
