using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Faults;

/// <summary>A kill spares what the system has taken but not yet written; a power loss does not. So the server's writes, flushes and
/// answers are recorded while customers talk, and the plug is pulled afterwards, on paper, after each flush. A disk that lies about
/// flushing is not found.</summary>
internal sealed class PowerLossRun(TrialOptions options, int messages)
{
    /// <summary>Runs to the end and prints; null, with the reason printed, where nothing can be recorded.</summary>
    public async Task<Verdict?> Run(TextWriter output, CancellationToken stop)
    {
        if (!CanTrace())
        {
            output.WriteLine("Skipped: 'strace' is not installed, or may not be used here.");
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("faqbot-trace-");
        var trace = Path.Combine(folder.FullName, "trace");
        await using var trial =
            await Trial.New(options with { Observer = Trace.Observer(trace), HasBounds = false, Messages = messages }, stop);
        var verdict = await trial.Conduct(async () =>
        {
            await trial.Nodes[0].Start(stop);
            trial.Crowd.Begin();
            await trial.Work();
        });
        await trial.Nodes[0].Kill();

        var check = new PowerLossCheck(folder.FullName, options.Seed);
        var lost = await check.Check(Trace.Read(File.ReadLines(trace)));
        verdict = verdict with { Findings = [.. verdict.Findings, .. lost.Distinct()] };
        if (verdict.Findings.Count > 0)
        {
            output.WriteLine($"The recording is kept in {folder.FullName}");
        }
        else
        {
            folder.Delete(recursive: true);
        }
        verdict.Print(output,
        [
            ("power lost, on paper", check.Losses.ToString("N0", CultureInfo.InvariantCulture)),
            ("store, customers, seed", options.ToString()),
            ("activities that clients heard of", check.Told.ToString("N0", CultureInfo.InvariantCulture)),
        ]);
        return verdict;
    }

    private static bool CanTrace()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]) { RedirectStandardError = true });
            process?.WaitForExit();
            return process is { ExitCode: 0 };
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
