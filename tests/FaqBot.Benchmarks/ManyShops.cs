using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Testing;

namespace FaqBot.Benchmarks;

/// <summary>What a server of many shops takes: time to start, memory, and the first message to a shop that nobody has written to.
/// Each shop has 150 entries of 10 Polish wordings, which no other has; with <c>pack</c> it has the starter pack instead and 5 entries
/// of its own. <c>-- shops [COUNT [FOLDER [pack]]]</c>; a folder keeps the trained models for next time.</summary>
internal static class ManyShops
{
    public const string Verb = "shops";

    /// <summary>Third argument: the shops use the starter pack.</summary>
    public const string Pack = "pack";

    /// <summary>Emptied before each run, so not a name that anybody else uses.</summary>
    private const string ShopsFolder = "many-shops";

    private const int EntryCount = 150;
    private const int EntryCountBesidePack = 5;
    private const int UtterancesPerEntry = 10;

    /// <summary>Shops that are sent one message each, all others besides being sent none before.</summary>
    private const int AskedCount = 1_000;

    public static async Task Print(int count, string? folder, bool hasPack)
    {
        var root = folder is null ? Directory.CreateTempSubdirectory("faqbot-shops-") : Directory.CreateDirectory(folder);
        Write(Path.Combine(root.FullName, ShopsFolder), count, hasPack);
        await Start(root.FullName, count, "start, models trained where they are not known", isAsked: false);
        await Start(root.FullName, count, "start, models known", isAsked: true);
        if (folder is null)
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task Start(string root, int count, string what, bool isAsked)
    {
        var clock = Stopwatch.StartNew();
        var data = Directory.CreateTempSubdirectory("faqbot-shops-data-");
        var server = ServerProcess.Begin(
            data.FullName,
            ServerProcess.FreeAddress(),
            [
                .. Enumerable.Range(0, count).Select(shop => ($"Shops:{Name(shop)}:DirectLineSecrets:0", Secret(shop))),
                ("Knowledge:Path", Path.Combine(root, ShopsFolder)),
                ("Knowledge:Models", Path.Combine(root, "models")),
            ]);
        using (server)
        {
            await server.WaitUntilReady(TimeSpan.FromHours(2));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{what}: {clock.Elapsed.TotalSeconds:0.0} s, {Megabytes(server)} MB"));
            if (isAsked)
            {
                await Ask(server, Math.Min(count, AskedCount));
            }
            await server.Stop();
        }
        data.Delete(recursive: true);
    }

    private static async Task Ask(ServerProcess server, int count)
    {
        // The first message of all also compiles the program's own code.
        await First(server, 0);
        var times = new List<double>();
        for (var shop = 1; shop < count; shop++)
        {
            times.Add((await First(server, shop)).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first message to {times.Count} shops: median {times[times.Count / 2]:0} ms, p99 {times[times.Count * 99 / 100]:0} ms, "
            + $"slowest {times[^1]:0} ms; then {Megabytes(server)} MB"));
    }

    /// <summary>From the message to its acknowledgement, after which the answer is stored.</summary>
    private static async Task<TimeSpan> First(ServerProcess server, int shop)
    {
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret(shop));
        var user = new JsonObject { ["id"] = "dl_customer" };
        var beginning = new JsonObject { ["user"] = user, ["locale"] = "pl" };
        using var begun = await server.Client.PostAsJsonAsync("v3/directline/conversations", beginning);
        begun.EnsureSuccessStatusCode();
        var id = (await begun.Content.ReadFromJsonAsync<JsonObject>())?["conversationId"];
        var message = new JsonObject { ["type"] = "message", ["text"] = "za wy na po prze", ["from"] = user.DeepClone() };
        var clock = Stopwatch.StartNew();
        using var posted = await server.Client.PostAsJsonAsync($"v3/directline/conversations/{id}/activities", message);
        posted.EnsureSuccessStatusCode();
        return clock.Elapsed;
    }

    /// <summary>What lies there from another run would be loaded too.</summary>
    private static void Write(string folder, int count, bool hasPack)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        if (hasPack)
        {
            CopyPack(folder);
        }
        for (var shop = 0; shop < count; shop++)
        {
            WriteShop(folder, shop, hasPack);
        }
    }

    /// <summary>The starter pack, and the laws that its answers name.</summary>
    private static void CopyPack(string folder)
    {
        var shipped = Repository.PathOf("knowledge");
        string[] parts = ["_base", "_law"];
        foreach (var file in parts.SelectMany(part => Directory.GetFiles(Path.Combine(shipped, part), "*", SearchOption.AllDirectories)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? folder);
            File.Copy(file, copy);
        }
    }

    private static void WriteShop(string root, int shop, bool hasPack)
    {
        var faq = new StringBuilder();
        var own = new SyntheticShop(hasPack ? EntryCountBesidePack : EntryCount, UtterancesPerEntry, seed: shop);
        foreach (var (number, entry) in own.Training.Entries.Index())
        {
            var wordings = string.Join(", ", entry.Utterances);
            faq.Append(CultureInfo.InvariantCulture, $"- id: {entry.Id}\n  utterances:\n    pl: [{wordings}]\n");
            faq.Append(CultureInfo.InvariantCulture, $"  answer: {{ pl: \"Odpowiedź {number}.\" }}\n");
        }
        var folder = Directory.CreateDirectory(Path.Combine(root, Name(shop), "faq")).Parent?.FullName ?? root;
        var start = $"name: {Name(shop)}\nlanguages: [pl]\ncountry: PL\n";
        File.WriteAllText(Path.Combine(folder, "shop.yaml"), hasPack ? start : $"{start}base: none\n");
        File.WriteAllText(Path.Combine(folder, "faq", "all.yaml"), faq.ToString());
    }

    private static string Name(int shop) => string.Create(CultureInfo.InvariantCulture, $"shop{shop:0000}");

    private static string Secret(int shop) => $"secret-of-many-shops-0123456789-{Name(shop)}";

    private static long Megabytes(ServerProcess server) => ProcessMeter.WorkingSet(server.Id) / 1_000_000;
}
