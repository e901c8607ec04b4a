using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A case as its history has left it; what was filed stands in the history.</summary>
internal sealed class CaseRow
{
    /// <summary>Of a version 7 id, as text: later ones are greater.</summary>
    public required string Id { get; init; }

    public required string Shop { get; init; }

    /// <summary>As the customer was told; unique in its shop.</summary>
    public required string Number { get; init; }

    /// <summary>In which it was filed.</summary>
    public required string ConversationId { get; init; }

    /// <summary><see cref="CaseWords.Of(Engine.CaseKind)"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One of <see cref="CaseWords.Statuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What the shop decided; null while it has not.</summary>
    public string? Outcome { get; init; }

    public string? Sku { get; init; }

    /// <summary>ISO 8601, as all days here.</summary>
    public required string ReceivedOn { get; init; }

    public string? NominalEnd { get; init; }

    public string? Deadline { get; init; }

    /// <summary>What the customer was told.</summary>
    public string? Promised { get; init; }

    /// <summary>As the customer gave it.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>By when the customer is to be called.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>Of the shop's own.</summary>
    public string? Team { get; init; }

    /// <summary>How many days before its date the shop was reminded of it last; 0 once it was alarmed, null before.</summary>
    public int? ToldDays { get; init; }

    /// <summary>Of the newest row of its history; fences every change.</summary>
    public required long Version { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseRow>
    {
        private const string Open = "status <> 'resolved' AND status <> 'closed'";

        public void Configure(EntityTypeBuilder<CaseRow> builder)
        {
            builder.ToTable("cases").HasKey(row => row.Id);
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => row.ConversationId, "cases_conversation_id");
            builder.HasIndex(row => new { row.Shop, row.Number }, "cases_number").IsUnique();
            builder.HasIndex(row => new { row.Shop, row.Id }, "cases_page");
            builder.HasIndex(row => row.NominalEnd, "cases_nominal_end").HasFilter($"nominal_end IS NOT NULL AND {Open}");
            builder.HasIndex(row => row.DueAt, "cases_due_at").HasFilter($"due_at IS NOT NULL AND {Open}");
            builder.HasIndex(row => new { row.Shop, row.Status, row.Id }, "cases_status");
        }
    }
}
