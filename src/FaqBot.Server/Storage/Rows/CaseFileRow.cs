using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FaqBot.Server;

/// <summary>A file that is kept as long as its case.</summary>
internal sealed class CaseFileRow
{
    public required string CaseId { get; init; }

    /// <summary><see cref="FileRow.Name"/>; the file may be gone.</summary>
    public required string Name { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CaseFileRow>
    {
        public void Configure(EntityTypeBuilder<CaseFileRow> builder)
        {
            builder.ToTable("case_files").HasKey(row => new { row.CaseId, row.Name });
            builder.HasOne<CaseRow>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.NoAction);
            builder.HasIndex(row => row.Name, "case_files_name");
        }
    }
}
