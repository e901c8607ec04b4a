using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>An effect of a turn, to be carried out after its commit.</summary>
internal sealed class OutboxRow
{
    /// <summary>0 until stored.</summary>
    public long Id { get; init; }

    public required string ConversationId { get; init; }

    public required int Turn { get; init; }

    /// <summary>The effect's name, e.g. <c>PersonWanted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The effect as JSON.</summary>
    public required string Payload { get; init; }

    public required Instant CreatedAt { get; init; }

    public Instant? DoneAt { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }

    /// <summary>Not tried before.</summary>
    public Instant DueAt { get; init; }

    /// <summary>A node is trying it until then.</summary>
    public Instant ClaimedUntil { get; init; }

    /// <summary>Given up; a person may send it again.</summary>
    public Instant? DeadAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxRow>
    {
        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("outbox").HasKey(row => row.Id);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => row.ConversationId, "outbox_conversation_id");
            builder.HasIndex(row => new { row.Kind, row.DueAt, row.Id }, "outbox_waiting").HasFilter("done_at IS NULL AND dead_at IS NULL");
            builder
                .HasIndex(row => new { row.ConversationId, row.Kind, row.Id }, "outbox_open")
                .HasFilter("done_at IS NULL AND dead_at IS NULL");
        }
    }
}
