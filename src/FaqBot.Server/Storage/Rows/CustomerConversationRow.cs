using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Whose a conversation is, where the shop vouched for its customer. It need not have started.</summary>
internal sealed class CustomerConversationRow
{
    public required string ConversationId { get; init; }

    public required string Shop { get; init; }

    /// <summary><see cref="VerifiedCustomer.Hash"/>.</summary>
    public required byte[] Customer { get; init; }

    /// <summary>Under which the customer writes in it.</summary>
    public required string UserId { get; init; }

    /// <summary>Whether it is the one that the customer comes back to; at most one is.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>When it became theirs.</summary>
    public required Instant Since { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CustomerConversationRow>
    {
        public void Configure(EntityTypeBuilder<CustomerConversationRow> builder)
        {
            builder.ToTable("customer_conversations").HasKey(row => row.ConversationId);
            builder.HasIndex(row => new { row.Shop, row.Customer }, "customer_conversations_current").IsUnique().HasFilter("is_current");
            builder.HasIndex(row => new { row.Shop, row.Customer }, "customer_conversations_customer");
        }
    }
}
