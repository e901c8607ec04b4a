using FaqBot.Engine;
using FaqBot.Testing;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>Files on disk, the real compiler and conversations that go on while an author edits.</summary>
public sealed class KnowledgeReloadTests : IDisposable
{
    private const string Question = "ile kosztuje kurier";

    private static readonly string EditedFaq =
        TinyShop.FaqYaml.Replace("jaka jest cena kuriera", "kurier ile to będzie", StringComparison.Ordinal);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly TestConversations test = new(Turn.Run);
    private readonly FakeLogger<KnowledgeLoader> logger = new();

    public KnowledgeReloadTests()
    {
        Write("knowledge/tiny/shop.yaml", TinyShop.ShopYaml);
        Write("knowledge/tiny/faq/all.yaml", TinyShop.FaqYaml);
        foreach (var file in ShippedKnowledge.Dialogs())
        {
            Write(file.Path, File.ReadAllText(Repository.PathOf(file.Path)));
        }
    }

    public void Dispose()
    {
        test.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_broken_file_saved_while_customers_talk_is_reported_once_and_mending_it_takes_effect()
    {
        var broken = TinyShop.ShopYaml.Replace("courier_price: 10 PLN", "courier_price: cheap", StringComparison.Ordinal);
        var findings = new FindingsWriter();
        var mended = new TaskCompletionSource();
        var loader = Loader(findings, onCompile: files =>
        {
            if (files.Any(file => System.Text.Encoding.UTF8.GetString(file.Content.Span).Contains("12 PLN", StringComparison.Ordinal)))
            {
                mended.TrySetResult();
            }
        });
        using var watch = new KnowledgeWatch(
            loader, Options.Create(new KnowledgeOptions()), TimeProvider.System, new FakeLogger<KnowledgeWatch>());
        await watch.StartingAsync(CancellationToken.None);
        await watch.StartAsync(CancellationToken.None);
        var talk = await test.Begin(shop: "tiny");
        var before = await Ask(talk);

        Write("knowledge/tiny/shop.yaml", broken);
        var found = await findings.First.WaitAsync(Patience);
        var meanwhile = await Ask(talk);
        var begunMeanwhile = await Ask(await test.Begin("c2", "tiny"));
        // The same once more, as an editor that saves by itself does.
        Write("knowledge/tiny/shop.yaml", broken);
        Write("knowledge/tiny/shop.yaml", TinyShop.ShopYaml.Replace("10 PLN", "12 PLN", StringComparison.Ordinal));
        await mended.Task.WaitAsync(Patience);
        await watch.StopAsync(CancellationToken.None);
        var after = await Ask(talk);

        Assert.Equal(["Kurier: 10 zł.", "Kurier: 10 zł.", "Kurier: 10 zł.", "Kurier: 12 zł."], [before, meanwhile, begunMeanwhile, after]);
        Assert.Contains(
            "shop.yaml:7:25: error KB051: The fact 'courier_price' cannot be read: 'cheap' is not an amount of money.",
            found, StringComparison.Ordinal);
        Assert.Equal([found], findings.Errors);
    }

    [Fact]
    public void An_edit_of_one_shop_trains_that_shop_alone_and_an_edit_of_facts_none()
    {
        Write("knowledge/other/shop.yaml", TinyShop.ShopYaml);
        Write("knowledge/other/faq/all.yaml", TinyShop.FaqYaml.Replace("pod jakim adresem", "na jakiej ulicy", StringComparison.Ordinal));
        var loader = Loader(TextWriter.Null);
        loader.Load();
        var atStart = Learned().Count;

        Write("knowledge/tiny/shop.yaml", TinyShop.ShopYaml.Replace("10 PLN", "12 PLN", StringComparison.Ordinal));
        var isNewFact = loader.Reload();
        var afterFact = Learned().Count;
        Write(
            "knowledge/tiny/faq/all.yaml",
            TinyShop.FaqYaml.Replace("jaka jest cena kuriera", "kurier ile to będzie", StringComparison.Ordinal));
        var isNewWording = loader.Reload();

        Assert.Equal((true, true), (isNewFact, isNewWording));
        // "pl" of both shops, and "en", which is the same in both.
        Assert.Equal((3, 3), (atStart, afterFact));
        Assert.Contains("(pl)", Assert.Single(Learned().Skip(afterFact)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_wordings_stay_is_the_same_after_an_edit()
    {
        var loader = Loader(TextWriter.Null);
        loader.Load();
        var before = test.Knowledge.Value.Shops["tiny"].ModelIn("pl");

        Write("knowledge/tiny/shop.yaml", TinyShop.ShopYaml.Replace("10 PLN", "12 PLN", StringComparison.Ordinal));
        var isNew = loader.Reload();

        Assert.True(isNew);
        Assert.Same(before, test.Knowledge.Value.Shops["tiny"].ModelIn("pl"));
    }

    [Fact]
    public void A_model_whose_wordings_were_edited_takes_no_memory_any_more()
    {
        var loader = Loader(TextWriter.Null);
        loader.Load();
        var before = ModelSizes().Sum();
        var atStart = loader.ModelBytes;

        Write("knowledge/tiny/faq/all.yaml", EditedFaq);
        loader.Reload();

        Assert.Equal(before, atStart);
        Assert.Equal(ModelSizes().Sum(), loader.ModelBytes);
    }

    [Fact]
    public void An_edit_deletes_old_models_but_none_in_use_though_nobody_has_asked_for_it_in_months()
    {
        var models = Directory.CreateDirectory(Path.Combine(folder.FullName, "models"));
        var old = Path.Combine(models.FullName, $"{new string('0', 64)}.model");
        var loader = Loader(TextWriter.Null);
        loader.Load();
        var inUse = models.EnumerateFiles().Select(file => file.Name).ToList();
        File.WriteAllText(old, "");
        foreach (var file in models.EnumerateFiles())
        {
            file.LastAccessTimeUtc = file.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-90);
        }

        Write("knowledge/another/shop.yaml", TinyShop.ShopYaml);
        Write("knowledge/another/faq/all.yaml", EditedFaq);
        loader.Reload();

        Assert.False(File.Exists(old));
        Assert.All(inUse, name => Assert.True(File.Exists(Path.Combine(models.FullName, name))));
    }

    [Fact]
    public void Where_models_cannot_be_written_an_edit_is_in_force_all_the_same_and_the_log_says_so_once()
    {
        Write("models", "");
        var loader = Loader(TextWriter.Null);
        loader.Load();

        Write("knowledge/tiny/faq/all.yaml", EditedFaq);
        var isNew = loader.Reload();

        Assert.True(isNew);
        Assert.Single(logger.Lines, line => line.Contains("Trained models cannot be written", StringComparison.Ordinal));
        // "pl" and "en" at the start, and "pl" anew.
        Assert.Equal(3, Learned().Count);
    }

    [Fact]
    public void A_schema_that_is_written_beside_the_shops_compiles_nothing_anew()
    {
        var compiled = 0;
        var loader = Loader(TextWriter.Null, onCompile: _ => compiled++);
        loader.Load();

        Write("knowledge/_schemas/shop.json", "{}");
        var isNew = loader.Reload();

        Assert.False(isNew);
        Assert.Equal(1, compiled);
    }

    private async Task<string> Ask(ConversationId talk)
    {
        await test.Post(talk, Question);
        var last = test.Activities(talk)[^1];
        return $"{System.Text.Json.Nodes.JsonNode.Parse(last.Body)?["text"]}".Replace('\u00A0', ' ');
    }

    /// <summary>Whole or not at all, so that nothing is read by halves.</summary>
    private void Write(string path, string content)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder.FullName);
        var written = Path.Combine(folder.FullName, "written");
        File.WriteAllText(written, content);
        File.Move(written, file, overwrite: true);
    }

    private KnowledgeLoader Loader(TextWriter findings, Action<IReadOnlyList<KnowledgeFile>>? onCompile = null)
    {
        var options = new KnowledgeOptions
        {
            Path = Path.Combine(folder.FullName, "knowledge"),
            Models = Path.Combine(folder.FullName, "models"),
        };
        var dialogs = new DialogsOptions { Path = Path.Combine(folder.FullName, "dialogs") };
        return new KnowledgeLoader(Options.Create(options), Options.Create(dialogs), test.Knowledge, logger)
        {
            Compile = (files, train) =>
            {
                onCompile?.Invoke(files);
                return Knowledge.Compile(files, train);
            },
            Findings = findings,
        };
    }

    /// <summary>Of the models in force; asking for them also reads those that were not read.</summary>
    private long[] ModelSizes() =>
        [.. new[] { "pl", "en" }.Select(language => test.Knowledge.Value.Shops["tiny"].ModelIn(language)?.Bytes ?? 0)];

    private List<string> Learned() => [.. logger.Lines.Where(line => line.Contains("Learning", StringComparison.Ordinal))];

    /// <summary>Where the server prints; tells when the first error is there.</summary>
    private sealed class FindingsWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Errors { get; } = [];

        public Task<string> First => first.Task;

        public override void WriteLine(object? value)
        {
            if (value is Diagnostic { Severity: Severity.Error } error)
            {
                Errors.Add(error.ToString());
                first.TrySetResult(error.ToString());
            }
        }
    }
}
