using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>What a running dialog keeps, and by which hash it is known.</summary>
public sealed class DialogVersionTests
{
    private const string Exchange = "knowledge/demo/dialogs/exchange.yaml";

    private const string Other =
        "title: { en: a }\nslots: { s: { type: size, label: { en: a }, ask: { en: b } } }\n"
        + "steps: [{ ask: s }]\noutcomes: [{ say: { en: c } }]";

    private static readonly KnowledgeFiles Files = KnowledgeFiles.Minimal
        .With(KnowledgeFiles.Faq, "- { id: hours, answer: { en: Never. } }")
        .With(KnowledgeFiles.Products, "types: { a: { name: { en: a } } }\nproducts: [{ sku: A1, type: a, name: { en: a } }]")
        .With("knowledge/other/shop.yaml", KnowledgeFiles.MinimalShop)
        .With(Exchange, DialogDiagnosticTests.Dialog(
            "size: { type: size, label: { en: Size }, ask: { en: Which? } }", "{ ask: size }", "outcomes: [{ say: { en: Done. } }]"));

    [Theory]
    [InlineData("demo")]
    [InlineData("other")]
    public void The_files_of_the_dialogs_alone_give_the_same_hash(string shop)
    {
        var alone = Knowledge.FilesOfDialogs(Files.All, shop);

        Assert.Equal(HashOf(Files.All, shop), HashOf(alone, shop));
        Assert.DoesNotContain(alone, file => file.Path.Contains("/faq/", StringComparison.Ordinal));
    }

    [Fact]
    public void So_do_those_of_the_shipped_shops()
    {
        var files = ShippedKnowledge.Files();

        Assert.All(ShippedKnowledge.Value.Shops.Values, shop =>
            Assert.Equal(shop.DialogsHash, HashOf(Knowledge.FilesOfDialogs(files, shop.Id), shop.Id)));
    }

    [Theory]
    [InlineData(KnowledgeFiles.Faq, "- { id: hours, answer: { en: Sometimes. } }", false)]
    [InlineData(KnowledgeFiles.BaseFaq, "- { id: hours, utterances: { en: [open] }, answer: { en: a } }", false)]
    [InlineData(KnowledgeFiles.Words, "families: { en: [[return, send back]] }", false)]
    [InlineData("knowledge/other/shop.yaml", "{ name: Other, languages: [en], country: PL }", false)]
    [InlineData(KnowledgeFiles.Shop, "{ name: Demo 2, languages: [en], country: PL }", true)]
    [InlineData(KnowledgeFiles.Products, "types: { a: { name: { en: b } } }\nproducts: [{ sku: A1, type: a, name: { en: a } }]", true)]
    [InlineData(KnowledgeFiles.Commands, "\"yes\": { en: [sure] }", true)]
    [InlineData(KnowledgeFiles.OwnLocales, "en: { today: now }", true)]
    [InlineData("dialogs/other.yaml", Other, true)]
    public void An_edit_of_what_a_dialog_is_made_from_changes_the_hash_and_no_other(string path, string content, bool isChanged)
    {
        var edited = Files.With(path, content);

        Assert.Equal(isChanged, HashOf(Files.All, "demo") != HashOf(edited.All, "demo"));
        Assert.NotEqual(Files.Compile().Knowledge?.Hash, edited.Compile().Knowledge?.Hash);
    }

    [Theory]
    [InlineData(KnowledgeFiles.Texts)]
    [InlineData(KnowledgeFiles.Law)]
    [InlineData(Exchange)]
    public void So_does_a_comment_in_them(string path)
    {
        var old = Files.All.Single(file => file.Path == path);

        var edited = Files.With(path, [.. old.Content.Span, .. "\n# a word\n"u8]);

        Assert.NotEqual(HashOf(Files.All, "demo"), HashOf(edited.All, "demo"));
    }

    private static string HashOf(IReadOnlyList<KnowledgeFile> files, string shop)
    {
        var compilation = KnowledgeFiles.Compile(files);
        return compilation.Knowledge?.Shops[shop].DialogsHash
            ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }
}
