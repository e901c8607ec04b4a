using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>One try of one effect, and its mark.</summary>
internal sealed partial class OutboxAttempt(
    Outbox outbox, IOptions<OutboxOptions> options, TimeProvider time, CountedLines lines, ILogger<OutboxAttempt> logger)
{
    /// <summary>A mark that the store did not take is made again after that.</summary>
    public static readonly TimeSpan MarkPause = TimeSpan.FromMilliseconds(250);

    private const int ReasonCharsMax = 300;

    /// <summary>How long one try may take.</summary>
    public TimeSpan Most { get; } = TimeSpan.FromSeconds(options.Value.AttemptSeconds);

    /// <summary>Never throws.</summary>
    /// <param name="kind">Carries it out.</param>
    /// <param name="claim">Ours; nothing else of this node tries the same.</param>
    /// <param name="lanes">Of the kind: are told what became of it.</param>
    /// <param name="stopping">Cuts nothing off, but then a store that is away is not waited for without end.</param>
    public async Task Run(IOutboxKind kind, Claim claim, OutboxLanes lanes, CancellationToken stopping)
    {
        var begun = lanes.Begin(claim.Row.Lane);
        var carried = await CarryOut(kind, claim.Row);
        var rest = lanes.End(begun, carried);
        try
        {
            await Repeat(Mark(claim, carried, rest), stopping);
        }
        catch (Exception exception)
        {
            // It will be tried again when the claim has run out, by whoever comes first.
            Log.NotMarked(logger, exception, claim.Row.Kind, claim.Row.Id, claim.Row.ConversationId);
        }
    }

    private async Task<Carried> CarryOut(IOutboxKind kind, OutboxRow row)
    {
        using var end = new CancellationTokenSource(Most, time);
        try
        {
            return await kind.CarryOut(row, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return new Carried.Failed($"nothing came of it within {options.Value.AttemptSeconds} s");
        }
        catch (Exception exception)
        {
            // The exception's message may quote the other side; its kind and place do not.
            Log.Threw(logger, row.Kind, row.Id, row.ConversationId, exception.GetType().Name, exception.StackTrace);
            return new Carried.Failed(exception.GetType().Name) { IsItsOwn = true };
        }
    }

    /// <summary>What was carried out and is not marked is carried out again by whoever comes next, so the store is waited for.</summary>
    private async Task Repeat(Func<Task> mark, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = stopping.Register(() => patience.CancelAfter(Most));
        while (true)
        {
            try
            {
                await mark();
                return;
            }
            catch (BusyException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(MarkPause, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Decides and tells once; what it returns may be repeated.</summary>
    private Func<Task> Mark(Claim claim, Carried carried, TimeSpan? rest) => carried switch
    {
        Carried.Failed failed => Failed(claim, failed, rest),
        Carried.Refused refused => GiveUp(claim, refused.Why),
        _ => () => outbox.Done(claim),
    };

    /// <summary>Where the receiver is away, it comes back with its lane: however often it failed, it is not to blame.</summary>
    private Func<Task> Failed(Claim claim, Carried.Failed failed, TimeSpan? rest)
    {
        var since = Instant.Max(claim.Row.CreatedAt, claim.Row.FirstDueAt);
        var left = since + Duration.FromHours(options.Value.HoursMax) - Microseconds.Now(time);
        if (claim.Attempt >= options.Value.AttemptsMax || left <= Duration.Zero)
        {
            return GiveUp(claim, failed.Why);
        }
        var pause = rest ?? OutboxPause.After(options.Value, claim.Attempt, Random.Shared.NextDouble(), failed.After);
        pause = pause < left.ToTimeSpan() ? pause : left.ToTimeSpan();
        // Where another server is away, all that goes there fails for one reason.
        var (row, isFirst) = (claim.Row, true);
        lines.Write("effect", $"{row.Kind} {row.Lane} {failed.Why}", count =>
        {
            if (isFirst)
            {
                Log.Failed(
                    logger, row.Kind, row.Id, ReceiverOf(row), row.ConversationId, failed.Why, claim.Attempt, pause.TotalSeconds);
            }
            else
            {
                // Up to a minute later: by now the effect may have come through, or been given up.
                Log.FailedAgain(logger, count, row.Kind, ReceiverOf(row), failed.Why, row.Id, claim.Attempt);
            }
        });
        isFirst = false;
        return () => outbox.Postpone(claim, Brief(failed.Why), pause);
    }

    private Func<Task> GiveUp(Claim claim, string why)
    {
        Log.GivenUp(logger, claim.Row.Kind, claim.Row.Id, ReceiverOf(claim.Row), claim.Row.ConversationId, claim.Attempt, why);
        return () => outbox.GiveUp(claim, Brief(why));
    }

    private static string ReceiverOf(OutboxRow row) => row.Lane.Length > 0 ? row.Lane : "nobody in particular";

    private static string Brief(string why) => why.Length <= ReasonCharsMax ? why : why[..ReasonCharsMax];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "{Kind} {Id} for {Receiver}, of conversation {ConversationId}, failed: {Why}. "
            + "After try {Attempt} comes another in {Seconds:0.0} s.")]
        public static partial void Failed(
            ILogger logger, string kind, long id, string receiver, string conversationId, string why, int attempt, double seconds);

        [LoggerMessage(2, LogLevel.Error,
            "{Kind} {Id} for {Receiver}, of conversation {ConversationId}, was given up after try {Attempt}: {Why}.")]
        public static partial void GivenUp(
            ILogger logger, string kind, long id, string receiver, string conversationId, int attempt, string why);

        [LoggerMessage(3, LogLevel.Error, "{Kind} {Id} of conversation {ConversationId} failed with {Exception}.\n{Stack}")]
        public static partial void Threw(ILogger logger, string kind, long id, string conversationId, string exception, string? stack);

        [LoggerMessage(4, LogLevel.Error,
            "What became of {Kind} {Id} of conversation {ConversationId} could not be stored; it may happen again.")]
        public static partial void NotMarked(ILogger logger, Exception exception, string kind, long id, string conversationId);

        [LoggerMessage(5, LogLevel.Warning,
            "{Count} more tries of {Kind} for {Receiver} failed since the last line: {Why}. The last of them was try {Attempt} of {Id}.")]
        public static partial void FailedAgain(
            ILogger logger, int count, string kind, string receiver, string why, long id, int attempt);
    }
}
