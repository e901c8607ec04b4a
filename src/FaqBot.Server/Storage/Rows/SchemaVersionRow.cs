using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A script that was applied.</summary>
internal sealed class SchemaVersionRow
{
    /// <summary>The script's number.</summary>
    public required int Version { get; init; }

    public required string Script { get; init; }

    /// <summary>A program that knows scripts up to this number, or more, can work with the schema.</summary>
    public required int ReadableFrom { get; init; }

    public required Instant AppliedAt { get; init; }

    /// <summary>When a health check last wrote; null before.</summary>
    public required Instant? CheckedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SchemaVersionRow>
    {
        public void Configure(EntityTypeBuilder<SchemaVersionRow> builder)
        {
            builder.ToTable("schema_version").HasKey(row => row.Version);
            builder.Property(row => row.Version).ValueGeneratedNever();
        }
    }
}
