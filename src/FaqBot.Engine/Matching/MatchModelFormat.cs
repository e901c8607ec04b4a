using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>
/// A model as bytes, little-endian: magic and version (8 bytes), length of the body (4), body, SHA-256 of all before (32).
/// The same model gives the same bytes on every machine.
/// </summary>
internal static class MatchModelFormat
{
    /// <summary>A longer body is taken for damage; 1,000 entries of 10 need about 10 MB.</summary>
    private const int BodyBytesMax = 256 * 1024 * 1024;

    private const int HeaderBytes = 12;
    private const int TextBytesMax = 4_096;

    /// <summary>The last byte is the version of this format.</summary>
    private static ReadOnlySpan<byte> Magic => "FaqBotM\u0002"u8;

    /// <summary>Writes <paramref name="parts"/>.</summary>
    public static void Write(Stream stream, MatchModelParts parts)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            WriteBody(writer, parts);
        }
        var bytes = new byte[HeaderBytes + body.Length + SHA256.HashSizeInBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Magic.Length), (int)body.Length);
        body.GetBuffer().AsSpan(0, (int)body.Length).CopyTo(bytes.AsSpan(HeaderBytes));
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes), bytes.AsSpan(bytes.Length - SHA256.HashSizeInBytes));
        stream.Write(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else. Takes no more memory than a few times what the stream
    /// gives.</summary>
    public static MatchModelParts? Read(Stream stream)
    {
        var header = new byte[HeaderBytes];
        if (BodyLength(stream, header) is not { } length || Body(stream, length + SHA256.HashSizeInBytes) is not { } rest)
        {
            return null;
        }
        var body = rest.AsSpan(0, length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(body);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(rest.AsSpan(length)) ? Parse(body.ToArray()) : null;
    }

    /// <summary>Whether <paramref name="stream"/> is as long as the header says that it begins with.</summary>
    public static bool IsWhole(Stream stream) =>
        BodyLength(stream, new byte[HeaderBytes]) is { } length && stream.Length == HeaderBytes + length + SHA256.HashSizeInBytes;

    /// <summary>Fills <paramref name="header"/>; null where it is none of this format.</summary>
    private static int? BodyLength(Stream stream, byte[] header)
    {
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.AsSpan().StartsWith(Magic))
        {
            return null;
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(Magic.Length));
        return length is < 0 or > BodyBytesMax ? null : length;
    }

    /// <summary>Grows with what arrives, so that a wrong length cannot ask for memory.</summary>
    private static byte[]? Body(Stream stream, int length)
    {
        const int FirstBytes = 1 << 20;
        var bytes = new byte[Math.Min(length, FirstBytes)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length)
            {
                return null;
            }
            if (filled == length)
            {
                return bytes;
            }
            Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        }
    }

    private static void WriteBody(BinaryWriter writer, MatchModelParts parts)
    {
        writer.Write(parts.Hash);
        writer.Write(parts.Threshold);
        WriteTexts(writer, parts.Entries.Ids);
        WriteTexts(writer, parts.Words.Words);
        WriteArray<int>(writer, parts.Entries.Start.AsSpan());
        WriteArray<uint>(writer, parts.Index.Vocabulary.Hashes);
        WriteArray<int>(writer, parts.Index.PostingStart);
        WriteArray<ushort>(writer, parts.Index.Postings);
        WriteArray<float>(writer, parts.CentroidFactors.AsSpan());
        WriteArray<int>(writer, parts.Machines.Start);
        WriteArray<ushort>(writer, parts.Machines.Examples);
        WriteArray<short>(writer, parts.Machines.Weights);
    }

    private static void WriteTexts(BinaryWriter writer, ImmutableArray<string> texts)
    {
        writer.Write(texts.Length);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        var bytes = MemoryMarshal.AsBytes(values).ToArray();
        ToLittleEndian(bytes, bytes.Length / Math.Max(values.Length, 1));
        writer.Write(bytes);
    }

    /// <summary>Null where the parts do not fit together: a hash proves who wrote the bytes last, not that they make sense.</summary>
    private static MatchModelParts? Parse(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body, writable: false), Encoding.UTF8);
        try
        {
            var parts = ReadBody(reader);
            return reader.BaseStream.Position == body.Length ? parts : null;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static MatchModelParts ReadBody(BinaryReader reader)
    {
        var hash = ReadText(reader);
        var threshold = reader.ReadInt32();
        var ids = ReadTexts(reader);
        var words = ReadTexts(reader);
        var entryStart = Ascending(ReadArray<int>(reader), ids.Length, ExampleIndex.ExamplesMax);
        var exampleCount = entryStart[^1];
        var hashes = ReadArray<uint>(reader);
        var postingStart = ReadArray<int>(reader);
        var postings = Below(ReadArray<ushort>(reader), exampleCount);
        var centroidFactors = ReadArray<float>(reader);
        var machineStart = ReadArray<int>(reader);
        var machineExamples = Below(ReadArray<ushort>(reader), exampleCount);
        var weights = ReadArray<short>(reader);
        Require(centroidFactors.Length == ids.Length && weights.Length == machineExamples.Length);
        Require(Ascending(postingStart, hashes.Length, postings.Length)[^1] == postings.Length);
        Require(Ascending(machineStart, ids.Length, weights.Length)[^1] == weights.Length);
        return new MatchModelParts
        {
            Hash = hash,
            Threshold = threshold,
            Entries = new EntryExamples(ids, ImmutableCollectionsMarshal.AsImmutableArray(entryStart)),
            Index = new ExampleIndex(new Vocabulary(hashes), postingStart, postings, exampleCount),
            CentroidFactors = ImmutableCollectionsMarshal.AsImmutableArray(centroidFactors),
            Words = SpellingVocabulary.OfWords(words),
            Machines = new EntryMachines(machineStart, machineExamples, weights),
        };
    }

    private static ImmutableArray<string> ReadTexts(BinaryReader reader)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            texts.Add(ReadText(reader));
        }
        return texts.ToImmutable();
    }

    private static string ReadText(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        Require(length is >= 0 and <= TextBytesMax && length <= Left(reader));
        return Encoding.UTF8.GetString(reader.ReadBytes(length));
    }

    private static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        var count = reader.ReadInt32();
        Require(count >= 0 && (long)count * size <= Left(reader));
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        reader.BaseStream.ReadExactly(bytes);
        ToLittleEndian(bytes, size);
        return values;
    }

    private static long Left(BinaryReader reader) => reader.BaseStream.Length - reader.BaseStream.Position;

    /// <summary>To and fro; does nothing on the machines we know.</summary>
    private static void ToLittleEndian(Span<byte> bytes, int size)
    {
        for (var at = 0; !BitConverter.IsLittleEndian && at < bytes.Length; at += size)
        {
            bytes.Slice(at, size).Reverse();
        }
    }

    /// <summary>Where lists begin: one more than there are lists, from 0, never back, at most <paramref name="end"/>.</summary>
    private static int[] Ascending(int[] starts, int listCount, int end)
    {
        Require(starts.Length == listCount + 1 && starts[0] == 0 && starts[^1] <= end);
        for (var at = 1; at < starts.Length; at++)
        {
            Require(starts[at - 1] <= starts[at]);
        }
        return starts;
    }

    private static ushort[] Below(ushort[] numbers, int end)
    {
        foreach (var number in numbers)
        {
            Require(number < end);
        }
        return numbers;
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException();
        }
    }
}
