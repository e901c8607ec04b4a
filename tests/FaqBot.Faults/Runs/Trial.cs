using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FaqBot.Testing;

namespace FaqBot.Faults;

/// <summary>What a run is made with.</summary>
internal sealed record TrialOptions
{
    public Provider Provider { get; init; } = Provider.Sqlite;

    public int Customers { get; init; } = 16;

    /// <summary>Decides what customers write and when faults strike. How the processes interleave it cannot decide.</summary>
    public int Seed { get; init; }

    /// <summary>Whether it is a finding that something took longer than <see cref="Bounds"/> allows.</summary>
    public bool HasBounds { get; init; }

    /// <summary>So many messages are written undisturbed between two faults.</summary>
    public int Messages { get; init; } = 300;

    public int Nodes { get; init; } = 1;

    public Habits Habits { get; init; } = new();

    /// <summary>A program under which the servers run, with its arguments; empty for none.</summary>
    public string[] Observer { get; init; } = [];

    /// <summary>A disk for the data; null for a folder of the run's own.</summary>
    public string? Disk { get; init; }

    /// <summary>How much of it lies there.</summary>
    public OnDisk OnDisk { get; init; }

    /// <summary>What is needed to do it again.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Provider}, {Customers}, {Seed}");
}

/// <summary>Servers on one database with customers who talk; in the end everything that was said is checked.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private const string Secret = "secret-of-the-faults-0123456789";

    private static readonly TimeSpan CommitMax = TimeSpan.FromSeconds(60);

    private readonly TrialOptions options;
    private readonly DirectoryInfo folder;
    private readonly ConcurrentQueue<Finding> complaints = new();
    private bool isKept = true;

    private Trial(TrialOptions options, DirectoryInfo folder, Database database, CancellationToken stop)
    {
        this.options = options;
        this.folder = folder;
        Stop = stop;
        Database = database;
        Random = new Random(options.Seed);
        Shop = new EditedShop(folder);
        (string, string)[] settings =
        [
            .. database.Settings,
            ($"Shops:{EditedShop.Id}:DirectLineSecrets:0", Secret),
            ("Knowledge:Path", Shop.Path),
            ("Knowledge:Models", Path.Combine(folder.FullName, "models")),
            ("Logs:File", Path.Combine(folder.FullName, "faqbot-.log")),
        ];
        Nodes = [.. Enumerable.Range(0, options.Nodes).Select(_ =>
            new Node(ServerProcess.FreeAddress(), options.Disk ?? folder.FullName, settings, options.Observer))];
        Crowd = new Crowd(options.Customers, options.Seed, [.. Nodes.Select(node => node.Address)], options.Habits, Secret);
    }

    /// <summary>Somebody wants no verdict any more.</summary>
    public CancellationToken Stop { get; }

    public Random Random { get; }

    public EditedShop Shop { get; }

    public Database Database { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public Crowd Crowd { get; }

    public static async Task<Trial> New(TrialOptions options, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-faults-");
        return new Trial(options, folder, await Database.New(options.Provider, folder.FullName, options.Disk, options.OnDisk), stop);
    }

    /// <summary>Something is wrong with a server itself.</summary>
    public void Complain(string detail) => complaints.Enqueue(new Finding(Fault.Server, "(all)", detail));

    /// <summary>Lets the customers write a while undisturbed.</summary>
    public Task Work() => Crowd.Work(options.Messages, Stop);

    /// <summary>How long after a moment a message was acknowledged that nobody had written before it. If there is none in a minute, that is
    /// a finding, and null.</summary>
    /// <param name="moment">On the clock of <see cref="Stopwatch"/>.</param>
    /// <param name="customer">Only this one's messages count; null for anybody's.</param>
    public async Task<TimeSpan?> NextCommit(long moment, int? customer = null)
    {
        try
        {
            return Stopwatch.GetElapsedTime(moment, (await Crowd.Tally.Next(
                commit => commit.SentAt >= moment && (customer is null || commit.Customer == customer), CommitMax, Stop)).At);
        }
        catch (TimeoutException)
        {
            var what = customer is null ? "nothing" : $"of customer {customer} nothing";
            Complain($"{what} new was committed within {Spread.Seconds(CommitMax)}");
            return null;
        }
    }

    /// <summary>Breaks things, lets the customers finish with the servers that run, and checks everything. If it cannot go on,
    /// that is a finding.</summary>
    /// <param name="faults">Starts the servers, lets the customers talk, and breaks things.</param>
    /// <param name="measured">What is measured meanwhile.</param>
    /// <exception cref="OperationCanceledException">It was stopped from outside.</exception>
    public async Task<Verdict> Conduct(Func<Task> faults, params Spread[] measured)
    {
        await Try("the run", faults);
        foreach (var node in Nodes.Where(node => node.HasEnded))
        {
            Complain($"the server at {node.Address} has ended by itself:\n{node.Output}");
        }
        IReadOnlyList<Told> told = [];
        IReadOnlyDictionary<string, StoredConversation> stored = new Dictionary<string, StoredConversation>(StringComparer.Ordinal);
        IReadOnlyList<Finding> wrong = [];
        await Try("the check", async () =>
        {
            told = await Crowd.End().WaitAsync(Stop);
            stored = await Database.Read();
            wrong = Checker.Check(told, stored, new ReplayCheck(Shop.Versions()));
        });
        Spread[] all = [.. measured, Crowd.Tally.Lag];
        IReadOnlyList<Finding> findings = [.. complaints, .. wrong, .. options.HasBounds ? all.SelectMany(times => times.Late) : []];
        isKept = findings.Count > 0;
        return new Verdict(Crowd.Tally, told, stored, findings, all, isKept ? folder.FullName : null);
    }

    /// <remarks>What was broken may stay broken, so the database may be away.</remarks>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
        Crowd.Dispose();
        isKept &= !Stop.IsCancellationRequested;
        if (isKept)
        {
            await Database.Keep(folder.FullName);
        }
        await Database.DisposeAsync();
        if (!isKept)
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A run must end with a verdict, whatever becomes of the servers.</summary>
    private async Task Try(string what, Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception) when (!Stop.IsCancellationRequested)
        {
            Complain($"{what} could not go on: {exception}");
        }
    }
}
