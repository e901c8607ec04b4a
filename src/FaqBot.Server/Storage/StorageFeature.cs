using FaqBot.Files;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

internal static class StorageFeature
{
    private const string ConnectionName = "FaqBot";

    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        builder.Services.AddSingleton(services => Open(
            services.GetRequiredService<IOptions<StorageOptions>>().Value,
            services.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName)));
        builder.Services.AddSingleton<Journal>();
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddHostedService<StorageLifetime>();
        builder.Services.AddHostedService<SigningKeyRotation>();
        builder.Services.AddHostedService<ClockWatch>();
    }

    private static Store Open(StorageOptions options, string? connectionString)
    {
        try
        {
            return options.Provider == StorageProvider.Postgres ? OpenPostgres(connectionString) : OpenSqlite(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new StartFailure(
                $"ConnectionStrings:{ConnectionName} cannot be used with Storage:Provider={options.Provider}: {exception.Message} "
                + $"State one such as '{Example(options.Provider)}'.");
        }
    }

    private static SqliteStore OpenSqlite(string? connectionString)
    {
        var place = new SqliteConnectionStringBuilder(connectionString);
        place.DataSource = place.DataSource.Length > 0
            ? ProgramFolder.Resolve(place.DataSource)
            : throw new ArgumentException("It names no file.");
        return new SqliteStore(place.ConnectionString);
    }

    private static PostgresStore OpenPostgres(string? connectionString) => new(connectionString ?? "");

    private static string Example(StorageProvider provider) => provider == StorageProvider.Postgres
        ? "Host=localhost;Database=faqbot;Username=faqbot;Password=..."
        : "Data Source=data/faqbot.db";
}

/// <summary>Opens the store before anything else starts, and lets the writer finish after everything else has stopped. What may refuse to
/// start does so while nothing runs yet: the host would report each background service that it had to break off.</summary>
internal sealed partial class StorageLifetime(
    Store store, Journal journal, SigningKeys keys, TimeProvider time, ILogger<StorageLifetime> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var script in store.Migrate(time))
        {
            Log.Migrated(logger, script);
        }
        await RefuseThePast(cancellationToken);
        journal.Start();
        await keys.Refresh(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await journal.Stop(cancellationToken);
        Log.Stopped(logger);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Time must not run backwards in a conversation; only a clock that was set can make it.</summary>
    private async Task RefuseThePast(CancellationToken cancellation)
    {
        if (time is not ShiftedTime)
        {
            return;
        }
        await using var db = store.OpenDb();
        var newest = await db.Conversations
            .OrderByDescending(row => row.LastTimestamp)
            .Select(row => row.LastTimestamp)
            .FirstOrDefaultAsync(cancellation);
        if (newest > Microseconds.Now(time))
        {
            throw new StartFailure(
                $"Clock:Start lies before what is stored, which reaches until {newest}. Start later, or use a fresh database.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The schema was brought up to date by {Script}.")]
        public static partial void Migrated(ILogger logger, string script);

        [LoggerMessage(2, LogLevel.Information, "Stopped; all that was acknowledged is in the database.")]
        public static partial void Stopped(ILogger logger);
    }
}
