using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FaqBot.Faults;

/// <summary>An answer of the server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Undefined when it is not JSON.</param>
/// <param name="HasRetryAfter">Whether it says when to come back.</param>
internal sealed record Answer(int Status, JsonElement Body, bool HasRetryAfter)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

/// <summary>Sends a customer's requests to one of the nodes, now and then to another, as balancers do, and to the next one after a
/// connection broke.</summary>
internal sealed class Client(HttpClient http, IReadOnlyList<Uri> nodes, int home)
{
    private const double RoamChance = 0.2;

    private volatile int current = home % nodes.Count;

    /// <summary>Which node is mostly asked at present.</summary>
    public int Node => current;

    /// <summary>Mostly asks the first one again.</summary>
    public void GoHome() => current = home % nodes.Count;

    /// <summary>Null when the connection broke, or nothing came in time.</summary>
    public async Task<Answer?> Send(HttpMethod method, string path, string bearer, string? body, CancellationToken cancellation)
    {
        var asked = Random.Shared.NextDouble() < RoamChance ? Random.Shared.Next(nodes.Count) : current;
        using var request = new HttpRequestMessage(method, new Uri(nodes[asked], $"v3/directline/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            return new Answer((int)response.StatusCode, Parse(text), response.Headers.RetryAfter is not null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            MoveOn(asked);
            return null;
        }
    }

    /// <summary>Asks another node from now on, if the present one is still the one that failed.</summary>
    private void MoveOn(int failed) => Interlocked.CompareExchange(ref current, (failed + 1) % nodes.Count, failed);

    private static JsonElement Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
