using System.Diagnostics;
using System.Globalization;

namespace FaqBot.Faults;

/// <summary>What a run is made with.</summary>
internal sealed record TrialOptions
{
    public Provider Provider { get; init; } = Provider.Sqlite;

    public int Customers { get; init; } = 16;

    /// <summary>Decides what customers write and when faults strike. How the processes interleave it cannot decide.</summary>
    public int Seed { get; init; }

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

    private readonly DirectoryInfo folder;
    private readonly List<Finding> complaints = [];
    private bool isKept = true;

    private Trial(TrialOptions options, DirectoryInfo folder, Database database)
    {
        this.folder = folder;
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
            new Node(Node.NewAddress(), options.Disk ?? folder.FullName, settings, options.Observer))];
        Crowd = new Crowd(options.Customers, options.Seed, [.. Nodes.Select(node => node.Address)], options.Habits, Secret);
    }

    public Random Random { get; }

    public EditedShop Shop { get; }

    public Database Database { get; }

    public IReadOnlyList<Node> Nodes { get; }

    public Crowd Crowd { get; }

    public static async Task<Trial> New(TrialOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-faults-");
        return new Trial(options, folder, await Database.New(options.Provider, folder.FullName, options.Disk, options.OnDisk));
    }

    /// <summary>Something is wrong with a server itself.</summary>
    public void Complain(string detail) => complaints.Add(new Finding(Fault.Server, "(all)", detail));

    /// <summary>How long after a moment a message was acknowledged that nobody had written before it. If there is none in a minute, that is a
    /// finding, and null.</summary>
    /// <param name="moment">On the clock of <see cref="Stopwatch"/>.</param>
    /// <param name="customer">Only this one's messages count; null for anybody's.</param>
    public async Task<TimeSpan?> NextCommit(long moment, int? customer = null)
    {
        try
        {
            return Stopwatch.GetElapsedTime(moment, (await Crowd.Tally.Next(
                commit => commit.SentAt >= moment && (customer is null || commit.Customer == customer), CommitMax)).At);
        }
        catch (TimeoutException)
        {
            Complain($"nothing new was committed within {CommitMax.TotalSeconds:0} s");
            return null;
        }
    }

    /// <summary>Lets the customers finish with the servers that run, and checks everything.</summary>
    public async Task<Verdict> Finish()
    {
        foreach (var node in Nodes.Where(node => node.HasEnded))
        {
            Complain($"the server at {node.Address} has ended by itself:\n{node.Output}");
        }
        var told = await Crowd.End();
        var stored = await Database.Read();
        IReadOnlyList<Finding> findings = [.. complaints, .. Checker.Check(told, stored, new ReplayCheck(Shop.Versions()))];
        isKept = findings.Count > 0;
        return new Verdict(Crowd.Tally, told, stored, findings, isKept ? folder.FullName : null);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
        Crowd.Dispose();
        await Database.DisposeAsync();
        if (!isKept)
        {
            folder.Delete(recursive: true);
        }
    }
}
