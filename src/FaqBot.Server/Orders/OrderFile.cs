using FaqBot.Files;

namespace FaqBot.Server;

/// <summary>
/// The orders of a shop in a CSV file that the shop writes anew now and then. It is looked at when an order is looked up, and read again
/// when it has changed and nobody is writing it any more; until then, and while it cannot be believed, what was read before stands.
/// </summary>
internal sealed partial class OrderFile(
    OrderSettings.File settings, CurrentKnowledge knowledge, OrderFaults faults, TimeProvider time, ILogger<OrderFile> logger)
    : IOrderSource
{
    /// <summary>A file that was changed later may still be being written.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly string path = ProgramFolder.Resolve(settings.Path);
    private readonly Lock gate = new();
    private Task reading = Task.CompletedTask;
    private OrderIndex? index;
    private Stamp? indexed;
    private Stamp? refused;
    private bool isMissing;
    private string trouble = "the file of orders is being read";
    private long believedAt;

    public async Task<OrderAnswer> Find(OrderQuestion question, CancellationToken cancellation)
    {
        // Past that time the old orders will do.
        await Refresh().WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Believed() is not { } orders)
        {
            return faults.Unavailable(settings.Shop, trouble);
        }
        return orders.Find(question) is { } order ? new OrderAnswer.Found(order) : new OrderAnswer.NotFound();
    }

    /// <summary>Reads the file if it is another than before; who comes meanwhile waits for the same reading. Does not throw.</summary>
    public Task Refresh()
    {
        lock (gate)
        {
            if (!reading.IsCompleted)
            {
                return reading;
            }
            var stamp = Look();
            if (stamp is not null && stamp == indexed)
            {
                believedAt = time.GetTimestamp();
            }
            else if (stamp is not null && stamp != refused && (index is null || stamp.IsQuiet(Quiet)))
            {
                reading = Read(stamp);
            }
            return reading;
        }
    }

    /// <summary>Says when the file is gone, also while nobody asks about an order.</summary>
    public void LookAfter() => Look();

    private OrderIndex? Believed()
    {
        lock (gate)
        {
            return time.GetElapsedTime(believedAt) < TimeSpan.FromHours(OrderLimits.FileHoursMax) ? index : null;
        }
    }

    private async Task Read(Stamp stamp)
    {
        // Nobody who looks an order up is to read the file by themselves.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var found = stamp.Length > OrderLimits.FileBytesMax
                ? new OrderFileReading(null, [new OrderFinding(1, 1, $"the file is larger than {OrderLimits.FileBytesMax} bytes.")])
                : await ReadFile();
            if (stamp == Look())
            {
                Take(found, stamp);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            trouble = $"the file of orders cannot be read ({exception.GetType().Name})";
        }
        catch (Exception exception)
        {
            trouble = $"the file of orders cannot be read ({exception.GetType().Name})";
            refused = stamp;
            Log.Failed(logger, exception, settings.Shop);
        }
    }

    private async Task<OrderFileReading> ReadFile()
    {
        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        return await OrderFileReader.Read(stream, settings, knowledge.ZoneOf(settings.Shop), CancellationToken.None);
    }

    private void Take(OrderFileReading found, Stamp stamp)
    {
        foreach (var finding in found.Findings)
        {
            // Whoever mends a file that was not taken wants to know at once; one that is taken may say the same each minute.
            if (found.Index is null)
            {
                Tell(finding, readings: 1);
                continue;
            }
            faults.Count(settings.Shop, $"{finding.Message} {finding.Detail}", readings => Tell(finding, readings));
        }
        lock (gate)
        {
            if (found.Index is null)
            {
                (refused, trouble) = (stamp, "the file of orders cannot be believed");
                Log.Refused(logger, settings.Shop, Standing(index));
                return;
            }
            (index, indexed, believedAt) = (found.Index, stamp, time.GetTimestamp());
        }
        Log.Taken(logger, settings.Shop, found.Index.Count);
    }

    private void Tell(OrderFinding finding, int readings)
    {
        var often = (finding.Count == 1 ? "" : $" Found in {finding.Count} rows.")
            + (readings == 1 ? "" : $" The file was read {readings} times with it since the last line.");
        Log.Found(logger, ProgramFolder.Shown(path), finding.Line, finding.Column, finding.Message, often);
    }

    private Stamp? Look()
    {
        try
        {
            // Of a link it is the file behind it that changes.
            var file = (FileInfo?)File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (!file.Exists)
            {
                return Missing();
            }
            isMissing = false;
            return new Stamp(file.FullName, file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Missing();
        }
    }

    private Stamp? Missing()
    {
        lock (gate)
        {
            trouble = $"the file of orders is not there: {settings.Path}";
            if (!isMissing)
            {
                isMissing = true;
                Log.Missing(logger, settings.Shop, settings.Path, Standing(index));
            }
        }
        return null;
    }

    private static string Standing(OrderIndex? index) =>
        index is null ? "no orders are known" : "the orders that were read before stand, for a day";

    private sealed record Stamp(string Path, long Length, DateTime ChangedAt)
    {
        /// <summary>By the clock that the file system goes by, whatever the server's own is set to.</summary>
        public bool IsQuiet(TimeSpan quiet) => (TimeProvider.System.GetUtcNow().UtcDateTime - ChangedAt).Duration() >= quiet;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The orders of shop {Shop} were read: {Count}.")]
        public static partial void Taken(ILogger logger, string shop, int count);

        [LoggerMessage(2, LogLevel.Warning, "{File}:{Line}:{Column}: {Message}{Often}")]
        public static partial void Found(ILogger logger, string file, long line, int column, string message, string often);

        [LoggerMessage(3, LogLevel.Error, "The file of orders of shop {Shop} was not taken: {Outcome}. It is read again when it changes.")]
        public static partial void Refused(ILogger logger, string shop, string outcome);

        [LoggerMessage(5, LogLevel.Warning, "The file of orders of shop {Shop} is not there: {File}; {Outcome}.")]
        public static partial void Missing(ILogger logger, string shop, string file, string outcome);

        [LoggerMessage(4, LogLevel.Error, "The file of orders of shop {Shop} could not be read.")]
        public static partial void Failed(ILogger logger, Exception exception, string shop);
    }
}
