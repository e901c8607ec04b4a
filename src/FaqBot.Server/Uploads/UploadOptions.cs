using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>What customers may send beside words, from the configuration section <c>Uploads</c>.</summary>
internal sealed class UploadOptions
{
    public const string Section = "Uploads";

    /// <summary>Where a file lies while it is received and looked through; nothing in it outlives a request.</summary>
    [Required]
    public string Folder { get; set; } = "data/uploads";

    /// <summary>Largest picture, and largest file of a further type.</summary>
    [Range(1, 100)]
    public int ImageMegabytes { get; set; } = 10;

    [Range(1, 1000)]
    public int VideoMegabytes { get; set; } = 40;

    /// <summary>Files of one message.</summary>
    [Range(1, 100)]
    public int FilesMax { get; set; } = 10;

    /// <summary>Types beside pictures and videos, separated by commas; such files are only ever handed out as downloads.</summary>
    [RegularExpression(
        @"^\s*((application/pdf|text/plain)\s*(,\s*|$))*$",
        ErrorMessage = "Uploads:AlsoAllowed may list application/pdf and text/plain, separated by commas.")]
    public string AlsoAllowed { get; set; } = "";

    /// <summary>All files of one conversation together.</summary>
    [Range(1, 100_000)]
    public int ConversationMegabytes { get; set; } = 500;

    /// <summary>All files of one client address in a day, by UTC; those that the holder of the shop's secret sends are not
    /// counted.</summary>
    [Range(1, 10_000_000)]
    public int AddressDayMegabytes { get; set; } = 2_000;

    /// <summary>All files of one shop in a day.</summary>
    [Range(1, 10_000_000)]
    public int ShopDayMegabytes { get; set; } = 20_000;

    /// <summary>No upload is begun while <see cref="Folder"/>'s disk has less room than this.</summary>
    [Range(0, 10_000_000)]
    public int FreeDiskMegabytes { get; set; } = 512;

    /// <summary>How long a link to a file works, and the file is kept.</summary>
    [Range(1, 3650)]
    public int LinkDays { get; set; } = 30;

    /// <summary>Uploads at a time; further ones are told to come back.</summary>
    [Range(1, 1000)]
    public int ConcurrentMax { get; set; } = 16;

    /// <summary>Uploads of one conversation at a time.</summary>
    [Range(1, 100)]
    public int ConcurrentPerConversationMax { get; set; } = 2;

    /// <summary>Uploads of one client address at a time, so that a few slow ones of it do not lock all others out.</summary>
    [Range(1, 1000)]
    public int ConcurrentPerAddressMax { get; set; } = 8;

    /// <summary>A client that sends slower than this is cut off.</summary>
    [Range(1, 1_000_000)]
    public int BytesPerSecondMin { get; set; } = 2048;

    /// <summary>An upload that takes longer is cut off.</summary>
    [Range(1, 86_400)]
    public int UploadSeconds { get; set; } = 600;
}

/// <summary>The settings in the units that the code counts in.</summary>
internal static class UploadMeasures
{
    private const long MegabyteBytes = 1024 * 1024;

    /// <summary>Boundaries and headers of the parts of a form.</summary>
    private const long FormBytesMax = MegabyteBytes;

    extension(UploadOptions options)
    {
        public long FileBytesMax => Math.Max(options.ImageMegabytes, options.VideoMegabytes) * MegabyteBytes;

        public long ConversationBytesMax => options.ConversationMegabytes * MegabyteBytes;

        public long AddressDayBytesMax => options.AddressDayMegabytes * MegabyteBytes;

        public long ShopDayBytesMax => options.ShopDayMegabytes * MegabyteBytes;

        public long FreeDiskBytesMin => options.FreeDiskMegabytes * MegabyteBytes;

        /// <summary>A whole request: as many of the largest files as a message takes, its activity, and what a form adds.</summary>
        public long RequestBytesMax => (options.FilesMax * options.FileBytesMax) + DirectLineLimits.BodyBytesMax + FormBytesMax;

        public long ImageBytesMax => options.ImageMegabytes * MegabyteBytes;

        public long BytesMax(FileType type) =>
            type.Class == FileClass.Video ? options.VideoMegabytes * MegabyteBytes : options.ImageBytesMax;

        /// <summary>All types that are taken, as an <c>input</c> element lists them. Telephones turn their own into one of these
        /// when asked so.</summary>
        public string Accept() => string.Join(',', FileType.Shown.Concat(options.Others()).Select(type => type.ContentType));

        /// <summary>The types beside pictures and videos.</summary>
        public IReadOnlyList<FileType> Others()
        {
            var names = options.AlsoAllowed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return [.. FileType.Others.Where(type => names.Contains(type.ContentType))];
        }
    }
}

[OptionsValidator]
internal sealed partial class UploadOptionsValidator : IValidateOptions<UploadOptions>;

/// <summary>Limits on what a file may ask of us.</summary>
internal static class UploadLimits
{
    /// <summary>Pixels of a picture or of a video's frame.</summary>
    public const long PixelsMax = 52_000_000;

    /// <summary>Pixels of one side.</summary>
    public const int SideMax = 20_000;

    /// <summary>Parts that are remembered of one file: boxes, pieces and changes together.</summary>
    public const int PartsMax = 100_000;

    /// <summary>A file's name, as it is handed on.</summary>
    public const int NameCharsMax = 100;
}
