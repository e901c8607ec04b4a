using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
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
/// <param name="Given">What was put in; in one line unless it takes several.</param>
/// <param name="Error">Why that cannot be taken; null where it can.</param>
public sealed record FormField(
    string Slot,
    SlotType Type,
    string Label,
    string Question,
    ImmutableArray<(string Id, string Label)> Choices,
    FilledSlot Given,
    string? Error)
{
    /// <summary>Most characters of what is typed.</summary>
    public int CharsMax => DialogForm.CharsMax(Type);

    /// <summary>Whether anything was put in.</summary>
    public bool IsFilled => Given.Choice is not null || Given.Text.Length > 0;
}

/// <summary>A dialog as a form, all questions at once, for who does not chat. Whatever is left empty is left out: only what was typed and
/// cannot be read, or says two things, is an error.</summary>
public sealed class DialogForm
{
    /// <summary>The dialog that is filed without chatting.</summary>
    public const string Withdrawal = "withdrawal";

    private const int LineCharsMax = 200;

    private DialogForm(Speaker speaker, DialogCourse course, Dialog dialog, ImmutableArray<FormField> fields)
    {
        var view = course.View;
        Title = course.Title.Value;
        Opening = dialog.Opening is { } opening ? course.Speech.Part(opening, view) : "";
        Fields = fields;
        Notes = [.. NotesOf(dialog, view).Select(note => course.Speech.Part(note.Text, view))];
        Statement = dialog.Statement is { } statement ? course.Speech.Part(statement, view) : "";
        var summary = course.Speech.Summary;
        Answers =
        [
            .. summary.Answers(view)
                .Where(pair => pair.Answer.Kind == AnswerKind.Given)
                .Select(pair => (summary.About(pair.Question, view), summary.Shown(pair.Question, pair.Answer, view))),
        ];
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

    /// <summary>What was put in as it is understood: what it is about, and the answer. What was left out is not among them.</summary>
    public ImmutableArray<(string About, string Answer)> Answers { get; }

    /// <summary>The label of the button that leads to the statement.</summary>
    public string SubmitLabel { get; }

    /// <summary>The label of the button that declares it.</summary>
    public string ConfirmLabel { get; }

    /// <summary>BCP-47; one of the shop's.</summary>
    public string Language { get; }

    /// <summary>Whether all that was put in can be taken.</summary>
    public bool IsWell => Fields.All(shown => shown.Error is null);

    /// <summary>Whether nothing at all was put in: nobody could tell what it is about.</summary>
    public bool IsEmpty => !Fields.Any(shown => shown.IsFilled);

    /// <summary>What was put in, field by field: nothing that the form does not ask.</summary>
    public ImmutableArray<FilledSlot> Filled => [.. Fields.Where(shown => shown.IsFilled).Select(shown => shown.Given)];

    /// <summary>Most characters that are typed into a field.</summary>
    /// <param name="type">Of its slot.</param>
    public static int CharsMax(SlotType type) => type == SlotType.Products ? TextAnalysis.TextLengthMax : LineCharsMax;

    /// <summary>The form of a dialog; null where the shop has no such dialog.</summary>
    /// <param name="knowledge">Holds the shop.</param>
    /// <param name="shop">Its id.</param>
    /// <param name="dialog">Its id.</param>
    /// <param name="language">One of the shop's.</param>
    /// <param name="now">When it is shown.</param>
    /// <param name="filled">What was put in so far.</param>
    /// <param name="hasOrders">See <see cref="TurnInput.HasOrders"/>.</param>
    public static DialogForm? Of(
        Knowledge knowledge, string shop, string dialog, string language, Instant now, ImmutableArray<FilledSlot> filled,
        bool hasOrders = false)
    {
        var served = knowledge.Shops[shop];
        if (!served.Dialogs.TryGetValue(dialog, out var asked))
        {
            return null;
        }
        var state = new ConversationState { Shop = shop, Language = language };
        var sent = new TurnEvent.FormSent(dialog, filled);
        var input = new TurnInput { Now = now, Event = sent, Channel = TurnInput.ChannelOf(sent, state), HasOrders = hasOrders };
        var speaker = new Speaker(knowledge, served, state, state, input);
        var course = CourseOf(speaker, served, asked, input);
        return new DialogForm(speaker, course, asked, Fill(course, asked, filled, language));
    }

    /// <summary>Files what a form declares, whatever of it can be read, and says the notes, the statement and what becomes of it, in this
    /// order. An outcome that files nothing says nothing either.</summary>
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

    /// <summary>What can be read of what somebody has put down, for a dialog that begins with it.</summary>
    internal static ImmutableArray<SlotAnswer> Readable(
        DialogCourse course, Dialog dialog, ImmutableArray<FilledSlot> filled, string language) =>
    [
        .. filled
            .Where(given => dialog.SlotsById.ContainsKey(given.Slot))
            .Select(given => (Question: new DialogTask.Question(dialog.SlotsById[given.Slot], null), Given: given))
            .Select(put => Read(course, course.View, put.Question, InLines(put.Given, put.Question.Slot), language).Answer)
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
            var given = bySlot.TryGetValue(slot.Id, out var put) ? InLines(put, slot) : new FilledSlot(slot.Id, "");
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

    /// <summary>Who fills in a page is answered in no chat.</summary>
    private static ImmutableArray<(string Id, string Label)> ChoicesOf(DialogSlot slot, DialogCourse course, DialogView view) =>
        slot.Type switch
        {
            SlotType.YesNo =>
                [(DialogNames.Yes, course.Speech.Label(DialogTextIds.Yes)), (DialogNames.No, course.Speech.Label(DialogTextIds.No))],
            SlotType.Contact => [],
            _ => [.. slot.Choices.Select(choice => (choice.Id, course.Speech.Part(choice.Label, view)))],
        };

    /// <summary>As the slot takes it: a choice only where there is such a one, and one line of text but of products.</summary>
    private static FilledSlot InLines(FilledSlot put, DialogSlot slot) => put with
    {
        Text = (slot.Type == SlotType.Products ? put.Text : put.Text.ReplaceLineEndings(" ")).Trim(),
        Choice = put.Choice is { } choice && IsChoice(slot, choice) ? choice : null,
    };

    private static bool IsChoice(DialogSlot slot, string choice) => slot.Type switch
    {
        SlotType.YesNo => choice is DialogNames.Yes or DialogNames.No,
        SlotType.Contact => false,
        _ => slot.Choice(choice) is not null,
    };

    private static (SlotAnswer Answer, string? Error) Read(
        DialogCourse course, DialogView view, DialogTask.Question question, FilledSlot given, string language)
    {
        var slot = question.Slot;
        var (answer, error) = given.Text.Length == 0
            ? (new SlotAnswer(slot.Id, null, "", slot.Skip is null ? AnswerKind.Unknown : AnswerKind.Skipped), null)
            : ReadText(course, view, question, given.Text, language);
        if (given.Choice is not { } choice)
        {
            return (answer, error);
        }
        return given.Text.Length == 0 || given.Text == choice || answer.Value == choice
            ? (new SlotAnswer(slot.Id, choice, ""), null)
            : (Unclear(slot, given.Text, language), course.Speech.Label(DialogTextIds.FormBoth));
    }

    private static (SlotAnswer Answer, string? Error) ReadText(
        DialogCourse course, DialogView view, DialogTask.Question question, string text, string language)
    {
        var slot = question.Slot;
        if (text.Length > CharsMax(slot.Type))
        {
            var max = new TemplateValue.Text(CharsMax(slot.Type).ToString(CultureInfo.InvariantCulture));
            return (Unclear(slot, text, language), course.Speech.Label(DialogTextIds.FormLong, "max", max));
        }
        if (slot.Type == SlotType.Text)
        {
            return (new SlotAnswer(slot.Id, text, text), null);
        }
        var message = course.MessageOf(TextAnalysis.Of(text, language));
        if (slot.Type == SlotType.OrderNumber && OrdersIn(message) is { Length: > 1 } orders)
        {
            return (new SlotAnswer(slot.Id, string.Join(", ", orders), ""), null);
        }
        var reading = new SlotReader(view, language).Read(question, message);
        return reading.Answer is { } answer && !IsOfChat(slot, answer)
            ? (answer, null)
            : (Unclear(slot, text, language), ErrorOf(course, view, question, reading.Objection));
    }

    /// <summary>"This chat is enough" is no address.</summary>
    private static bool IsOfChat(DialogSlot slot, SlotAnswer answer) =>
        slot.Type == SlotType.Contact && answer.Value is { } value && slot.Choice(value) is not null;

    /// <summary>One statement may be about several orders.</summary>
    private static string[] OrdersIn(DialogMessage message) =>
    [
        .. message.Entities
            .Where(entity => entity.Kind == EntityKind.OrderNumber)
            .SelectMany(entity => entity.Values.OfType<EntityValue.Text>().Take(1))
            .Select(order => order.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>A field is left empty by who does not know; nobody writes so into it.</summary>
    private static string ErrorOf(DialogCourse course, DialogView view, DialogTask.Question question, string? objection) =>
        objection is not null ? course.Speech.Label(objection) : question.Slot.Type switch
        {
            SlotType.OrderNumber => course.Speech.Label(DialogTextIds.FormOrderNumber),
            SlotType.Date => course.Speech.Label(DialogTextIds.FormDate),
            _ => course.Speech.Prompts.Explained(question, view),
        };

    private static SlotAnswer Unclear(DialogSlot slot, string text, string language) =>
        new(slot.Id, null, TextAnalysis.Of(text, language).Text, AnswerKind.Unclear);
}
