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

    /// <summary><see cref="DueAt"/> as it was when it was inserted, which sets it.</summary>
    public Instant FirstDueAt { get; init; }

    /// <summary>Who is to receive it, e.g. a shop's mail server: one receiver's trouble holds up no other. Empty for nobody in particular.
    /// </summary>
    public string Lane { get; init; } = "";

    /// <summary>There is one of it in its kind, as long as it is kept: a further one is not inserted, and that is no error. Null: there may
    /// be any number. The operator is shown it, as is the lane: nothing that a customer wrote.</summary>
    public string? Dedupe { get; init; }

    /// <summary>A node is trying it until then.</summary>
    public Instant ClaimedUntil { get; init; }

    /// <summary>Given up; a person may send it again.</summary>
    public Instant? DeadAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxRow>
    {
        private const string Open = "done_at IS NULL AND dead_at IS NULL";

        public void Configure(EntityTypeBuilder<OutboxRow> builder)
        {
            builder.ToTable("outbox").HasKey(row => row.Id);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => row.ConversationId, "outbox_conversation_id");
            builder.HasIndex(row => new { row.Kind, row.Lane, row.DueAt, row.Id }, "outbox_waiting").HasFilter(Open);
            builder.HasIndex(row => new { row.ConversationId, row.Kind, row.Lane, row.Id }, "outbox_open").HasFilter(Open);
            builder.HasIndex(row => new { row.Kind, row.Dedupe }, "outbox_dedupe").IsUnique().HasFilter("dedupe IS NOT NULL");
        }
    }
}
