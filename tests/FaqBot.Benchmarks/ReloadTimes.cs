using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Testing;

namespace FaqBot.Benchmarks;

/// <summary>How long an author waits: a running server whose files are edited, until a customer gets the new answer. With the shipped shops
/// and one of 150 entries x 25 wordings x 2 languages.</summary>
internal sealed class ReloadTimes : IDisposable
{
    public const string Verb = "reload";

    private const string Secret = "secret-of-the-reload-times-0123456789";
    private const string Synthetic = "synthetic";
    private const int EntryCount = 150;
    private const int UtterancesPerEntry = 25;

    /// <summary>Words that nobody knows before they are added.</summary>
    private const string NewWords = "qwandor zibrelix";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-reload-");

    private string Knowledge => Path.Combine(folder.FullName, "knowledge");

    public static async Task Print()
    {
        using var times = new ReloadTimes();
        CopyFolder(Repository.PathOf("knowledge"), times.Knowledge);
        await times.TimeStart("start, cold");
        await times.TimeStart("start, models cached");
        times.WriteSyntheticShop();
        await times.TimeStart($"start with a shop of {EntryCount} x {UtterancesPerEntry} x 2 more, its models not cached");
        await times.TimeEdits();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task TimeStart(string what)
    {
        var clock = Stopwatch.StartNew();
        using var server = await Start();
        Print(what, clock, Work(server));
        await server.Stop();
    }

    private async Task TimeEdits()
    {
        using var server = await Start();
        await TimeEdit(
            server, "an edit of a fact, demo", "demo", "shop.yaml",
            [("courier_price: 14.99 PLN", "courier_price: 17.77 PLN")], "ile kosztuje kurier", "17,77");
        await TimeEdit(
            server, "an edit of wordings in both languages, demo", "demo", "faq/shipping.yaml",
            [("    pl:\n", $"    pl:\n      - {NewWords}\n"), ("    en:\n", $"    en:\n      - {NewWords}\n")], NewWords, "17,77");
        await TimeEdit(
            server, "an edit of wordings in both languages, the large shop", Synthetic, "faq/all.yaml",
            [("pl: [", $"pl: [{NewWords}, "), ("en: [", $"en: [{NewWords}, ")], NewWords, "Odpowiedź 0");
        await TimeEdit(
            server, "an edit of an answer, the large shop", Synthetic, "faq/all.yaml",
            [("Odpowiedź 0", "Inna odpowiedź")], NewWords, "Inna odpowiedź");
        foreach (var line in server.Output.Split('\n').Where(line => line.Contains("Learning", StringComparison.Ordinal)))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Asks five times a second until the edit is heard.</summary>
    private async Task TimeEdit(
        ServerProcess server, string what, string shop, string file, (string Before, string After)[] edits, string question, string answer)
    {
        var path = Path.Combine(Knowledge, shop, file);
        var text = edits.Aggregate(File.ReadAllText(path), ReplaceFirst);
        var talk = await Begin(server, shop);
        var before = Work(server);
        var clock = Stopwatch.StartNew();
        File.WriteAllText(path, text);
        while (!(await Ask(server, talk, question)).Contains(answer, StringComparison.Ordinal))
        {
            if (clock.Elapsed > Patience)
            {
                throw new TimeoutException($"{what}: not live.\n{server.Output}");
            }
            await Task.Delay(Pause);
        }
        Print(what, clock, Work(server) - before);
    }

    private Task<ServerProcess> Start() => ServerProcess.Start(
        folder.FullName,
        ("Shops:demo:DirectLineSecrets:0", Secret),
        ($"Shops:{Synthetic}:DirectLineSecrets:0", $"{Secret}-{Synthetic}"),
        ("Knowledge:Path", Knowledge),
        ("Knowledge:Models", Path.Combine(folder.FullName, "models")));

    private static async Task<string> Begin(ServerProcess server, string shop)
    {
        server.Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", shop == Synthetic ? $"{Secret}-{Synthetic}" : Secret);
        var request = new JsonObject { ["user"] = new JsonObject { ["id"] = "dl_author" }, ["locale"] = "pl" };
        using var begun = await server.Client.PostAsJsonAsync("v3/directline/conversations", request);
        begun.EnsureSuccessStatusCode();
        return $"v3/directline/conversations/{(await begun.Content.ReadFromJsonAsync<JsonObject>())?["conversationId"]}/activities";
    }

    private static async Task<string> Ask(ServerProcess server, string talk, string question)
    {
        var message = new JsonObject
        {
            ["type"] = "message",
            ["text"] = question,
            ["from"] = new JsonObject { ["id"] = "dl_author" },
            ["locale"] = "pl",
        };
        using var posted = await server.Client.PostAsJsonAsync(talk, message);
        posted.EnsureSuccessStatusCode();
        var id = $"{(await posted.Content.ReadFromJsonAsync<JsonObject>())?["id"]}";
        var watermark = int.Parse(id.Split('|')[1], CultureInfo.InvariantCulture);
        var answers =
            await server.Client.GetFromJsonAsync<JsonObject>($"{talk}?watermark={watermark.ToString(CultureInfo.InvariantCulture)}");
        return string.Join('\n', answers?["activities"]?.AsArray().Select(activity => $"{activity?["text"]}") ?? []);
    }

    private void WriteSyntheticShop()
    {
        var (polish, english) =
            (new SyntheticShop(EntryCount, UtterancesPerEntry), new SyntheticShop(EntryCount, UtterancesPerEntry, seed: 2));
        var faq = new StringBuilder();
        foreach (var (index, (first, second)) in polish.Training.Entries.Zip(english.Training.Entries).Index())
        {
            faq.Append(CultureInfo.InvariantCulture, $"- id: {first.Id}\n  utterances:\n")
                .Append(CultureInfo.InvariantCulture, $"    pl: [{string.Join(", ", first.Utterances)}]\n")
                .Append(CultureInfo.InvariantCulture, $"    en: [{string.Join(", ", second.Utterances)}]\n")
                .Append(CultureInfo.InvariantCulture, $"  answer: {{ pl: \"Odpowiedź {index}.\", en: \"Answer {index}.\" }}\n");
        }
        var shop = Path.Combine(Knowledge, Synthetic);
        Directory.CreateDirectory(Path.Combine(shop, "faq"));
        File.WriteAllText(Path.Combine(shop, "shop.yaml"), "name: Synthetic\nlanguages: [pl, en]\ncountry: PL\nbase: none\n");
        File.WriteAllText(Path.Combine(shop, "faq", "all.yaml"), faq.ToString());
    }

    private static string ReplaceFirst(string text, (string Before, string After) edit)
    {
        var at = text.IndexOf(edit.Before, StringComparison.Ordinal);
        return at < 0
            ? throw new InvalidDataException($"'{edit.Before}' is not there.")
            : $"{text[..at]}{edit.After}{text[(at + edit.Before.Length)..]}";
    }

    /// <summary>Says more than the clock where the machine has other work.</summary>
    private static TimeSpan Work(ServerProcess server) => ProcessMeter.Cpu(server.Id);

    private static void Print(string what, Stopwatch clock, TimeSpan work) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {clock.Elapsed.TotalSeconds:0.0} s ({work.TotalSeconds:0.0} s of the server's processors)"));

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
