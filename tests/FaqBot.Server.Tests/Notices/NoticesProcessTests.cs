using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Testing;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>The whole way, as the operator runs it and by the real clock: from a message and a decision to the mails about them.</summary>
[Collection(Programs.Name)]
public sealed class NoticesProcessTests : IDisposable
{
    private const string Secret = "secret-of-the-notices-test";
    private const string Key = "api-key-of-the-notices-test";

    /// <summary>What is promised.</summary>
    private static readonly Duration DelayMax = Duration.FromSeconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static readonly string[] Withdrawal =
    [
        "odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "jan@klient.example", "tak", "tak",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faqbot-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_mail_is_in_the_folder_within_five_seconds_of_what_it_tells()
    {
        var mails = folder.CreateSubdirectory("mail");
        using var server = await Start(("Mail:Folder", mails.FullName));

        await FileAndDecide(server, CountMails);

        Assert.Equal(2, CountMails());

        // The shop's own are named for it.
        int CountMails() => mails.GetFiles("*.eml").Count(file => !file.Name.EndsWith(".shop.eml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mail_server_with_starttls_and_a_login_has_it_within_five_seconds_of_what_it_tells()
    {
        using var certificate = new SelfSigned();
        using var smtp = await SmtpProcess.New(JsonSerializer.Serialize(new
        {
            user = "shop",
            password = "right",
            key = certificate.KeyFile,
            certificate = certificate.CertificateFile,
        }));
        using var server = await Start(
            ("SSL_CERT_FILE", certificate.CertificateFile),
            ("Mail:Transport", "Smtp"), ("Mail:Host", "localhost"), ("Mail:Port", $"{smtp.Port}"), ("Mail:User", "shop"),
            ("Mail:Password", "right"));

        await FileAndDecide(server, CountMails);

        Assert.Equal(2, CountMails());
        Assert.DoesNotContain("right", server.Output, StringComparison.Ordinal);

        int CountMails() => smtp.Acknowledged.Count(mail => !mail.Id.Contains(".shop@", StringComparison.Ordinal));
    }

    private Task<ServerProcess> Start(params (string Key, string Value)[] settings) => ServerProcess.Start(
        folder.FullName, [("Shops:demo:DirectLineSecrets:0", Secret), ("Shops:demo:ApiKey", Key), .. settings]);

    /// <summary>Has a case filed and then decided, and holds the times at which it happened, as they are stored, against those at which the
    /// mails were seen.</summary>
    private async Task FileAndDecide(ServerProcess server, Func<int> countMails)
    {
        var begun = await Ask(server, HttpMethod.Post, "v3/directline/conversations", "{}");
        foreach (var text in Withdrawal)
        {
            await Ask(
                server, HttpMethod.Post, $"v3/directline/conversations/{begun.Field("conversationId")}/activities",
                new JsonObject { ["type"] = "message", ["text"] = text }.ToJsonString(), begun.Field("token"));
        }
        var filed = await SeenAt(() => countMails() == 1);
        var number = Query("SELECT number FROM cases");
        await Ask(server, HttpMethod.Patch, $"api/shops/demo/cases/{number}", """{"status": "in_progress"}""");
        var decided = await SeenAt(() => countMails() == 2);

        Assert.InRange(filed - HappenedAt(1), Duration.Zero, DelayMax);
        Assert.InRange(decided - HappenedAt(2), Duration.Zero, DelayMax);
    }

    private static async Task<Instant> SeenAt(Func<bool> isSeen)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (!isSeen())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
        return SystemClock.Instance.GetCurrentInstant();
    }

    /// <summary>Read before the commit, so no later than it.</summary>
    private Instant HappenedAt(long version) => Microseconds.ToInstant(long.Parse(
        Query($"SELECT at FROM case_history WHERE version = {version}"), System.Globalization.CultureInfo.InvariantCulture));

    private string Query(string text)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.FullName, "faqbot.db")};Pooling=False;Mode=ReadOnly");
        using var command = connection.CreateCommand();
        connection.Open();
        command.CommandText = text;
        return $"{command.ExecuteScalar()}";
    }

    private static async Task<JsonObject> Ask(
        ServerProcess server, HttpMethod method, string path, string body, string bearer = Secret)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add(ShopApiKeys.Header, Key);
        using var answer = await server.Client.SendAsync(request);
        return await DirectLineServer.ReadJson(answer.EnsureSuccessStatusCode());
    }
}
