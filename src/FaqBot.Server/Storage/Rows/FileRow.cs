using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A file that a customer sent.</summary>
internal sealed class FileRow
{
    /// <summary>The last part of its address: who knows it may read the file.</summary>
    public required string Name { get; init; }

    /// <summary>Need not have started yet.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Of the activity that shows it; null until that is known to be recorded.</summary>
    public long? Sequence { get; init; }

    /// <summary>Told by the content.</summary>
    public required string ContentType { get; init; }

    /// <summary>What the customer called it, cleaned.</summary>
    public required string DownloadName { get; init; }

    public required long Bytes { get; init; }

    public required Instant CreatedAt { get; init; }

    /// <summary>The address leads nowhere afterwards, and the file is deleted.</summary>
    public required Instant ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FileRow>
    {
        public void Configure(EntityTypeBuilder<FileRow> builder)
        {
            builder.ToTable("files").HasKey(row => row.Name);
            builder.HasIndex(row => row.ConversationId, "files_conversation_id");
            builder.HasIndex(row => row.CreatedAt, "files_unsettled").HasFilter("sequence IS NULL");
        }
    }
}
