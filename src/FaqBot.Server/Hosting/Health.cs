namespace FaqBot.Server;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: knowledge is loaded and the database can be written.</summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (Readiness readiness) => await readiness.FindTrouble() is { } trouble
            ? Results.Text(trouble, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready"));
    }
}

/// <summary>Whether the server can serve. It is found out by a write, so all who ask within a second share one: anybody may ask.</summary>
internal sealed partial class Readiness(CurrentKnowledge knowledge, Journal journal, TimeProvider time, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteMax = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<string?>? latest;
    private long latestAt;

    /// <summary>Why the server cannot serve; null when it can.</summary>
    public Task<string?> FindTrouble()
    {
        lock (gate)
        {
            if (latest is null || (latest.IsCompleted && time.GetElapsedTime(latestAt) >= Fresh))
            {
                latestAt = time.GetTimestamp();
                latest = Look();
            }
            return latest;
        }
    }

    private async Task<string?> Look()
    {
        if (!knowledge.IsLoaded)
        {
            return "The knowledge is not loaded.";
        }
        try
        {
            await journal.Check(Microseconds.Now(time)).WaitAsync(WriteMax, time);
            return null;
        }
        catch (Exception exception)
        {
            Log.NotWritable(logger, exception.GetType().Name, exception.Message);
            return "The database cannot be written.";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The server is not ready, for the database cannot be written: {Exception}, {Reason}")]
        public static partial void NotWritable(ILogger logger, string exception, string reason);
    }
}
