using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What was put into one field of a form.</summary>
/// <param name="Slot">Whose.</param>
/// <param name="Text">As typed; empty for nothing.</param>
/// <param name="Choice">The id of a choice that was ticked instead; null for none.</param>
public sealed record FilledSlot(string Slot, string Text, string? Choice = null);

/// <summary>A field of a form.</summary>
/// <param name="Slot">Its name.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Question">As the dialog asks it.</param>
/// <param name="Choices">To tick, by id, in order; for yes and no these.</param>
/// <param name="Given">What was put in.</param>
/// <param name="Error">Why that cannot be taken; null where it can.</param>
public sealed record FormField(
    string Slot,
    SlotType Type,
    string Label,
    string Question,
    ImmutableArray<(string Id, string Label)> Choices,
    FilledSlot Given,
    string? Error);

/// <summary>A dialog as a form, all questions at once, for who does not chat. Whatever is left empty is left out: only what was typed and
/// cannot be read is an error.</summary>
public sealed class DialogForm
{
    private DialogForm(Speaker speaker, DialogCourse course, Dialog dialog, ImmutableArray<FormField> fields)
    {
        var view = course.View;
        Title = course.Title.Value;
        Opening = dialog.Opening is { } opening ? course.Speech.Part(opening, view) : "";
        Fields = fields;
        Notes = [.. NotesOf(dialog, view).Select(note => course.Speech.Part(note.Text, view))];
        Statement = dialog.Statement is { } statement ? course.Speech.Part(statement, view) : "";
        SubmitLabel = course.SubmitButton.Text;
        ConfirmLabel = course.ConfirmButton.Text;
        Language = speaker.Language;
    }

    /// <summary>What the dialog is called.</summary>
    public string Title { get; }

    /// <summary>What it says first; empty for nothing.</summary>
    public string Opening { get; }

    /// <summary>In the order of the dialog.</summary>
    public ImmutableArray<FormField> Fields { get; }

    /// <summary>What the customer is told about what was put in.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>What the customer declares with what was put in; empty where the dialog has none.</summary>
    public string Statement { get; }

    /// <summary>The label of the button that leads to the statement.</summary>
    public string SubmitLabel { get; }

    /// <summary>The label of the button that declares it.</summary>
    public string ConfirmLabel { get; }

    /// <summary>BCP-47; one of the shop's.</summary>
    public string Language { get; }

    /// <summary>Whether all that was put in can be taken.</summary>
    public bool IsWell => Fields.All(shown => shown.Error is null);

    /// <summary>Whether nothing at all was put in: nobody could tell what it is about.</summary>
    public bool IsEmpty => Fields.All(shown => shown.Given.Choice is null && string.IsNullOrWhiteSpace(shown.Given.Text));

    /// <summary>The form of a dialog; null where the shop has no such dialog.</summary>
    /// <param name="knowledge">Holds the shop.</param>
    /// <param name="shop">Its id.</param>
    /// <param name="dialog">Its id.</param>
    /// <param name="language">One of the shop's.</param>
    /// <param name="now">When it is shown.</param>
    /// <param name="filled">What was put in so far.</param>
    public static DialogForm? Of(
        Knowledge knowledge, string shop, string dialog, string language, Instant now, ImmutableArray<FilledSlot> filled)
    {
        var served = knowledge.Shops[shop];
        if (!served.Dialogs.TryGetValue(dialog, out var asked))
        {
            return null;
        }
        var state = new ConversationState { Shop = shop, Language = language };
        var input = new TurnInput { Now = now, Event = new TurnEvent.FormSent(dialog, filled) };
        var speaker = new Speaker(knowledge, served, state, state, input);
        var course = CourseOf(speaker, served, asked, input);
        return new DialogForm(speaker, course, asked, Fill(course, asked, filled, language));
    }

    /// <summary>Files what a form declares: notes, the statement, and what becomes of it.</summary>
    internal static void Submit(Speaker speaker, Shop shop, Dialog dialog, TurnInput input, ImmutableArray<FilledSlot> filled)
    {
        var course = CourseOf(speaker, shop, dialog, input);
        Fill(course, dialog, filled, speaker.Language);
        var view = course.View;
        foreach (var note in NotesOf(dialog, view))
        {
            course.Speech.Tell(note.Text, view);
        }
        if (dialog.Statement is { } statement)
        {
            course.Speech.Tell(statement, view);
        }
        course.File();
    }

    /// <summary>What can be read of what was put in.</summary>
    internal static ImmutableArray<SlotAnswer> Readable(
        DialogCourse course, Dialog dialog, ImmutableArray<FilledSlot> filled, string language) =>
    [
        .. filled
            .Where(given => dialog.SlotsById.ContainsKey(given.Slot))
            .Select(given => Read(course, course.View, new DialogTask.Question(dialog.SlotsById[given.Slot], null), given, language).Answer)
            .Where(answer => answer.Kind == AnswerKind.Given),
    ];

    /// <summary>What is told only because of what was put in, not whatever it is.</summary>
    private static IEnumerable<DialogStep.Say> NotesOf(Dialog dialog, DialogView view) =>
        dialog.Steps.OfType<DialogStep.Say>().Where(step => step.When is not null && view.Holds(step.When));

    /// <summary>Nothing is left to say: all of it is shown at once.</summary>
    private static DialogCourse CourseOf(Speaker speaker, Shop shop, Dialog dialog, TurnInput input) => new(
        speaker,
        shop,
        dialog,
        DialogRun.Begin(shop, dialog, input.Now, input.Now) with
        {
            Stage = DialogStage.Statement,
            Said = [.. dialog.Steps.OfType<DialogStep.Say>().Select(step => step.Id)],
        },
        input);

    private static ImmutableArray<FormField> Fill(
        DialogCourse course, Dialog dialog, ImmutableArray<FilledSlot> filled, string language)
    {
        var bySlot = filled.DistinctBy(field => field.Slot).ToFrozenDictionary(field => field.Slot, StringComparer.Ordinal);
        var fields = ImmutableArray.CreateBuilder<FormField>();
        foreach (var slot in dialog.Steps.OfType<DialogStep.Ask>().Select(step => dialog.SlotsById[step.Slot]))
        {
            var given = bySlot.GetValueOrDefault(slot.Id) ?? new FilledSlot(slot.Id, "");
            var question = new DialogTask.Question(slot, null);
            var view = course.View;
            var (answer, error) = Read(course, view, question, given, language);
            course.Fill(answer);
            fields.Add(new FormField(
                slot.Id,
                slot.Type,
                course.Speech.Part(slot.Label, view),
                slot.Ask is { } ask ? course.Speech.Part(ask, view) : "",
                ChoicesOf(slot, course, view),
                given,
                error));
        }
        return fields.ToImmutable();
    }

    private static ImmutableArray<(string Id, string Label)> ChoicesOf(DialogSlot slot, DialogCourse course, DialogView view) =>
        slot.Type == SlotType.YesNo
            ? [(DialogNames.Yes, course.Speech.Label(DialogTextIds.Yes)), (DialogNames.No, course.Speech.Label(DialogTextIds.No))]
            : [.. slot.Choices.Select(choice => (choice.Id, course.Speech.Part(choice.Label, view)))];

    private static (SlotAnswer Answer, string? Error) Read(
        DialogCourse course, DialogView view, DialogTask.Question question, FilledSlot given, string language)
    {
        var slot = question.Slot;
        var text = given.Text.Trim();
        if (given.Choice is { } choice && (slot.Choice(choice) is not null || IsYesOrNo(slot, choice)))
        {
            return (new SlotAnswer(slot.Id, choice, ""), null);
        }
        if (text.Length == 0)
        {
            return (new SlotAnswer(slot.Id, null, "", slot.Skip is null ? AnswerKind.Unknown : AnswerKind.Skipped), null);
        }
        if (slot.Type == SlotType.Text)
        {
            return (new SlotAnswer(slot.Id, text, text), null);
        }
        var reading = new SlotReader(view, language).Read(question, course.MessageOf(TextAnalysis.Of(text, language)));
        return reading.Answer is { } answer
            ? (answer, null)
            : (
                new SlotAnswer(slot.Id, null, text, AnswerKind.Unclear),
                reading.Objection is { } objection ? course.Speech.Label(objection) : course.Speech.Prompts.Explained(question, view));
    }

    private static bool IsYesOrNo(DialogSlot slot, string choice) =>
        slot.Type == SlotType.YesNo && choice is DialogNames.Yes or DialogNames.No;
}
