using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>What a received file turned out to be.</summary>
internal abstract record Inspection
{
    private Inspection()
    {
    }

    /// <param name="Type">Told by the content.</param>
    /// <param name="Pieces">What is kept of it, in order: all but metadata, and what stands behind the end.</param>
    public sealed record Accepted(FileType Type, ImmutableArray<Piece> Pieces) : Inspection
    {
        public long Length => Pieces.Sum(piece => piece.Length);
    }

    /// <param name="Why">Goes on after "The file" or a name.</param>
    public sealed record Refused(string Why) : Inspection;

    public static readonly Refused Damaged = new("is damaged or cut off. Send it again, or another one.");

    public static readonly Refused Unknown = new("is none of JPEG, PNG, GIF, WebP, MP4, MOV and WebM. Send one of these.");

    public static readonly Refused Heic = new("is a HEIC or AVIF picture, which many browsers cannot show. Send it as JPEG.");

    public static readonly Refused TooLarge = new(
        $"is too large a picture: at most {UploadLimits.SideMax} pixels a side and {UploadLimits.PixelsMax / 1_000_000} million in all.");

    public static readonly Refused Unreadable = new("holds tracks that cannot be freed of metadata. Send it as a plain MP4.");

    /// <summary>Tells a file's type by its content and cuts its metadata; its name and what the client calls it do not matter. Walks the
    /// structure only: nothing is decoded, and pictures whose header announces too many pixels are refused.</summary>
    /// <param name="bytes">Not empty.</param>
    /// <param name="others">What is allowed beside images and videos.</param>
    public static Inspection Of(FileBytes bytes, IReadOnlyCollection<FileType> others)
    {
        Inspection found = bytes switch
        {
            _ when IsJpeg(bytes) => new JpegFile(bytes).Inspect(),
            _ when IsPng(bytes) => new PngFile(bytes).Inspect(),
            _ when IsGif(bytes) => new GifFile(bytes).Inspect(),
            _ when IsWebP(bytes) => new WebPFile(bytes).Inspect(),
            _ when bytes.StartsWith("ftyp"u8, 4) => new Mp4File(bytes).Inspect(),
            _ when bytes.StartsWith([0x1A, 0x45, 0xDF, 0xA3]) => new WebMFile(bytes).Inspect(),
            _ => OtherFile.Inspect(bytes, others),
        };
        return bytes.IsTooIntricate ? Damaged : found;
    }

    /// <summary>Whether its first bytes make it a picture, so that a huge one need not be looked through.</summary>
    public static bool IsPicture(FileBytes bytes) => IsJpeg(bytes) || IsPng(bytes) || IsGif(bytes) || IsWebP(bytes);

    /// <summary>Why no decoder may be let near a picture of this size; null when it may. Sides that are not stated are 0.</summary>
    public static Refused? OfSize(long width, long height)
    {
        if (width <= 0 || height <= 0)
        {
            return Damaged;
        }
        return width > UploadLimits.SideMax || height > UploadLimits.SideMax || width * height > UploadLimits.PixelsMax ? TooLarge : null;
    }

    private static bool IsJpeg(FileBytes bytes) => bytes.StartsWith([0xFF, 0xD8, 0xFF]);

    private static bool IsPng(FileBytes bytes) => bytes.StartsWith(PngFile.Signature);

    private static bool IsGif(FileBytes bytes) => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8);

    private static bool IsWebP(FileBytes bytes) => bytes.StartsWith("RIFF"u8) && bytes.StartsWith("WEBP"u8, 8);
}
