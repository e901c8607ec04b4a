using System.Text.Json.Nodes;
using FaqBot.Testing;
using YamlDotNet.Core;

namespace FaqBot.Engine.Tests;

/// <summary>The schemas that editors read say what the compiler says, as far as a schema can.</summary>
public sealed class SchemaTests
{
    /// <summary>Findings about the form of a value, which a schema can make as well.</summary>
    private static readonly string[] OfForm =
    [
        "KB020", "KB022", "KB024", "KB025", "KB030", "KB031", "KB032", "KB034", "KB036", "KB037", "KB038", "KB039", "KB040", "KB042",
        "KB043", "KB044", "KB045", "KB046", "KB050", "KB082", "KB083",
    ];

    public static TheoryData<string> Files => [.. ShippedKnowledge.Files().Select(file => file.Path)];

    public static IEnumerable<object[]> Cases =>
        DiagnosticTests.Cases.Concat(DialogDiagnosticTests.Cases.Select(row => new[] { row[0], DialogDiagnosticTests.File, row[1] }));

    [Fact]
    public void The_schemas_beside_the_shops_are_those_of_the_program()
    {
        foreach (var schema in KnowledgeSchemas.All)
        {
            var path = Repository.PathOf("knowledge", KnowledgeSchemas.Folder, schema.Name);
            if (GoldenFiles.AreUpdated)
            {
                File.WriteAllText(path, schema.Json);
            }
            Assert.Equal(File.ReadAllText(path), schema.Json);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_shipped_file_names_its_schema_and_holds_to_it(string path)
    {
        var lines = File.ReadAllText(Repository.PathOf(path));
        var steps = string.Concat(Enumerable.Repeat("../", path.Count(character => character == '/')));
        var folder = path.StartsWith("knowledge/", StringComparison.Ordinal) ? steps[3..] : $"{steps}knowledge/";

        Assert.StartsWith(
            $"# yaml-language-server: $schema={folder}{KnowledgeSchemas.Folder}/{NameOf(path)}\n", lines, StringComparison.Ordinal);
        Assert.Empty(Refusals(path, lines));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_the_compiler_accepts_the_schema_accepts_and_what_is_of_a_wrong_form_it_refuses(string id, string path, string marked)
    {
        var content = marked.Replace("§", "", StringComparison.Ordinal);
        if (NameOf(path) is null || KnowledgeFiles.Minimal.With(path, content).Compile() is not { } compilation)
        {
            return;
        }

        var refusals = TryRefusals(path, content);

        Assert.True(compilation.Knowledge is null || refusals is [], string.Join('\n', refusals));
        Assert.True(!OfForm.Contains(id) || refusals.Count > 0, "The schema accepts it.");
    }

    /// <summary>What YAML takes for a number or a truth is a text to us.</summary>
    [Theory]
    [InlineData("shop.json", "{ name: 2026, languages: [en], order_number: 123456, contact: { phone: 48221234567, address: true } }")]
    [InlineData(
        "shop.json",
        "{ name: a, languages: [en], hours: { chat: { sat-mon: 8:00-24:00, fri: [ 9:00 - 12:00 ], dates: { 2026-12-24: } }, phone: ~ } }")]
    [InlineData(
        "shop.json",
        "{ name: a, languages: [en], facts: { return_days: '1 000', blik: no, x: 5, courier_price: zł 5, callback_promise: 1-2 dni } }")]
    [InlineData(
        "shop.json", "{ name: a, languages: [en], texts: { greeting: 7, chat_title: { en: true, pl: } }, teams: { returns: [] }, theme: }")]
    [InlineData(
        "entries.json",
        "[{ id: a, disabled: yes, utterances: { en: [14, true] }, tests: { en: { match: [7] } }, offers: { dialog: b, with: { x: 1 } } }]")]
    [InlineData(
        "products.json",
        "{ types: { a: { name: { en: 5 } } }, products: [{ sku: 100, type: a, name: { en: 7 }, attributes: { size: 43, sole: none } }] }")]
    [InlineData(
        "law.json",
        "{ country: PL, rules: { a: [{ count: '14', unit: days, article: 7, rolls_over: no }] }, days_off: [{ date: 01-06 }] }")]
    public void A_schema_does_not_mind_what_YAML_takes_a_text_for(string schema, string content)
    {
        Assert.Empty(JsonSchema.Refusals(Schema(schema), YamlAsJson.Read(content)));
    }

    [Theory]
    [InlineData("shop.json", "{ languages: [en] }", "$: required")]
    [InlineData("shop.json", "{ name: a, languages: [en], facts: { courier_time: 14 } }", "$.facts.courier_time: type")]
    [InlineData("shop.json", "{ name: a, languages: [en], facts: { dispatch_cutoff: noon } }", "$.facts.dispatch_cutoff: pattern")]
    [InlineData("shop.json", "{ name: a, languages: [en], hours: { chat: { mon: [9-17] } } }", "$.hours.chat.mon: anyOf")]
    [InlineData("shop.json", "{ name: a, languages: [en], hours: { chat: { monday: [] } } }", "$.hours.chat: additionalProperties")]
    [InlineData("shop.json", "{ name: a, languages: [en], theme: { side: top } }", "$.theme.side: enum")]
    [InlineData("shop.json", "{ name: a, languages: [en], texts: { chat_titel: a } }", "$.texts: additionalProperties")]
    [InlineData("products.json", "{ products: [{ sku: a, type: b, name: { en: c }, price: 5 }] }", "$.products[0].price: type")]
    public void A_schema_says_where_something_is_wrong(string schema, string content, string refusal)
    {
        Assert.Contains(refusal, JsonSchema.Refusals(Schema(schema), YamlAsJson.Read(content)));
    }

    [Fact]
    public void An_editor_offers_the_facts_of_the_starter_pack_and_says_what_they_are()
    {
        var facts = Schema("shop.json")["properties"]?["facts"]?["properties"]?.AsObject();

        Assert.Equal(KnownFacts.Types.Keys.Order(StringComparer.Ordinal), facts?.Select(fact => fact.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            "What delivery by courier costs. Write an amount and a currency, e.g. 14.99 PLN or 200 zł.",
            facts?["courier_price"]?["description"]?.GetValue<string>());
    }

    /// <summary>An editor writes them into the file as they are, so they must stand without quotes as well.</summary>
    [Fact]
    public void What_an_editor_offers_holds_to_the_schema()
    {
        var offered = KnowledgeSchemas.All.SelectMany(schema => Offered(JsonNode.Parse(schema.Json))).ToList();

        Assert.Contains("14.99 PLN", offered.Select(offer => offer.Value));
        Assert.Contains("closed", offered.Select(offer => offer.Value));
        Assert.All(offered, offer => Assert.Empty(JsonSchema.Refusals(offer.Schema, YamlAsJson.Read(offer.Value))));
    }

    [Fact]
    public void An_example_is_of_its_form()
    {
        var forms = typeof(Forms)
            .GetProperties()
            .Select(property => property.GetValue(null))
            .OfType<Form>()
            .Where(form => form.Example is not null)
            .ToList();

        Assert.True(forms.Count > 5);
        Assert.All(forms, form => Assert.True(form.IsValid(form.Example ?? ""), form.What));
    }

    [Fact]
    public void An_editor_says_of_a_wrong_value_what_to_write()
    {
        var color = Schema("shop.json")["properties"]?["theme"]?["properties"]?["color"];

        Assert.Equal(KnowledgeRules.BadColor.Remedy, color?["patternErrorMessage"]?.GetValue<string>());
    }

    private static IEnumerable<(JsonObject Schema, string Value)> Offered(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            var offers = (schema["examples"] as JsonArray ?? []).Append(schema["default"]).OfType<JsonValue>();
            return offers.Select(offer => (schema, offer.ToString())).Concat(schema.SelectMany(pair => Offered(pair.Value)));
        }
        return node is JsonArray list ? list.SelectMany(Offered) : [];
    }

    private static IReadOnlyList<string> TryRefusals(string path, string content)
    {
        try
        {
            return Refusals(path, content);
        }
        // The latter is the parser's own: an unquoted value in brackets that begins with `#`.
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            return ["not YAML"];
        }
    }

    private static IReadOnlyList<string> Refusals(string path, string content) =>
        JsonSchema.Refusals(Schema(NameOf(path) ?? ""), YamlAsJson.Read(content));

    private static JsonObject Schema(string name) =>
        JsonNode.Parse(KnowledgeSchemas.All.Single(schema => schema.Name == name).Json)?.AsObject() ?? [];

    private static string? NameOf(string path) => path.Split('/') switch
    {
        ["dialogs", "texts.yaml" or "interface.yaml" or "commands.yaml" or "locales.yaml"] =>
            Path.ChangeExtension(Path.GetFileName(path), ".json"),
        ["dialogs", _] or ["knowledge", _, "dialogs", _] => "dialogs.json",
        ["knowledge", "_law", _] => "law.json",
        ["knowledge", _, "faq", ..] => "entries.json",
        ["knowledge", _, "shop.yaml" or "products.yaml" or "words.yaml" or "locales.yaml"] =>
            Path.ChangeExtension(Path.GetFileName(path), ".json"),
        _ => null,
    };
}
