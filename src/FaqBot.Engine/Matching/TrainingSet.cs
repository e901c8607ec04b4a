using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace FaqBot.Engine;

/// <summary>What a matcher learns from: the utterances of one shop in one language.</summary>
/// <param name="Language">BCP-47 code; chooses the stemmer.</param>
/// <param name="Entries">Ordered by id, each with at least one utterance.</param>
public sealed record TrainingSet(string Language, ImmutableArray<TrainingEntry> Entries)
{
    /// <summary>Raised whenever the method (folding, stemmers and features included) learns something else from the same texts, or a model
    /// is stored in another way, so that models trained before are not used.</summary>
    internal const string MethodVersion = "faqbot-match-12";

    /// <summary>From <c>words.yaml</c>, of the same language.</summary>
    public Concepts Concepts { get; init; } = Concepts.None;

    /// <summary>SHA-256 (64 hex digits in lower case) of everything that the model depends on, the method's own version included.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, MethodVersion);
            Append(hash, Language);
            Append(hash, Concepts.Lists.Length);
            foreach (var concept in Concepts.Lists)
            {
                Append(hash, concept.Length);
                foreach (var wording in concept)
                {
                    Append(hash, wording);
                }
            }
            foreach (var entry in Entries)
            {
                Append(hash, entry.Id);
                Append(hash, entry.Utterances.Length);
                foreach (var utterance in entry.Utterances)
                {
                    Append(hash, utterance);
                }
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Lengths go in as well, so that no two sets run together into one.</summary>
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

/// <summary>One entry and its examples.</summary>
/// <param name="Id">Unique in its set.</param>
/// <param name="Utterances">As the author wrote them.</param>
public sealed record TrainingEntry(string Id, ImmutableArray<string> Utterances);
