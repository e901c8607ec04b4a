using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Reads which products of several a message means: those that it names, all but some, those of before with one more. What is not
/// certain stays in the customer's words, for a person.</summary>
internal sealed class ProductsReading(DialogView view, string language)
{
    private Shop Shop => view.Shop;

    private DialogHints Hints => Shop.Commands.HintsIn(language);

    private ProductIndex Index => Shop.Lexicons[language].Value.Products;

    /// <summary>As the answer to the open question, where any words are one; null where they answer something else.</summary>
    public SlotAnswer? Answer(DialogSlot slot, DialogMessage message)
    {
        var named = Named(message);
        if (ExceptionIn(message) is { } exception && (named.IsEmpty || !Named(message.From(exception.Start)).IsEmpty))
        {
            return new SlotAnswer(slot.Id, DialogSlot.OtherProduct, message.Text);
        }
        if (WholeIn(slot, message) is { } whole)
        {
            return new SlotAnswer(slot.Id, whole.Id, message.Text);
        }
        return named.IsEmpty && (IsOfOtherSlots(slot, message) || Wishes.In(Shop, message) is not null)
            ? null
            : new SlotAnswer(slot.Id, DialogSlot.ValueOf(named), IsOfNames(named, message) ? "" : message.Text);
    }

    /// <summary>In a sentence that tells more than that: only where every kind of goods in it is one that was found.</summary>
    public SlotAnswer? Told(DialogSlot slot, DialogMessage message, bool isStory)
    {
        if (ExceptionIn(message) is not null)
        {
            return null;
        }
        var found = Index.Named(message.Analysis) is { Length: > 1 } several
            ? several
            : Index.Find(message.Analysis, isAsked: false).Only is { } only && Index.IsCalled(only, message.Analysis) ? [only] : [];
        if (!found.IsEmpty)
        {
            return HasAllTypes(found, message) ? new SlotAnswer(slot.Id, DialogSlot.ValueOf(found), "") : null;
        }
        // "Wszystko mi się pomyliło" changes nothing to the whole order.
        return isStory && WholeIn(slot, message) is { } whole && (view.Answer(slot.Id) is null || IsOfWhole(slot, message))
            ? new SlotAnswer(slot.Id, whole.Id, message.Text)
            : null;
    }

    /// <summary>Whether each kind of goods in the message is one that was found.</summary>
    private bool HasAllTypes(ImmutableArray<Product> found, DialogMessage message) =>
        Index.TypesIn(message.Analysis).All(type => found.Any(product => product.Type == type));

    /// <summary>Whether it says nothing but what they are called: then their names are better than the customer's words.</summary>
    private bool IsOfNames(ImmutableArray<Product> named, DialogMessage message) =>
        !named.IsEmpty
        && HasAllTypes(named, message)
        && message.Tokens.All(token => IsCommon(token) || named.Any(product => Index.IsCalled(product, token)));

    private bool IsOfWhole(DialogSlot slot, DialogMessage message) => message.Tokens.All(token =>
        IsCommon(token)
        || slot.ChoiceWords.In(language).Holds(token.Stem)
        || slot.IsNamedBy(token, language)
        || view.Dialog.Begins.In(language).Holds(token.Stem));

    private bool IsCommon(Token token) => FunctionWords.Holds(language, token.Folded);

    /// <summary>"Dodaj jeszcze sandały", "ale bez kurtki": what was answered before with products more, or without some; null where the
    /// message says neither.</summary>
    public SlotAnswer? Changed(DialogSlot slot, DialogMessage message)
    {
        if (view.Answer(slot.Id) is not { Kind: AnswerKind.Given, Value: { } value } known
            || message.Text.Contains('?', StringComparison.Ordinal)
            || view.Dialog.Slots.Any(other => other != slot && DialogAnswers.IsNamed(other, message, language)))
        {
            return null;
        }
        if (Hints.Find(DialogHint.Also, message.Tokens) is { } addition)
        {
            var more = Named(message);
            return more.IsEmpty ? null : With(known, value, more, addition.Start == 0 ? message.From(addition.End).Text : message.Text);
        }
        return ExceptionIn(message) is { } exception
            && !IsOfProducts(message, exception.Start)
            && message.From(exception.Start) is var rest
            && NamedOf(ProductsOf(value), rest) is { IsEmpty: false } left
                ? Without(slot, known, value, left, rest)
                : null;

        SlotAnswer With(SlotAnswer known, string value, ImmutableArray<Product> more, string words) => slot.Choice(value) is not null
            ? known
            : known with
            {
                Value = DialogSlot.ValueOf(ProductsOf(value).Union(more)),
                Text = known.Text.Length > 0 ? $"{known.Text}; {words}" : "",
            };
    }

    /// <summary>Whether the message excepts all that was answered before.</summary>
    public bool TakesAllBack(DialogSlot slot, DialogMessage message) =>
        view.Answer(slot.Id) is { Kind: AnswerKind.Given, Value: { } value }
        && slot.Choice(value) is null
        && ProductsOf(value).ToList() is { Count: > 0 } products
        && !message.Text.Contains('?', StringComparison.Ordinal)
        && ExceptionIn(message) is { } exception
        && !IsOfProducts(message, exception.Start)
        && exception.End < message.Tokens.Length
        && !products.Except(NamedOf(products, message.From(exception.End))).Any();

    /// <summary>"Plecak, a nie buty", said to correct it: other goods instead of those of before; null where the message names
    /// none.</summary>
    public SlotAnswer? Corrected(DialogSlot slot, DialogMessage message)
    {
        var meant = ExceptionIn(message) is { } exception ? message.Part(0, exception.Start) : message;
        if (meant.Tokens.IsEmpty || Index.Find(meant.Analysis, isAsked: false).Candidates.IsEmpty)
        {
            return null;
        }
        var known = view.Answer(slot.Id)?.Value is { } value ? ProductsOf(value) : [];
        var named = NamedOf(known, meant);
        return new SlotAnswer(slot.Id, DialogSlot.ValueOf(named), IsOfNames(named, meant) ? "" : meant.Text);
    }

    /// <summary>Whether the words before <paramref name="end"/> mean any.</summary>
    private bool IsOfProducts(DialogMessage message, int end) =>
        end > 0 && !Index.Find(message.Part(0, end).Analysis, isAsked: false).Candidates.IsEmpty;

    /// <summary>Those of the list that a message names.</summary>
    public ImmutableArray<Product> Named(DialogMessage message) =>
        message.Tokens.IsEmpty ? []
        : Index.Named(message.Analysis) is { Length: > 1 } several ? several
        : Index.Find(message.Analysis, isAsked: true).Only is { } only ? [only]
        : [];

    /// <summary>The same where some are known: "the boots" are those of them.</summary>
    private ImmutableArray<Product> NamedOf(IEnumerable<Product> known, DialogMessage message) => Named(message) is { IsEmpty: false } named
        ? named
        : message.Tokens.IsEmpty ? [] : [.. Index.Find(message.Analysis, isAsked: true).Candidates.Intersect(known)];

    /// <summary>The right remainder where it is known; else both are kept in words.</summary>
    private SlotAnswer? Without(DialogSlot slot, SlotAnswer known, string value, ImmutableArray<Product> left, DialogMessage rest)
    {
        if (slot.Choice(value) is { } whole)
        {
            var label = whole.Label.In(language, Shop.Languages[0]).Template.Source;
            return known with { Value = DialogSlot.OtherProduct, Text = $"{label}, {rest.Text}" };
        }
        var products = ProductsOf(value).ToList();
        var remainder = products.Except(left).ToList();
        return known with
        {
            Value = DialogSlot.ValueOf(remainder),
            Text = remainder.Count > 0 && remainder.Count + left.Length == products.Count && known.Text.Length == 0
                ? ""
                : $"{Words(known, products)}, {rest.Text}",
        };
    }

    private string Words(SlotAnswer known, IEnumerable<Product> products) => known.Text.Length > 0
        ? known.Text
        : string.Join(", ", products.Select(product => product.NameIn(language)));

    private IEnumerable<Product> ProductsOf(string value) =>
        DialogSlot.SkusIn(value).Select(sku => Shop.Products.Products.GetValueOrDefault(sku)).OfType<Product>();

    private (int Start, int End)? ExceptionIn(DialogMessage message) => Hints.Find(DialogHint.Except, message.Tokens);

    /// <summary>"Nie całe zamówienie" is not the whole of it.</summary>
    private SlotChoice? WholeIn(DialogSlot slot, DialogMessage message) =>
        new SlotReader(view, language).ChoiceIn(slot, message) is { } whole
        && Hints.Find(DialogHint.Not, message.Tokens) is not { Start: 0 }
            ? whole
            : null;

    /// <summary>"Zamówienie 123456" names an order, and no product.</summary>
    private bool IsOfOtherSlots(DialogSlot slot, DialogMessage message)
    {
        var others = view.Dialog.Slots.Where(other => other != slot).ToList();
        return message.Entities.Any(entity => entity.Kind is EntityKind.OrderNumber or EntityKind.Date or EntityKind.DateTime)
            && message.Tokens.All(token =>
                message.IsOfEntity(token) || others.Exists(other => other.IsNamedBy(token, language)));
    }
}
