using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FaqBot.Testing;

/// <summary>The built server as a process of its own, on a free port, with a data folder that a later start can take over.</summary>
public sealed class ServerProcess : IDisposable
{
    private const int SignalTerminate = 15;
    private const int SignalContinue = 18;
    private const int SignalStop = 19;

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>The process, as the system knows it.</summary>
    public int Id => process.Id;

    public HttpClient Client { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>What it has printed so far, to both streams.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="data">The folder for the database. Models are kept with those of the other tests.</param>
    /// <param name="settings">Configuration beyond that, e.g. <c>Knowledge:Path</c>.</param>
    /// <exception cref="InvalidOperationException">It did not become ready; the message holds what it printed.</exception>
    public static async Task<ServerProcess> Start(string data, params (string Key, string Value)[] settings)
    {
        var server = Begin(data, FreeAddress(), settings);
        try
        {
            await server.WaitUntilReady();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>An address of this machine that nobody listens at.</summary>
    public static Uri FreeAddress() => new($"http://127.0.0.1:{FreePort.Find().ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>Starts the server at an address of the test's choice and does not wait for it.</summary>
    public static ServerProcess Begin(string data, Uri address, params (string Key, string Value)[] settings) =>
        BeginUnder([], data, address, settings);

    /// <summary>Starts it as the child of another program that looks at what it does.</summary>
    /// <param name="observer">That program with its arguments, e.g. <c>strace -f</c>.</param>
    /// <param name="data">The folder for the database.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="settings">Configuration beyond that.</param>
    public static ServerProcess BeginUnder(string[] observer, string data, Uri address, params (string Key, string Value)[] settings) =>
        new(Launch([.. observer, "dotnet", Program()], data, [.. settings, ("urls", address.ToString())]), address);

    /// <summary>Starts a verb and does not wait for it.</summary>
    public static ServerProcess BeginVerb(string data, string verb, params (string Key, string Value)[] settings) =>
        new(Launch(["dotnet", Program(), verb], data, settings), new Uri("http://127.0.0.1/"));

    /// <summary>Runs a verb, or a start that is to fail, to its end.</summary>
    public static Task<(int ExitCode, string Output)> Run(string data, string verb, params (string Key, string Value)[] settings) =>
        Run(data, [verb], settings);

    /// <summary>Runs the program with any arguments to its end.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string data, string[] args, params (string Key, string Value)[] settings)
    {
        using var server = new ServerProcess(Launch(["dotnet", Program(), .. args], data, settings), new Uri("http://127.0.0.1/"));
        return (await server.End(), server.Output);
    }

    /// <param name="patience">A minute unless stated.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds what it printed.</exception>
    public async Task WaitUntilReady(TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? StartMax);
        using var timer = new PeriodicTimer(Pause);
        do
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with exit code {process.ExitCode}:\n{Output}");
            }
        }
        while (!await IsReady(deadline.Token) && await timer.WaitForNextTickAsync(deadline.Token));
    }

    /// <summary>SIGKILL: no warning, no last words.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: true);
        await End();
    }

    /// <summary>SIGTERM; returns the exit code once it has ended.</summary>
    public async Task<int> Stop()
    {
        Send(SignalTerminate);
        return await End();
    }

    /// <summary>SIGSTOP: it does nothing, and its connections stay open, until <see cref="Thaw"/>.</summary>
    public void Freeze() => Send(SignalStop);

    public void Thaw() => Send(SignalContinue);

    /// <summary>Waits until it has ended by itself; returns the exit code.</summary>
    public async Task<int> End()
    {
        using var deadline = new CancellationTokenSource(StopMax);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
        Client.Dispose();
    }

    private static Process Launch(string[] command, string data, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__FaqBot"] = $"Data Source={Path.Combine(data, "faqbot.db")}";
        start.Environment["Knowledge__Models"] = Repository.PathOf("artifacts", "test-models");
        // Most tests are faster than any customer.
        start.Environment["RateLimits__Enabled"] = "false";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        return Process.Start(start) ?? throw new InvalidOperationException("The server cannot be started.");
    }

    /// <param name="line">Null at the end of a stream, which may come before the other stream's first line.</param>
    private void Keep(string? line)
    {
        if (line is not null)
        {
            output.Enqueue(line);
        }
    }

    /// <summary>Built beside the tests, in the same configuration.</summary>
    private static string Program()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(tests.FullName, "..", "..", "FaqBot.Server", tests.Name, "FaqBot.Server.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("The server is not built.", path);
    }

    private void Send(int signal)
    {
        if (SendSignal(process.Id, signal) != 0)
        {
            throw new InvalidOperationException("The process has ended before it was sent a signal.");
        }
    }

    private async Task<bool> IsReady(CancellationToken deadline)
    {
        try
        {
            using var answer = await Client.GetAsync("health/ready", deadline);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
