using System.Net;
using FaqBot.Testing;

namespace FaqBot.Faults;

/// <summary>One server process after the other at one address: clients find the next where the last one died.</summary>
/// <param name="address">Always the same.</param>
/// <param name="data">The folder for SQLite's file.</param>
/// <param name="settings">Configuration beyond that.</param>
/// <param name="observer">A program that looks at what the server does, with its arguments; empty for none.</param>
internal sealed class Node(Uri address, string data, (string Key, string Value)[] settings, string[] observer) : IAsyncDisposable
{
    private ServerProcess? process;

    public Uri Address => address;

    /// <summary>What the present process has printed.</summary>
    public string Output => process?.Output ?? "";

    public bool HasEnded => process is { HasEnded: true };

    /// <summary>Starts a process and does not wait for it.</summary>
    public ServerProcess Begin()
    {
        process?.Dispose();
        return process = ServerProcess.BeginUnder(observer, data, address, settings);
    }

    /// <summary>Starts a process and waits until it is ready.</summary>
    public Task Start(CancellationToken cancellation) => Begin().WaitUntilReady().WaitAsync(cancellation);

    public Task Kill() => Running.Kill();

    /// <summary>It does nothing any more, and does not say so, until <see cref="Thaw"/>.</summary>
    public void Freeze() => Running.Freeze();

    public void Thaw() => Running.Thaw();

    /// <summary>Asks it to end; returns the exit code.</summary>
    public Task<int> Stop() => Running.Stop();

    /// <summary>What <c>/health/ready</c> says.</summary>
    public async Task<HttpStatusCode> Readiness(CancellationToken cancellation)
    {
        using var answer = await Running.Client.GetAsync("health/ready", cancellation);
        return answer.StatusCode;
    }

    /// <summary>Returns when the process is gone, and with it its hold on the data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasEnded: false })
        {
            await process.Kill();
        }
        process?.Dispose();
    }

    private ServerProcess Running => process ?? throw new InvalidOperationException("It was never started.");
}
