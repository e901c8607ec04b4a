namespace FaqBot.Server;

/// <summary>
/// Log lines that a flood of requests could ask for: the first is written at once, those that follow within a minute are counted and
/// written as one. So a log tells of a flood without being part of it.
/// </summary>
internal sealed partial class CountedLines(TimeProvider time, ILogger<CountedLines> logger) : BackgroundService
{
    /// <summary>Lines of one kind that are counted apart at a time; of further ones only the number is told.</summary>
    public const int KeysMax = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Key), Counted> counted = [];
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private int others;

    /// <summary>Writes the line, now or later.</summary>
    /// <param name="kind">Kinds do not crowd each other out: a flood of refusals must not hide a failure.</param>
    /// <param name="key">What counts as the same line.</param>
    /// <param name="line">Writes it; is told how often it occurred since it was last written, at least 1.</param>
    public void Write(string kind, string key, Action<int> line)
    {
        lock (gate)
        {
            if (counted.TryGetValue((kind, key), out var known))
            {
                known.Count++;
                known.Line = line;
                return;
            }
            var ofKind = keys.GetValueOrDefault(kind);
            if (ofKind >= KeysMax)
            {
                others++;
                return;
            }
            keys[kind] = ofKind + 1;
            counted[(kind, key)] = new Counted(line) { WrittenAt = time.GetTimestamp() };
        }
        line(1);
    }

    /// <summary>Writes what was counted for a minute, and forgets what did not occur again.</summary>
    /// <param name="isLast">Writes everything that was counted, because nobody will come again.</param>
    public void Flush(bool isLast)
    {
        foreach (var (line, count) in Due(isLast))
        {
            line(count);
        }
        if (Interlocked.Exchange(ref others, 0) is > 0 and var left)
        {
            Log.Others(logger, left);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Flush(isLast: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Flush(isLast: false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops, or could not start.
        }
    }

    private List<(Action<int> Line, int Count)> Due(bool isLast)
    {
        List<(Action<int>, int)> due = [];
        lock (gate)
        {
            foreach (var (key, entry) in counted)
            {
                if (!isLast && time.GetElapsedTime(entry.WrittenAt) < Interval)
                {
                    continue;
                }
                if (entry.Count == 0)
                {
                    counted.Remove(key);
                    keys[key.Kind]--;
                    continue;
                }
                due.Add((entry.Line, entry.Count));
                entry.Count = 0;
                entry.WrittenAt = time.GetTimestamp();
            }
        }
        return due;
    }

    private sealed class Counted(Action<int> line)
    {
        public Action<int> Line { get; set; } = line;

        public int Count { get; set; }

        public long WrittenAt { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} further lines were left out: too many different ones.")]
        public static partial void Others(ILogger logger, int count);
    }
}

internal static class CountedLinesFeature
{
    public static IServiceCollection AddCountedLines(this IServiceCollection services)
    {
        services.AddSingleton<CountedLines>();
        services.AddHostedService(provider => provider.GetRequiredService<CountedLines>());
        return services;
    }
}
