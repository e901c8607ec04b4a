using System.CommandLine;

namespace FaqBot.Benchmarks;

/// <summary><c>load</c>: virtual customers against real server processes, and the same customers against what they are
/// compared with.</summary>
internal static class LoadCommand
{
    public const string Verb = "load";

    private const int Success = 0;
    private const int Trouble = 1;

    private const string Turns = "turns";
    private const string Latency = "latency";
    private const string Sockets = "sockets";

    private const string Echo = "echo";
    private const string EchoBot = "echobot";
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";

    public static Task<int> Run(IReadOnlyList<string> arguments)
    {
        var parts = new Argument<string[]>("part")
        {
            Description = "turns: as many as can be; latency: at half that rate, or at --rate; sockets: idle ones. All without any.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [Turns, Latency, Sockets],
        };
        parts.AcceptOnlyFromAmong(Turns, Latency, Sockets);
        var targets = new Option<string[]>("--targets")
        {
            Description = "What is loaded, in turn.",
            DefaultValueFactory = _ => [Echo, EchoBot, Sqlite, Postgres],
            AllowMultipleArgumentsPerToken = true,
        };
        targets.AcceptOnlyFromAmong(Echo, EchoBot, Sqlite, Postgres);
        var customers = Number("--customers", "Conversations that take turns.", 2_000);
        var connections = Number("--connections", "Connections of the closed loop.", 128);
        var rounds = Number("--rounds", "Rounds of each target.", 5);
        var seconds = Number("--seconds", "Seconds of a round.", 5);
        var openSeconds = Number("--open-seconds", "Seconds of an open loop.", 30);
        var rate = Number("--rate", "Messages a second of an open loop; 0 is half of the turns found.", 0);
        var sockets = Number("--sockets", "Idle sockets.", 10_000);
        var silence = Number("--silence", "Seconds in which nobody says anything on them.", 45);
        var command = new RootCommand("Measures the server under load, and what it is compared with.")
        {
            parts, targets, customers, connections, rounds, seconds, openSeconds, rate, sockets, silence,
        };
        command.Validators.Add(parsed =>
        {
            var asked = parsed.GetValue(parts) ?? [];
            if (asked.Contains(Latency) && !asked.Contains(Turns) && parsed.GetValue(rate) == 0)
            {
                parsed.AddError("How many messages a second? Ask for turns too, or name a --rate.");
            }
        });
        command.SetAction(parsed => Run(new LoadOptions(
            parsed.GetRequiredValue(parts),
            parsed.GetRequiredValue(targets),
            parsed.GetValue(customers),
            parsed.GetValue(connections),
            parsed.GetValue(rounds),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            TimeSpan.FromSeconds(parsed.GetValue(openSeconds)),
            parsed.GetValue(rate),
            parsed.GetValue(sockets),
            TimeSpan.FromSeconds(parsed.GetValue(silence)))));
        return command.Parse(arguments).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static Option<int> Number(string name, string description, int usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    private static async Task<int> Run(LoadOptions options)
    {
        await InlineSockets.Enable();
        var targets = new List<LoadTarget>();
        try
        {
            foreach (var name in options.Targets)
            {
                targets.Add(await Start(name, options.Customers));
            }
            return await Measure(targets, options) ? Success : Trouble;
        }
        finally
        {
            foreach (var target in targets)
            {
                await target.DisposeAsync();
            }
        }
    }

    /// <summary>True when every message was taken and answered.</summary>
    private static async Task<bool> Measure(IReadOnlyList<LoadTarget> targets, LoadOptions options)
    {
        var ours = targets.OfType<FaqBotTarget>().ToArray();
        var isWell = true;
        var turnsPerSecond = new Dictionary<string, double>();
        if (options.Parts.Contains(Turns))
        {
            isWell &= await TurnsReport.Print(targets, options, turnsPerSecond);
        }
        foreach (var target in ours.Where(_ => options.Parts.Contains(Latency)))
        {
            var rate = options.Rate > 0 ? options.Rate : LatencyReport.Share * turnsPerSecond.GetValueOrDefault(target.Name);
            isWell &= await LatencyReport.Print(target, rate, options.OpenTime);
        }
        foreach (var target in ours.Where(_ => options.Parts.Contains(Sockets)))
        {
            isWell &= await IdleSockets.Print(target, options.Sockets, options.Silence);
        }
        return isWell;
    }

    private static async Task<LoadTarget> Start(string name, int customers) => name switch
    {
        Echo => await EchoTarget.Start(customers),
        EchoBot => await EchoBotTarget.Start(customers),
        Sqlite => await FaqBotTarget.StartSqlite(customers),
        Postgres => await FaqBotTarget.StartPostgres(customers),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such target."),
    };
}
