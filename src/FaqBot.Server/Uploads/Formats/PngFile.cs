using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace FaqBot.Server;

/// <summary>PNG (W3C, third edition): chunks, each a length, a name of four letters and a checksum. Chunks that say how the picture looks
/// stay; texts, times, Exif and everything private are left out, and so is what stands behind the end.</summary>
internal sealed class PngFile(FileBytes bytes)
{
    private const int HeaderBytes = 13;

    /// <summary>Length, name and checksum.</summary>
    private const int FrameBytes = 12;

    private static readonly FrozenSet<string> Needed = FrozenSet.Create(
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs",
        "sPLT", "acTL", "fcTL", "fdAT");

    private readonly KeptParts parts = new(bytes);
    private bool hasData;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public Inspection Inspect()
    {
        var at = (long)Signature.Length;
        parts.Keep(0, at);
        if (bytes.BigEndian32(at) != HeaderBytes || bytes.Letters(at + 4) != "IHDR")
        {
            return Inspection.Damaged;
        }
        if (Inspection.OfSize(bytes.BigEndian32(at + 8) ?? 0, bytes.BigEndian32(at + 12) ?? 0) is { } refused)
        {
            return refused;
        }
        while (bytes.BigEndian32(at) is { } length && at + FrameBytes + length <= bytes.Length)
        {
            var name = bytes.Letters(at + 4);
            var end = at + FrameBytes + length;
            if (!Take(name, at, end))
            {
                return Inspection.Damaged;
            }
            if (name == "IEND")
            {
                return hasData && length == 0 ? new Inspection.Accepted(FileType.Png, parts.Pieces) : Inspection.Damaged;
            }
            at = end;
        }
        return Inspection.Damaged;
    }

    /// <summary>False for a chunk that a decoder must know and that we do not.</summary>
    private bool Take(string name, long at, long end)
    {
        hasData |= name == "IDAT";
        if (Needed.Contains(name))
        {
            parts.Keep(at, end);
            return true;
        }
        if (name == "eXIf")
        {
            TakeExif(at, end);
        }
        // The case of the first letter says whether a decoder can do without.
        return name is [>= 'a' and <= 'z', ..];
    }

    private void TakeExif(long at, long end)
    {
        var orientation = Orientation.Of(bytes.Read(at + 8, (int)Math.Min(end - at - FrameBytes, ushort.MaxValue)));
        if (orientation == Orientation.Upright)
        {
            return;
        }
        var chunk = Chunk("eXIf", Orientation.Tiff(orientation));
        if (end - at == chunk.Length && bytes.StartsWith(chunk, at))
        {
            parts.Keep(at, end);
        }
        else
        {
            parts.Write(chunk);
        }
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        var chunk = new byte[FrameBytes + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Checksum(chunk.AsSpan(4..^4)));
        return chunk;
    }

    /// <summary>CRC-32 as in ISO 3309; of a few bytes only, so without a table.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }
        return ~sum;
    }
}
