using System.Net;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary><c>/withdraw/{shop}</c>: withdrawing without chatting.</summary>
public partial class WithdrawTests : StoreTests, IAsyncLifetime
{
    private const string Once = "abcdefghijklmnopqrstuvwx";

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
        started = await CaseServer.Start(NewPlace(), Turn.Run);
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
        Assert.DoesNotContain("bot", page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_statement_is_shown_in_full_and_nothing_is_filed_yet()
    {
        var page = await Send(Filled, "review");

        Assert.Contains("Produkty: Buty trekkingowe Granit, Kurtka przeciwdeszczowa Halny.", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"confirm\">Potwierdź odstąpienie</button>", page.Html, StringComparison.Ordinal);
        Assert.Empty(Server.Conversations.Cases());
    }

    [Fact]
    public async Task Confirmed_it_is_filed_and_acknowledged_on_the_page_by_mail_and_as_a_file()
    {
        var page = await Confirm(Filled);

        var row = Assert.Single(Server.Conversations.Cases());
        Assert.Contains($"przyjęliśmy 21 listopada 2026, 13:00:00 pod numerem {row.Number}", page.Html, StringComparison.Ordinal);
        Assert.Contains("Jan Kot, odstępuję od umowy", page.Html, StringComparison.Ordinal);
        Assert.Equal(["jan@klient.example", "pomoc@sklep.example"], MailedTo());
        using var receipt = await Server.Client.GetAsync(new Uri(Receipt().Match(page.Html).Groups[1].Value));
        var kept = await receipt.Content.ReadAsStringAsync();
        Assert.Contains("21 listopada 2026, 13:00:00", kept, StringComparison.Ordinal);
        Assert.Contains("Produkty: Buty trekkingowe Granit, Kurtka przeciwdeszczowa Halny.", kept, StringComparison.Ordinal);
        var filed = await Server.AskApi($"demo/cases/{row.Number}");
        Assert.Equal("form", filed.Text("channel"));
    }

    [Fact]
    public async Task Sent_twice_it_is_one_statement_and_both_see_the_same()
    {
        var first = await Confirm(Filled);
        var second = await Confirm(Filled);

        Assert.Single(Server.Conversations.Cases());
        Assert.Equal(first.Html.Split("<main")[1], second.Html.Split("<main")[1]);
    }

    [Fact]
    public async Task Sent_at_the_same_time_it_is_one_statement_too()
    {
        var review = await Send(Filled, "review");

        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Send(Filled, "confirm", seal: SealIn(review.Html))));

        Assert.Single(Server.Conversations.Cases());
        Assert.Single(pages.Select(page => page.Html.Split("<main")[1]).Distinct());
    }

    [Fact]
    public async Task Sent_again_later_it_shows_what_was_filed_then()
    {
        var first = await Confirm(Filled);
        Server.Conversations.Time.Advance(TimeSpan.FromDays(30));

        var second = await Confirm(Filled);

        Assert.Single(Server.Conversations.Cases());
        Assert.Contains("przyjęliśmy 21 listopada 2026, 13:00:00", second.Html, StringComparison.Ordinal);
        Assert.Equal(first.Html.Split("<main")[1], second.Html.Split("<main")[1]);
    }

    [Fact]
    public async Task A_form_that_is_changed_after_it_was_filed_is_added_to_the_case_if_it_is_about_the_same()
    {
        await Confirm(Filled);

        var page = await Confirm(new(Filled) { ["slot.product"] = "", ["choice.product"] = "all" });
        var repeated = await Confirm(Filled);

        var row = Assert.Single(Server.Conversations.Cases());
        Assert.Contains($"do odstąpienia {row.Number}", page.Html, StringComparison.Ordinal);
        Assert.Contains("Produkty: Całe zamówienie.", page.Html, StringComparison.Ordinal);
        Assert.Equal(["filed", "remark"], Server.Conversations.CaseHistory().Select(entry => entry.Kind));
        Assert.Contains("Produkty: Buty trekkingowe Granit, Kurtka przeciwdeszczowa Halny.", repeated.Html, StringComparison.Ordinal);
        Assert.Equal(2, Server.Conversations.CaseHistory().Count);
    }

    [Fact]
    public async Task What_is_added_without_an_address_is_acknowledged_at_the_case_s()
    {
        await Confirm(Filled);

        await Confirm(new(Filled) { ["slot.contact"] = "", ["choice.used"] = "no" });

        Assert.Equal(2, Server.Conversations.CaseHistory().Count);
        Assert.Equal(["jan@klient.example", "pomoc@sklep.example", "jan@klient.example", "pomoc@sklep.example"], MailedTo());
    }

    [Fact]
    public async Task A_form_that_is_changed_to_another_order_is_another_case()
    {
        await Confirm(Filled);

        await Confirm(new(Filled) { ["slot.order"] = "999888" });

        Assert.Equal(["345678", "999888"], Server.Conversations.Cases().Select(row => row.OrderNumber).Order());
    }

    [Fact]
    public async Task The_same_form_at_another_shop_is_another_statement()
    {
        await Confirm(Filled);

        var page = await Confirm(Filled, shop: "volt");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(["demo", "volt"], Server.Conversations.Cases().Select(row => row.Shop).Order());
    }

    [Fact]
    public async Task What_was_never_shown_is_shown_and_not_filed()
    {
        var review = await Send(Filled, "review");
        var changed = new Dictionary<string, string>(Filled) { ["slot.order"] = "999888" };

        (HttpStatusCode Status, string Html)[] pages =
        [
            await Send(Filled, "confirm"),
            await Send(Filled, "confirm", seal: "x"),
            await Send(changed, "confirm", seal: SealIn(review.Html)),
            await Send(Filled, "confirm", once: "zzzzzzzzzzzzzzzzzzzzzzzz", seal: SealIn(review.Html)),
            await Send(Filled, "confirm", shop: "volt", seal: SealIn(review.Html)),
        ];

        Assert.All(pages, page => Assert.Equal(HttpStatusCode.Conflict, page.Status));
        Assert.All(pages, page => Assert.Contains("nie było jeszcze pokazane", page.Html, StringComparison.Ordinal));
        Assert.Empty(Server.Conversations.Cases());
        Assert.Contains("999888", pages[2].Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Send(changed, "confirm", seal: SealIn(pages[2].Html))).Status);
        Assert.Single(Server.Conversations.Cases());
    }

    [Fact]
    public async Task What_could_not_be_filed_is_said_and_nothing_is_kept()
    {
        await using var server = await CaseServer.Start(
            NewPlace(),
            (knowledge, state, input) => input.Event is TurnEvent.FormSent
                ? throw new InvalidOperationException()
                : Turn.Run(knowledge, state, input));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);

        var page = await Confirm(Filled, server: server);

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Nie udało się przyjąć oświadczenia", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Odstąpienie przyjęte", page.Html, StringComparison.Ordinal);
        Assert.Contains(">\nbuty Granit i kurtka Halny</textarea>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Once, page.Html, StringComparison.Ordinal);
        using var db = server.Conversations.Store.OpenDb();
        Assert.Empty(db.Conversations);
        Assert.Empty(db.Turns);
    }

    [Fact]
    public async Task A_dialog_that_is_gone_when_it_is_confirmed_files_nothing_and_says_so()
    {
        Knowledge? bare = null;
        await using var server = await CaseServer.Start(
            NewPlace(), (knowledge, state, input) => Turn.Run(bare ?? knowledge, state, input));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        var review = await Send(Filled, "review", server: server);
        bare = TestKnowledge.Without("demo", "withdrawal", "complaint");

        var page = await Send(Filled, "confirm", seal: SealIn(review.Html), server: server);

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Nie udało się przyjąć oświadczenia", page.Html, StringComparison.Ordinal);
        using var db = server.Conversations.Store.OpenDb();
        Assert.Empty(db.Conversations);
    }

    [Fact]
    public async Task The_review_shows_the_address_that_is_written_to()
    {
        var page = await Send(Filled, "review");

        Assert.Contains("<dt>Kontakt</dt><dd><bdi>jan@klient.example</bdi></dd>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_day_is_explained_and_filed_all_the_same()
    {
        var late = new Dictionary<string, string>(Filled) { ["slot.received"] = "2026-11-01" };

        var review = await Send(late, "review");
        await Confirm(late);

        Assert.Contains("minął 16 listopada 2026", review.Html, StringComparison.Ordinal);
        var filed = await Server.AskApi($"demo/cases/{Assert.Single(Server.Conversations.Cases()).Number}");
        Assert.Contains("withdrawal_late", filed["marks"]?.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slot.product", "Buty tylko", "choice.product", "all", "wpisano jedno, a zaznaczono drugie")]
    [InlineData("slot.received", "2026-11-20", "choice.received", "not_yet", "wpisano jedno, a zaznaczono drugie")]
    [InlineData("slot.order", "GR-99", "choice.order", "", "Nie widzę tu numeru zamówienia")]
    [InlineData("slot.received", "kiedyś", "choice.received", "", "Nie widzę tu dnia")]
    [InlineData("slot.contact", "czat", "choice.contact", "chat", "Podaj proszę adres e-mail")]
    public async Task What_says_two_things_or_none_is_said_beside_its_field(
        string field, string text, string choice, string ticked, string error)
    {
        var page = await Send(new(Filled) { [field] = text, [choice] = ticked }, "review");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(error, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("nie wiem", page.Html, StringComparison.Ordinal);
        Assert.Contains(text, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_and_ticked_alike_is_one_answer()
    {
        var page = await Send(new(Filled) { ["slot.product"] = "całe zamówienie", ["choice.product"] = "all" }, "review");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Produkty: Całe zamówienie.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_order_that_is_named_stands_in_the_statement()
    {
        var page = await Confirm(new(Filled) { ["slot.order"] = "345678, 999888 i 111222" });

        Assert.Contains("Numer zamówienia: 345678, 999888, 111222.", page.Html, StringComparison.Ordinal);
        Assert.Equal("345678, 999888, 111222", Assert.Single(Server.Conversations.Cases()).OrderNumber);
    }

    [Theory]
    [InlineData("slot.name", 201)]
    [InlineData("slot.contact", 201)]
    [InlineData("slot.order", 201)]
    [InlineData("slot.product", 2_001)]
    public async Task More_than_a_field_takes_is_refused_beside_it_and_not_cut(string field, int length)
    {
        var text = new string('a', length);

        var page = await Send(new(Filled) { [field] = text }, "review");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains($"zmieści się tu {length - 1} znaków", page.Html, StringComparison.Ordinal);
        Assert.Contains(text, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_one_line_and_turns_nothing_round()
    {
        await Confirm(new(Filled) { ["slot.name"] = "Jan\r\nBcc: eve@evil.example\u202e Kot" });

        var filed = await Server.AskApi($"demo/cases/{Assert.Single(Server.Conversations.Cases()).Number}");
        Assert.Equal("Jan Bcc: eve@evil.example Kot", filed["contact"]?["name"]?.GetValue<string>());
    }

    [Fact]
    public async Task What_the_form_does_not_ask_is_kept_nowhere()
    {
        await Confirm(new(Filled) { ["slot.nothing"] = "x", ["choice.nothing"] = "x", ["choice.order"] = new string('y', 9_000) });

        Assert.Single(Server.Conversations.Cases());
        using var db = Server.Conversations.Store.OpenDb();
        var input = Assert.Single(db.Turns).Input;
        Assert.DoesNotContain("nothing", input, StringComparison.Ordinal);
        Assert.DoesNotContain("yyy", input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_sends_so_many_forms_and_loses_nothing_of_one_too_many()
    {
        await using var server = await CaseServer.Start(
            NewPlace(), Turn.Run,
            ("RateLimits:Enabled", "true"), ("RateLimits:AddressPostsBurst", "2"), ("RateLimits:AddressPostsPerMinute", "1"));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        await Send(Filled, "review", server: server);
        await Send(Filled, "edit", server: server);

        var page = await Send(Filled, "review", server: server);

        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Contains("buty Granit i kurtka Halny", page.Html, StringComparison.Ordinal);
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

    private async Task<(HttpStatusCode Status, string Html)> Send(
        Dictionary<string, string> fields, string step, string shop = "demo", string once = Once, string seal = "",
        DirectLineServer? server = null)
    {
        var sent = new Dictionary<string, string>(fields) { ["step"] = step, ["once"] = once, ["seal"] = seal };
        using var response = await (server ?? Server).Client.PostAsync($"/withdraw/{shop}?lang=pl", new FormUrlEncodedContent(sent));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Looks at the statement and confirms it, as a customer does.</summary>
    private async Task<(HttpStatusCode Status, string Html)> Confirm(
        Dictionary<string, string> fields, string shop = "demo", DirectLineServer? server = null)
    {
        var review = await Send(fields, "review", shop, server: server);
        return await Send(fields, "confirm", shop, seal: SealIn(review.Html), server: server);
    }

    private static string SealIn(string html) => Seal().Match(html).Groups[1].Value;

    private List<string> MailedTo() =>
        [.. Server.Conversations.Effects().Where(effect => effect.Kind == OutgoingMail.Kind)
            .Select(effect => OutgoingMail.Read(effect.Payload).To)];

    [GeneratedRegex("name=\"seal\" value=\"([^\"]+)\"")]
    private static partial Regex Seal();

    [GeneratedRegex("name=\"(?:slot|choice)\\.([a-z_]+)\"")]
    private static partial Regex Slots();

    [GeneratedRegex("href=\"(http[^\"]*/receipts/[^\"]*)\"")]
    private static partial Regex Receipt();
}
