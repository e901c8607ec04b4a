using System.Collections.Immutable;
using System.Text;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>Files in memory, and what compiling them gives. Training is stood in for by one tiny model: these tests are about
/// files.</summary>
internal sealed class KnowledgeFiles
{
    public const string Shop = "knowledge/demo/shop.yaml";
    public const string Faq = "knowledge/demo/faq/faq.yaml";
    public const string BaseFaq = "knowledge/_base/faq/base.yaml";
    public const string Law = "knowledge/_law/PL.yaml";
    public const string Texts = "dialogs/texts.yaml";
    public const string Interface = "dialogs/interface.yaml";
    public const string Products = "knowledge/demo/products.yaml";
    public const string Words = "knowledge/demo/words.yaml";
    public const string Commands = "dialogs/commands.yaml";
    public const string Locales = "dialogs/locales.yaml";
    public const string OwnLocales = "knowledge/demo/locales.yaml";

    public const string MinimalShop = "{ name: Demo, languages: [en], country: PL }";

    private static readonly MatchModel Model = MatchModel.Train(new TrainingSet("en", [new("a", ["one"]), new("b", ["two"])]));

    private static readonly KnowledgeFiles Empty = new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, byte[]> contents;

    private KnowledgeFiles(ImmutableSortedDictionary<string, byte[]> contents) => this.contents = contents;

    /// <summary>One English shop over a starter pack of two entries; compiles without findings.</summary>
    public static KnowledgeFiles Minimal { get; } = Empty
        .With(Shop, MinimalShop)
        .With(Texts, TextsOf(TextIds.All))
        .With(Interface, TextsOf([.. InterfaceTextIds.All, .. HomeTexts.All]))
        .With(Locales, File.ReadAllText(Repository.PathOf("dialogs", "locales.yaml")))
        .With(Law, """
            country: PL
            rules: { withdrawal: [{ count: 14, unit: days, article: art. 27 }], refund: [{ count: 14, unit: days, article: art. 32 }] }
            withdrawal_excluded: [{ id: made_to_order }]
            facts: [{ fact: return_days, at_least: 14, rule: withdrawal }, { fact: refund_days, at_most: 14, rule: refund }]
            """)
        .With(BaseFaq, """
            - { id: hours, utterances: { en: [when are you open] }, answer: { en: Always. }, suggest: [place] }
            - { id: place, utterances: { en: [where are you] }, answer: { en: Here. } }
            """);

    public IReadOnlyList<KnowledgeFile> All => [.. contents.Select(file => new KnowledgeFile(file.Key, file.Key, file.Value))];

    public KnowledgeFiles With(string path, string content) => With(path, Encoding.UTF8.GetBytes(content));

    public KnowledgeFiles With(string path, byte[] content) => new(contents.SetItem(path, content));

    public KnowledgeFiles Without(string path) => new(contents.Remove(path));

    public Compilation Compile() => Compile(All);

    public static Compilation Compile(IReadOnlyList<KnowledgeFile> files) => Knowledge.Compile(files, _ => Model);

    /// <summary>The compiled demo shop; fails with the findings if there is none.</summary>
    public Shop CompiledShop()
    {
        var compilation = Compile();
        Assert.True(compilation.Knowledge is not null, string.Join('\n', compilation.Diagnostics));
        return compilation.Knowledge.Shops["demo"];
    }

    private static string TextsOf(IEnumerable<string> ids) =>
        string.Join('\n', ids.Select(id => (id, Says: TextPurpose.All.GetValueOrDefault(id)?.Says.FirstOrDefault()))
            .Select(text => (text.id, Says: text.Says is { } says ? $" {{{{ {says} }}}}" : ""))
            .Select(text => $"{text.id}: {{ en: \"Text of {text.id}{text.Says}\", pl: \"Tekst {text.id}{text.Says}\" }}"));

    /// <summary>All files of the repository's own knowledge.</summary>
    public static IReadOnlyList<KnowledgeFile> Shipped() =>
        [.. ShippedKnowledge.Files().Select(file => file with { ShownPath = file.Path })];
}
