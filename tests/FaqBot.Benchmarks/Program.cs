using System.Globalization;
using FaqBot.Benchmarks;

if (args is ["latency", .. var sizes])
{
    var numbers = sizes.Select(static size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
    MatchingLatency.Print(numbers is [var entries, ..] ? entries : 150, numbers is [_, var utterances] ? utterances : 10);
    return;
}
if (args is ["journal"])
{
    await JournalThroughput.Print();
    return;
}
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(JournalThroughput).Assembly).Run(args);
