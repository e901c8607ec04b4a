using System.Net;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary><c>/withdraw/{shop}</c>: withdrawing without chatting.</summary>
public sealed partial class WithdrawTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Filled = new()
    {
        ["slot.product"] = "buty Granit i kurtka Halny",
        ["slot.order"] = "345678",
        ["slot.received"] = "2026-11-20",
        ["choice.buyer"] = "consumer",
        ["slot.name"] = "Jan Kot",
        ["slot.contact"] = "jan@klient.example",
    };

    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync()
    {
        started = await CaseServer.Start(new SqlitePlace(), Turn.Run);
        started.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task The_page_asks_what_the_dialog_asks_and_its_first_button_only_leads_to_the_statement()
    {
        var page = await Get("/withdraw/demo?lang=pl");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(
            ["product", "order", "received", "used", "buyer", "name", "contact"],
            Slots().Matches(page.Html).Select(match => match.Groups[1].Value).Distinct());
        Assert.Contains("value=\"review\">Odstąp od umowy tutaj</button>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("confirm", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statement_is_shown_in_full_and_nothing_is_filed_yet()
    {
        var page = await Send(Filled, "review");

        Assert.Contains("Ja, Jan Kot, odstępuję od umowy sprzedaży: buty Granit i kurtka Halny.", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"confirm\">Potwierdź odstąpienie</button>", page.Html, StringComparison.Ordinal);
        Assert.Empty(Server.Conversations.Cases());
    }

    [Fact]
    public async Task Confirmed_it_is_filed_and_acknowledged_on_the_page_by_mail_and_as_a_file()
    {
        var page = await Send(Filled, "confirm");

        var row = Assert.Single(Server.Conversations.Cases());
        Assert.Contains($"przyjąłem 21 listopada 2026, 13:00:00 pod numerem {row.Number}", page.Html, StringComparison.Ordinal);
        Assert.Contains("Jan Kot, odstępuję od umowy", page.Html, StringComparison.Ordinal);
        var mail = OutgoingMail.Read(Assert.Single(Server.Conversations.Effects(), effect => effect.Kind == OutgoingMail.Kind).Payload);
        Assert.Equal("jan@klient.example", mail.To);
        using var receipt = await Server.Client.GetAsync(new Uri(Receipt().Match(page.Html).Groups[1].Value));
        var kept = await receipt.Content.ReadAsStringAsync();
        Assert.Contains("21 listopada 2026, 13:00:00", kept, StringComparison.Ordinal);
        Assert.Contains("odstępuję od umowy sprzedaży: buty Granit i kurtka Halny", kept, StringComparison.Ordinal);
        var filed = await Server.AskApi($"demo/cases/{row.Number}");
        Assert.Equal("form", filed.Text("channel"));
    }

    [Fact]
    public async Task Sent_twice_it_is_one_statement_and_both_see_the_same()
    {
        var first = await Send(Filled, "confirm");
        var second = await Send(Filled, "confirm");

        Assert.Single(Server.Conversations.Cases());
        Assert.Equal(first.Html.Split("<main")[1], second.Html.Split("<main")[1]);
    }

    [Fact]
    public async Task A_late_day_is_explained_and_filed_all_the_same()
    {
        var late = new Dictionary<string, string>(Filled) { ["slot.received"] = "2026-11-01" };

        var review = await Send(late, "review");
        await Send(late, "confirm");

        Assert.Contains("minął 16 listopada 2026", review.Html, StringComparison.Ordinal);
        var filed = await Server.AskApi($"demo/cases/{Assert.Single(Server.Conversations.Cases()).Number}");
        Assert.Contains("withdrawal_late", filed["marks"]?.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_beside_its_field_and_nothing_that_was_typed_is_lost()
    {
        var page = await Send(new(Filled) { ["slot.contact"] = "jan@klient" }, "review");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("aria-invalid=\"true\" aria-describedby=\"slot-contact-error\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"345678\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"consumer\" checked", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("review")]
    [InlineData("confirm")]
    public async Task An_empty_form_files_nothing(string step)
    {
        var page = await Send([], step);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Empty(Server.Conversations.Cases());
    }

    [Fact]
    public async Task What_was_put_in_can_be_changed_before_it_is_confirmed()
    {
        var page = await Send(Filled, "edit");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(">\nbuty Granit i kurtka Halny</textarea>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_typed_stays_text()
    {
        var page = await Send(
            new() { ["slot.product"] = "<img src=x onerror=alert(1)> {{ shop.name }}", ["slot.order"] = "\"><script>" }, "review");

        Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.Contains("{{ shop.name }}", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_page_s_form_and_what_is_none_are_refused()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/withdraw/demo") { Content = new FormUrlEncodedContent(Filled) };
        foreign.Headers.Add("Origin", "https://evil.example");
        using var refused = await Server.Client.SendAsync(foreign);
        using var json = await Server.Client.PostAsync("/withdraw/demo", new StringContent("{}", null, "application/json"));
        using var huge = await Server.Client.PostAsync(
            "/withdraw/demo", new StringContent(new string('x', 200_000), null, "application/x-www-form-urlencoded"));
        var unknown = await Get("/withdraw/nobody");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
        Assert.Empty(Server.Conversations.Cases());
    }

    [Theory]
    [InlineData("demo", "en", "Withdraw from contract here", "ltr")]
    [InlineData("smak", "ar", "تراجع عن الشراء هنا", "rtl")]
    [InlineData("smak", "uk", "Відмовитися від договору тут", "ltr")]
    public async Task It_is_there_in_every_language_of_the_shop_and_linked_from_its_storefront(
        string shop, string language, string button, string direction)
    {
        var page = await Get($"/withdraw/{shop}?lang={language}");
        var store = await Get($"/shops/{shop}?lang={language}");

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page.Html, StringComparison.Ordinal);
        Assert.Contains(button, WebUtility.HtmlDecode(page.Html), StringComparison.Ordinal);
        Assert.Contains($"href=\"/withdraw/{shop}?lang={language}\"", store.Html, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Html)> Get(string path)
    {
        using var response = await Server.Client.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string Html)> Send(Dictionary<string, string> fields, string step)
    {
        var sent = new Dictionary<string, string>(fields) { ["step"] = step, ["once"] = "abcdefghijklmnopqrstuvwx" };
        using var response = await Server.Client.PostAsync("/withdraw/demo?lang=pl", new FormUrlEncodedContent(sent));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"(?:slot|choice)\\.([a-z_]+)\"")]
    private static partial Regex Slots();

    [GeneratedRegex("href=\"(http[^\"]*/receipts/[^\"]*)\"")]
    private static partial Regex Receipt();
}
