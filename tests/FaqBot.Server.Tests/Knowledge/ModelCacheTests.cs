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
    public void A_model_that_nobody_asked_for_in_months_makes_room_for_a_new_one()
    {
        var models = Models();
        models.Get(Set("old"));
        models.Get(Set("used"));
        foreach (var file in folder.EnumerateFiles())
        {
            file.LastAccessTimeUtc = file.LastWriteTimeUtc = DateTime.UtcNow.AddDays(-90);
        }
        models.Get(Set("used"));

        models.Get(Set("new"));

        models.Get(Set("used"));
        models.Get(Set("old"));
        Assert.Equal(["old", "used", "new", "old"], trained);
    }

    private ModelCache Models() => new(folder.FullName) { Training = set => trained.Add(set.Entries[0].Id) };

    private static TrainingSet Set(string id) =>
        new("en", [
            new TrainingEntry(id, [$"what is {id}", $"tell me about {id}"]),
            new TrainingEntry("other", ["how late is it", "the time please"]),
        ]);
}
