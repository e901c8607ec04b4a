namespace FaqBot.Server;

/// <summary>How long to wait before a webhook that failed is sent again: a receiver may be away for a day, and twenty tries must last so
/// long.</summary>
internal static class WebhookPause
{
    private const int Factor = 3;
    private const int PowersMax = 20;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2.5);

    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="chance">From 0 to 1: pauses are spread over the uppermost fifth.</param>
    public static TimeSpan After(int attempt, double chance)
    {
        var grown = First * Math.Pow(Factor, Math.Min(attempt - 1, PowersMax));
        return (grown < Longest ? grown : Longest) * ((4 + chance) / 5);
    }

    /// <summary>The longer of both, but no receiver puts us off for long.</summary>
    public static TimeSpan Granting(TimeSpan pause, TimeSpan? asked)
    {
        var longest = TimeSpan.FromMinutes(WebhookLimits.RetryAfterMinutesMax);
        var granted = asked < longest ? asked.Value : longest;
        return asked is null || granted < pause ? pause : granted;
    }
}
