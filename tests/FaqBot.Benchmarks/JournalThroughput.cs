using System.Diagnostics;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Files;
using FaqBot.Server;
using FaqBot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FaqBot.Benchmarks;

/// <summary>Durable turns a second through the queue and the journal, without HTTP: with a turn that only repeats, and
/// with the real one.</summary>
internal static class JournalThroughput
{
    private const int Conversations = 32;
    private const int TurnsPerConversation = 1000;
    private const string Shop = "demo";

    public static async Task Print()
    {
        var models = new ModelCache(ProgramFolder.Resolve("artifacts/test-models"));
        var compilation =
            Knowledge.Compile(KnowledgeFolder.Read(ProgramFolder.Resolve("knowledge"), ProgramFolder.Resolve("dialogs")), models.Get);
        var knowledge = compilation.Knowledge ?? throw new InvalidOperationException("The shipped knowledge has errors.");
        await using var postgres = await PostgresServer.New();
        foreach (var (name, turn) in new[]
        {
            ("echo", Echo),
            ("real", (Func<Knowledge, ConversationState, TurnInput, TurnOutcome>)Turn.Run),
        })
        {
            for (var run = 0; run < 2; run++)
            {
                var folder = Directory.CreateTempSubdirectory("faqbot-benchmark-");
                await Measure(
                    $"SQLite, {name}", new SqliteStore($"Data Source={Path.Combine(folder.FullName, "faqbot.db")}"),
                    knowledge, turn, () => TimeSpan.Zero);
                folder.Delete(recursive: true);
                await Measure($"PostgreSQL, {name}", new PostgresStore(postgres.NewDatabase()), knowledge, turn, postgres.ProcessorTime);
            }
        }
    }

    private static async Task Measure(
        string name, Store opened, Knowledge knowledge,
        Func<Knowledge, ConversationState, TurnInput, TurnOutcome> turn, Func<TimeSpan> databaseCpu)
    {
        using var store = opened;
        store.Migrate(TimeProvider.System);
        using var journal = new Journal(store, Options.Create(new StorageOptions()), NullLogger<Journal>.Instance);
        journal.Start();
        var current = new CurrentKnowledge();
        current.Swap(knowledge);
        var turns = new ConversationTurn(TimeProvider.System, NullLogger<ConversationTurn>.Instance) { Run = turn };
        var dialogs = new RunningDialogs(store, new PinnedShops(store, NullLogger<PinnedShops>.Instance));
        var queue = new ConversationQueue(store, journal, new ConversationLog(store), current, turns, dialogs, new OutboxBell());
        var (cpu, theirs) = (Process.GetCurrentProcess().TotalProcessorTime, databaseCpu());
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Conversations).Select(number => Task.Run(() => Talk(queue, $"c{number}"))));
        Report(
            name, clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu,
            databaseCpu() - theirs, [.. latencies.SelectMany(all => all).Order()]);
    }

    private static void Report(string name, TimeSpan took, TimeSpan cpu, TimeSpan databaseCpu, TimeSpan[] sorted) => Console.WriteLine(
        $"{name}: {sorted.Length / took.TotalSeconds:N0} turns/s, {cpu.TotalMicroseconds / sorted.Length:N0} us CPU a turn "
        + $"and {databaseCpu.TotalMicroseconds / sorted.Length:N0} us in the database's processes, "
        + $"p50 {sorted[sorted.Length / 2].TotalMilliseconds:N1} ms, p99 {sorted[sorted.Length * 99 / 100].TotalMilliseconds:N1} ms, "
        + $"p99.9 {sorted[sorted.Length * 999 / 1000].TotalMilliseconds:N1} ms");

    private static async Task<List<TimeSpan>> Talk(ConversationQueue queue, string name)
    {
        var id = new ConversationId(name);
        await queue.Start(id, Shop, "dl_customer", null, CancellationToken.None);
        var latencies = new List<TimeSpan>(TurnsPerConversation);
        for (var number = 0; number < TurnsPerConversation; number++)
        {
            var activity = new JsonObject
            {
                ["type"] = "message",
                ["text"] = "Ile kosztuje kurier?",
                ["channelData"] = new JsonObject { ["clientActivityID"] = $"a{number}" },
            };
            var began = Stopwatch.GetTimestamp();
            var inbound = new Inbound(id, "dl_customer", $"a{number}", activity, new TurnEvent.Message("Ile kosztuje kurier?"), "pl");
            if (await queue.Post(inbound, CancellationToken.None) is not PostResult.Recorded)
            {
                throw new InvalidOperationException("A post was not recorded.");
            }
            latencies.Add(Stopwatch.GetElapsedTime(began));
        }
        return latencies;
    }

    private static TurnOutcome Echo(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var text = input.Event is TurnEvent.Message message ? message.Text : "Hello.";
        var trace = new TurnTrace { Outcome = Outcome.None, Language = state.Language, Knowledge = knowledge.Hash };
        return new TurnOutcome(state with { Turn = state.Turn + 1 }, [new Reply(text, [], state.Language)], [], trace);
    }
}
