using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>One execution of a dialog, as the conversation remembers it.</summary>
public sealed record DialogRun
{
    /// <summary>A run that rests for longer than this is not gone on with: what it began with need not be kept any more.</summary>
    public const int DaysMax = 30;

    /// <summary>Id of the dialog.</summary>
    public required string Dialog { get; init; }

    /// <summary>The <see cref="Shop.DialogsHash"/> that it began with.</summary>
    public required string Version { get; init; }

    /// <summary>When its first message came.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When its last message came.</summary>
    public required Instant LastAt { get; init; }

    /// <summary>In the order in which they were given.</summary>
    public ImmutableArray<SlotAnswer> Answers { get; init; } = [];

    /// <summary>The slot whose question is open; null where the whole is shown, or something else is asked.</summary>
    public string? Asked { get; init; }

    /// <summary>What is asked of the customer now.</summary>
    public DialogStage Stage { get; init; }

    /// <summary>What it waits for, in a word: the slot, or <c>summary</c>, <c>statement</c>, <c>edit</c>, <c>cancel</c>.</summary>
    public string? Waiting => Stage switch
    {
        DialogStage.Summary => "summary",
        DialogStage.Statement => "statement",
        DialogStage.Edit => "edit",
        DialogStage.Cancel => "cancel",
        _ => Asked,
    };

    /// <summary>How often the open question was answered with what was no answer.</summary>
    public int Misses { get; init; }

    /// <summary>Slots that were asked and answered, the last one last: where "back" leads.</summary>
    public ImmutableArray<string> Path { get; init; } = [];

    /// <summary>Steps that were said already.</summary>
    public ImmutableArray<string> Said { get; init; } = [];

    /// <summary>What the customer told in sentences, kept to read it again once the product is known.</summary>
    public ImmutableArray<string> Story { get; init; } = [];

    /// <summary>Numbers of the products that were last offered, in the order of the buttons.</summary>
    public ImmutableArray<string> Offered { get; init; } = [];

    /// <summary>Files that came during the dialog.</summary>
    public ImmutableArray<SentFile> Files { get; init; } = [];

    /// <summary>One in which nothing was said yet.</summary>
    /// <param name="shop">As it is now: the run keeps it.</param>
    /// <param name="dialog">One of the shop's.</param>
    /// <param name="startedAt">When the message came that led here.</param>
    /// <param name="now">Of the turn.</param>
    internal static DialogRun Begin(Shop shop, Dialog dialog, Instant startedAt, Instant now) => new()
    {
        Dialog = dialog.Id,
        Version = shop.DialogsHash,
        StartedAt = startedAt,
        LastAt = now,
    };
}

/// <summary>What a running dialog waits for.</summary>
public enum DialogStage
{
    /// <summary>An answer to the open question.</summary>
    Question,

    /// <summary>A yes to the whole.</summary>
    Summary,

    /// <summary>Which of the answers is to be changed.</summary>
    Edit,

    /// <summary>A yes to what the customer declares by it.</summary>
    Statement,

    /// <summary>Whether it is really to be given up.</summary>
    Cancel,
}

/// <summary>How an answer came about.</summary>
public enum AnswerKind
{
    /// <summary>The customer gave it.</summary>
    Given,

    /// <summary>The customer does not know.</summary>
    Unknown,

    /// <summary>The customer left it out.</summary>
    Skipped,

    /// <summary>It was not understood; the words are kept for a person.</summary>
    Unclear,
}

/// <summary>What a slot was filled with.</summary>
/// <param name="Slot">E.g. <c>received</c>; an attribute of a product is <c>product.sole</c>.</param>
/// <param name="Value">In a form that does not depend on how it was written: <c>2026-11-10</c>, a choice's id, a sku, <c>yes</c>; null
/// unless given.</param>
/// <param name="Text">As a person reads it, in the customer's words where there are any.</param>
/// <param name="Kind">How it came about.</param>
public sealed record SlotAnswer(string Slot, string? Value, string Text, AnswerKind Kind = AnswerKind.Given)
{
    /// <summary>The value as a day; null where it is none.</summary>
    internal LocalDate? Day => Value is { } value && LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var day } ? day : null;
}
