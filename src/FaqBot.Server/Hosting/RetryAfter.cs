using System.Globalization;

namespace FaqBot.Server;

internal static class RetryAfter
{
    /// <summary>States when to come again: whole seconds, at least one.</summary>
    public static void StateRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
