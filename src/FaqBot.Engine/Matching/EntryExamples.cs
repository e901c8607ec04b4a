using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Which examples belong to which entry: the examples of an entry stand together.</summary>
/// <param name="Ids">Ordered by ordinal comparison.</param>
/// <param name="Start">One more than there are entries; the first example of each.</param>
internal sealed record EntryExamples(ImmutableArray<string> Ids, ImmutableArray<int> Start)
{
    /// <summary>How many entries there are.</summary>
    public int Count => Ids.Length;

    /// <summary>How many examples there are.</summary>
    public int ExampleCount => Start[^1];
}
