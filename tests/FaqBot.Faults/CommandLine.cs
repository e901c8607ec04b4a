using System.CommandLine;

namespace FaqBot.Faults;

/// <summary>What each kind of run takes. Exit code 0, 1 (findings) or 2 (usage).</summary>
internal static class CommandLine
{
    private const int Findings = 1;
    private const int Usage = 2;

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Runs the built server under load, breaks things, and checks that nothing acknowledged is lost.");
        root.Subcommands.Add(Kill());
        var parsed = root.Parse(args);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    private static Command Kill()
    {
        var shared = new SharedOptions();
        var kills = new Option<int>("--kills") { Description = "How often.", DefaultValueFactory = _ => 50 };
        var command = new Command("kill", "Kills the server with SIGKILL at random moments.") { shared.Store, shared.Seed, shared.Customers, kills };
        command.SetAction(async (parsed, _) => Code(await new KillRun(shared.Read(parsed), parsed.GetValue(kills)).Run(Console.Out)));
        return command;
    }

    private static int Code(Verdict verdict) => verdict.Findings.Count == 0 ? 0 : Findings;

    private sealed class SharedOptions
    {
        public Option<Provider> Store { get; } = new("--store") { Description = "sqlite or postgres." };

        public Option<int> Seed { get; } = new("--seed") { Description = "Decides what is written, and when faults strike.", DefaultValueFactory = _ => Random.Shared.Next() };

        public Option<int> Customers { get; } = new("--customers") { Description = "How many talk at once.", DefaultValueFactory = _ => 16 };

        public TrialOptions Read(ParseResult parsed) => new()
        {
            Provider = parsed.GetValue(Store),
            Seed = parsed.GetValue(Seed),
            Customers = parsed.GetValue(Customers),
        };
    }
}
