using System.Text;
using FaqBot.Engine;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class KnowledgeLoaderTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly CurrentKnowledge current = new();
    private readonly StringWriter findings = new();
    private readonly FakeLogger<KnowledgeLoader> logger = new();
    private readonly Knowledge one = TestKnowledge.New();
    private readonly Knowledge two = TestKnowledge.New();

    public KnowledgeLoaderTests() => Write("good one");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_load_puts_the_knowledge_in_force()
    {
        var loader = Loader();

        loader.Load();

        Assert.Same(one, current.Value);
        Assert.Equal("", findings.ToString());
    }

    [Fact]
    public void Errors_at_the_start_are_printed_and_stop_it()
    {
        Write("bad");
        var loader = Loader();

        Assert.Throws<StartFailure>(loader.Load);

        Assert.EndsWith("shop.yaml:3:7: error KB999: It is bad. Make it good.", findings.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.False(current.IsLoaded);
    }

    [Fact]
    public void A_folder_that_there_is_not_stops_the_start()
    {
        var loader = Loader("other");

        var failure = Assert.Throws<StartFailure>(loader.Load);

        Assert.Contains("other", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_good_edit_is_swapped_in()
    {
        var loader = Loader();
        loader.Load();
        Write("good two");

        var isNew = loader.Reload();

        Assert.True(isNew);
        Assert.Same(two, current.Value);
    }

    [Fact]
    public void A_bad_edit_is_reported_once_and_the_old_knowledge_serves()
    {
        var loader = Loader();
        loader.Load();
        Write("bad");

        var isNew = loader.Reload();
        var isNewAgain = loader.Reload();

        Assert.False(isNew || isNewAgain);
        Assert.Same(one, current.Value);
        Assert.Single(findings.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void A_warning_is_not_printed_again_by_the_next_edit()
    {
        Write("warned");
        var loader = Loader();
        loader.Load();
        Write("warned twice");

        loader.Reload();

        Assert.Equal(["W1", "W2"], findings.ToString().Trim().Split('\n').Select(line => line.Trim().Split(' ')[^1]));
    }

    [Fact]
    public void A_warning_is_not_printed_again_when_an_error_was_mended()
    {
        Write("warned");
        var loader = Loader();
        loader.Load();
        Write("bad");
        loader.Reload();
        Write("warned twice");

        loader.Reload();

        Assert.Equal(["W1", "good.", "W2"], findings.ToString().Trim().Split('\n').Select(line => line.Trim().Split(' ')[^1]));
    }

    [Fact]
    public void A_finding_names_the_file_as_its_owner_knows_it()
    {
        Write("bad");

        Assert.Throws<StartFailure>(Loader().Load);

        Assert.StartsWith(
            Path.Combine(folder.FullName, "knowledge", "demo", "shop.yaml") + ":3:7: ", findings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_logged_too()
    {
        var loader = Loader();
        loader.Load();
        Write("bad");

        loader.Reload();

        Assert.Contains(logger.Lines, line =>
            line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("error KB999: It is bad.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("knowledge")]
    [InlineData("dialogs")]
    public void A_folder_that_goes_away_leaves_the_old_knowledge_in_force(string name)
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "dialogs"));
        var loader = Loader();
        loader.Load();
        Directory.Delete(Path.Combine(folder.FullName, name), recursive: true);

        var isNew = loader.Reload();

        Assert.False(isNew);
        Assert.Same(one, current.Value);
        Assert.Contains(logger.Lines, line =>
            line.StartsWith($"Error: The folder {Path.Combine(folder.FullName, name)} is gone", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_there_were_shops_none_is_an_error_that_keeps_them()
    {
        var loader = Loader();
        loader.Load();
        var served = TestKnowledge.New("demo");
        current.Swap(served);
        Write("good two");

        var isNew = loader.Reload();

        Assert.False(isNew);
        Assert.Same(served, current.Value);
        Assert.Contains(logger.Lines, line => line.StartsWith("Error: There is no shop left", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_after_the_folder_was_replaced_is_seen_too()
    {
        var isSwapped = new TaskCompletionSource();
        var loader = Loader(onCompile: content =>
        {
            if (content == "good two")
            {
                isSwapped.SetResult();
            }
        });
        using var watch = new KnowledgeWatch(
            loader, Options.Create(new KnowledgeOptions()), TimeProvider.System, new FakeLogger<KnowledgeWatch>());
        await watch.StartingAsync(CancellationToken.None);
        await watch.StartAsync(CancellationToken.None);
        Directory.Move(Path.Combine(folder.FullName, "knowledge"), Path.Combine(folder.FullName, "before"));
        Write("good one");

        Write("good two");
        await isSwapped.Task.WaitAsync(Patience);
        await watch.StopAsync(CancellationToken.None);

        Assert.Same(two, current.Value);
    }

    [Fact]
    public void Without_an_edit_nothing_is_compiled()
    {
        var loader = Loader();
        loader.Load();
        current.Swap(two);

        var isNew = loader.Reload();

        Assert.False(isNew);
        Assert.Same(two, current.Value);
    }

    [Fact]
    public void The_stamp_tells_edited_folders_apart()
    {
        var loader = Loader();
        var before = loader.Stamp();
        var same = loader.Stamp();

        File.WriteAllText(Path.Combine(folder.FullName, "knowledge", "demo", "new.yaml"), "");

        Assert.Equal(before, same);
        Assert.NotEqual(before, loader.Stamp());
    }

    [Fact]
    public async Task An_edit_is_in_force_soon_after_it_was_written()
    {
        var isSwapped = new TaskCompletionSource();
        var loader = Loader(onCompile: content =>
        {
            if (content == "good two")
            {
                isSwapped.SetResult();
            }
        });
        using var watch = new KnowledgeWatch(
            loader, Options.Create(new KnowledgeOptions()), TimeProvider.System, new FakeLogger<KnowledgeWatch>());
        await watch.StartingAsync(CancellationToken.None);
        await watch.StartAsync(CancellationToken.None);

        Write("good two");
        await isSwapped.Task.WaitAsync(Patience);
        await watch.StopAsync(CancellationToken.None);

        Assert.Same(two, current.Value);
    }

    private void Write(string content)
    {
        var shop = Directory.CreateDirectory(Path.Combine(folder.FullName, "knowledge", "demo"));
        File.WriteAllText(Path.Combine(shop.FullName, "shop.yaml"), content);
    }

    private KnowledgeLoader Loader(string name = "knowledge", Action<string>? onCompile = null)
    {
        var options = new KnowledgeOptions
        {
            Path = Path.Combine(folder.FullName, name),
            Models = Path.Combine(folder.FullName, "models"),
        };
        var dialogs = new DialogsOptions { Path = Path.Combine(folder.FullName, "dialogs") };
        return new KnowledgeLoader(Options.Create(options), Options.Create(dialogs), current, logger)
        {
            Compile = (files, _) => Compile(files, onCompile),
            Findings = findings,
        };
    }

    /// <summary>What the one file names; "bad" has an error.</summary>
    private Compilation Compile(IReadOnlyList<KnowledgeFile> files, Action<string>? onCompile)
    {
        var content = Encoding.UTF8.GetString(files[0].Content.Span);
        onCompile?.Invoke(content);
        if (content.StartsWith("warned", StringComparison.Ordinal))
        {
            return new Compilation(one, [Warning("W1", content.Length), .. content == "warned" ? [] : new[] { Warning("W2", 1) }]);
        }
        return content == "bad"
            ? new Compilation(
                null, [new Diagnostic("KB999", Severity.Error, new SourceSpan(files[0].ShownPath, 3, 7), "It is bad.", "Make it good.")])
            : new Compilation(content == "good one" ? one : two, []);
    }

    private static Diagnostic Warning(string hint, int line) =>
        new("KB998", Severity.Warning, new SourceSpan("shop.yaml", line, 1), "It is odd.", hint);
}
