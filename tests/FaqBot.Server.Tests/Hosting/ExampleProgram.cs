using System.ComponentModel;
using System.Diagnostics;

namespace FaqBot.Server.Tests;

/// <summary>Runs an example of the documents.</summary>
internal static class ExampleProgram
{
    /// <summary>What it prints; null where there is no such program.</summary>
    public static async Task<string?> Run(string program, string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [file]) { RedirectStandardOutput = true });
            if (process is null)
            {
                return null;
            }
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var printed = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return printed;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
