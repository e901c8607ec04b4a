using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A turn's input, and what decided it; the rest of its trace is recomputed from the input.</summary>
internal sealed class TurnRow
{
    /// <summary><see cref="Outcome"/> of a turn that threw: its message was kept and apologised for.</summary>
    public const string Failed = "failed";

    public required string ConversationId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Turn { get; init; }

    /// <summary>Sequence of the customer's activity; null for a start.</summary>
    public required long? ActivitySequence { get; init; }

    /// <summary><see cref="FaqBot.Engine.TurnInput"/> as JSON.</summary>
    public required string Input { get; init; }

    /// <summary><see cref="FaqBot.Engine.Outcome"/> in lower case, or <see cref="Failed"/>.</summary>
    public required string Outcome { get; init; }

    public required string? Entry { get; init; }

    /// <summary>Per mille.</summary>
    public required int Score { get; init; }

    /// <summary>Per mille.</summary>
    public required int Threshold { get; init; }

    public required string KnowledgeHash { get; init; }

    public required Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TurnRow>
    {
        public void Configure(EntityTypeBuilder<TurnRow> builder)
        {
            builder.ToTable("turns").HasKey(row => new { row.ConversationId, row.Turn });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
        }
    }
}
