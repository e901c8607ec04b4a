using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Files;
using FaqBot.Server;
using FaqBot.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FaqBot.Benchmarks;

/// <summary>How fast waiting notices leave by mail, to a real mail server on this machine that flushes each to its disk, and what turns
/// notice of it: turns at a steady pace, first alone and then while the notices go.</summary>
internal static class OutboxDrain
{
    public const string Verb = "outbox";

    private const string Shop = "demo";
    private const int Conversations = 100;
    private const int TurnsPerSecond = 50;
    private const int AloneSeconds = 20;
    private const int Warm = 1_000;

    /// <param name="notices">How many wait.</param>
    public static async Task Print(int notices)
    {
        var models = new ModelCache(ProgramFolder.Resolve("artifacts/test-models"));
        var compilation =
            Knowledge.Compile(KnowledgeFolder.Read(ProgramFolder.Resolve("knowledge"), ProgramFolder.Resolve("dialogs")), models.Get);
        var knowledge = new CurrentKnowledge();
        knowledge.Swap(compilation.Knowledge ?? throw new InvalidOperationException("The shipped knowledge has errors."));
        await using var postgres = await PostgresServer.New();
        var folder = Directory.CreateTempSubdirectory("faqbot-benchmark-");
        await Measure("SQLite", new SqliteStore($"Data Source={Path.Combine(folder.FullName, "faqbot.db")}"), knowledge, notices);
        folder.Delete(recursive: true);
        await Measure("PostgreSQL", new PostgresStore(postgres.NewDatabase()), knowledge, notices);
    }

    private static async Task Measure(string name, Store opened, CurrentKnowledge knowledge, int notices)
    {
        using var server = await SmtpProcess.New();
        using var store = opened;
        store.Migrate(TimeProvider.System);
        using var journal = new Journal(store, Options.Create(new StorageOptions()), NullLogger<Journal>.Instance);
        journal.Start();
        var bell = new OutboxBell();
        var turns = new ConversationTurn(TimeProvider.System, NullLogger<ConversationTurn>.Instance) { Run = Turn.Run };
        var dialogs = new RunningDialogs(store, new PinnedShops(store, NullLogger<PinnedShops>.Instance));
        var queue = new ConversationQueue(store, journal, new ConversationLog(store), knowledge, turns, dialogs, bell);
        for (var number = 0; number < Conversations; number++)
        {
            await queue.Start(new ConversationId($"c{number}"), Shop, "dl_customer", null, CancellationToken.None);
        }
        await WarmUp(store, journal, queue, () => Worker(store, journal, bell, knowledge, server));
        await Write(journal, Warm, notices);
        var alone = await Talk(queue, TimeSpan.FromSeconds(AloneSeconds));
        using var worker = Worker(store, journal, bell, knowledge, server);
        using var drained = new CancellationTokenSource();
        var talk = Talk(queue, TimeSpan.FromMinutes(10), drained.Token);
        var (clock, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await worker.StartAsync(CancellationToken.None);
        await UntilEmpty(store);
        var (took, used) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu);
        await drained.CancelAsync();
        var beside = await talk;
        await worker.StopAsync(CancellationToken.None);
        await journal.Stop(CancellationToken.None);

        Console.WriteLine(
            $"{name}: {notices / took.TotalSeconds:N0} notices/s, {server.Acknowledged.Count - Warm} of {notices} acknowledged, "
            + $"{used.TotalMicroseconds / notices:N0} us CPU a notice with its share of turns; "
            + $"turns ({TurnsPerSecond}/s) alone {Latency(alone)}, beside it {Latency(beside)}");
    }

    /// <summary>A server has sent mail before: what is compiled at the first ones is not measured.</summary>
    private static async Task WarmUp(Store store, Journal journal, ConversationQueue queue, Func<OutboxWorker> work)
    {
        await Write(journal, 0, Warm);
        using var worker = work();
        await worker.StartAsync(CancellationToken.None);
        await Talk(queue, TimeSpan.FromSeconds(5));
        await UntilEmpty(store);
        await worker.StopAsync(CancellationToken.None);
    }

    private static async Task Write(Journal journal, int first, int notices)
    {
        var now = Microseconds.Now(TimeProvider.System);
        foreach (var numbers in Enumerable.Range(first, notices).Chunk(500))
        {
            var rows = numbers.Select(number => new OutgoingMail
            {
                Shop = Shop,
                To = $"c{number}@kowalska.example",
                ToName = "Anna Żółć",
                Subject = $"Reklamacja GR-26-{number}",
                Text = string.Concat(Enumerable.Repeat("Dzień dobry, przyjęliśmy Państwa reklamację.\n", 20)),
                Html = string.Concat(Enumerable.Repeat("<p>Dzień dobry, przyjęliśmy Państwa reklamację.</p>", 20)),
                Language = "pl",
                Id = $"GR-26-{number}.1.filed",
                Thread = $"GR-26-{number}",
            }.ToRow($"c{number % Conversations}", 1, now));
            await journal.Write((db, stop) => Outbox.Add(db, rows, stop));
        }
    }

    private static OutboxWorker Worker(Store store, Journal journal, OutboxBell bell, CurrentKnowledge knowledge, SmtpProcess server)
    {
        var mail = new MailOptions
        {
            Transport = MailTransport.Smtp,
            Host = "127.0.0.1",
            Port = server.Port,
            StartTls = false,
            From = "pomoc@sklep.example",
        };
        var settings = new MailSettings(new ConfigurationBuilder().Build(), Options.Create(mail), TimeProvider.System);
        var options = Options.Create(new OutboxOptions());
        var outbox = new Outbox(store, journal, bell, TimeProvider.System);
        var lines = new CountedLines(TimeProvider.System, NullLogger<CountedLines>.Instance);
        var attempt = new OutboxAttempt(outbox, options, TimeProvider.System, lines, NullLogger<OutboxAttempt>.Instance);
        return new OutboxWorker(
            outbox, attempt, [new Mails(knowledge, settings)], options, TimeProvider.System, NullLogger<OutboxWorker>.Instance);
    }

    private static async Task UntilEmpty(Store store)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync())
        {
            await using var db = store.OpenDb();
            if (!await db.Outbox.AnyAsync(row => row.DoneAt == null && row.DeadAt == null))
            {
                return;
            }
        }
    }

    /// <summary>At a steady pace, whatever each takes, so that a stall is seen by all that fall into it.</summary>
    private static async Task<TimeSpan[]> Talk(ConversationQueue queue, TimeSpan length, CancellationToken stop = default)
    {
        var posts = new List<Task<TimeSpan>>();
        var clock = Stopwatch.StartNew();
        var first = Random.Shared.Next();
        while (clock.Elapsed < length && !stop.IsCancellationRequested)
        {
            var due = TimeSpan.FromSeconds((double)posts.Count / TurnsPerSecond);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed, CancellationToken.None);
            }
            posts.Add(Post(queue, posts.Count % Conversations, $"{first}-{posts.Count}", clock, due));
        }
        return [.. (await Task.WhenAll(posts)).Order()];
    }

    private static async Task<TimeSpan> Post(ConversationQueue queue, int conversation, string activity, Stopwatch clock, TimeSpan due)
    {
        const string text = "Ile kosztuje kurier?";
        var posted = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["channelData"] = new JsonObject { ["clientActivityID"] = activity },
        };
        var id = new ConversationId($"c{conversation}");
        var inbound = new Inbound(id, "dl_customer", activity, posted, new TurnEvent.Message(text), "pl");
        return await queue.Post(inbound, CancellationToken.None) is PostResult.Recorded
            ? clock.Elapsed - due
            : throw new InvalidOperationException("A post was not recorded.");
    }

    private static string Latency(TimeSpan[] sorted) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {sorted[sorted.Length / 2].TotalMilliseconds:N1}, p99 {sorted[sorted.Length * 99 / 100].TotalMilliseconds:N1}, "
        + $"slowest {sorted[^1].TotalMilliseconds:N1} ms of {sorted.Length}");
}
