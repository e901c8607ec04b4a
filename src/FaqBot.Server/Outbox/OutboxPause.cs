namespace FaqBot.Server;

/// <summary>How long to wait before an effect that failed is tried again.</summary>
internal static class OutboxPause
{
    private const int DoublingsMax = 30;

    /// <param name="options">First and longest pause.</param>
    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="chance">From 0 to 1: pauses are spread over the upper half, so that what failed together does not come back together.
    /// </param>
    /// <param name="asked">What the other side asked for; null when it did not.</param>
    public static TimeSpan After(OutboxOptions options, int attempt, double chance, TimeSpan? asked) =>
        After(options, attempt, chance, asked, options.PauseSecondsMax);

    /// <summary>The same for a lane.</summary>
    /// <param name="options">First and longest pause.</param>
    /// <param name="failures">In a row, from 1.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="asked">What the other side asked for; null when it did not.</param>
    public static TimeSpan OfLane(OutboxOptions options, int failures, double chance, TimeSpan? asked) =>
        After(options, failures, chance, asked, options.LanePauseSecondsMax);

    private static TimeSpan After(OutboxOptions options, int attempt, double chance, TimeSpan? asked, int secondsMax)
    {
        var first = TimeSpan.FromMilliseconds(options.PauseMilliseconds);
        var longest = TimeSpan.FromSeconds(secondsMax);
        var doubled = first * Math.Pow(2, Math.Min(attempt - 1, DoublingsMax));
        var pause = (doubled < longest ? doubled : longest) * ((1 + chance) / 2);
        return asked > pause ? asked.Value : pause;
    }
}
