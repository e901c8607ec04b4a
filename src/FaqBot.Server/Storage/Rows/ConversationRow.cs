using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A conversation as its last commit left it.</summary>
internal sealed class ConversationRow
{
    public required string Id { get; init; }

    public required string Shop { get; init; }

    public required string UserId { get; init; }

    public required string Language { get; init; }

    /// <summary>Raised by every commit; 1 after the first.</summary>
    public required long Version { get; init; }

    /// <summary>Of the newest activity; 0 before the first.</summary>
    public required long LastSequence { get; init; }

    public required Instant LastTimestamp { get; init; }

    /// <summary><see cref="ConversationState"/> as JSON.</summary>
    public required string State { get; init; }

    /// <summary>What <see cref="State"/> says, where this node has just written it; null when the row was read.</summary>
    public ConversationState? Written { get; init; }

    public required bool IsEnded { get; init; }

    /// <summary>Where replies go, as JSON; null for Direct Line, whose clients read the log.</summary>
    public string? Channel { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConversationRow>
    {
        public void Configure(EntityTypeBuilder<ConversationRow> builder)
        {
            builder.ToTable("conversations").HasKey(row => row.Id);
            builder.Ignore(row => row.Written);
        }
    }
}
