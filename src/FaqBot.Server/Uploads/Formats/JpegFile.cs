namespace FaqBot.Server;

/// <summary>JPEG (ITU-T T.81): segments, each a marker and a length; the data of a scan runs on to the next marker. Of application segments
/// and comments only those stay that a decoder needs. What stands behind the end (second pictures, videos, archives) is left out.</summary>
internal sealed class JpegFile(FileBytes bytes)
{
    private const byte Escape = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const int JfifBytes = 14;
    private const int AdobeBytes = 12;

    private readonly KeptParts parts = new(bytes);
    private bool hasSize;
    private bool hasScan;
    private bool hasExif;

    private static ReadOnlySpan<byte> ExifPrefix => "Exif\0\0"u8;

    public Inspection Inspect()
    {
        parts.Keep(0, 2);
        var at = 2L;
        while (Segment.At(bytes, at) is { Marker: not EndOfImage } segment)
        {
            if (segment.IsFrame && OfSize(segment) is { } refused)
            {
                return refused;
            }
            hasSize |= segment.IsFrame;
            if (segment.Marker == StartOfImage || (segment.Marker == StartOfScan && !hasSize) || EndOf(segment) is not { } end)
            {
                return Inspection.Damaged;
            }
            hasScan |= segment.Marker == StartOfScan;
            Take(segment, at, end);
            at = end;
        }
        if (!hasScan || Segment.At(bytes, at) is not { } last)
        {
            return Inspection.Damaged;
        }
        parts.Keep(at, last.End);
        return new Inspection.Accepted(FileType.Jpeg, parts.Pieces);
    }

    private void Take(Segment segment, long from, long end)
    {
        if (segment.Marker == App1 && Begins(segment, ExifPrefix) && !hasExif)
        {
            // Readers take the first.
            hasExif = true;
            TakeExif(segment, from, end);
        }
        else if (HasThumbnail(segment))
        {
            // The header without the second picture.
            parts.Write([Escape, App0, 0, sizeof(ushort) + JfifBytes, .. bytes.Read(segment.Body, JfifBytes - 2), 0, 0]);
        }
        else if (IsNeeded(segment))
        {
            parts.Keep(from, end);
        }
    }

    private void TakeExif(Segment segment, long from, long end)
    {
        var body = bytes.Read(segment.Body, (int)segment.BodyLength);
        var orientation = Orientation.Of(body.AsSpan(ExifPrefix.Length));
        byte[] wanted = [.. ExifPrefix, .. Orientation.Tiff(orientation)];
        if (orientation == Orientation.Upright)
        {
            return;
        }
        if (body.AsSpan().SequenceEqual(wanted))
        {
            parts.Keep(from, end);
        }
        else
        {
            parts.Write([Escape, App1, 0, (byte)(sizeof(ushort) + wanted.Length), .. wanted]);
        }
    }

    /// <summary>Frames, scans and tables; and of the application segments the colours' profile, Adobe's colour transform, and the header of
    /// JFIF. Reserved markers could hold anything.</summary>
    private bool IsNeeded(Segment segment) => segment.Marker switch
    {
        App0 => IsJfif(segment),
        App2 => Begins(segment, "ICC_PROFILE\0"u8),
        App14 => Begins(segment, "Adobe"u8) && segment.BodyLength == AdobeBytes,
        (>= 0xC0 and <= 0xCF) or (>= StartOfScan and <= 0xDF) => true,
        _ => false,
    };

    /// <summary>As long as it says that its thumbnail makes it.</summary>
    private bool IsJfif(Segment segment) => Begins(segment, "JFIF\0"u8) && segment.BodyLength == JfifLength(segment.Body);

    private bool HasThumbnail(Segment segment) => segment.Marker == App0 && IsJfif(segment) && segment.BodyLength > JfifBytes;

    /// <summary>Within the segment: what stands behind a short one is not its own.</summary>
    private bool Begins(Segment segment, ReadOnlySpan<byte> prefix) =>
        segment.BodyLength >= prefix.Length && bytes.StartsWith(prefix, segment.Body);

    private long JfifLength(long body) => JfifBytes + (3L * (bytes.Byte(body + 12) ?? 0) * (bytes.Byte(body + 13) ?? 0));

    private Inspection.Refused? OfSize(Segment frame) =>
        Inspection.OfSize(bytes.BigEndian16(frame.Body + 3) ?? 0, bytes.BigEndian16(frame.Body + 1) ?? 0);

    private long? EndOf(Segment segment) => segment.Marker == StartOfScan ? EndOfScan(segment.End) : segment.End;

    /// <summary>Where a scan's data gives way to the next marker: an escape that stands neither for data (00), nor for a restart (D0 to
    /// D7), nor for filling (FF).</summary>
    private long? EndOfScan(long at)
    {
        while (bytes.Find(Escape, at) is { } escape)
        {
            switch (bytes.Byte(escape + 1))
            {
                case 0x00 or (>= 0xD0 and <= 0xD7):
                    at = escape + 2;
                    break;
                case Escape:
                    at = escape + 1;
                    break;
                default:
                    return escape;
            }
        }
        return null;
    }

    /// <param name="Marker">Its second byte.</param>
    /// <param name="Body">Behind the length.</param>
    /// <param name="End">Behind the segment.</param>
    private readonly record struct Segment(byte Marker, long Body, long End)
    {
        public long BodyLength => End - Body;

        /// <summary>A start of frame, which states the picture's size.</summary>
        public bool IsFrame => Marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

        /// <summary>Null where none begins, or it does not fit into the file.</summary>
        public static Segment? At(FileBytes bytes, long at)
        {
            while (bytes.Byte(at) == Escape && bytes.Byte(at + 1) == Escape)
            {
                at++;
            }
            if (bytes.Byte(at) != Escape || bytes.Byte(at + 1) is not { } marker)
            {
                return null;
            }
            if (marker is EndOfImage or StartOfImage)
            {
                return new Segment(marker, at + 2, at + 2);
            }
            return marker != 0 && bytes.BigEndian16(at + 2) is { } length && length >= 2 && at + 2 + length <= bytes.Length
                ? new Segment(marker, at + 4, at + 2 + length)
                : null;
        }
    }
}
