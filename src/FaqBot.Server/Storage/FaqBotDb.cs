using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Npgsql;

namespace FaqBot.Server;

/// <summary>The schema for everything off the hot path. The scripts beside the providers make it; a test holds both together.</summary>
internal sealed class FaqBotDb(DbContextOptions<FaqBotDb> options) : DbContext(options)
{
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();

    public DbSet<ActivityRow> Activities => Set<ActivityRow>();

    public DbSet<TurnRow> Turns => Set<TurnRow>();

    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    public DbSet<ResumeTokenRow> ResumeTokens => Set<ResumeTokenRow>();

    public DbSet<CustomerConversationRow> CustomerConversations => Set<CustomerConversationRow>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<FileChunkRow> FileChunks => Set<FileChunkRow>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CaseHistoryRow> CaseHistory => Set<CaseHistoryRow>();

    public DbSet<CaseFileRow> CaseFiles => Set<CaseFileRow>();

    public DbSet<SurveyRow> Surveys => Set<SurveyRow>();

    public DbSet<PinnedShopRow> PinnedShops => Set<PinnedShopRow>();

    public DbSet<PinnedFileRow> PinnedFiles => Set<PinnedFileRow>();

    public DbSet<SchemaVersionRow> SchemaVersions => Set<SchemaVersionRow>();

    /// <summary>For a job: works on the writer's connection, inside its transaction.</summary>
    public static FaqBotDb Within(DbConnection connection, DbTransaction transaction)
    {
        var options = new DbContextOptionsBuilder<FaqBotDb>();
        var db = new FaqBotDb((connection is NpgsqlConnection ? options.UseNpgsql(connection) : options.UseSqlite(connection)).Options);
        db.Database.UseTransaction(transaction);
        return db;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new ConversationRow.Configuration());
        modelBuilder.ApplyConfiguration(new ActivityRow.Configuration());
        modelBuilder.ApplyConfiguration(new TurnRow.Configuration());
        modelBuilder.ApplyConfiguration(new OutboxRow.Configuration());
        modelBuilder.ApplyConfiguration(new ResumeTokenRow.Configuration());
        modelBuilder.ApplyConfiguration(new CustomerConversationRow.Configuration());
        modelBuilder.ApplyConfiguration(new SigningKeyRow.Configuration());
        modelBuilder.ApplyConfiguration(new FileRow.Configuration());
        modelBuilder.ApplyConfiguration(new FileChunkRow.Configuration());
        modelBuilder.ApplyConfiguration(new CaseRow.Configuration());
        modelBuilder.ApplyConfiguration(new CaseHistoryRow.Configuration());
        modelBuilder.ApplyConfiguration(new CaseFileRow.Configuration());
        modelBuilder.ApplyConfiguration(new SurveyRow.Configuration());
        modelBuilder.ApplyConfiguration(new PinnedShopRow.Configuration());
        modelBuilder.ApplyConfiguration(new PinnedFileRow.Configuration());
        modelBuilder.ApplyConfiguration(new SchemaVersionRow.Configuration());
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }
            text.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    private sealed class InstantConverter() : ValueConverter<Instant, long>(
        instant => Microseconds.Of(instant), stored => Microseconds.ToInstant(stored));
}
