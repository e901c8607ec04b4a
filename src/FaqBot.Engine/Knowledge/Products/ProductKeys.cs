using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What may stand in <c>products.yaml</c>.</summary>
internal static class ProductKeys
{
    /// <summary>A question may name what the product is described to be.</summary>
    private static readonly TemplateDialect Dialect = TemplateDialect.Standard.WithRoots(["described"]);

    public static readonly Key<ImmutableDictionary<string, YamlScalar>> Name =
        new("name", "What it is called, by language.", Shapes.Texts(KnowledgeLimits.LabelLengthMax)) { IsNeeded = true };

    public static readonly Key<YamlScalar?> Excluded = new(
        "excluded", "Why it cannot be given back: an id of the country's `withdrawal_excluded`.", Shapes.Scalar())
    { IsNeeded = true };

    public static readonly Key<Section?> Withdrawal =
        new("withdrawal", "Says that goods cannot be given back although they were bought at a distance.", Shapes.Section(Excluded));

    public static readonly Key<string?> Kind = new(
        "kind",
        "`described`: asked only of products that describe it, \"no\" is well. `works`: asked of all, \"yes\" is well.",
        Shapes.Choice("described", "works"))
    { IsNeeded = true };

    public static readonly Key<ImmutableDictionary<string, TemplateText>> Ask = new(
        "ask", "The question by language; `{{ described }}` is what the product says.", Shapes.Templates(Dialect))
    { IsNeeded = true };

    public static readonly Key<bool?> Ok = new("ok", "The answer that means all is well, where it is the other one.", Shapes.Flag);

    public static readonly Key<YamlScalar?> ConditionAttribute =
        new("attribute", "Another attribute of the same type.", Shapes.Scalar()) { IsNeeded = true };

    public static readonly Key<bool?> ConditionOk = new("ok", "Whether it must have been found well.", Shapes.Flag) { IsNeeded = true };

    public static readonly Key<Section?> When =
        new("when", "Asked only if another attribute was found well, or not.", Shapes.Section(ConditionAttribute, ConditionOk));

    public static readonly Shape<Section?> Attribute = Shapes.Section(Kind, Ask, Ok, When);

    public static readonly Key<ImmutableArray<YamlPair>> TypeAttributes = new(
        "attributes",
        "What a customer can tell about such goods, in the order in which it is asked.",
        Shapes.Map(Forms.Name with { What = "the name of an attribute" }, Attribute));

    public static readonly Shape<Section?> Type = Shapes.Section(Name, TypeAttributes, Withdrawal);

    public static readonly Key<ImmutableArray<YamlPair>> Types =
        new("types", "Kinds of goods by id.", Shapes.Map(Forms.Name with { What = "the id of a type" }, Type));

    public static readonly Key<string?> Sku =
        new("sku", "The shop's own number, once in a shop.", Shapes.Formed(Forms.Sku)) { IsNeeded = true };

    public static readonly Key<YamlScalar?> TypeOfProduct = new("type", "One of `types`.", Shapes.Scalar()) { IsNeeded = true };

    public static readonly Key<Fact.Money?> Price =
        new("price", "What it costs, e.g. `429 PLN`.", new Shape<Fact.Money?>(PriceOf, () => FactsSection.ValueSchema(FactType.Money)));

    public static readonly Key<string?> Color = new(
        "color", "Of its drawing on the shop's page. In quotes: a bare `#` begins a comment.", Shapes.Formed(Forms.Color));

    public static readonly Key<ImmutableDictionary<string, YamlScalar>> About =
        new("about", "One line about it, by language.", Shapes.Texts(KnowledgeLimits.AboutLengthMax));

    public static readonly Shape<ImmutableDictionary<string, YamlScalar>> Descriptions = Shapes.Texts(KnowledgeLimits.ValueLengthMax);

    public static readonly Shape<YamlNode?> Described =
        new((node, _) => node, () => Shapes.AnyOf(Shapes.Scalar().Schema(), Descriptions.Schema()));

    public static readonly Key<ImmutableArray<YamlPair>> ProductAttributes = new(
        "attributes", "What it is described to be, by attribute: by language, or one for all; `none` for what it does not have.",
        Shapes.Map(null, Described));

    public static readonly Key<ImmutableArray<Section>> Products = new(
        "products",
        "What the shop sells.",
        Shapes.List(
            Shapes.Section(Sku, TypeOfProduct, Name, Price, Color, About, ProductAttributes, Withdrawal),
            KnowledgeLimits.ProductsPerShopMax));

    /// <summary>The whole file.</summary>
    public static readonly Shape<Section?> File = Shapes.Section(Types, Products);

    private static Fact.Money? PriceOf(YamlNode? node, Values values)
    {
        if (values.Scalar(node) is not { } scalar)
        {
            return null;
        }
        var reading = Fact.Parse(scalar.Text, FactType.Money, values.Words);
        if (reading.Fact is null)
        {
            values.Findings.Add(KnowledgeRules.BadFact, scalar.Span, $"The price cannot be read: {reading.Problem}", reading.Hint);
        }
        return reading.Fact as Fact.Money;
    }
}
