using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>What a customer thinks of the help.</summary>
internal sealed class SurveyRow
{
    public required string ConversationId { get; init; }

    /// <summary>Empty where it is about the conversation.</summary>
    public required string CaseNumber { get; init; }

    public required string Shop { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Score { get; init; }

    public string? Comment { get; init; }

    /// <summary>BCP-47.</summary>
    public required string Language { get; init; }

    /// <summary>That answered last.</summary>
    public string? Entry { get; init; }

    /// <summary>That ran last.</summary>
    public string? Dialog { get; init; }

    /// <summary>Null where the bot helped.</summary>
    public string? Agent { get; init; }

    public required Instant At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SurveyRow>
    {
        public void Configure(EntityTypeBuilder<SurveyRow> builder)
        {
            builder.ToTable("surveys").HasKey(row => new { row.ConversationId, row.CaseNumber });
            builder.HasOne<ConversationRow>().WithMany().HasForeignKey(row => row.ConversationId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => new { row.Shop, row.At }, "surveys_page");
        }
    }
}
