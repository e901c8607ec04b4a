namespace FaqBot.Engine.Tests;

public sealed class TrainingSetTests
{
    [Fact]
    public void Equal_sets_have_equal_hashes()
    {
        var again = new TrainingSet("pl", [.. Shops.Small.Entries.Select(entry => new TrainingEntry(entry.Id, [.. entry.Utterances]))]);

        Assert.Equal(Shops.Small.Hash, again.Hash);
        Assert.Matches("^[0-9a-f]{64}$", again.Hash);
    }

    [Fact]
    public void Whatever_the_model_depends_on_changes_the_hash()
    {
        TrainingSet[] sets =
        [
            Shops.Set("pl", ("a", ["bc", "d"])),
            Shops.Set("en", ("a", ["bc", "d"])),
            Shops.Set("pl", ("b", ["bc", "d"])),
            Shops.Set("pl", ("a", ["b", "cd"])),
            Shops.Set("pl", ("a", ["d", "bc"])),
            Shops.Set("pl", ("a", ["bc"]), ("d", [])),
            Shops.Set("pl", ("ab", ["c", "d"])),
        ];

        Assert.Equal(sets.Length, sets.Select(set => set.Hash).Distinct().Count());
    }
}
