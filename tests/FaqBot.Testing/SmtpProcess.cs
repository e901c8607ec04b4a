using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FaqBot.Testing;

/// <summary>A real mail server (<c>tests/smtp</c>, nodemailer's smtp-server) on a free port of this machine, with a folder of its own. It
/// can be killed and started again. Its packages are installed when they are missing.</summary>
public sealed class SmtpProcess : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly Lock Installing = new();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-smtp-");
    private readonly StringBuilder output = new();
    private readonly string options;
    private Process? process;

    private SmtpProcess(string options) => this.options = options;

    public int Port { get; } = FreePort.Find();

    /// <summary>What it acknowledged, in order: the number of the copy and its Message-ID.</summary>
    public IReadOnlyList<(int Number, string Id)> Acknowledged =>
        [.. ReadLines(Path.Combine(folder.FullName, "acknowledged")).Select(line => line.Split(' '))
            .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), words[1]))];

    /// <summary>The same once it has put down <paramref name="count"/> of them, or more: it does so after it has told the sender.</summary>
    public async Task<IReadOnlyList<(int Number, string Id)>> AcknowledgedAll(int count)
    {
        using var deadline = new CancellationTokenSource(StartMax);
        using var timer = new PeriodicTimer(Pause);
        while (Acknowledged.Count < count)
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
        return Acknowledged;
    }

    /// <summary>What came in, a file for each time, by number.</summary>
    public IReadOnlyDictionary<int, string> Mails => folder.CreateSubdirectory("mails").EnumerateFiles().ToDictionary(
        file => int.Parse(Path.GetFileNameWithoutExtension(file.Name), CultureInfo.InvariantCulture), file => file.FullName);

    /// <param name="options">JSON, see <c>smtp.mjs</c>.</param>
    /// <exception cref="InvalidOperationException">It did not become ready; the message holds what it printed.</exception>
    public static async Task<SmtpProcess> New(string options = "{}")
    {
        Install();
        var server = new SmtpProcess(options);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>On the same port and folder as before.</summary>
    public async Task Start()
    {
        process = Launch(["smtp.mjs", Port.ToString(CultureInfo.InvariantCulture), folder.FullName, options]);
        using var deadline = new CancellationTokenSource(StartMax);
        using var timer = new PeriodicTimer(Pause);
        while (!await IsListening())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The mail server ended with exit code {process.ExitCode}:\n{output}");
            }
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>SIGKILL: no warning, no last words.</summary>
    public async Task Kill()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    public void Dispose()
    {
        process?.Kill(entireProcessTree: true);
        process?.WaitForExit();
        process?.Dispose();
        folder.Delete(recursive: true);
    }

    private static void Install()
    {
        lock (Installing)
        {
            if (Directory.Exists(Path.Combine(Repository.PathOf("tests", "smtp"), "node_modules")))
            {
                return;
            }
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent"])
            {
                RedirectStandardError = true,
                WorkingDirectory = Repository.PathOf("tests", "smtp"),
            }) ?? throw new InvalidOperationException("npm cannot be started.");
            var said = npm.StandardError.ReadToEnd();
            npm.WaitForExit();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci in tests/smtp ended with exit code {npm.ExitCode}:\n{said}");
            }
        }
    }

    private Process Launch(string[] arguments)
    {
        var started = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf("tests", "smtp"),
        }) ?? throw new InvalidOperationException("node cannot be started.");
        started.OutputDataReceived += (_, line) => Keep(line.Data);
        started.ErrorDataReceived += (_, line) => Keep(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private async Task<bool> IsListening()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whole ones; the last may be half written.</summary>
    private static string[] ReadLines(string path) => File.Exists(path) ? File.ReadAllText(path).Split('\n')[..^1] : [];
}
