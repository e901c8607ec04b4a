using System.Collections.Immutable;

namespace FaqBot.Server;

internal enum FileClass
{
    Image,
    Video,

    /// <summary>Anything else that the operator allows; only ever handed out as a download.</summary>
    Other,
}

/// <summary>A type of file that can be told by its content.</summary>
/// <param name="ContentType">What it is served as.</param>
/// <param name="Class">Which limit it falls under.</param>
/// <param name="Extensions">That its name may end with; the first is given to a name that ends otherwise.</param>
internal sealed record FileType(string ContentType, FileClass Class, ImmutableArray<string> Extensions)
{
    public static readonly FileType Jpeg = new("image/jpeg", FileClass.Image, [".jpg", ".jpeg", ".jfif"]);

    public static readonly FileType Png = new("image/png", FileClass.Image, [".png", ".apng"]);

    public static readonly FileType Gif = new("image/gif", FileClass.Image, [".gif"]);

    public static readonly FileType WebP = new("image/webp", FileClass.Image, [".webp"]);

    public static readonly FileType Mp4 = new("video/mp4", FileClass.Video, [".mp4", ".m4v", ".3gp"]);

    public static readonly FileType QuickTime = new("video/quicktime", FileClass.Video, [".mov", ".qt"]);

    public static readonly FileType WebM = new("video/webm", FileClass.Video, [".webm"]);

    public static readonly FileType Pdf = new("application/pdf", FileClass.Other, [".pdf"]);

    public static readonly FileType PlainText = new("text/plain", FileClass.Other, [".txt", ".csv", ".log"]);

    /// <summary>What an operator may allow beside images and videos.</summary>
    public static ImmutableArray<FileType> Others { get; } = [Pdf, PlainText];

    /// <summary>Pictures and videos, which are always taken, and which a browser may show.</summary>
    public static ImmutableArray<FileType> Shown { get; } = [Jpeg, Png, Gif, WebP, Mp4, QuickTime, WebM];

    /// <summary>Whether a browser may show a file of this type in a page.</summary>
    public static bool IsShown(string contentType) => Shown.Any(type => type.ContentType == contentType);
}
