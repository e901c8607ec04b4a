using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a conversation remembers between turns; serialised as JSON in the conversation's row.</summary>
public sealed record ConversationState
{
    /// <summary>The shop's id.</summary>
    public required string Shop { get; init; }

    /// <summary>BCP-47; one of the shop's languages.</summary>
    public required string Language { get; init; }

    /// <summary>How the customer came; null in a chat. See <see cref="TurnInput.Channel"/>.</summary>
    public string? Channel { get; init; }

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

    /// <summary>A file was thanked for, and what becomes of files was said.</summary>
    public bool FilesThanked { get; init; }

    /// <summary>Files that came lately while no dialog ran: the next one takes them.</summary>
    public ImmutableArray<SentFile> Files { get; init; } = [];

    /// <summary>When the last of <see cref="Files"/> came; null for none.</summary>
    public Instant? FilesAt { get; init; }

    /// <summary>The language that the page last named, so that only a change of it counts; null before it named one.</summary>
    public string? PageLanguage { get; init; }

    /// <summary>The other language that the last message looked like; a second one in a row switches.</summary>
    public string? OtherLanguage { get; init; }

    /// <summary>The running dialog; null for none.</summary>
    public DialogRun? Dialog { get; init; }

    /// <summary>The dialog that the last reply offers; null for none.</summary>
    public OfferedDialog? Offered { get; init; }

    /// <summary>The order that is being looked for, or was not found; null for none.</summary>
    public AskedOrder? Order { get; init; }

    /// <summary>The entry that answered last; null for none.</summary>
    public string? LastEntry { get; init; }

    /// <summary>The dialog that was last gone through to its end; null for none.</summary>
    public string? LastDialog { get; init; }

    /// <summary>What the customer was asked to judge and has not yet, the latest last.</summary>
    public ImmutableArray<SurveySubject> Surveys { get; init; } = [];

    /// <summary>What was judged last, as long as a comment may follow; null for nothing.</summary>
    public SurveyAnswer? Judged { get; init; }

    /// <summary>Numbers of cases whose end the customer was asked to judge.</summary>
    public ImmutableArray<string> SurveyedCases { get; init; } = [];

    /// <summary>Whether the customer was asked to judge the conversation: once is enough.</summary>
    public bool SurveyAsked { get; init; }

    /// <summary>Buttons of the last reply, so that typing one works too.</summary>
    public ImmutableArray<Button> Buttons { get; init; } = [];
}

/// <summary>An order that a customer asks for.</summary>
/// <param name="Ticket">Names the question in its conversation; null once it was answered that there is none such.</param>
/// <param name="Number">As the customer gave it.</param>
/// <param name="Email">Normalised.</param>
public sealed record AskedOrder(int? Ticket, string Number, string Email);
