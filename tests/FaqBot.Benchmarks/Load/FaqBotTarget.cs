using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FaqBot.Testing;

namespace FaqBot.Benchmarks;

/// <summary>Our server, on a store of its own, with conversations that have begun.</summary>
internal sealed class FaqBotTarget : LoadTarget
{
    private const string Secret = "secret-of-the-load-test-0123456789";
    private const int StartsAtOnce = 16;

    private readonly DirectoryInfo folder;
    private readonly ServerProcess server;
    private readonly PostgresServer? database;

    private FaqBotTarget(string name, DirectoryInfo folder, ServerProcess server, PostgresServer? database)
        : base(name)
    {
        this.folder = folder;
        this.server = server;
        this.database = database;
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        Address = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
    }

    public override IPEndPoint Address { get; }

    public override int Server => server.Id;

    public override int? Database => database?.Id;

    /// <summary>Where the server finds its knowledge: a copy, so that it may be edited.</summary>
    public string Knowledge => Path.Combine(folder.FullName, "knowledge");

    /// <summary>Streams of the conversations, as the server named them; each can be opened for a minute.</summary>
    public IReadOnlyList<Uri> Streams { get; private set; } = [];

    public static Task<FaqBotTarget> StartSqlite(int customers) => Start("FaqBot, SQLite", null, customers);

    /// <summary>With a PostgreSQL of its own, as it comes: it flushes every commit to the disk.</summary>
    public static async Task<FaqBotTarget> StartPostgres(int customers) =>
        await Start("FaqBot, PostgreSQL", await PostgresServer.New(), customers);

    public override async ValueTask DisposeAsync()
    {
        server.Dispose();
        folder.Delete(recursive: true);
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    /// <summary>Begins so many conversations; they take the place of those before.</summary>
    public async Task Begin(int customers)
    {
        var begun = new (Customer Customer, Uri Stream)[customers];
        var numbers = Enumerable.Range(0, customers);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = StartsAtOnce }, async (number, cancellation) =>
            begun[number] = await Begin(number, cancellation));
        Customers = [.. begun.Select(one => one.Customer)];
        Streams = [.. begun.Select(one => one.Stream)];
    }

    private static async Task<FaqBotTarget> Start(string name, PostgresServer? database, int customers)
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-load-");
        CopyFolder(Repository.PathOf("knowledge"), Path.Combine(folder.FullName, "knowledge"));
        (string Key, string Value)[] store = database is null
            ? []
            : [("Storage:Provider", "Postgres"), ("ConnectionStrings:FaqBot", database.NewDatabase())];
        var server = await ServerProcess.Start(
            folder.FullName,
            [
                ("Shops:demo:DirectLineSecrets:0", Secret),
                ("RateLimits:Enabled", "false"),
                ("DirectLine:TokenSeconds", "86400"),
                ("Knowledge:Path", Path.Combine(folder.FullName, "knowledge")),
                .. store,
            ]);
        var target = new FaqBotTarget(name, folder, server, database);
        await target.Begin(customers);
        return target;
    }

    private async Task<(Customer Customer, Uri Stream)> Begin(int number, CancellationToken cancellation)
    {
        var user = $"dl_{number.ToString(CultureInfo.InvariantCulture)}";
        var request = new JsonObject { ["user"] = new JsonObject { ["id"] = user }, ["locale"] = DirectLineCustomer.Language(number) };
        using var answer = await server.Client.PostAsJsonAsync("v3/directline/conversations", request, cancellation);
        answer.EnsureSuccessStatusCode();
        var begun = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation) ?? [];
        var customer = DirectLineCustomer.Create(Address, $"{begun["conversationId"]}", $"{begun["token"]}", user, number);
        return (customer, new Uri($"{begun["streamUrl"]}"));
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? to);
            File.Copy(file, copy);
        }
    }
}
