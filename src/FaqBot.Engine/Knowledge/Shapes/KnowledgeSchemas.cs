using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Engine;

/// <summary>A schema that an editor completes and checks files by.</summary>
/// <param name="Name">The file's name, e.g. <c>shop.json</c>.</param>
/// <param name="Files">What it describes, e.g. <c>shop.yaml</c>.</param>
/// <param name="Json">JSON Schema, draft 7, indented.</param>
public sealed record KnowledgeSchema(string Name, string Files, string Json)
{
    internal ImmutableArray<Key> Keys { get; init; } = [];
}

/// <summary>The JSON schemas of all files of knowledge, made from the shapes that the compiler reads them by. A schema refuses nothing that
/// the compiler accepts; the compiler knows more, e.g. which ids there are.</summary>
public static class KnowledgeSchemas
{
    /// <summary>The folder beside the shops that they are written to; files refer to them there.</summary>
    public const string Folder = "_schemas";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<KnowledgeSchema> All { get; } =
    [
        Of("commands.json", "dialogs/commands.yaml", "Whole messages that steer the conversation itself.", CommandsFile.Shape),
        Of("dialogs.json", "dialogs/*.yaml", "A dialog: what is filled, in which order, and what becomes of it.", DialogKeys.File),
        Of("entries.json", "faq/*.yaml", "What the bot answers: a list of entries.", EntryFile.Shape),
        Of(
            "interface.json", "dialogs/interface.yaml",
            "What the chat's window, its form and the shop's page say.", TextsFile.InterfaceTexts),
        Of("law.json", "_law/XX.yaml", "A country's days off and rules.", LawFile.Shape),
        Of("locales.json", "locales.yaml", "How each language says days, dates, lengths of time, numbers and money.", LocaleKeys.File),
        Of("products.json", "products.yaml", "What the shop sells, and what can be asked about it.", ProductKeys.File),
        Of("shop.json", "shop.yaml", "Who the shop is, when people answer, and its facts.", ShopFile.Shape),
        Of("texts.json", "dialogs/texts.yaml", "What the bot says of its own accord.", TextsFile.BotTexts),
        Of("words.json", "words.yaml", "Words that belong together.", WordsFile.Shape),
    ];

    private static KnowledgeSchema Of(string name, string files, string meaning, Shape shape)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = files,
            ["description"] = meaning,
        };
        foreach (var (key, value) in shape.Schema())
        {
            schema[key] = value?.DeepClone();
        }
        return new KnowledgeSchema(name, files, schema.ToJsonString(Written) + "\n") { Keys = shape.Keys };
    }
}
