using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Reads what a message says beside the open question: values that need no question to be understood, and those that stand beside
/// a word that tells whose they are.</summary>
internal sealed class StoryReader(DialogView view, string language)
{
    private readonly SlotReader reader = new(view, language);
    private readonly ValueCues cues = new(view.Dialog, language);

    private Dialog Dialog => view.Dialog;

    private DialogLexicon Lexicon => view.Shop.Lexicons[language].Value;

    /// <summary>Answers to slots that <paramref name="isOpen"/>; each slot once.</summary>
    /// <param name="message">In the customer's words.</param>
    /// <param name="isOpen">By a slot's name.</param>
    /// <param name="isStory">Whether it tells what happened: then words choose among choices, and parts of products are complained
    /// about.</param>
    /// <param name="takesNone">Whether "I have none" is an answer to what can be left out.</param>
    public ImmutableArray<SlotAnswer> Read(DialogMessage message, Func<string, bool> isOpen, bool isStory, bool takesNone = true)
    {
        var found = ImmutableArray.CreateBuilder<SlotAnswer>();
        foreach (var slot in Dialog.Slots.Where(slot => isOpen(slot.Id)))
        {
            if (Value(slot, message, isStory) is { } answer
                && (takesNone || answer.Kind == AnswerKind.Given)
                && !IsTooEarly(slot, answer, found))
            {
                found.Add(answer);
            }
        }
        if (isStory)
        {
            foreach (var slot in Dialog.Slots.Where(slot => slot.Type == SlotType.Attributes))
            {
                found.AddRange(Attributes(slot, message).Where(answer => isOpen(answer.Slot)));
            }
        }
        return Plausible(found.ToImmutable());
    }

    /// <summary>Who is disappointed by a sole that comes off has not only changed their mind.</summary>
    public ImmutableArray<SlotAnswer> Plausible(ImmutableArray<SlotAnswer> found) =>
        found.Any(answer => answer.Value == DialogNames.Fault)
            ? found.RemoveAll(answer => IsMeantOnlyWhereAllIsWell(answer))
            : found;

    private bool IsMeantOnlyWhereAllIsWell(SlotAnswer answer) =>
        answer.Value is { } value
        && Dialog.SlotsById.TryGetValue(answer.Slot, out var slot)
        && slot.Choice(value) is { OnWrong: false };

    /// <summary>What it says of attributes of the product that <paramref name="slot"/> is about, or may be about.</summary>
    public IEnumerable<SlotAnswer> Attributes(DialogSlot slot, DialogMessage message)
    {
        var types = view.ProductIn(slot.Of) is { } product ? [product.Type] : Lexicon.Products.TypesIn(message.Analysis);
        if (types.IsEmpty && !reader.SaysWrong(message) && Lexicon.Products.Find(message.Analysis, isAsked: false).Candidates.IsEmpty)
        {
            // "File a complaint" names no part of a cable.
            return [];
        }
        return Lexicon.Attributes.Find(message.Analysis, types).Select(mention =>
            new SlotAnswer($"{slot.Of}.{mention.Attribute}", mention.IsWell ? DialogNames.Well : DialogNames.Fault, mention.Text));
    }

    /// <summary>"Ordered on the 10th, received on the 5th": one of the two is wrong, so the later question is asked.</summary>
    private static bool IsTooEarly(DialogSlot slot, SlotAnswer answer, IEnumerable<SlotAnswer> found) =>
        slot.NotBefore is { } earlier
        && found.FirstOrDefault(other => other.Slot == earlier) is { Value: { } first }
        && string.CompareOrdinal(answer.Value, first) < 0;

    private SlotAnswer? Value(DialogSlot slot, DialogMessage message, bool isStory) => slot.Type switch
    {
        SlotType.Product => Lexicon.Products.Find(message.Analysis, isAsked: false).Only is { } product
            ? new SlotAnswer(slot.Id, product.Sku, "")
            : null,
        SlotType.Products => new ProductsReading(view, language).Told(slot, message, isStory),
        SlotType.CallTime => reader.OfCallTime(slot, message).Answer,
        SlotType.Choice => isStory && view.Applies(slot.Id) && reader.ByWords(slot, message.Tokens).ToList() is [var only]
            && view.Holds(only.When)
            ? new SlotAnswer(slot.Id, only.Id, message.Text)
            : null,
        SlotType.Date => reader.OfDate(slot, message, entity => IsMeant(slot, entity, message)).Answer
            ?? (isStory && reader.ChoiceIn(slot, message) is { } choice ? new SlotAnswer(slot.Id, choice.Id, message.Text) : null),
        SlotType.OrderNumber => OfNumberMeant(slot, message),
        SlotType.Email or SlotType.Phone => SlotReader.OfContact(slot, message).Answer,
        SlotType.Contact => SlotReader.OfContact(slot, message).Answer ?? HasNone(slot, message, AnswerKind.Unknown),
        SlotType.Attachment => HasNone(slot, message, AnswerKind.Skipped),
        SlotType.Text when Dialog.IsIn(DialogRoles.Name, slot) =>
            new NameReading(view.Shop, language).Told(message) is { } name ? new SlotAnswer(slot.Id, name, name) : null,
        SlotType.Size => Meant(slot, message, EntityKind.Size),
        SlotType.Color => Meant(slot, message, EntityKind.Color),
        _ => null,
    };

    /// <summary>"I have no photo", whatever is asked.</summary>
    private SlotAnswer? HasNone(DialogSlot slot, DialogMessage message, AnswerKind kind) =>
        message.Tokens.Length <= SlotReader.NoneWordsMax
        && view.Applies(slot.Id)
        && message.Tokens.Any(token => slot.Cues.In(language).Holds(token.Stem))
        && reader.SaysNone(message)
            ? new SlotAnswer(slot.Id, null, message.Text, kind)
            : null;

    /// <summary>"Nie 123456, tylko 654321" means the second.</summary>
    private SlotAnswer? OfNumberMeant(DialogSlot slot, DialogMessage message)
    {
        var hints = view.Shop.Commands.HintsIn(language);
        var numbers = message.Entities.Where(entity => entity.Kind == EntityKind.OrderNumber).ToList();
        var meant = numbers.Find(number => !hints.EndsAt(DialogHint.Not, message.Tokens, message.TokenAt(number)))
            ?? numbers.FirstOrDefault();
        return meant is { Values: [EntityValue.Text text, ..] } ? new SlotAnswer(slot.Id, text.Value, "") : null;
    }

    /// <summary>A size or a colour may as well be part of a product's name: a word of the slot must stand beside it.</summary>
    private SlotAnswer? Meant(DialogSlot slot, DialogMessage message, EntityKind kind) =>
        message.Entities.FirstOrDefault(entity => entity.Kind == kind && IsMeant(slot, entity, message))
            is { Values: [EntityValue.Text text, ..] }
                ? new SlotAnswer(slot.Id, text.Value, "")
                : null;

    private bool IsMeant(DialogSlot slot, RecognizedEntity entity, DialogMessage message) =>
        cues.OwnerOf(slot.Type, entity, message) == slot;
}
