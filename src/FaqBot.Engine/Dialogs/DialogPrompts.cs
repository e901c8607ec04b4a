using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Engine;

/// <summary>The questions of a dialog, with their buttons.</summary>
internal sealed class DialogPrompts(DialogSpeech speech, Speaker speaker)
{
    /// <summary>Times under one question; others can be typed.</summary>
    private const int TimesMax = 4;

    /// <summary>Numbers under one question: of more of them one is typed.</summary>
    private const int NumbersMax = 10;

    /// <summary>Products under one question; with more of them the customer types a name.</summary>
    public const int ProductsMax = 6;

    private const string AnswerPrefix = "answer:";

    private string Language => speech.Language;

    /// <summary>The answer that a button stands for; null for another button.</summary>
    public static SlotAnswer? AnswerIn(Button button)
    {
        var value = button.Value;
        if (value.StartsWith(DialogButtons.UnknownPrefix, StringComparison.Ordinal))
        {
            return new SlotAnswer(value[DialogButtons.UnknownPrefix.Length..], null, button.Text, AnswerKind.Unknown);
        }
        if (value.StartsWith(DialogButtons.SkipPrefix, StringComparison.Ordinal))
        {
            return new SlotAnswer(value[DialogButtons.SkipPrefix.Length..], null, button.Text, AnswerKind.Skipped);
        }
        return value.StartsWith(AnswerPrefix, StringComparison.Ordinal)
            && value.IndexOf('=', StringComparison.Ordinal) is var sign && sign > 0
                ? new SlotAnswer(value[AnswerPrefix.Length..sign], value[(sign + 1)..], "")
                : null;
    }

    /// <summary>Asks the first time; explains the second; the third offers a way around.</summary>
    /// <param name="question">Which.</param>
    /// <param name="view">What is known; how often it was missed.</param>
    /// <param name="products">To choose from.</param>
    public void Ask(DialogTask.Question question, DialogView view, ImmutableArray<Product> products)
    {
        var buttons = Buttons(question, view, products);
        switch (view.Run.Misses)
        {
            case 0:
                speaker.Add(Asked(question, view) with { Buttons = buttons });
                break;
            case 1:
                speaker.Add(new Reply(Explained(question, view), buttons, Language));
                break;
            default:
                speech.Say(DialogTextIds.ThirdTry);
                speaker.Add(Asked(question, view) with { Buttons = [.. buttons, speaker.PersonButton()] });
                break;
        }
    }

    /// <summary>The question as it is asked first.</summary>
    public Reply Asked(DialogTask.Question question, DialogView view)
    {
        if (question.Attribute is { } attribute)
        {
            return AskedOf(attribute, view.ProductIn(question.Slot.Of));
        }
        var text = question.Slot.Type == SlotType.Attributes ? question.Slot.Rest : question.Slot.Ask;
        return speech.Said(text ?? throw new UnreachableException(), view, TemplateValue.Nothing);
    }

    private Reply AskedOf(ProductAttribute attribute, Product? product)
    {
        var (ask, language) = LanguageCodes.Find(attribute.Ask, Language) is { } here
            ? (here, Language)
            : attribute.Ask.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => (text.Value, text.Key)).First();
        var described = product is not null && product.Described.TryGetValue(attribute.Id, out var texts)
            ? LanguageCodes.Find(texts, Language)
            : null;
        var text = new WrittenText(ask, language);
        (string, TemplateValue)[] roots = described is null ? [] : [("described", new TemplateValue.Text(described))];
        return new Reply(speech.Rendered(text, roots), [], language);
    }

    /// <summary>The same with an example.</summary>
    public string Explained(DialogTask.Question question, DialogView view) =>
        question is { Attribute: null, Slot.Explain: { } own } ? speech.Part(own, view) : speech.Label(ExplanationOf(question.Slot.Type));

    private static string ExplanationOf(SlotType type) => type switch
    {
        SlotType.Text => DialogTextIds.ExplainText,
        SlotType.YesNo or SlotType.Attributes => DialogTextIds.ExplainYesNo,
        SlotType.Choice => DialogTextIds.ExplainChoice,
        SlotType.Number => DialogTextIds.ExplainNumber,
        SlotType.Money => DialogTextIds.ExplainMoney,
        SlotType.Date => DialogTextIds.ExplainDate,
        SlotType.Email => DialogTextIds.ExplainEmail,
        SlotType.Phone => DialogTextIds.ExplainPhone,
        SlotType.Contact => DialogTextIds.ExplainContact,
        SlotType.OrderNumber => DialogTextIds.ExplainOrderNumber,
        SlotType.Product => DialogTextIds.ExplainProduct,
        SlotType.Products => DialogTextIds.ExplainProducts,
        SlotType.CallTime => DialogTextIds.ExplainCallTime,
        SlotType.Attachment => DialogTextIds.ExplainAttachment,
        SlotType.Size => DialogTextIds.ExplainSize,
        SlotType.Color => DialogTextIds.ExplainColor,
        _ => throw new UnreachableException(),
    };

    private ImmutableArray<Button> Buttons(DialogTask.Question question, DialogView view, ImmutableArray<Product> products)
    {
        var slot = question.Slot;
        var choices = question.Attribute is null ? slot.Choices.Where(choice => view.Holds(choice.When)) : [];
        return
        [
            .. ButtonsOfType(question, view, products),
            .. choices.Select(choice => Answer(question, speech.Part(choice.Label, view), choice.Id)),
            .. slot.OffersUnknown || (view.Run.Misses > 1 && slot.Skip is null)
                ? [new Button(speech.Label(DialogTextIds.Unknown), DialogButtons.UnknownPrefix + question.Name)]
                : Array.Empty<Button>(),
            .. slot.Skip is { } skip
                ? [new Button(speech.Part(skip, view), DialogButtons.SkipPrefix + question.Name)]
                : Array.Empty<Button>(),
        ];
    }

    private IEnumerable<Button> ButtonsOfType(DialogTask.Question question, DialogView view, ImmutableArray<Product> products)
    {
        var yesIsWell = question.Attribute?.Ok ?? true;
        return question.Slot.Type switch
        {
            SlotType.YesNo => YesAndNo(question, DialogNames.Yes, DialogNames.No),
            SlotType.Attributes when yesIsWell => YesAndNo(question, DialogNames.Well, DialogNames.Fault),
            SlotType.Attributes => YesAndNo(question, DialogNames.Fault, DialogNames.Well),
            SlotType.Product when view.HasProducts => products
                .Take(ProductsMax)
                .Select(product => Answer(question, speech.Summary.NameOf(product), product.Sku))
                .Append(Answer(question, speech.Label(DialogTextIds.NotListed), DialogSlot.OtherProduct)),
            SlotType.CallTime => view.Calls.Next(TimesMax)
                .Select(window => Answer(question, speech.Summary.TimeOf(window), window.ToString())),
            SlotType.Number when question.Slot is { Min: { } min, Max: { } max } && max - min < NumbersMax => Enumerable
                .Range((int)min, (int)(max - min) + 1)
                .Select(number => number.ToString(CultureInfo.InvariantCulture))
                .Select(number => Answer(question, number, number)),
            _ => [],
        };
    }

    private Button[] YesAndNo(DialogTask.Question question, string yes, string no) =>
        [Answer(question, speech.Label(DialogTextIds.Yes), yes), Answer(question, speech.Label(DialogTextIds.No), no)];

    private static Button Answer(DialogTask.Question question, string label, string value) =>
        new(label, $"{AnswerPrefix}{question.Name}={value}");
}

/// <summary>What comes back from the buttons that every dialog has.</summary>
internal static class DialogButtons
{
    public const string Submit = "submit";
    public const string Confirm = "confirm";
    public const string Change = "change";
    public const string GiveUp = "give-up";
    public const string CancelYes = "cancel-yes";
    public const string GoOn = "go-on";
    public const string ChangePrefix = "change:";
    public const string UnknownPrefix = "unknown:";
    public const string SkipPrefix = "skip:";
}
