using System.Globalization;

namespace FaqBot.Server;

/// <summary>When to come again: what we ask of others, and what they ask of us.</summary>
internal static class RetryAfter
{
    /// <summary>How long the other side asks us to wait, below zero when that is over; null when it does not ask.</summary>
    public static TimeSpan? AskedBy(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    /// <summary>States when to come again: whole seconds, at least one.</summary>
    public static void StateRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
