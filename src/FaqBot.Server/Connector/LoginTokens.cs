using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>The login gave no token. The message says why, without secrets.</summary>
internal sealed class LoginException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>The tokens that replies are sent with: one per bot, kept until five minutes before its end, fetched by one for all.</summary>
internal sealed class LoginTokens
{
    private const int ErrorCharsMax = 60;

    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>A token that took the place of a refused one is not replaced sooner: then it is the bot that is refused.</summary>
    private static readonly TimeSpan ReplacePause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Token>> byAppId = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConnectorHttp http;
    private readonly ConnectorOptions options;
    private readonly TimeProvider time;
    private readonly Uri login;

    /// <exception cref="StartFailure">The login's address cannot be used.</exception>
    public LoginTokens(ConnectorHttp http, IOptions<ConnectorOptions> options, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        this.time = time;
        login = http.Setting(this.options.LoginUrl, nameof(ConnectorOptions.LoginUrl));
    }

    /// <param name="bot">Whose token.</param>
    /// <param name="refused">One that was not taken, so that another is wanted; null for any. The same
    /// comes back where another was not taken either a moment ago.</param>
    /// <param name="cancellation">Ends the waiting, not the fetch, which others may wait for.</param>
    /// <exception cref="LoginException">There is none at present.</exception>
    public async Task<string> Get(ConnectorBot bot, string? refused, CancellationToken cancellation)
    {
        Task<Token> token;
        lock (gate)
        {
            if (!byAppId.TryGetValue(bot.AppId, out var known) || (known.IsCompleted && !IsGood(known, refused)))
            {
                byAppId[bot.AppId] = known = Fetch(bot, isReplacement: refused is not null);
            }
            token = known;
        }
        return (await token.WaitAsync(cancellation)).Value;
    }

    private bool IsGood(Task<Token> known, string? refused) =>
        known is { IsCompletedSuccessfully: true, Result: var token }
        && (token.Value != refused || (token.IsReplacement && time.GetElapsedTime(token.FetchedAt) < ReplacePause))
        && time.GetElapsedTime(token.FetchedAt) < token.Life - Margin;

    private async Task<Token> Fetch(ConnectorBot bot, bool isReplacement)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(options.FetchSeconds), time);
        var fetchedAt = time.GetTimestamp();
        try
        {
            using var request = Request(bot);
            using var response = await http.Send(request, end.Token);
            var body = await ConnectorHttp.Read(response, end.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new LoginException(
                    $"the login answered {(int)response.StatusCode}{ErrorOf(body)}", RetryAfter.AskedBy(response, time));
            }
            var answer = JsonSerializer.Deserialize(body, LoginJson.Default.LoginAnswer);
            return answer is { AccessToken.Length: > 0 }
                ? new Token(answer.AccessToken, TimeSpan.FromSeconds(answer.ExpiresInSeconds), fetchedAt, isReplacement)
                : throw new LoginException("the login's answer holds no token");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            throw new LoginException($"the login gave no answer that can be read ({exception.GetType().Name})");
        }
    }

    private HttpRequestMessage Request(ConnectorBot bot)
    {
        var address = $"{login.ToString().TrimEnd('/')}/{bot.Tenant}/oauth2/v2.0/token";
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "client_credentials"),
                KeyValuePair.Create("client_id", bot.AppId),
                KeyValuePair.Create("client_secret", bot.Password),
                KeyValuePair.Create("scope", options.Scope),
            ]),
        };
    }

    /// <summary>OAuth's error code, e.g. <c>invalid_client</c>; its description may hold more than is good for a log.</summary>
    private static string ErrorOf(byte[] body)
    {
        try
        {
            var code = JsonSerializer.Deserialize(body, LoginJson.Default.LoginError)?.Error ?? "";
            return code.Length is > 0 and <= ErrorCharsMax && code.All(c => char.IsAsciiLetter(c) || c == '_') ? $" ({code})" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private sealed record Token(string Value, TimeSpan Life, long FetchedAt, bool IsReplacement);
}

internal sealed record LoginAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int ExpiresInSeconds);

internal sealed record LoginError([property: JsonPropertyName("error")] string? Error);

[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(LoginError))]
internal sealed partial class LoginJson : JsonSerializerContext;
