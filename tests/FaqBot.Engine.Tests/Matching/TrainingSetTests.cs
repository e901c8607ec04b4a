using System.Security.Cryptography;
using System.Text;
using FaqBot.Language;

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

    /// <summary>A model that was trained with another folding would be asked for features that it does not have.</summary>
    [Fact]
    public void Who_changes_folding_raises_the_version_of_the_method()
    {
        var folded = string.Concat(Enumerable.Range(0x20, 0x2040 - 0x20).Select(value => Folding.Fold(((char)value).ToString())));

        var print = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..8];

        Assert.Equal(("faqbot-match-12", "dd967cee"), (TrainingSet.MethodVersion, print));
    }
}
