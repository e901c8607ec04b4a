using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

public sealed class KnownFactsTests
{
    [SharedFact("facts.tsv")]
    public void The_table_is_that_of_the_starter_pack_and_its_examples_are_of_their_types()
    {
        var lines = File.ReadLines(SharedFolder.Find("facts.tsv") ?? "");

        var rows = lines.Skip(1).Select(line => line.Split('\t')).ToList();

        Assert.Equal(
            rows.Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal),
            KnownFacts.Types.Select(known => $"{known.Key} {known.Value.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal));
        Assert.Empty(rows
            .Where(row => !row[2].StartsWith('{') && Fact.Parse(row[2], KnownFacts.Types[row[0]]).Fact is null)
            .Select(row => row[0]));
    }
}
