using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaqBot.Benchmarks;

/// <summary>A server program that we started on a free port, and end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ChildProcess(Process process, IPEndPoint address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IPEndPoint Address { get; }

    public int Id => process.Id;

    /// <summary>Starts the program and waits until it accepts connections.</summary>
    /// <param name="program">On the path.</param>
    /// <param name="arguments">Of the address that it shall listen on.</param>
    /// <param name="folder">Where it works.</param>
    /// <exception cref="InvalidOperationException">It did not become ready; the message holds what it printed.</exception>
    public static async Task<ChildProcess> Start(string program, Func<IPEndPoint, IEnumerable<string>> arguments, string folder)
    {
        var address = FreeAddress();
        var start = new ProcessStartInfo(program, arguments(address))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["NODE_ENV"] = "production";
        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started."), address);
        try
        {
            await child.WaitUntilListening();
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private async Task WaitUntilListening()
    {
        using var deadline = new CancellationTokenSource(StartMax);
        using var timer = new PeriodicTimer(Pause);
        while (!await IsListening())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with exit code {process.ExitCode}:\n{output}");
            }
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    private async Task<bool> IsListening()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
