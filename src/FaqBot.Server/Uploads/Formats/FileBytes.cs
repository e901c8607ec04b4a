using System.Buffers.Binary;
using System.Text;

namespace FaqBot.Server;

/// <summary>A received file's bytes where they lie, read through one small window: a video never stands in memory as a whole.</summary>
/// <param name="stream">Seekable; not owned.</param>
internal sealed class FileBytes(Stream stream)
{
    private const int WindowBytes = 16 * 1024;

    private readonly byte[] window = new byte[WindowBytes];
    private long windowStart;
    private int windowLength;
    private long parts;

    public long Length { get; } = stream.Length;

    /// <summary>Whether the file has more parts than any that a camera or a program makes. It is refused then.</summary>
    public bool IsTooIntricate => parts > UploadLimits.PartsMax;

    /// <summary>Counts what is remembered of the file: parts that were found, and changes to them. False once it is too much, and nothing
    /// more should be looked for: a small file can state so many that they fill the memory.</summary>
    public bool TakeParts(long count)
    {
        parts += count;
        return !IsTooIntricate;
    }

    /// <summary>Fills all of <paramref name="into"/>; false when the file ends before.</summary>
    public bool TryRead(long offset, Span<byte> into)
    {
        if (offset < 0 || offset > Length - into.Length)
        {
            return false;
        }
        while (into.Length > 0)
        {
            var part = Window(offset);
            var count = Math.Min(part.Length, into.Length);
            part[..count].CopyTo(into);
            into = into[count..];
            offset += count;
        }
        return true;
    }

    /// <summary>As many bytes as are there, at most <paramref name="count"/>.</summary>
    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[Math.Clamp(Length - offset, 0, count)];
        return TryRead(offset, bytes) ? bytes : [];
    }

    /// <summary>Null past the end, as with all numbers below.</summary>
    public byte? Byte(long offset) => offset >= 0 && offset < Length ? Window(offset)[0] : null;

    public ushort? BigEndian16(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : null;
    }

    public uint? BigEndian32(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : null;
    }

    public ulong? BigEndian64(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : null;
    }

    public ushort? LittleEndian16(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : null;
    }

    public uint? LittleEndian32(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null;
    }

    /// <summary>Four bytes as the letters that formats name their parts by; empty past the end.</summary>
    public string Letters(long offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return TryRead(offset, bytes) ? Encoding.Latin1.GetString(bytes) : "";
    }

    public bool StartsWith(ReadOnlySpan<byte> expected, long offset = 0)
    {
        Span<byte> bytes = stackalloc byte[expected.Length];
        return TryRead(offset, bytes) && bytes.SequenceEqual(expected);
    }

    /// <summary>Where <paramref name="value"/> stands next, from <paramref name="offset"/> on; null when it does not.</summary>
    public long? Find(byte value, long offset)
    {
        while (offset < Length)
        {
            var part = Window(offset);
            if (part.IndexOf(value) is >= 0 and var index)
            {
                return offset + index;
            }
            offset += part.Length;
        }
        return null;
    }

    /// <summary>Whether nothing but zeros stands there.</summary>
    public bool IsBlank(long offset, long length)
    {
        var end = offset + length;
        while (offset < end)
        {
            var part = Window(offset);
            part = part[..(int)Math.Min(part.Length, end - offset)];
            if (part.ContainsAnyExcept((byte)0))
            {
                return false;
            }
            offset += part.Length;
        }
        return true;
    }

    /// <summary>Some bytes from <paramref name="offset"/> on, at least one; the offset must lie within the file.</summary>
    private ReadOnlySpan<byte> Window(long offset)
    {
        if (offset < windowStart || offset >= windowStart + windowLength)
        {
            stream.Position = offset;
            windowStart = offset;
            windowLength = stream.ReadAtLeast(window, (int)Math.Min(WindowBytes, Length - offset));
        }
        return window.AsSpan(0, windowLength)[(int)(offset - windowStart)..];
    }
}
