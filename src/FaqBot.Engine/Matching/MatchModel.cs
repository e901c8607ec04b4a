using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What a matcher learns from: the utterances of one shop in one language.</summary>
/// <param name="Language">BCP-47 code; chooses the stemmer.</param>
/// <param name="Entries">Ordered by id, each with at least one utterance.</param>
public sealed record TrainingSet(string Language, ImmutableArray<TrainingEntry> Entries)
{
    /// <summary>SHA-256 (64 hex digits) of everything that the model depends on, the method's own version included.</summary>
    public string Hash => "";
}

/// <summary>One entry and its examples.</summary>
public sealed record TrainingEntry(string Id, ImmutableArray<string> Utterances);

/// <summary>How well an entry fits an utterance.</summary>
/// <param name="Entry">Its id.</param>
/// <param name="Score">Per mille, higher is surer; comparable between utterances of one model.</param>
public readonly record struct Candidate(string Entry, int Score);

/// <summary>The trained matcher of one shop and language; immutable, safe for many threads.</summary>
public sealed class MatchModel
{
    /// <summary>A score at or above this answers; fitted on the shop's own examples. Per mille.</summary>
    public int Threshold { get; }

    /// <summary>Hash of the training set.</summary>
    public string Hash { get; } = "";

    /// <summary>Trains; deterministic.</summary>
    public static MatchModel Train(TrainingSet set) => new();

    /// <summary>The best <paramref name="count"/> entries, best first; equal scores by id. Fewer where there are fewer entries.</summary>
    public ImmutableArray<Candidate> Match(TextAnalysis utterance, int count) => [];

    /// <summary>Writes the model; <see cref="Read"/> takes it back.</summary>
    public void Write(Stream stream)
    {
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if the bytes are of another version or damaged (a checksum is kept).</summary>
    public static MatchModel? Read(Stream stream) => new();
}

/// <summary>Tells a shop's languages apart by character n-grams of what the shop itself has written in each; immutable.</summary>
public sealed class LanguageProfiles
{
    /// <summary>Learns from texts (utterances, answers) by language; deterministic.</summary>
    public static LanguageProfiles Train(IReadOnlyDictionary<string, IReadOnlyList<string>> texts) => new();

    /// <summary>The language of <paramref name="text"/>, or null where the text is too short or the lead too small to switch a conversation by.</summary>
    public string? Detect(string text) => null;
}
