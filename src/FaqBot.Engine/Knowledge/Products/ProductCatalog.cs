using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What a shop sells, as far as its page shows it and complaint questions are made from it (<c>products.yaml</c>).
/// Immutable.</summary>
/// <param name="Types">By id, e.g. <c>shoes</c>.</param>
/// <param name="Products">By sku.</param>
public sealed record ProductCatalog(FrozenDictionary<string, ProductType> Types, FrozenDictionary<string, Product> Products)
{
    /// <summary>A shop without <c>products.yaml</c>.</summary>
    public static ProductCatalog Empty { get; } = new(FrozenDictionary<string, ProductType>.Empty, FrozenDictionary<string, Product>.Empty);
}

/// <summary>A kind of goods.</summary>
public sealed record ProductType
{
    /// <summary>E.g. <c>shoes</c>.</summary>
    public required string Id { get; init; }

    /// <summary>By language of the shop, as far as stated.</summary>
    public required FrozenDictionary<string, string> Names { get; init; }

    /// <summary>In the order in which they are asked.</summary>
    public required ImmutableArray<ProductAttribute> Attributes { get; init; }

    /// <summary>Why goods of this type cannot be given back (an id of the country's law); null when they can.</summary>
    public required string? WithdrawalExcluded { get; init; }
}

/// <summary>What kind of question an attribute makes.</summary>
public enum AttributeKind
{
    /// <summary>Asked only for products that describe it: is it different from the description?</summary>
    Described,

    /// <summary>Asked for every product of the type that has it: does it work?</summary>
    Works,
}

/// <summary>Something about a product that a customer can tell.</summary>
public sealed record ProductAttribute
{
    /// <summary>E.g. <c>sole</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Which question.</summary>
    public required AttributeKind Kind { get; init; }

    /// <summary>The question by language; <c>described</c> is what the product says.</summary>
    public required FrozenDictionary<string, Template> Ask { get; init; }

    /// <summary>The answer that means all is well: no ("it differs") for described, yes ("it works") for works, unless stated.</summary>
    public required bool Ok { get; init; }

    /// <summary>Asked only if this holds; null for always.</summary>
    public required AttributeCondition? When { get; init; }
}

/// <summary>Another attribute of the type was found well (or not).</summary>
public sealed record AttributeCondition(string Attribute, bool Ok);

/// <summary>One product.</summary>
public sealed record Product
{
    /// <summary>The shop's own number, unique in the shop.</summary>
    public required string Sku { get; init; }

    /// <summary>Id of its <see cref="ProductType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>By language of the shop, as far as stated.</summary>
    public required FrozenDictionary<string, string> Names { get; init; }

    /// <summary>What it costs; null when not stated.</summary>
    public required Fact.Money? Price { get; init; }

    /// <summary>Of its drawing on the shop's page, e.g. <c>#c03a35</c>; null when not stated.</summary>
    public required string? Color { get; init; }

    /// <summary>One line about it by language of the shop, as far as stated.</summary>
    public required FrozenDictionary<string, string> About { get; init; }

    /// <summary>What it is described to be, by attribute and language.</summary>
    public required FrozenDictionary<string, FrozenDictionary<string, string>> Described { get; init; }

    /// <summary>Attributes of the type that this product does not have.</summary>
    public required FrozenSet<string> Without { get; init; }

    /// <summary>Why it cannot be given back; null when it can, or when its type says so already.</summary>
    public required string? WithdrawalExcluded { get; init; }

    /// <summary>As a person calls it, in <paramref name="language"/> (BCP-47), else in another, else its number.</summary>
    public string NameIn(string language) =>
        LanguageCodes.Find(Names, language) ?? Names.Values.Order(StringComparer.Ordinal).FirstOrDefault(Sku);
}
