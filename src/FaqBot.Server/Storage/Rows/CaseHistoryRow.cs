using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One thing that happened to a case; never changed afterwards.</summary>
internal sealed class CaseHistoryRow
{
    /// <summary><see cref="Kind"/> of the first: <see cref="Data"/> is the <see cref="Engine.CaseFiling"/>.</summary>
    public const string Filed = "filed";

    /// <summary>The customer said more: <see cref="Data"/> is the <see cref="Engine.CaseFiling"/> that it would have been.</summary>
    public const string Remark = "remark";

    /// <summary>Something was decided: <see cref="Data"/> is a <see cref="CaseDecision"/>; so with the following.</summary>
    public const string Status = "status";

    public const string Outcome = "outcome";

    public const string Message = "message";

    public const string Note = "note";

    /// <summary><see cref="Actor"/> of what a customer did.</summary>
    public const string Customer = "customer";

    /// <summary><see cref="Actor"/> of what came by the shop's own key.</summary>
    public const string Api = "api";

    /// <summary>Whether the customer said it: <see cref="Data"/> is a <see cref="Engine.CaseFiling"/>.</summary>
    public bool IsSaid => Kind is Filed or Remark;

    public required string CaseId { get; init; }

    /// <summary>From 1, without gaps; given when it is written.</summary>
    public long Version { get; init; }

    public required Instant At { get; init; }

    public required string Kind { get; init; }

    public required string Actor { get; init; }

    /// <summary>JSON.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the key by which the customer finds the receipt; null where none was given.</summary>
    public byte[]? ReceiptHash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseHistoryRow>
    {
        public void Configure(EntityTypeBuilder<CaseHistoryRow> builder)
        {
            builder.Ignore(row => row.IsSaid);
            builder.ToTable("case_history").HasKey(row => new { row.CaseId, row.Version });
            builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => row.ReceiptHash, "case_history_receipt_hash").IsUnique().HasFilter("receipt_hash IS NOT NULL");
        }
    }
}
