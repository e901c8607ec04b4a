using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A version of what a shop's dialogs are made from.</summary>
internal sealed class PinnedShopRow
{
    /// <summary><see cref="Engine.Shop.DialogsHash"/>.</summary>
    public required string Hash { get; init; }

    public required string Shop { get; init; }

    /// <summary>A <see cref="PinnedManifest"/>.</summary>
    public required byte[] Files { get; init; }

    /// <summary>When it was last known to be in force on some node.</summary>
    public required Instant InForceAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PinnedShopRow>
    {
        public void Configure(EntityTypeBuilder<PinnedShopRow> builder)
        {
            builder.ToTable("pinned_shops").HasKey(row => row.Hash);
            builder.HasIndex(row => row.InForceAt, "pinned_shops_in_force_at");
        }
    }
}

/// <summary>A file of some such versions.</summary>
internal sealed class PinnedFileRow
{
    /// <summary>SHA-256 of the content, in hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Compressed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Not before that of any version that it belongs to.</summary>
    public required Instant InForceAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PinnedFileRow>
    {
        public void Configure(EntityTypeBuilder<PinnedFileRow> builder)
        {
            builder.ToTable("pinned_files").HasKey(row => row.Hash);
            builder.HasIndex(row => row.InForceAt, "pinned_files_in_force_at");
        }
    }
}
