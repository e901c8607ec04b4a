using System.Globalization;
using System.Text;

namespace FaqBot.Benchmarks;

/// <summary>The open loop at half of what the closed loop found, undisturbed and with reloads of the knowledge in the middle;
/// and its table.</summary>
internal static class LatencyReport
{
    /// <summary>Of the turns a second that the closed loop found.</summary>
    public const double Share = 0.5;

    private const int StreamedCustomers = 256;

    /// <summary>Not counted: the runtime compiles what only streams need.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <summary>True when every message was taken and answered.</summary>
    public static async Task<bool> Print(FaqBotTarget target, double rate, TimeSpan time)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Open loop, {target.Name}: {rate:#,0} messages/s for {time.TotalSeconds} s, ms from the intended moment of sending:\n"));
        Console.WriteLine("| disturbed by | | p50 | p90 | p99 | p99.9 | slowest | longest stall ms | refused | replies missing |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        await target.Begin(StreamedCustomers);
        await OpenLoop.Run(target, rate, WarmUp, isHeard: true, null);
        var isWell = await Print(target, rate, time, "nothing, no stream is open", null, isHeard: false);
        isWell &= await Print(target, rate, time, "nothing", null);
        isWell &= await Print(target, rate, time, "an edited fact", () => Edit(target, "demo/shop.yaml", "14.99 PLN", "15.99 PLN"));
        isWell &= await Print(
            target, rate, time, "an edited wording", () => Edit(target, "demo/faq/shipping.yaml", "wysłanie nart", "wysłanie biegówek"));
        Console.WriteLine();
        return isWell;
    }

    private static async Task<bool> Print(
        FaqBotTarget target, double rate, TimeSpan time, string what, Func<Task>? disturb, bool isHeard = true)
    {
        await target.Begin(StreamedCustomers);
        var round = await OpenLoop.Run(target, rate, time, isHeard, disturb);
        var rest = string.Create(
            CultureInfo.InvariantCulture, $"{round.Stall.TotalMilliseconds:0} | {round.Refused} | {round.Missing} |");
        Console.WriteLine($"| {what} | acknowledged | {round.Acknowledged} | {rest}");
        if (isHeard)
        {
            Console.WriteLine($"| | reply on the stream | {round.Replied} | | | |");
        }
        return round is { Refused: 0, Missing: 0 };
    }

    private static async Task Edit(FaqBotTarget target, string file, string from, string to)
    {
        var path = Path.Combine(target.Knowledge, file);
        var text = await File.ReadAllTextAsync(path, Encoding.UTF8);
        if (!text.Contains(from, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{file} does not hold '{from}' any more: edit something else.");
        }
        await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}
