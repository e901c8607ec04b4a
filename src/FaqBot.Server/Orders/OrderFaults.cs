namespace FaqBot.Server;

/// <summary>Tells the operator what is wrong with a source: once per cause, then counted. Never what was asked.</summary>
internal sealed partial class OrderFaults(CountedLines lines, ILogger<OrderFaults> logger)
{
    /// <summary>What to answer with: the shop cannot be asked.</summary>
    public OrderAnswer Unavailable(string shop, string why)
    {
        lines.Write("orders", $"{shop} {why}", count => Log.Unavailable(logger, shop, why, count));
        return new OrderAnswer.Unavailable(why);
    }

    /// <summary>Something that does not keep the shop from being asked.</summary>
    public void Tell(string shop, string what) =>
        lines.Write("orders", $"{shop} {what}", count => Log.Odd(logger, shop, what, count));

    /// <summary>Something in a shop's file, which may be written anew each minute with the same in it.</summary>
    /// <param name="shop">Its id.</param>
    /// <param name="key">What counts as the same; not logged.</param>
    /// <param name="line">Writes it; is told in how many readings it was found since it was last written.</param>
    public void Count(string shop, string key, Action<int> line) => lines.Write("files of orders", $"{shop} {key}", line);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The orders of shop {Shop} cannot be asked about: {Why}; {Count} such since the last line.")]
        public static partial void Unavailable(ILogger logger, string shop, string why, int count);

        [LoggerMessage(2, LogLevel.Warning,
            "The source of orders of shop {Shop} is not to be relied on: {What}; {Count} such since the last line.")]
        public static partial void Odd(ILogger logger, string shop, string what, int count);
    }
}
