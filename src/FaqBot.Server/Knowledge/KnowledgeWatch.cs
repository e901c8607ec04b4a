using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Loads the knowledge before anything runs, and again whenever its folders have changed: once the changes have
/// settled, the whole folder as one, away from the threads that answer.</summary>
internal sealed partial class KnowledgeWatch(
    KnowledgeLoader loader, IOptions<KnowledgeOptions> options, TimeProvider time, ILogger<KnowledgeWatch> logger)
    : BackgroundService, IHostedLifecycleService
{
    private const int SettleRoundsMax = 10;

    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(300);

    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>While the store is opened, which has as much to do.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.Run(loader.Load, cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var knowledge = Watch(loader.KnowledgePath);
        using var dialogs = Watch(loader.DialogsPath);
        try
        {
            await Look(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        // None yet: what was changed between the load and now was seen by nobody.
        var stamp = "";
        while (true)
        {
            try
            {
                if (loader.Stamp() is var now && now != stamp)
                {
                    await Reload(cancellation);
                    stamp = now;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.LookFailed(logger, exception);
            }
            var isChanged = await Change(poll, cancellation);
            for (var round = 0; isChanged && round < SettleRoundsMax; round++)
            {
                // Another file of the same edit; an editor writes several.
                isChanged = await Change(Settle, cancellation);
            }
        }
    }

    /// <summary>On a thread of its own: compiling may take seconds, and the pool's threads are for turns.</summary>
    private Task<bool> Reload(CancellationToken cancellation) =>
        Task.Factory.StartNew(loader.Reload, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>True if something changes within that time.</summary>
    private async Task<bool> Change(TimeSpan within, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await changes.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Null where the system cannot watch; then the poll must do.</summary>
    private FileSystemWatcher? Watch(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => changes.Writer.TryWrite(true);
            watcher.Created += (_, _) => changes.Writer.TryWrite(true);
            watcher.Deleted += (_, _) => changes.Writer.TryWrite(true);
            watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);
            watcher.Error += (_, _) => changes.Writer.TryWrite(true);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotWatched(logger, exception, options.Value.PollSeconds);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Looking for changes of the knowledge failed; it is tried again.")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(
            2, LogLevel.Warning, "The system does not report changes of the knowledge; its folders are looked at every {Seconds} s.")]
        public static partial void NotWatched(ILogger logger, Exception exception, int seconds);
    }
}
