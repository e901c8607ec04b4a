using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>A way back to a conversation, which need not have started.</summary>
internal sealed class ResumeTokenRow
{
    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Hash { get; init; }

    public required string Shop { get; init; }

    public required string ConversationId { get; init; }

    public required string UserId { get; init; }

    public required Instant ExpiresAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ResumeTokenRow>
    {
        public void Configure(EntityTypeBuilder<ResumeTokenRow> builder)
        {
            builder.ToTable("resume_tokens").HasKey(row => row.Hash);
            builder.HasIndex(row => row.ExpiresAt, "resume_tokens_expires_at");
            builder.HasIndex(row => row.ConversationId, "resume_tokens_conversation_id");
        }
    }
}
