using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Something that a customer can read; append-only.</summary>
internal sealed class ActivityRow
{
    public required string ConversationId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required Instant Timestamp { get; init; }

    /// <summary>The customer's user id, or <see cref="Bot"/>.</summary>
    public required string Sender { get; init; }

    public required string? ClientActivityId { get; init; }

    /// <summary>The activity's type on the wire, e.g. <c>message</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One JSON object in UTF-8, as clients get it.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Sender of the bot's replies.</summary>
    public const string Bot = "bot";

    internal sealed class Configuration : IEntityTypeConfiguration<ActivityRow>
    {
        public void Configure(EntityTypeBuilder<ActivityRow> builder)
        {
            builder.ToTable("activities").HasKey(row => new { row.ConversationId, row.Sequence });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => new { row.ConversationId, row.Sender, row.ClientActivityId }, "activities_client_activity_id")
                .IsUnique().HasFilter("client_activity_id IS NOT NULL");
        }
    }
}
