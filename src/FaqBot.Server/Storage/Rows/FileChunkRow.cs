using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FaqBot.Server;

/// <summary>A piece of a file.</summary>
internal sealed class FileChunkRow
{
    /// <summary>Of every piece but the last; small enough for the short-lived part of the heap.</summary>
    public const int ContentBytes = 64 * 1024;

    /// <summary>The file's name.</summary>
    public required string File { get; init; }

    /// <summary>From 0, without gaps.</summary>
    public required long Number { get; init; }

    public required byte[] Content { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FileChunkRow>
    {
        public void Configure(EntityTypeBuilder<FileChunkRow> builder)
        {
            builder.ToTable("file_chunks").HasKey(row => new { row.File, row.Number });
            builder.HasOne<FileRow>().WithMany().HasForeignKey(row => row.File).OnDelete(DeleteBehavior.NoAction);
        }
    }
}
