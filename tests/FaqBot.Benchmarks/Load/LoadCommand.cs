using System.CommandLine;

namespace FaqBot.Benchmarks;

/// <summary><c>load</c>: virtual customers against real server processes, and the same customers against what they are compared with.</summary>
internal static class LoadCommand
{
    public const string Verb = "load";

    private const string Echo = "echo";
    private const string Sqlite = "sqlite";

    public static Task<int> Run(IReadOnlyList<string> arguments)
    {
        var targets = new Option<string[]>("--targets")
        {
            Description = "What is loaded, in turn.",
            DefaultValueFactory = _ => [Echo, Sqlite],
            AllowMultipleArgumentsPerToken = true,
        };
        targets.AcceptOnlyFromAmong(Echo, Sqlite);
        var connections = new Option<int>("--connections") { Description = "Connections of the closed loop.", DefaultValueFactory = _ => 32 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of each target.", DefaultValueFactory = _ => 5 };
        var seconds = new Option<int>("--seconds") { Description = "Seconds of a round.", DefaultValueFactory = _ => 5 };
        var command = new RootCommand("Turns a second of the server and of what it is compared with.") { targets, connections, rounds, seconds };
        command.SetAction(parsed => Run(new LoadOptions(
            parsed.GetRequiredValue(targets),
            parsed.GetValue(connections),
            parsed.GetValue(rounds),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            TimeSpan.FromSeconds(parsed.GetValue(seconds)))));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task Run(LoadOptions options)
    {
        await InlineSockets.Enable();
        var targets = new List<LoadTarget>();
        try
        {
            foreach (var name in options.Targets)
            {
                targets.Add(await Start(name));
            }
            await TurnsReport.Print(targets, options);
        }
        finally
        {
            foreach (var target in targets)
            {
                await target.DisposeAsync();
            }
        }
    }

    private static async Task<LoadTarget> Start(string name) => name switch
    {
        Echo => await EchoTarget.Start(),
        Sqlite => await FaqBotTarget.StartSqlite(DirectLineCustomer.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such target."),
    };
}
