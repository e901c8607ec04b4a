using FaqBot.Engine;
using FaqBot.Files;

namespace FaqBot.Server.Tests;

public sealed class ModelCacheTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly List<string> trained = [];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_was_trained_once_is_not_trained_again()
    {
        var models = Models();

        models.Get(Set("a"));
        models.Get(Set("a"));
        models.Get(Set("b"));

        Assert.Equal(["a", "b"], trained);
    }

    [Fact]
    public void A_model_that_nobody_asked_for_in_months_is_deleted_unless_it_is_in_use()
    {
        var models = Models();
        models.Get(Set("old"));
        models.Get(Set("asked"));
        models.Get(Set("in use"));
        Age();
        models.Get(Set("asked"));

        models.DeleteUnused(new HashSet<string> { Set("in use").Hash });

        Assert.Equal([false, true, true], new[] { "old", "asked", "in use" }.Select(id => models.Has(Set(id).Hash)));
    }

    [Fact]
    public void A_new_model_takes_the_place_of_none()
    {
        var models = Models();
        models.Get(Set("old"));
        Age();

        models.Get(Set("new"));

        Assert.True(models.Has(Set("old").Hash));
    }

    [Fact]
    public void Only_models_and_their_drafts_are_deleted()
    {
        var hash = Set("a").Hash;
        string[] others = ["notes.txt", "other.model", $"{hash}.model.bak", $"{hash}.tmp"];
        foreach (var name in others.Append($"{hash}.model.0123.tmp").Append($"{hash}.model"))
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), "");
        }
        Age();

        Models().DeleteUnused(new HashSet<string>());

        Assert.Equal(others.Order(StringComparer.Ordinal), folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_that_was_cut_counts_as_none()
    {
        var models = Models();
        models.Get(Set("a"));
        var hash = Set("a").Hash;
        var isThere = models.Has(hash);
        using (var file = Assert.Single(folder.GetFiles()).OpenWrite())
        {
            file.SetLength(file.Length - 1);
        }

        Assert.Equal((true, false), (isThere, models.Has(hash)));
    }

    [Fact]
    public void What_cannot_be_written_is_used_all_the_same_and_told_once()
    {
        // A file where the folder should be: nothing can be written into it, whoever asks.
        var blocked = Path.Combine(folder.FullName, "models");
        File.WriteAllText(blocked, "");
        var told = new List<string>();
        var models = new ModelCache(blocked) { NotWritten = (where, _) => told.Add(where) };

        var (model, isOnDisk) = models.Get(Set("a"), Set("a").Hash);
        models.Get(Set("b"));
        File.Delete(blocked);
        var isWritten = models.TryWrite(model);

        Assert.Equal((Set("a").Hash, false, true), (model.Hash, isOnDisk, isWritten));
        Assert.Equal([blocked], told);
        Assert.True(models.Has(model.Hash));
    }

    [Fact]
    public void A_draft_that_could_not_become_a_model_leaves_nothing_behind()
    {
        var hash = Set("a").Hash;
        Directory.CreateDirectory(Path.Combine(folder.FullName, $"{hash}.model", "in the way"));

        var model = Models().TryWrite(MatchModel.Train(Set("a")));

        Assert.False(model);
        Assert.Empty(folder.EnumerateFiles());
    }

    /// <summary>As if nobody had touched a file for three months.</summary>
    private void Age()
    {
        foreach (var file in folder.EnumerateFiles())
        {
            file.LastAccessTimeUtc = file.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-90);
        }
    }

    private ModelCache Models() => new(folder.FullName) { Training = set => trained.Add(set.Entries[0].Id) };

    private static TrainingSet Set(string id) =>
        new("en", [
            new TrainingEntry(id, [$"what is {id}", $"tell me about {id}"]),
            new TrainingEntry("other", ["how late is it", "the time please"]),
        ]);
}
