namespace FaqBot.Server;

/// <summary>Tells the operator what is wrong with a source: once per cause, then counted. Never what was asked.</summary>
internal sealed partial class OrderFaults(CountedLines lines, ILogger<OrderFaults> logger)
{
    /// <summary>What to answer with: the shop cannot be asked.</summary>
    public OrderLookup Unavailable(string shop, string why)
    {
        lines.Write("orders", $"{shop} {why}", count => Log.Unavailable(logger, shop, why, count));
        return new OrderLookup.Unavailable(why);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The orders of shop {Shop} cannot be asked about: {Why}; {Count} such since the last line.")]
        public static partial void Unavailable(ILogger logger, string shop, string why, int count);
    }
}
