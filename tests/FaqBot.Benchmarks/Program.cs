using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
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
if (args is [OutboxDrain.Verb, .. var waiting])
{
    await OutboxDrain.Print(waiting is [var notices, ..] ? int.Parse(notices, CultureInfo.InvariantCulture) : 10_000);
    return;
}
if (args is [ReloadTimes.Verb])
{
    await ReloadTimes.Print();
    return;
}
if (args is [ManyShops.Verb, .. var shops])
{
    var shopCount = shops is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 1_000;
    await ManyShops.Print(shopCount, shops is [_, var folder, ..] ? folder : null, hasPack: shops is [_, _, ManyShops.Pack]);
    return;
}
if (args is [LoadCommand.Verb, .. var options])
{
    Environment.ExitCode = await LoadCommand.Run(options);
    return;
}
if (args is [EchoServer.Verb, var url])
{
    await EchoServer.Run(url);
    return;
}

// In this process: the project that BenchmarkDotNet would generate and build does not meet this repository's build rules.
var config = DefaultConfig.Instance.AddJob(Job.MediumRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(JournalThroughput).Assembly).Run(args, config);
