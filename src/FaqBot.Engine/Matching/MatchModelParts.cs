using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What a trained model consists of; what is written and read.</summary>
internal sealed record MatchModelParts
{
    /// <summary>Hash of the training set.</summary>
    public required string Hash { get; init; }

    /// <summary>Per mille.</summary>
    public required int Threshold { get; init; }

    /// <summary>Entries and the examples that are theirs.</summary>
    public required EntryExamples Entries { get; init; }

    /// <summary>Features of the examples.</summary>
    public required ExampleIndex Index { get; init; }

    /// <summary>By entry: what the sum of similarities to its examples is multiplied by to give the cosine to their centroid.</summary>
    public required ImmutableArray<float> CentroidFactors { get; init; }

    /// <summary>The words of all examples.</summary>
    public required SpellingVocabulary Words { get; init; }

    /// <summary>One per entry.</summary>
    public required EntryMachines Machines { get; init; }
}
