namespace FaqBot.Server;

/// <summary>GIF (87a and 89a): a screen, then pictures and extensions made of sub-blocks. Of the extensions only timing and repetition
/// stay; comments and XMP are left out, and so is what stands behind the trailer.</summary>
internal sealed class GifFile(FileBytes bytes)
{
    private const int ScreenEnd = 13;
    private const int PictureHeadBytes = 10;
    private const byte Extension = 0x21;
    private const byte Picture = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte Timing = 0xF9;
    private const byte Application = 0xFF;

    private readonly KeptParts parts = new(bytes);
    private bool hasPicture;

    public Inspection Inspect()
    {
        if (bytes.LittleEndian16(6) is not { } width
            || bytes.LittleEndian16(8) is not { } height
            || AfterColours(10, ScreenEnd) is not { } start)
        {
            return Inspection.Damaged;
        }
        if (Inspection.OfSize(width, height) is { } refused)
        {
            return refused;
        }
        parts.Keep(0, start);
        long? at = start;
        while (at is { } here && bytes.Byte(here) is { } kind)
        {
            if (kind == Trailer)
            {
                parts.Keep(here, here + 1);
                return hasPicture ? new Inspection.Accepted(FileType.Gif, parts.Pieces) : Inspection.Damaged;
            }
            if (kind == Picture && OfSize(here) is { } tooLarge)
            {
                return tooLarge;
            }
            at = kind switch
            {
                Picture => TakePicture(here),
                Extension => TakeExtension(here),
                _ => null,
            };
        }
        return Inspection.Damaged;
    }

    private long? TakePicture(long at)
    {
        if (AfterColours(at + 9, at + PictureHeadBytes) is not { } data || AfterBlocks(data + 1) is not { } end)
        {
            return null;
        }
        hasPicture = true;
        parts.Keep(at, end);
        return end;
    }

    private long? TakeExtension(long at)
    {
        if (AfterBlocks(at + 2) is not { } end)
        {
            return null;
        }
        if (IsNeeded(at, end))
        {
            parts.Keep(at, end);
        }
        return end;
    }

    /// <summary>Exactly as long as it must be, so that nothing hides in it.</summary>
    private bool IsNeeded(long at, long end) => bytes.Byte(at + 1) switch
    {
        Timing => end - at == 8,
        Application => end - at == 19
            && (bytes.StartsWith("\u000BNETSCAPE2.0"u8, at + 2) || bytes.StartsWith("\u000BANIMEXTS1.0"u8, at + 2)),
        _ => false,
    };

    /// <summary>Browsers make room for a picture that reaches beyond the screen.</summary>
    private Inspection.Refused? OfSize(long at) =>
        bytes.LittleEndian16(at + 1) is { } left && bytes.LittleEndian16(at + 3) is { } top
        && bytes.LittleEndian16(at + 5) is { } width && bytes.LittleEndian16(at + 7) is { } height
            ? Inspection.OfSize(left + width, top + height)
            : Inspection.Damaged;

    /// <param name="flags">Where it is said whether colours follow, and how many.</param>
    /// <param name="end">Where they begin.</param>
    private long? AfterColours(long flags, long end)
    {
        if (bytes.Byte(flags) is not { } packed)
        {
            return null;
        }
        var after = (packed & 0x80) == 0 ? end : end + (3L << ((packed & 7) + 1));
        return after < bytes.Length ? after : null;
    }

    private long? AfterBlocks(long at)
    {
        while (bytes.Byte(at) is { } length)
        {
            at += 1 + length;
            if (length == 0)
            {
                return at;
            }
        }
        return null;
    }
}
