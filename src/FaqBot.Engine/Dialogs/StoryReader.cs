using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Reads what a message says beside the open question: values that need no question to be understood, and those that stand beside
/// a word that tells whose they are.</summary>
internal sealed class StoryReader(DialogView view, string language)
{
    /// <summary>A cue counts for a value at most so many words away.</summary>
    private const int Reach = 5;

    private readonly SlotReader reader = new(view, language);

    private Dialog Dialog => view.Dialog;

    private DialogLexicon Lexicon => view.Shop.Lexicons[language].Value;

    /// <summary>Answers to slots that <paramref name="isOpen"/>; each slot once.</summary>
    /// <param name="message">In the customer's words.</param>
    /// <param name="isOpen">By a slot's name.</param>
    /// <param name="isStory">Whether it tells what happened: then words choose among choices, and parts of products are complained
    /// about.</param>
    public ImmutableArray<SlotAnswer> Read(DialogMessage message, Func<string, bool> isOpen, bool isStory)
    {
        var found = ImmutableArray.CreateBuilder<SlotAnswer>();
        foreach (var slot in Dialog.Slots.Where(slot => isOpen(slot.Id)))
        {
            if (Value(slot, message, isStory) is { } answer && !IsTooEarly(slot, answer, found))
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
        return found.ToImmutable();
    }

    /// <summary>What it says of attributes of the product that <paramref name="slot"/> is about, or may be about.</summary>
    public IEnumerable<SlotAnswer> Attributes(DialogSlot slot, DialogMessage message)
    {
        var types = view.ProductIn(slot.Of) is { } product ? [product.Type] : Lexicon.Products.TypesIn(message.Analysis);
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
        SlotType.Choice => isStory && view.Applies(slot.Id) && reader.ByWords(slot, message.Tokens).ToList() is [var only]
            && view.Holds(only.When)
            ? new SlotAnswer(slot.Id, only.Id, message.Text)
            : null,
        SlotType.Date => reader.OfDate(slot, message, entity => IsMeant(slot, entity, message)).Answer
            ?? (isStory && reader.ChoiceIn(slot, message) is { } choice ? new SlotAnswer(slot.Id, choice.Id, message.Text) : null),
        SlotType.OrderNumber => OfKind(slot, message, EntityKind.OrderNumber),
        SlotType.Email => OfKind(slot, message, EntityKind.Email),
        SlotType.Phone => OfKind(slot, message, EntityKind.Phone),
        SlotType.Contact => OfKind(slot, message, EntityKind.Email, EntityKind.Phone),
        SlotType.Size => Meant(slot, message, EntityKind.Size),
        SlotType.Color => Meant(slot, message, EntityKind.Color),
        _ => null,
    };

    private static SlotAnswer? OfKind(DialogSlot slot, DialogMessage message, params ReadOnlySpan<EntityKind> kinds) =>
        message.First(kinds) is { Values: [EntityValue.Text text, ..] } ? new SlotAnswer(slot.Id, text.Value, "") : null;

    /// <summary>A size or a colour may as well be part of a product's name: a word of the slot must stand beside it.</summary>
    private SlotAnswer? Meant(DialogSlot slot, DialogMessage message, EntityKind kind) =>
        message.Entities
            .Where(entity => entity.Kind == kind && IsMeant(slot, entity, message))
            .MinBy(entity => Distance(slot, message.TokenAt(entity), entity, message)) is { Values: [EntityValue.Text text, ..] }
                ? new SlotAnswer(slot.Id, text.Value, "")
                : null;

    /// <summary>Whether a word of the slot stands nearer to the value than a word of any other of its type.</summary>
    private bool IsMeant(DialogSlot slot, RecognizedEntity entity, DialogMessage message)
    {
        var at = message.TokenAt(entity);
        var here = Distance(slot, at, entity, message);
        return here <= Reach
            && Dialog.Slots.All(other => other == slot || other.Type != slot.Type || Distance(other, at, entity, message) >= here);
    }

    private int Distance(DialogSlot slot, int at, RecognizedEntity entity, DialogMessage message)
    {
        var nearest = int.MaxValue;
        // "Od tygodnia" and "rozmiar 43" hold their word themselves; the "od" of a span of days says nothing of its first.
        var isInside = slot.IsApproximate || slot.Type != SlotType.Date;
        var cues = slot.Cues.In(language);
        for (var token = Math.Max(0, at - Reach); token < Math.Min(message.Tokens.Length, at + Reach + 1); token++)
        {
            if (cues.Holds(message.Tokens[token].Stem) && (isInside || IsOutside(message.Tokens[token], entity)))
            {
                nearest = Math.Min(nearest, Math.Abs(token - at));
            }
        }
        return nearest;
    }

    private static bool IsOutside(Token token, RecognizedEntity entity) =>
        token.Start + token.Length <= entity.Start || token.Start >= entity.Start + entity.Length;
}
