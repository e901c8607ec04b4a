using System.Buffers.Binary;

namespace FaqBot.Server;

/// <summary>WebP (RFC 9649): RIFF chunks, padded to even lengths. Picture, animation and colours stay; Exif, XMP and the unknown are left
/// out, and so is what stands behind the end. A head of the extended form says which chunks there are, and is kept true.</summary>
internal sealed class WebPFile(FileBytes bytes)
{
    private const int HeadBytes = 12;
    private const int ChunkHeadBytes = 8;
    private const int ExtendedBytes = 10;
    private const int AnimationFrameHeadBytes = 16;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    private readonly KeptParts parts = new(bytes);
    private bool hasPicture;
    private int orientation = Orientation.Upright;

    public Inspection Inspect()
    {
        var end = HeadBytes - 4 + (long)(bytes.LittleEndian32(4) ?? 0);
        if (end > bytes.Length || Chunk.At(bytes, HeadBytes, end) is not { } first)
        {
            return Inspection.Damaged;
        }
        var isExtended = first.Name == "VP8X";
        var at = isExtended ? first.End : HeadBytes;
        var refused = isExtended ? OfScreen(first) : null;
        while (refused is null && at < end)
        {
            if (Chunk.At(bytes, at, end) is not { } chunk || !IsSound(chunk))
            {
                return Inspection.Damaged;
            }
            refused = OfPicture(chunk);
            Take(chunk, at);
            at = chunk.End;
        }
        if (refused is not null || !hasPicture)
        {
            return refused ?? Inspection.Damaged;
        }
        return new Inspection.Accepted(FileType.WebP, [.. Head(end, isExtended ? first : null), .. parts.Pieces]);
    }

    private void Take(Chunk chunk, long at)
    {
        hasPicture |= chunk.Name is "VP8 " or "VP8L" or "ANMF";
        if (chunk.Name is "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ANMF" or "ICCP")
        {
            parts.Keep(at, chunk.End);
            return;
        }
        if (chunk.Name == "EXIF" && orientation == Orientation.Upright)
        {
            TakeExif(chunk, at);
            return;
        }
        parts.LeaveOut();
    }

    private void TakeExif(Chunk chunk, long at)
    {
        var body = bytes.Read(chunk.Body, (int)Math.Min(chunk.Length, ushort.MaxValue));
        orientation = Orientation.Of(body.AsSpan().StartsWith("Exif\0\0"u8) ? body.AsSpan(6) : body);
        var wanted = Orientation.Tiff(orientation);
        if (orientation == Orientation.Upright)
        {
            parts.LeaveOut();
        }
        else if (body.AsSpan().SequenceEqual(wanted))
        {
            parts.Keep(at, chunk.End);
        }
        else
        {
            parts.Write([.. "EXIF"u8, (byte)wanted.Length, 0, 0, 0, .. wanted]);
        }
    }

    /// <summary>The head, as it was or with the length and the flags of what is left.</summary>
    private IEnumerable<Piece> Head(long end, Chunk? extended)
    {
        var headLength = extended?.End ?? HeadBytes;
        if (!parts.IsChanged)
        {
            return [new Piece.Kept(0, headLength)];
        }
        var head = bytes.Read(0, (int)headLength);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)(headLength - 8 + parts.Length));
        if (extended is { } chunk)
        {
            var flags = head[chunk.Body] & ~(ExifFlag | XmpFlag);
            head[chunk.Body] = (byte)(orientation == Orientation.Upright ? flags : flags | ExifFlag);
        }
        return [new Piece.Written(head)];
    }

    /// <summary>Frames of an animation hold chunks themselves; only such as make a picture, lest something hides there.</summary>
    private bool IsSound(Chunk chunk)
    {
        if (chunk.Name != "ANMF")
        {
            return true;
        }
        var at = chunk.Body + AnimationFrameHeadBytes;
        var hasFramePicture = false;
        while (at < chunk.Body + chunk.Length)
        {
            if (Chunk.At(bytes, at, chunk.Body + chunk.Length) is not { Name: "ALPH" or "VP8 " or "VP8L" } part)
            {
                return false;
            }
            hasFramePicture |= part.Name != "ALPH";
            at = part.End;
        }
        return hasFramePicture;
    }

    private Inspection.Refused? OfScreen(Chunk extended) =>
        extended.Length == ExtendedBytes ? Inspection.OfSize(Size24(extended.Body + 4), Size24(extended.Body + 7)) : Inspection.Damaged;

    private Inspection.Refused? OfPicture(Chunk chunk) => chunk.Name switch
    {
        "VP8 " => Inspection.OfSize(
            (bytes.LittleEndian16(chunk.Body + 6) ?? 0) & 0x3FFF,
            (bytes.LittleEndian16(chunk.Body + 8) ?? 0) & 0x3FFF),
        "VP8L" when bytes.LittleEndian32(chunk.Body + 1) is { } size => Inspection.OfSize((size & 0x3FFF) + 1, ((size >> 14) & 0x3FFF) + 1),
        "ANMF" => Inspection.OfSize(Size24(chunk.Body + 6), Size24(chunk.Body + 9)),
        _ => null,
    };

    /// <summary>A side of at least one pixel, in 24 bits; 0 past the end.</summary>
    private long Size24(long at) =>
        bytes.LittleEndian16(at) is { } low && bytes.Byte(at + 2) is { } high ? (low | (high << 16)) + 1 : 0;

    private readonly record struct Chunk(string Name, long Body, long Length, long End)
    {
        /// <summary>Null where none fits before <paramref name="end"/>.</summary>
        public static Chunk? At(FileBytes bytes, long at, long end)
        {
            if (at + ChunkHeadBytes > end || bytes.LittleEndian32(at + 4) is not { } length)
            {
                return null;
            }
            var after = at + ChunkHeadBytes + length + (length & 1);
            return after <= end ? new Chunk(bytes.Letters(at), at + ChunkHeadBytes, length, after) : null;
        }
    }
}
