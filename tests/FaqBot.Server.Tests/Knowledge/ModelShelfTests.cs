using FaqBot.Engine;
using FaqBot.Files;

namespace FaqBot.Server.Tests;

public sealed class ModelShelfTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly List<string> trained = [];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_model_is_read_when_it_is_first_asked_for_and_stays()
    {
        Find(Shelf(bytesMax: long.MaxValue), "a")();
        var shelf = Shelf(bytesMax: long.MaxValue);

        var find = Find(shelf, "a");
        var before = shelf.Bytes;
        var first = find();
        var again = Find(shelf, "a")();

        Assert.Equal(0, before);
        Assert.Same(first, again);
        Assert.Equal(first.Bytes, shelf.Bytes);
        Assert.Equal(["a"], trained);
    }

    [Fact]
    public void A_new_model_is_trained_before_anybody_asks_for_it()
    {
        Find(Shelf(bytesMax: long.MaxValue), "a");

        Assert.Equal(["a"], trained);
    }

    [Fact]
    public void Where_room_is_short_the_model_used_longest_ago_goes_and_is_read_again()
    {
        var size = Find(Shelf(bytesMax: 0), "a")().Bytes;
        var shelf = Shelf(bytesMax: 2 * size);
        var (a, b, c) = (Find(shelf, "a"), Find(shelf, "b"), Find(shelf, "c"));
        var (firstA, firstB) = (a(), b());

        a();
        c();

        Assert.Same(firstA, a());
        Assert.NotSame(firstB, b());
        Assert.Equal(2 * size, shelf.Bytes);
        Assert.Equal(["a", "b", "c"], trained);
    }

    [Fact]
    public void A_model_larger_than_the_room_is_given_all_the_same()
    {
        var shelf = Shelf(bytesMax: 1);

        Assert.Equal("a", Answer(Find(shelf, "a")()));
        Assert.Equal("b", Answer(Find(shelf, "b")()));
    }

    [Fact]
    public void What_is_in_force_no_more_is_put_away()
    {
        var shelf = Shelf(bytesMax: long.MaxValue);
        var kept = Find(shelf, "a")();
        Find(shelf, "b")();

        shelf.Keep(new HashSet<string> { Set("a").Hash });

        Assert.Equal(kept.Bytes, shelf.Bytes);
        Assert.Same(kept, Find(shelf, "a")());
    }

    [Fact]
    public void A_turn_on_older_knowledge_gets_its_model_but_it_is_not_kept_for_it()
    {
        var shelf = Shelf(bytesMax: long.MaxValue);
        var old = Find(shelf, "a");
        var size = Find(shelf, "b")().Bytes;

        shelf.Keep(new HashSet<string> { Set("b").Hash });
        var answer = Answer(old());

        Assert.Equal("a", answer);
        Assert.Equal(size, shelf.Bytes);
    }

    [Fact]
    public void A_model_that_was_cut_is_trained_before_anybody_asks_for_it()
    {
        Find(Shelf(bytesMax: long.MaxValue), "a");
        File.WriteAllText(Assert.Single(folder.GetFiles()).FullName, "cut");

        Find(Shelf(bytesMax: long.MaxValue), "a");

        Assert.Equal(["a", "a"], trained);
    }

    [Fact]
    public void A_model_that_could_not_be_written_stays_however_short_room_is()
    {
        var blocked = Path.Combine(folder.FullName, "models");
        File.WriteAllText(blocked, "");
        var shelf = Shelf(bytesMax: 1, blocked);

        var (a, b) = (Find(shelf, "a"), Find(shelf, "b"));

        Assert.Equal(["a", "b", "a"], new[] { a, b, a }.Select(find => Answer(find())));
        Assert.Equal(["a", "b"], trained);
    }

    [Fact]
    public void A_model_that_could_not_be_written_is_when_it_can_be_and_then_makes_room()
    {
        var blocked = Path.Combine(folder.FullName, "models");
        File.WriteAllText(blocked, "");
        var shelf = Shelf(bytesMax: 1, blocked);
        Find(shelf, "a");
        File.Delete(blocked);

        var a = Find(shelf, "a");
        var b = Find(shelf, "b")();

        Assert.Equal(b.Bytes, shelf.Bytes);
        Assert.Equal("a", Answer(a()));
        Assert.Equal(["a", "b"], trained);
    }

    [Fact]
    public void A_model_in_memory_whose_file_was_deleted_is_written_again()
    {
        var shelf = Shelf(bytesMax: long.MaxValue);
        Find(shelf, "a");
        Assert.Single(folder.GetFiles()).Delete();

        Find(shelf, "a");

        Assert.Single(folder.GetFiles());
        Assert.Equal(["a"], trained);
    }

    [Fact]
    public void A_model_that_is_still_read_is_not_put_away_for_another()
    {
        Action<string> meanwhile = _ => { };
        var models = new ModelCache(folder.FullName)
        {
            Training = set =>
            {
                trained.Add(set.Entries[0].Id);
                meanwhile(set.Entries[0].Id);
            },
        };
        var shelf = new ModelShelf(models, bytesMax: 1);
        meanwhile = id =>
        {
            if (id == "slow")
            {
                Find(shelf, "a");
                Find(shelf, "b");
            }
        };

        var slow = Find(shelf, "slow");
        File.Delete(Path.Combine(folder.FullName, $"{Set("slow").Hash}.model"));

        Assert.Equal("slow", Answer(slow()));
        Assert.Equal(["slow", "a", "b"], trained);
    }

    [Fact]
    public void A_model_that_could_not_be_read_is_tried_again()
    {
        Find(Shelf(bytesMax: long.MaxValue), "a")();
        var find = Find(Shelf(bytesMax: long.MaxValue), "a");
        var file = Assert.Single(folder.GetFiles());

        using (file.Open(FileMode.Open, FileAccess.Read, FileShare.None))
        {
            Assert.Throws<IOException>(() => find());
        }

        Assert.Equal("a", Answer(find()));
    }

    [Fact]
    public void A_damaged_model_is_trained_again()
    {
        Find(Shelf(bytesMax: long.MaxValue), "a")();
        File.WriteAllText(Assert.Single(folder.GetFiles()).FullName, "damaged");

        var model = Find(Shelf(bytesMax: long.MaxValue), "a")();

        Assert.Equal("a", Answer(model));
        Assert.Equal(["a", "a"], trained);
    }

    [Fact]
    public void Many_who_ask_at_once_for_more_than_there_is_room_for_all_get_theirs()
    {
        string[] ids = ["a", "b", "c", "d"];
        var size = Find(Shelf(bytesMax: 0), "a")().Bytes;
        var shelf = Shelf(bytesMax: 2 * size);
        var finds = ids.Select(id => Find(shelf, id)).ToArray();

        var answers = new string[400];
        Parallel.For(0, answers.Length, at => answers[at] = Answer(finds[at % finds.Length]()));

        Assert.All(answers.Index(), answer => Assert.Equal(ids[answer.Index % ids.Length], answer.Item));
        Assert.Equal(2 * size, shelf.Bytes);
    }

    private static Func<MatchModel> Find(ModelShelf shelf, string id) => shelf.Find(Set(id), Set(id).Hash);

    private static string Answer(MatchModel model) => model.Match(Language.TextAnalysis.Of("what is it", "en"), 1)[0].Entry;

    private static TrainingSet Set(string id) =>
        new(
            "en",
            [new TrainingEntry(id, ["what is it", "tell me about it"]), new TrainingEntry("other", ["how late is it", "the time please"])]);

    private ModelShelf Shelf(long bytesMax, string? path = null) =>
        new(new ModelCache(path ?? folder.FullName) { Training = set => trained.Add(set.Entries[0].Id) }, bytesMax);
}
