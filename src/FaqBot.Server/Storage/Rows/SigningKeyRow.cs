using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace FaqBot.Server;

internal sealed class SigningKeyRow
{
    public required string Id { get; init; }

    public required byte[] Secret { get; init; }

    public required Instant CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SigningKeyRow>
    {
        public void Configure(EntityTypeBuilder<SigningKeyRow> builder) => builder.ToTable("signing_keys").HasKey(row => row.Id);
    }
}
