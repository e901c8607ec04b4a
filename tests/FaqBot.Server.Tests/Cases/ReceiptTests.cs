using System.Net;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public class ReceiptTests : StoreTests
{
    [Fact]
    public async Task The_reply_that_tells_the_number_has_a_file_to_keep()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var chat = await server.Begin();
        var number = await server.File("odkleja się", chat);

        var attachment = (await chat.Activities())[^1]["attachments"]?[0];
        using var response = await server.Client.GetAsync(new Uri(attachment.Field("contentUrl")));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(("text/html", $"{number}.html"), (attachment.Field("contentType"), attachment.Field("name")));
        Assert.StartsWith($"{server.Address}receipts/", attachment.Field("contentUrl"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var disposition = response.Content.Headers.ContentDisposition;
        Assert.Equal(("attachment", $"{number}.html"), (disposition?.DispositionType, disposition?.FileName?.Trim('"')));
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Contains("<html lang=\"pl\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>Zgłoszenie {number}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Odpowiemy do 7 grudnia 2026.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_leads_on_after_a_year_and_its_key_is_not_looked_for_in_plain()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var chat = await server.Begin();
        await server.File("x", chat);
        var url = (await chat.Activities())[^1]["attachments"]?[0].Field("contentUrl") ?? "";
        server.Conversations.Time.Advance(TimeSpan.FromDays(365));
        await server.Sweep();

        using var response = await server.Client.GetAsync(new Uri(url));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(CaseWrite.HashOf(url.Split('/')[^1]), server.Conversations.CaseHistory().Single().ReceiptHash);
    }

    [Fact]
    public async Task What_is_added_has_a_receipt_of_its_own()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var chat = await server.Begin();
        await server.File("x", chat);
        await chat.Say("begin");

        await chat.Say("more pęka też z boku");

        var url = (await chat.Activities())[^1]["attachments"]?[0].Field("contentUrl") ?? "";
        Assert.Contains("pęka też z boku", await server.Client.GetStringAsync(new Uri(url)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_scripts_is_shown_the_link()
    {
        await using var server = await CaseServer.Start(NewPlace());
        var resume = "";
        var html = "";
        foreach (var question in new[] { "begin", "file <b>x</b>" })
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                [FormPost.QuestionField] = question,
                [FormPost.OnceField] = FormPost.NewOnce(),
                [FormPost.ResumeField] = resume,
            });
            using var response = await server.Client.PostAsync(new Uri(server.Address, "/chat/demo"), form);
            html = await response.Content.ReadAsStringAsync();
            resume = html.Split($"name=\"{FormPost.ResumeField}\" value=\"")[1].Split('"')[0];
        }

        var url = html.Split("<p class=\"said\"><a href=\"")[1].Split('"')[0];

        Assert.Contains("&lt;b&gt;x&lt;/b&gt;", await server.Client.GetStringAsync(new Uri(url)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x")]
    [InlineData("..%2Ffiles")]
    public async Task An_unknown_key_is_as_any_page_that_there_is_not(string key)
    {
        await using var server = await CaseServer.Start(NewPlace());
        await server.File();

        using var response = await server.Client.GetAsync(new Uri(server.Address, $"/receipts/{key}"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Everything_in_a_receipt_is_text()
    {
        var receipt = new CaseReceipt(
            "<script>a</script>",
            "ar\"><b>",
            [new ReceiptLine("<i>", "{{7*7}} </dd><img src=x onerror=alert(1)>\nline")],
            "=HYPERLINK(\"x\")");

        var html = ReceiptPage.Html(receipt, "rtl");

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("{{7*7}} &lt;/dd&gt;&lt;img", html, StringComparison.Ordinal);
        Assert.Contains("dir=\"rtl\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webchat", true)]
    [InlineData("msteams", false)]
    [InlineData("facebook", false)]
    [InlineData("sms", false)]
    public void A_channel_that_shows_no_such_file_is_told_its_address(string channel, bool isShown)
    {
        var reply = new Reply("Filed.", [], "pl") { Receipt = new ReceiptLink("key", "GR-26-7K3QX-4") };
        var recorded = ActivityMapper.Reply(
            reply, new ConversationId("c"), "demo", "Sklep", "u", 2, Microseconds.ToInstant(0), 1, channel, "https://chat.sklep.example");
        var reference = new ConnectorReference(null, "https://x", channel, [], [], [], null);

        var told = WireJson.Parse(Encoding.UTF8.GetString(ChannelMapper.Reply(recorded, reference, null)));

        const string Url = "https://chat.sklep.example/receipts/key";
        Assert.Equal(isShown ? "Filed." : $"Filed.\n{Url}", told.Field("text"));
        Assert.Equal(isShown ? Url : null, told["attachments"]?[0].Field("contentUrl"));
    }
}
