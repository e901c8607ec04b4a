using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>A run's answers as the customer reads them, one by one and as a whole.</summary>
internal sealed class DialogSummary(DialogSpeech speech, Shop shop, LocalDate today)
{
    private string Language => speech.Language;

    /// <summary>All answers that count, each with what it is about.</summary>
    public ImmutableArray<(DialogTask.Question Question, SlotAnswer Answer)> Answers(DialogView view) =>
        [.. view.Dialog.Slots.Where(slot => view.Applies(slot.Id) && view.Holds(slot.Shown)).SelectMany(slot => AnswersTo(slot, view))];

    /// <summary>The whole, line by line; of a product's attributes those that are not well.</summary>
    public string Text(DialogView view) => string.Join('\n', Answers(view)
        .Where(pair => pair.Question.Attribute is null || pair.Answer.Value != DialogNames.Well)
        .Select(pair => Line(pair.Question, pair.Answer, view)));

    /// <summary>What was asked and what was answered, in one line.</summary>
    public string Line(DialogTask.Question question, SlotAnswer answer, DialogView view) =>
        $"{About(question, view)}{(question.Attribute is null ? ":" : "")} {Isolated(Shown(question, answer, view))}";

    /// <summary>What the question is about, in a word or two; for an attribute the question itself.</summary>
    public string About(DialogTask.Question question, DialogView view) =>
        question.Attribute is null ? speech.Part(question.Slot.Label, view) : speech.Prompts.Asked(question, view).Text;

    /// <summary>An answer as the customer reads it.</summary>
    public string Shown(DialogTask.Question question, SlotAnswer answer, DialogView view) => answer.Kind switch
    {
        AnswerKind.Given when answer.Value is { } value => ShownValue(question, answer, value, view),
        AnswerKind.Unclear => answer.Text,
        AnswerKind.Skipped when question.Slot.Skip is { } skip => speech.Part(skip, view),
        AnswerKind.Skipped => speech.Label(DialogTextIds.Skip),
        _ => speech.Label(DialogTextIds.Unknown),
    };

    /// <summary>The answer to a slot for texts; null where none was given.</summary>
    public string? Named(string slot, DialogView view) =>
        view.QuestionOf(slot) is { } question && view.Answer(slot) is { Kind: AnswerKind.Given } answer
            ? Shown(question, answer, view)
            : null;

    public string NameOf(Product product) => product.NameIn(Language);

    /// <summary>"jutro 10:00-12:00".</summary>
    public string TimeOf(CallWindow window) => shop.Locales[Language].Schedules.Window(window, today);

    /// <summary>The same for what is kept and read later: "we wtorek 24 listopada 10:00-12:00".</summary>
    public string DatedTimeOf(CallWindow window) => shop.Locales[Language].Schedules.Window(window, today: null);

    private IEnumerable<(DialogTask.Question Question, SlotAnswer Answer)> AnswersTo(DialogSlot slot, DialogView view)
    {
        if (slot.Type == SlotType.Attributes)
        {
            return view.AttributesOf(slot)
                .Select(attribute => new DialogTask.Question(slot, attribute))
                .Select(question => (question, Answer: view.Answer(question.Name)))
                .Where(pair => pair.Answer is not null)
                .Select(pair => (pair.question, pair.Answer ?? throw new UnreachableException()));
        }
        return view.AnswerOf(slot) is { } answer ? [(new DialogTask.Question(slot, null), answer)] : [];
    }

    private string ShownValue(DialogTask.Question question, SlotAnswer answer, string value, DialogView view)
    {
        if (question.Slot.Choice(value) is { } choice)
        {
            return speech.Part(choice.Label, view);
        }
        var ownWords = answer.Text.Length > 0 ? answer.Text : null;
        return question.Slot.Type switch
        {
            SlotType.Date => ownWords ?? DayOf(value),
            SlotType.Product when value == DialogSlot.OtherProduct => ownWords ?? speech.Label(DialogTextIds.NotListed),
            SlotType.Product => shop.Products.Products.TryGetValue(value, out var product) ? NameOf(product) : value,
            SlotType.Products => ownWords ?? string.Join(", ", view.Products.Select(NameOf)),
            SlotType.CallTime => CallWindow.Parse(value) is { } window ? TimeOf(window) : value,
            SlotType.YesNo => YesOrNo(value == DialogNames.Yes),
            SlotType.Attributes when ownWords is null || IsOfDescription(ownWords, view) =>
                YesOrNo((value == DialogNames.Well) == (question.Attribute?.Ok ?? true)),
            _ => ownWords ?? value,
        };
    }

    /// <summary>Said once, where the whole is described.</summary>
    private static bool IsOfDescription(string words, DialogView view) => view.Dialog.Slots.Any(slot =>
        slot.IsFromStory
        && view.Applies(slot.Id)
        && view.AnswerOf(slot)?.Text.Contains(words, StringComparison.Ordinal) == true);

    /// <summary>A telephone number would read backwards in a line that runs from right to left (UAX 9, isolates).</summary>
    private string Isolated(string value) =>
        shop.Locales[Language].Direction == LocaleKeys.LeftToRight ? value : $"\u2068{value}\u2069";

    private string YesOrNo(bool isYes) => speech.Label(isYes ? DialogTextIds.Yes : DialogTextIds.No);

    private string DayOf(string value) => LocalDatePattern.Iso.Parse(value) is { Success: true } day
        ? shop.Locales[Language].Date(day.Value)
        : throw new UnreachableException();
}
