using System.CommandLine;

namespace FaqBot.Faults;

/// <summary>What each kind of run takes. Exit code 0, 1 (findings), 2 (usage) or 3 (it came to no verdict, and says why).</summary>
internal static class CommandLine
{
    private const int Findings = 1;
    private const int Usage = 2;
    private const int NoVerdict = 3;

    /// <summary>A run that is asked to end takes its servers with it.</summary>
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(60);

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Runs the built server under load, breaks things, and checks that nothing acknowledged is lost.");
        root.Subcommands.Add(Kill());
        root.Subcommands.Add(Nodes());
        root.Subcommands.Add(DatabaseDown());
        root.Subcommands.Add(DiskFull());
        root.Subcommands.Add(PowerLoss());
        root.Subcommands.Add(Migrate());
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = EndMax });
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    private static Command Kill()
    {
        var shared = new SharedOptions();
        var kills = new Option<int>("--kills") { Description = "How often.", DefaultValueFactory = _ => 50 };
        var signal = new Option<Signal>("--signal") { Description = "kill, or term to ask it to end." };
        var command = new Command("kill", "Kills the server at random moments.")
        {
            shared.Store, shared.Seed, shared.Customers, shared.Bounds, kills, signal,
        };
        command.SetAction((parsed, stop) => Conclude(parsed, shared, async output => Count(
            await new KillRun(shared.Read(parsed), parsed.GetValue(kills), parsed.GetValue(signal)).Run(output, stop)), stop));
        return command;
    }

    private static Command Nodes()
    {
        var shared = new SharedOptions();
        var kills = new Option<int>("--kills") { Description = "How often one of them dies.", DefaultValueFactory = _ => 20 };
        var freezes =
            new Option<int>("--freezes") { Description = "How often one of them stands still for a while.", DefaultValueFactory = _ => 5 };
        var command = new Command("nodes", "Kills and freezes one of two nodes on one PostgreSQL.")
        {
            shared.Seed, shared.Customers, shared.Bounds, kills, freezes,
        };
        command.SetAction((parsed, stop) => Conclude(parsed, shared, async output => Count(
            await new NodesRun(shared.Read(parsed), parsed.GetValue(kills), parsed.GetValue(freezes)).Run(output, stop)), stop));
        return command;
    }

    private static Command DatabaseDown()
    {
        var shared = new SharedOptions();
        var seconds = new Option<double>("--seconds") { Description = "How long it is away.", DefaultValueFactory = _ => 10 };
        var times = Times();
        var quiet = new Option<bool>("--quiet") { Description = "Nobody writes meanwhile." };
        var command = new Command("database-down", "Stops PostgreSQL, or locks SQLite, and gives it back.")
        {
            shared.Store, shared.Seed, shared.Customers, shared.Bounds, seconds, times, quiet,
        };
        command.SetAction((parsed, stop) =>
        {
            var outage = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var run = new DatabaseDownRun(shared.Read(parsed), outage, parsed.GetValue(times), parsed.GetValue(quiet));
            return Conclude(parsed, shared, async output => Count(await run.Run(output, stop)), stop);
        });
        return command;
    }

    private static Command DiskFull()
    {
        var shared = new SharedOptions();
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long it stays full after the first refusal.",
            DefaultValueFactory = _ => 5,
        };
        var times = Times();
        var what = new Option<OnDisk>("--on-disk") { Description = "everything, or PostgreSQL's write-ahead log alone." };
        var command = new Command("disk-full", "Fills a small disk under the database, and frees it.")
        {
            shared.Store, shared.Seed, shared.Customers, shared.Bounds, seconds, times, what,
        };
        command.SetAction((parsed, stop) =>
        {
            var options = shared.Read(parsed) with { OnDisk = parsed.GetValue(what) };
            return Conclude(parsed, shared, async output => Count(
                await new DiskFullRun(
                    options, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(times)).Run(output, stop)), stop);
        });
        return command;
    }

    private static Command PowerLoss()
    {
        var shared = new SharedOptions();
        var messages = new Option<int>("--messages") { Description = "How many are recorded, about.", DefaultValueFactory = _ => 1000 };
        var command = new Command("power-loss", "Records what SQLite flushes and what clients hear, and pulls the plug on paper.")
        {
            shared.Seed, shared.Customers, messages,
        };
        command.SetAction((parsed, stop) => Conclude(parsed, shared, async output => Count(
            await new PowerLossRun(shared.Read(parsed), parsed.GetValue(messages)).Run(output, stop)), stop));
        return command;
    }

    private static Command Migrate()
    {
        var shared = new SharedOptions();
        var kills = new Option<int>("--kills") { Description = "How often.", DefaultValueFactory = _ => 30 };
        var command = new Command(
            "migrate", "Kills the migration of fresh databases, and lets it finish afterwards.") { shared.Store, shared.Seed, kills };
        command.SetAction((parsed, stop) => Conclude(parsed, shared, async output =>
            await new MigrateRun(parsed.GetValue(shared.Store), parsed.GetValue(kills), parsed.GetValue(shared.Seed)).Run(output, stop),
            stop));
        return command;
    }

    private static Option<int> Times() => new("--times") { Description = "How often.", DefaultValueFactory = _ => 3 };

    /// <summary>Null for a run that was skipped.</summary>
    private static int? Count(Verdict? verdict) => verdict?.Findings.Count;

    /// <summary>The first line says what it was, should the process be killed; the last one how it ended, whatever happens.</summary>
    private static async Task<int> Conclude(
        ParseResult parsed, SharedOptions shared, Func<TextWriter, Task<int?>> run, CancellationToken stop)
    {
        Console.WriteLine($"{parsed.CommandResult.Command.Name} --seed {parsed.GetValue(shared.Seed)}");
        try
        {
            var findings = await run(Console.Out);
            Console.WriteLine(findings switch
            {
                null => "Verdict: none, it was skipped.",
                0 => "Verdict: nothing is wrong.",
                _ => $"Verdict: {findings} findings.",
            });
            return findings > 0 ? Findings : 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Console.WriteLine("Verdict: none, it was stopped from outside.");
        }
        catch (Exception exception)
        {
            Console.WriteLine($"Verdict: none, the run itself failed: {exception}");
        }
        return NoVerdict;
    }

    private sealed class SharedOptions
    {
        public Option<Provider> Store { get; } = new("--store") { Description = "sqlite or postgres." };

        public Option<int> Seed { get; } = new("--seed")
        {
            Description = "Decides what is written, and when faults strike.",
            DefaultValueFactory = _ => Random.Shared.Next(),
        };

        public Option<bool> Bounds { get; } =
            new("--bounds") { Description = "Take it for a finding when something takes too long. Not on a busy machine." };

        public Option<int> Customers { get; } =
            new("--customers") { Description = "How many talk at once.", DefaultValueFactory = _ => 16 };

        public TrialOptions Read(ParseResult parsed) => new()
        {
            Provider = parsed.GetValue(Store),
            Seed = parsed.GetValue(Seed),
            Customers = parsed.GetValue(Customers),
            HasBounds = parsed.GetValue(Bounds),
        };
    }
}
