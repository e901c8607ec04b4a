using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>SIGKILL under load: what was acknowledged is there after the restart, once, and in order. <c>FAQBOT_KILLS</c> sets how often.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Customers = 8;
    private const int PostsPerLife = 60;
    private static readonly TimeSpan LifeMax = TimeSpan.FromMinutes(2);

    private const string Secret = "secret-of-the-crash-test";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private TaskCompletionSource<HttpClient> current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int posts;

    public void Dispose()
    {
        end.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_doubled_or_misordered()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("FAQBOT_KILLS") ?? "4", CultureInfo.InvariantCulture);
        var customers = Enumerable.Range(0, Customers).Select(number => Task.Run(() => Talk(number))).ToList();

        for (var life = 0; life < kills; life++)
        {
            using var server = await Start();
            current.SetResult(server.Client);
            await enough.Task.WaitAsync(LifeMax);
            NewLife();
            await server.Kill();
        }
        using var last = await Start();
        await end.CancelAsync();
        current.SetResult(last.Client);

        foreach (var customer in await Task.WhenAll(customers))
        {
            Check(customer, await History(last.Client, customer.Token, customer.Conversation));
        }
    }

    private static void Check(Customer customer, List<JsonObject> history)
    {
        var ids = history.Select(activity => (string?)activity["id"]);
        Assert.Equal(Enumerable.Range(1, history.Count).Select(sequence => $"{customer.Conversation}|{sequence:D7}"), ids);
        var mine = history.Where(activity => activity["channelData"] is not null).ToDictionary(
            activity => (string?)activity["channelData"]?["clientActivityID"] ?? "", activity => (string?)activity["id"] ?? "");
        Assert.Equal(customer.Acknowledged, mine);
        Assert.Equal(Enumerable.Range(0, mine.Count).Select(number => $"m{number}"), mine.OrderBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => pair.Key));
        var answered = history.Select(activity => (string?)activity["replyToId"]).OfType<string>();
        Assert.Equal(mine.Values.Order(StringComparer.Ordinal), answered.Order(StringComparer.Ordinal));
    }

    private Task<ServerProcess> Start() => ServerProcess.Start(folder.FullName, ("Shops:demo:DirectLineSecrets:0", Secret));

    private void NewLife()
    {
        lock (gate)
        {
            posts = 0;
            current = new(TaskCreationOptions.RunContinuationsAsynchronously);
            enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Writes message after message; one that was not acknowledged is sent again, as clients do, until it is.</summary>
    private async Task<Customer> Talk(int number)
    {
        var begun = await Insist(client => Send(client, Secret, "conversations", new JsonObject { ["user"] = new JsonObject { ["id"] = $"dl_{number}" } }));
        var customer = new Customer($"{begun["conversationId"]}", $"{begun["token"]}");
        for (var message = 0; !end.IsCancellationRequested; message++)
        {
            var clientId = $"m{message}";
            var posted = await Insist(client => Send(client, customer.Token, $"conversations/{customer.Conversation}/activities", new JsonObject
            {
                ["type"] = "message",
                ["text"] = "ile kosztuje kurier",
                ["from"] = new JsonObject { ["id"] = $"dl_{number}" },
                ["channelData"] = new JsonObject { ["clientActivityID"] = clientId },
            }));
            customer.Acknowledged.Add(clientId, $"{posted["id"]}");
            CountPost();
        }
        return customer;
    }

    private void CountPost()
    {
        lock (gate)
        {
            if (++posts == PostsPerLife)
            {
                enough.SetResult();
            }
        }
    }

    private async Task<JsonObject> Insist(Func<HttpClient, Task<JsonObject>> send)
    {
        while (true)
        {
            try
            {
                return await send(await Current());
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                // Killed under us, or busy.
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or IOException)
            {
                // Killed under us: the next life answers.
            }
        }
    }

    private Task<HttpClient> Current()
    {
        lock (gate)
        {
            return current.Task;
        }
    }

    private static async Task<JsonObject> Send(HttpClient client, string bearer, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonObject>() ?? [];
    }

    private static async Task<List<JsonObject>> History(HttpClient client, string token, string conversation)
    {
        var all = new List<JsonObject>();
        var watermark = "";
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"v3/directline/conversations/{conversation}/activities?watermark={watermark}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await client.SendAsync(request);
            var page = await answer.Content.ReadFromJsonAsync<JsonObject>() ?? [];
            if (page["activities"] is not JsonArray { Count: > 0 } activities)
            {
                return all;
            }
            all.AddRange(activities.OfType<JsonObject>());
            watermark = (string?)page["watermark"];
        }
    }

    private sealed record Customer(string Conversation, string Token)
    {
        public Dictionary<string, string> Acknowledged { get; } = [];
    }
}
