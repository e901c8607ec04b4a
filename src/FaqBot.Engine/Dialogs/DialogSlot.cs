using System.Collections.Immutable;
using System.Globalization;
using FaqBot.Language;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>What a slot takes. The file spells the names in snake case: <c>yes_no</c>.</summary>
public enum SlotType
{
    /// <summary>Anything said.</summary>
    Text,

    /// <summary>Yes, no, or not sure.</summary>
    YesNo,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary>How many.</summary>
    Number,

    /// <summary>An amount in a currency.</summary>
    Money,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An e-mail address or a telephone number.</summary>
    Contact,

    /// <summary>An order of the shop.</summary>
    OrderNumber,

    /// <summary>One of the shop's products, or one that is not in its list.</summary>
    Product,

    /// <summary>Any number of products, in the customer's words.</summary>
    Products,

    /// <summary>One question for each attribute of a product.</summary>
    Attributes,

    /// <summary>A photo or a film.</summary>
    Attachment,

    /// <summary>A time in which somebody at the shop can call.</summary>
    CallTime,

    /// <summary>A size of shoes or clothes.</summary>
    Size,

    /// <summary>A colour.</summary>
    Color,
}

/// <summary>Which days a slot takes.</summary>
internal enum DateWindow
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>Today and before.</summary>
    Past,

    /// <summary>Today and later.</summary>
    Future,
}

/// <summary>What a dialog must fill.</summary>
internal sealed record DialogSlot
{
    private const char SkuSeparator = '\n';

    /// <summary>The answer that stands for a product which the shop's list does not have.</summary>
    public const string OtherProduct = "other";

    public required string Id { get; init; }

    public required SlotType Type { get; init; }

    /// <summary>What it is called in the summary and in the case.</summary>
    public required DialogText Label { get; init; }

    /// <summary>The question; null for a slot that is only heard, and for attributes, which bring their own.</summary>
    public required DialogText? Ask { get; init; }

    /// <summary>The second try: the same, explained by an example; null for what its type says.</summary>
    public required DialogText? Explain { get; init; }

    /// <summary>Of attributes: whether all else is well, asked once the customer has named what is not; null to ask each.</summary>
    public required DialogText? Rest { get; init; }

    /// <summary>What it may be; of other types than <see cref="SlotType.Choice"/>: what it may be instead.</summary>
    public required ImmutableArray<SlotChoice> Choices { get; init; }

    /// <summary>By which the choices are known in a sentence: the lists are those of <see cref="Choices"/>, in their order.</summary>
    public required DialogWords ChoiceWords { get; init; }

    /// <summary>Whether "I do not know" is a button.</summary>
    public required bool OffersUnknown { get; init; }

    /// <summary>The label of the button that leaves it out; null where there is none.</summary>
    public required DialogText? Skip { get; init; }

    public required DateWindow Window { get; init; }

    /// <summary>A date slot before whose day this one cannot lie; null for none.</summary>
    public required string? NotBefore { get; init; }

    /// <summary>Whether a week or "for some days" is exact enough for a date.</summary>
    public required bool IsApproximate { get; init; }

    /// <summary>Words beside which a value in a sentence is this slot's.</summary>
    public required DialogWords Cues { get; init; }

    public required bool HasCues { get; init; }

    /// <summary>The words of <see cref="Label"/> that name something.</summary>
    public required DialogWords LabelWords { get; init; }

    public required decimal? Min { get; init; }

    public required decimal? Max { get; init; }

    /// <summary>Of attributes: the product slot.</summary>
    public required string? Of { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>Of a text: whether what the customer told of their own accord answers it.</summary>
    public required bool IsFromStory { get; init; }

    /// <summary>In the summary and in the case only if this holds; null for always.</summary>
    public required DialogCondition? Shown { get; init; }

    /// <summary>Whether what the customer tells of their own accord may answer it.</summary>
    public bool IsTold => IsFromStory || Choices.Any(choice => choice.ImpliedBy is not null);

    /// <summary>The value of products that were found in the list; of none it is <see cref="OtherProduct"/>.</summary>
    public static string ValueOf(IEnumerable<Product> found) =>
        string.Join(SkuSeparator, found.Select(product => product.Sku)) is { Length: > 0 } skus ? skus : OtherProduct;

    /// <summary>The numbers in such a value.</summary>
    public static string[] SkusIn(string value) => value == OtherProduct ? [] : value.Split(SkuSeparator);

    /// <summary>Whether the word is one of its name, or one beside which its values stand.</summary>
    public bool IsNamedBy(Token word, string language) =>
        Cues.In(language).Holds(word.Stem) || LabelWords.In(language).Holds(word.Stem);

    public SlotChoice? Choice(string id) => Choices.FirstOrDefault(choice => choice.Id == id);

    /// <summary>Whether <paramref name="value"/> is one that an answer can have. Of an attachment it is not: files answer it.</summary>
    public bool Takes(string value, ProductCatalog products) => Choice(value) is not null || Type switch
    {
        SlotType.Choice or SlotType.Attachment => false,
        SlotType.YesNo => value is DialogNames.Yes or DialogNames.No,
        SlotType.Attributes => value is DialogNames.Well or DialogNames.Fault,
        SlotType.Product => value == OtherProduct || products.Products.ContainsKey(value),
        SlotType.Products => value == OtherProduct || SkusIn(value).All(products.Products.ContainsKey),
        SlotType.Date => LocalDatePattern.Iso.Parse(value).Success,
        SlotType.CallTime => CallWindow.Parse(value) is not null,
        SlotType.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            && !(number < Min) && !(number > Max),
        _ => value.Length > 0,
    };
}

/// <summary>One of a slot's answers.</summary>
/// <param name="Id">What is stored.</param>
/// <param name="Label">What is shown.</param>
/// <param name="When">Offered only if this holds; null for always.</param>
/// <param name="ImpliedBy">What other answers come to it by themselves; null for none.</param>
/// <param name="OnWrong">Whether it is meant where words say that something is wrong, and name no choice; false for never where they do;
/// null for neither.</param>
internal sealed record SlotChoice(
    string Id, DialogText Label, DialogCondition? When, DialogCondition? ImpliedBy, bool? OnWrong);
