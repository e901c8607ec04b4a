namespace FaqBot.Engine.Tests;

public sealed class ProductTests
{
    private const string Catalog = """
        types:
          phone:
            name: { en: phone }
            attributes:
              power: { kind: works, ask: { en: Does it switch on? } }
              speaker: { kind: works, ask: { en: Does the speaker work? }, when: { attribute: power, ok: true } }
              color: { kind: described, ask: { en: "Is the colour different from {{ described }}?" } }
        products:
          - sku: PH-1
            type: phone
            name: { en: Phone }
            attributes: { color: { en: red }, speaker: none }
            withdrawal: { excluded: made_to_order }
        """;

    [Fact]
    public void A_price_and_a_line_about_a_product_are_kept()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, """
            types: { shoes: { name: { en: shoes } } }
            products:
              - { sku: A1, type: shoes, name: { en: Boots }, price: 429 PLN, about: { en: For stony trails. } }
              - { sku: A2, type: shoes, name: { en: Sandals } }
            """);

        var products = files.CompiledShop().Products.Products;

        Assert.Equal(("PLN 429", "For stony trails."), (products["A1"].Price?.Print(Shipped.Locale("en")), products["A1"].About["en"]));
        Assert.Null(products["A2"].Price);
        Assert.Empty(products["A2"].About);
    }

    [Fact]
    public void A_product_is_drawn_in_the_colour_that_is_stated()
    {
        var files = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, """
            types: { shoes: { name: { en: shoes } } }
            products:
              - { sku: A1, type: shoes, name: { en: Boots }, color: "#c0392b" }
              - { sku: A2, type: shoes, name: { en: Sandals } }
            """);

        var products = files.CompiledShop().Products.Products;

        Assert.Equal(("#c0392b", null), (products["A1"].Color, products["A2"].Color));
    }

    [Theory]
    [InlineData("red", "KB039")]
    [InlineData("#c0392b", "KB029")]
    public void A_colour_that_is_none_is_found_and_so_is_one_without_quotes(string color, string id)
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, $$"""
            types: { shoes: { name: { en: shoes } } }
            products:
              - sku: A1
                type: shoes
                name: { en: Boots }
                color: {{color}}
            """).Compile();

        Assert.Contains(compilation.Diagnostics, found => found.Id == id && found.Span.Line == 6);
    }

    [Fact]
    public void A_catalog_is_compiled_with_its_defaults()
    {
        var products = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, Catalog).CompiledShop().Products;

        Assert.Equal(
            [("power", AttributeKind.Works, true), ("speaker", AttributeKind.Works, true), ("color", AttributeKind.Described, false)],
            products.Types["phone"].Attributes.Select(attribute => (attribute.Id, attribute.Kind, attribute.Ok)));
        Assert.Equal(new AttributeCondition("power", true), products.Types["phone"].Attributes[1].When);
        Assert.Equal("red", products.Products["PH-1"].Described["color"]["en"]);
        Assert.Equal(["speaker"], products.Products["PH-1"].Without.AsEnumerable());
        Assert.Equal("made_to_order", products.Products["PH-1"].WithdrawalExcluded);
    }

    [Theory]
    [InlineData("Is the sole intact?", "works", true)]
    [InlineData("Czy kolor jest inny niż w opisie?", "described", true)]
    [InlineData("Czy kolor jest zgodny z opisem?", "described", false)]
    [InlineData("Is the colour as you wanted it?", "described", true)]
    [InlineData("Czy tropik przecieka?", "works", false)]
    [InlineData("Does the fly leak?", "works", false)]
    [InlineData("Does the fly leak?", "described", true)]
    [InlineData("Czy kolor zgadza się z opisem?", "described", false)]
    [InlineData("Is the picture even, without stripes?", "works", true)]
    [InlineData("Czy obraz jest równy, bez plam?", "works", true)]
    public void A_question_whose_words_contradict_its_ok_is_found(string question, string kind, bool isQuiet)
    {
        var compilation = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [en, pl], country: PL, base: none }")
            .With(KnowledgeFiles.Commands, """
                well: { pl: [zgadza się], en: [fine] }
                wrong: { pl: [przecieka, plama, nie zgadza się], en: [leak, leaks, stripes] }
                """)
            .With(KnowledgeFiles.Products, $"""
                types:
                  a:
                    name: {"{ en: a, pl: a }"}
                    attributes:
                      b:
                        kind: {kind}
                        ask:
                          en: {question}
                          pl: {question}
                """)
            .Compile();

        Assert.Equal(isQuiet, !compilation.Diagnostics.Any(finding => finding.Id == "KB147"));
    }

    [Fact]
    public void Conditions_in_a_circle_are_found_once_with_the_way_round()
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, """
            types:
              phone:
                name: { en: phone }
                attributes:
                  a: { kind: works, ask: { en: Works? }, when: { attribute: b, ok: true } }
                  b: { kind: works, ask: { en: Works? }, when: { attribute: a, ok: true } }
                  c: { kind: works, ask: { en: Works? }, when: { attribute: b, ok: true } }
            """).Compile();

        var finding = Assert.Single(compilation.Diagnostics);
        Assert.Equal(("KB145", 5), (finding.Id, finding.Span.Line));
        Assert.Equal("'a' waits for 'b' (5:65), which waits for 'a' (6:65).", finding.Message);
    }

    [Fact]
    public void A_sku_in_other_capitals_is_the_same_sku()
    {
        var compilation = KnowledgeFiles.Minimal.With(KnowledgeFiles.Products, """
            types: { tent: { name: { en: tent } } }
            products:
              - { sku: GR-T2, type: tent, name: { en: Tropik } }
              - { sku: gr-t2, type: tent, name: { en: Tropik } }
            """).Compile();

        Assert.Equal(
            $"The sku 'gr-t2' is the same as 'GR-T2' (capitals do not count) at {KnowledgeFiles.Products}:3:5.",
            Assert.Single(compilation.Diagnostics).Message);
    }
}
