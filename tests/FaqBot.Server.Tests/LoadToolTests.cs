using System.Diagnostics;

namespace FaqBot.Server.Tests;

/// <summary>The load tool against the real server for a moment: nothing is asserted of speed, only that everything was taken and answered.</summary>
public sealed class LoadToolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task It_loads_the_server_and_nothing_is_refused_or_left_without_a_reply()
    {
        var (exitCode, output) = await Load(
            "turns", "latency", "sockets", "--targets", "echo", "sqlite", "--customers", "40", "--connections", "8", "--rounds", "1", "--seconds", "1",
            "--rate", "20", "--open-seconds", "2", "--sockets", "20", "--silence", "1");

        Assert.Equal(0, exitCode);
        Assert.Contains("| FaqBot, SQLite |", output, StringComparison.Ordinal);
        Assert.Contains("| 20 | 20 |", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_rate_to_go_by_it_says_what_to_ask_for()
    {
        var (exitCode, output) = await Load("latency");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("--rate", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Load(params string[] arguments)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(tests.FullName, "..", "..", "FaqBot.Benchmarks", tests.Name, "FaqBot.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "load", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The load tool cannot be started.");
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            // With the servers that it started; where it has ended there is nothing to end.
            process.Kill(entireProcessTree: true);
        }
        return (process.ExitCode, await output + await errors);
    }
}
