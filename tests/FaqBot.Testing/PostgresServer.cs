using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace FaqBot.Testing;

/// <summary>A real PostgreSQL of the tests' own, in a folder of its own, on a free port of this machine; gone with everything in it
/// when it is disposed. PostgreSQL refuses root, so as root it runs as another user.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "faqbot-test";
    private const string User = "faqbot";
    private const int PortAttemptsMax = 5;

    /// <summary>The unit of times in <c>/proc</c>.</summary>
    private const int TicksPerSecond = 100;

    private static readonly TimeSpan CommandMax = TimeSpan.FromSeconds(60);
    private static readonly string? OtherUser = Environment.UserName == "root" ? UserToRunAs() : null;

    private readonly string binaries;
    private readonly string folder;
    private readonly (string Key, string Value)[] settings;
    private int port;
    private int databases;
    private bool isRunning;

    private PostgresServer(string binaries, string folder, (string Key, string Value)[] settings)
    {
        this.binaries = binaries;
        this.folder = folder;
        this.settings = settings;
    }

    /// <summary>For the database that is always there, e.g. to look at <c>pg_stat_activity</c>.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>The process that all of its others come from, as the system knows it.</summary>
    public int Id => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(folder, "data");

    private string LogFile => Path.Combine(folder, "log");

    /// <summary>Makes a server and starts it. It flushes to the disk unless told otherwise.</summary>
    /// <param name="settings">Lines of <c>postgresql.conf</c>, e.g. <c>("fsync", "off")</c> where only speed matters.</param>
    /// <exception cref="InvalidOperationException">It is not installed, or did not start; the message holds what it printed.</exception>
    public static Task<PostgresServer> New(params (string Key, string Value)[] settings) =>
        NewIn(Directory.CreateTempSubdirectory("faqbot-pg-").FullName, [], settings);

    /// <summary>As <see cref="New"/>, on a disk of the test's choice.</summary>
    /// <param name="folder">For everything; made when missing, deleted in the end.</param>
    /// <param name="options">For <c>initdb</c>, e.g. <c>--wal-segsize=1</c>.</param>
    /// <param name="settings">Lines of <c>postgresql.conf</c>.</param>
    public static async Task<PostgresServer> NewIn(string folder, string[] options, params (string Key, string Value)[] settings)
    {
        var server = new PostgresServer(FindBinaries(), folder, settings);
        try
        {
            await server.Initialise(options);
            await server.StartOnFreePort();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database; returns its connection string.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        Execute($"CREATE DATABASE {name}");
        return ConnectionStringOf(name);
    }

    /// <summary>Drops what <see cref="NewDatabase"/> made; whoever is still connected is cut off.</summary>
    public void Drop(string connectionString) =>
        Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>What all of its processes have used so far.</summary>
    public TimeSpan ProcessorTime()
    {
        var main = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var ticks = Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Sum(process => ProcessorTicks(process, main));
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    /// <summary>Starts it again after <see cref="Stop"/> or <see cref="Kill"/>: same data, same port.</summary>
    public async Task Start()
    {
        await Run("pg_ctl", "start", "-w", "-s", "-D", Data, "-l", LogFile);
        isRunning = true;
    }

    /// <summary>Ends it in order; clients are cut off.</summary>
    public Task Stop() => End("fast");

    /// <summary>Ends it as a crash would: nothing is flushed, and the next start recovers from its log.</summary>
    public Task Kill() => End("immediate");

    /// <summary>Stops it and copies everything that it has, its log too, for a look when it is gone.</summary>
    /// <param name="copy">A folder that does not exist yet.</param>
    public async Task Keep(string copy)
    {
        if (isRunning && await IsUp())
        {
            await Kill();
        }
        await Execute("cp", ["-aL", folder, copy]);
    }

    public async ValueTask DisposeAsync()
    {
        if (isRunning && await IsUp())
        {
            await Kill();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether it runs; it may have ended by itself.</summary>
    public async Task<bool> IsUp()
    {
        try
        {
            await Run("pg_ctl", "status", "-D", Data);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Execute(string text)
    {
        using var connection =
            new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(text, connection);
        command.ExecuteNonQuery();
    }

    private async Task End(string mode)
    {
        await Run("pg_ctl", "stop", "-w", "-s", "-D", Data, "-m", mode);
        isRunning = false;
    }

    private async Task Initialise(string[] options)
    {
        Directory.CreateDirectory(folder);
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password);
        if (OtherUser is not null)
        {
            await Execute("chown", ["-R", OtherUser, folder]);
        }
        string[] all =
        [
            "-D", Data, "-U", User, "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync", .. options,
        ];
        await Run("initdb", all);
    }

    /// <summary>Another process may take the port between its choice and the start.</summary>
    private async Task StartOnFreePort()
    {
        for (var attempt = 1; ; attempt++)
        {
            port = FreePort.Find();
            await Configure();
            try
            {
                await Start();
                return;
            }
            catch (InvalidOperationException) when (attempt < PortAttemptsMax && IsPortTaken())
            {
                File.Delete(LogFile);
            }
        }
    }

    private async Task Configure()
    {
        (string Key, string Value)[] all =
        [
            ("listen_addresses", "127.0.0.1"),
            ("port", port.ToString(CultureInfo.InvariantCulture)),
            ("unix_socket_directories", ""),
            ("max_connections", "200"),
            .. settings,
        ];
        await File.WriteAllLinesAsync(
            Path.Combine(Data, "postgresql.auto.conf"), all.Select(setting => $"{setting.Key} = '{setting.Value}'"));
    }

    private bool IsPortTaken() => File.ReadAllText(LogFile).Contains("Address already in use", StringComparison.Ordinal);

    private string ConnectionStringOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = Password,
        Database = database,
    }.ConnectionString;

    private async Task Run(string program, params string[] arguments)
    {
        var path = Path.Combine(binaries, program);
        if (OtherUser is null)
        {
            await Execute(path, arguments);
        }
        else
        {
            await Execute("runuser", ["-u", OtherUser, "--", path, .. arguments]);
        }
    }

    private async Task Execute(string program, IReadOnlyList<string> arguments)
    {
        // Not our folder, which the other user may not enter.
        var start =
            new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var patience = new CancellationTokenSource(CommandMax);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        if (process.ExitCode != 0)
        {
            var log = File.Exists(LogFile) ? await File.ReadAllTextAsync(LogFile, patience.Token) : "";
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}{await errors}{log}");
        }
    }

    /// <summary>Of a process, if it is the main one (then with those that have ended) or a child of it; see proc(5).</summary>
    private static long ProcessorTicks(string process, int main)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var own = Sum(fields[11..13]);
            return Path.GetFileName(process) == main.ToString(CultureInfo.InvariantCulture) ? own + Sum(fields[13..15])
                : fields[1] == main.ToString(CultureInfo.InvariantCulture) ? own
                : 0;
        }
        catch (IOException)
        {
            // Not a process, or it has just ended.
            return 0;
        }

        static long Sum(string[] times) => times.Sum(time => long.Parse(time, CultureInfo.InvariantCulture));
    }

    /// <summary>The folder of <c>initdb</c>: on the path, else the newest of Debian's.</summary>
    private static string FindBinaries()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var versions = debian.Exists ? debian.GetDirectories() : [];
        var newestFirst = versions
            .OrderByDescending(version => int.TryParse(version.Name, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version.FullName, "bin"));
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return path.Concat(newestFirst).FirstOrDefault(place => File.Exists(Path.Combine(place, "initdb")))
            ?? throw new InvalidOperationException(
                "PostgreSQL is not installed: tests/run dotnet does it, or 'apt-get install postgresql'.");
    }

    private static string UserToRunAs() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
