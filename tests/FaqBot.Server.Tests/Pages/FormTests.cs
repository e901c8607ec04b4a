using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Language;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary><c>POST /chat/{shop}</c>: asking without JavaScript.</summary>
public sealed partial class FormTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync()
    {
        started = await DirectLineServer.Start(Turn.Run);
        started.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task The_chat_s_page_holds_the_form_for_who_has_no_scripts()
    {
        using var response = await Server.Client.GetAsync("/chat/demo?lang=en");

        var html = await response.Content.ReadAsStringAsync();
        var inside = NoScript().Match(html[html.IndexOf("<body", StringComparison.Ordinal)..]).Groups[1].Value;
        Assert.Contains("<form method=\"post\" action=\"/chat/demo?lang=en\"", inside, StringComparison.Ordinal);
        Assert.Contains("<label for=\"question\">Your question</label>", inside, StringComparison.Ordinal);
        Assert.Contains("<label for=\"contact\">E-mail or phone (optional)</label>", inside, StringComparison.Ordinal);
        Assert.Contains(
            "form-action 'self'", string.Join(' ', response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pl", "ile kosztuje kurier?", "14,99 zł", "Odpowiedź", "pn.-pt. 9:00-17:00")]
    [InlineData("en", "how much is a courier?", "PLN 14.99", "Answer", "Mon-Fri 9:00-17:00")]
    public async Task A_question_is_answered_and_people_are_named(string language, string question, params string[] expected)
    {
        var page = await Ask(new() { ["question"] = question }, language: language);

        Assert.Equal(200, page.Status);
        Assert.Contains($"<blockquote dir=\"auto\">{question}</blockquote>", page.Html, StringComparison.Ordinal);
        Assert.All(expected, text => Assert.Contains(text, page.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_conversation_is_one_as_any_other_with_the_question_and_the_contact_in_it()
    {
        await Ask(new() { ["question"] = "ile kosztuje kurier?", ["contact"] = "jan@example.com" });

        var (conversation, activities) = Assert.Single(Conversations());
        Assert.Equal(["message", "message", "message", "message"], activities.Select(activity => activity.Type));
        Assert.Equal(
            [ActivityRow.Bot, conversation.UserId, ActivityRow.Bot, ActivityRow.Bot], activities.Select(activity => activity.Sender));
        Assert.Contains("jan@example.com", Encoding.UTF8.GetString(activities[3].Body), StringComparison.Ordinal);
        var input = ConversationJson.ReadInput(Server.Conversations.Turns(new ConversationId(conversation.Id))[1].Input);
        Assert.Equal("jan@example.com", Assert.IsType<TurnEvent.Message>(input.Event).Contact);
    }

    [Fact]
    public async Task The_answer_s_page_says_whose_it_is_and_what_becomes_of_the_words_and_can_be_read_in_another_language()
    {
        var page = await Ask(new() { ["question"] = "ile kosztuje kurier?" });

        Assert.Contains("<h1><bdi>Sklep Górski</bdi></h1>", page.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://sklep.example/prywatnosc\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/chat/demo?lang=en\"", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ile kosztuje kurier?")]
    [InlineData("chcę rozmawiać z człowiekiem")]
    [InlineData("gdzie jest moja paczka")]
    public async Task The_contact_is_a_link_and_is_said_once(string question)
    {
        var page = await Ask(new() { ["question"] = question });

        var said = WebUtility.HtmlDecode(Answers(page.Html));
        Assert.Equal(1, said.Split("<a href=\"tel:+48221234567\"><bdi dir=\"ltr\">+48 22 123 45 67</bdi></a>").Length - 1);
        Assert.Equal(1, said.Split("<a href=\"mailto:pomoc@sklep.example\">").Length - 1);
    }

    [Fact]
    public async Task The_next_question_goes_on_in_the_same_conversation()
    {
        var first = await Ask(new() { ["question"] = "ile kosztuje kurier?" });

        var second = await Ask(first.Next("a kiedy przyjdzie paczka?"));

        Assert.Equal(200, second.Status);
        Assert.DoesNotContain("14,99", second.Html, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(Conversations()).Activities.Count);
        Assert.Equal(first.Resume, second.Resume);
    }

    [Fact]
    public async Task A_suggestion_is_a_button_that_asks()
    {
        var first = await Ask(new() { ["question"] = "ile kosztuje kurier?" });
        var label = WebUtility.HtmlDecode(Suggestion().Match(first.Html).Groups[1].Value);

        var second = await Ask(first.Next(label));

        Assert.NotEmpty(label);
        Assert.Equal(200, second.Status);
        Assert.Contains($"<blockquote dir=\"auto\">{label}</blockquote>", WebUtility.HtmlDecode(second.Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_message_in_one_conversation()
    {
        var once = FormPost.NewOnce();
        Dictionary<string, string> form = new() { ["question"] = "ile kosztuje kurier?", ["once"] = once };

        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Ask(form)));

        Assert.All(pages, page => Assert.Contains("14,99", page.Html, StringComparison.Ordinal));
        Assert.Equal(3, Assert.Single(Conversations()).Activities.Count);
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("https://sklep.example", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 200)]
    [InlineData("own", 200)]
    public async Task A_foreign_page_s_form_is_refused(string? origin, int status)
    {
        var page = await Ask(new() { ["question"] = "ile kosztuje kurier?" }, origin == "own" ? OwnPage : origin);

        Assert.Equal(status, page.Status);
        Assert.Equal(status == 200 ? 1 : 0, Conversations().Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\t ")]
    [InlineData("\0\0")]
    public async Task Without_a_question_the_form_comes_back_as_it_was(string question)
    {
        var page = await Ask(new() { ["question"] = question, ["contact"] = "jan@example.com" });

        Assert.Equal(400, page.Status);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"jan@example.com\"", page.Html, StringComparison.Ordinal);
        Assert.Empty(Conversations());
    }

    [Theory]
    [InlineData("pl", "jan@example", "nie widać adresu e-mail ani numeru telefonu")]
    [InlineData("en", "call me maybe", "no e-mail address or phone number")]
    [InlineData("pl", "12 34", "501 234 567")]
    public async Task A_contact_that_cannot_be_read_is_told_and_what_was_typed_stays(string language, string contact, string expected)
    {
        var page = await Ask(new() { ["question"] = "ile kosztuje kurier?", ["contact"] = contact }, language: language);

        Assert.Equal(400, page.Status);
        Assert.Contains(expected, page.Html, StringComparison.Ordinal);
        Assert.Contains("ile kosztuje kurier?</textarea>", page.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{contact}\" aria-invalid=\"true\"", page.Html, StringComparison.Ordinal);
        Assert.Empty(Conversations());
    }

    [Fact]
    public async Task A_contact_that_was_doubted_once_is_not_blamed_for_what_is_wrong_with_the_question()
    {
        var page = await Ask(new() { ["question"] = "", ["contact"] = "u sąsiada Nowaka", ["told"] = "u sąsiada Nowaka" });

        Assert.Equal(400, page.Status);
        Assert.DoesNotContain("aria-invalid", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-describedby", page.Html, StringComparison.Ordinal);
        // The next try is still not refused for it.
        Assert.Equal("u sąsiada Nowaka", WebUtility.HtmlDecode(ToldField().Match(page.Html).Groups[1].Value));
    }

    [Fact]
    public async Task Nothing_is_refused_for_its_contact_where_the_customer_sends_it_again()
    {
        var fields = new Dictionary<string, string> { ["question"] = "odstępuję od umowy", ["contact"] = "u sąsiada Nowaka" };
        var first = await Ask(fields);

        var second = await Ask(new(fields) { ["told"] = WebUtility.HtmlDecode(ToldField().Match(first.Html).Groups[1].Value) });

        Assert.Equal((400, 200), (first.Status, second.Status));
        Assert.Single(Conversations());
    }

    [Theory]
    [InlineData("jan@example.com")]
    [InlineData("mail: Jan.Nowak@sklep.example.com")]
    [InlineData("501234567")]
    [InlineData("+48 501-234-567 po 17")]
    [InlineData("22 123 45 67")]
    [InlineData("0044 20 7946 0018")]
    [InlineData("12345678")]
    [InlineData("  ")]
    public async Task A_mail_address_a_phone_number_or_nothing_is_a_contact(string contact)
    {
        var page = await Ask(new() { ["question"] = "ile kosztuje kurier?", ["contact"] = contact });

        Assert.Equal(200, page.Status);
    }

    [Fact]
    public async Task Ten_thousand_letters_are_recorded_and_answered_calmly()
    {
        var page = await Ask(new() { ["question"] = new string('a', 10_000) });

        Assert.Equal(200, page.Status);
        Assert.Equal(3, Assert.Single(Conversations()).Activities.Count);
    }

    [Fact]
    public async Task As_much_as_the_fields_let_a_customer_write_is_answered_in_any_script()
    {
        var question = new string('語', TextAnalysis.TextLengthMax);
        var contact = new string('語', Turn.ContactLengthMax);

        var page = await Ask(new() { ["question"] = question, ["contact"] = contact, ["told"] = contact });

        Assert.Equal(200, page.Status);
        Assert.Contains(question, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_form_holds_is_413_and_still_a_page()
    {
        var page = await Ask(new() { ["question"] = new string('ż', 10_000) });

        Assert.Equal(413, page.Status);
        Assert.Contains("<form", page.Html, StringComparison.Ordinal);
        Assert.Empty(Conversations());
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</textarea></form><script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1)) {{7*7}} {% raw %}")]
    [InlineData("dzień\u202e \u0001dobry\u0000\u0008")]
    public async Task What_a_customer_writes_is_text(string words)
    {
        var page = await Ask(new() { ["question"] = words, ["contact"] = words, ["told"] = words });

        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', WebUtility.HtmlDecode(page.Html));
        Assert.DoesNotContain("49", Answers(page.Html), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', WebUtility.HtmlDecode(Answers(page.Html)));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_other_bodies_are_refused()
    {
        using var broken = new ByteArrayContent([.. "question="u8, 0xff, 0xfe]);
        broken.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var json = new StringContent("{\"question\":\"x\"}", Encoding.UTF8, "application/json");

        using var first = await Server.Client.PostAsync("/chat/demo", broken);
        using var second = await Server.Client.PostAsync("/chat/demo", json);

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, second.StatusCode);
        Assert.Empty(Conversations());
    }

    [Theory]
    [InlineData("%ff%fe+ile+kosztuje+kurier")]
    [InlineData("%ed%a0%80+ile+kosztuje+kurier")]
    public async Task Half_letters_do_not_reach_the_database(string encoded)
    {
        using var body = new StringContent($"question={encoded}", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await Server.Client.PostAsync("/chat/demo", body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("14,99", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_shop_is_a_404_page()
    {
        var page = await Ask(new() { ["question"] = "x" }, shop: "nowhere");

        Assert.Equal(404, page.Status);
    }

    [Fact]
    public async Task Too_much_from_one_address_is_told_to_wait_and_keeps_what_was_typed()
    {
        await using var server = await DirectLineServer.Start(
            settings: [
                ("RateLimits:Enabled", "true"), ("RateLimits:AddressOpeningsBurst", "1"), ("RateLimits:AddressOpeningsPerMinute", "1"),
            ]);
        using var first = await server.Client.PostAsync("/chat/demo", Form(new() { ["question"] = "raz" }));

        using var second = await server.Client.PostAsync("/chat/demo", Form(new() { ["question"] = "dwa <3" }));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
        var html = await second.Content.ReadAsStringAsync();
        Assert.Contains("dwa &lt;3</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\">Za dużo pytań naraz. To pytanie nie zostało zapisane", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_store_is_away_the_customer_is_told_that_nothing_was_kept()
    {
        var place = new AwayPlace(new SqlitePlace());
        await using var server = await DirectLineServer.Start(new TestConversations(Turn.Run, place: place));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);
        place.IsAway = true;

        using var answer = await server.Client.PostAsync("/chat/demo", Form(new() { ["question"] = "dwa <3" }));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("dwa &lt;3</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\">Serwer jest teraz przeciążony. To pytanie nie zostało zapisane", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_end_the_same_question_opens_a_new_conversation()
    {
        var first = await Ask(new() { ["question"] = "ile kosztuje kurier?" });
        var (conversation, _) = Assert.Single(Conversations());
        await Server.Conversations.Queue.Post(
            new Inbound(new ConversationId(conversation.Id), conversation.UserId, null, null, new TurnEvent.Ended(), null),
            CancellationToken.None);

        var second = await Ask(first.Next("ile kosztuje kurier?"));

        Assert.Equal(200, second.Status);
        Assert.Equal(2, Conversations().Count);
        Assert.NotEqual(first.Resume, second.Resume);
    }

    private string OwnPage => Server.Address.GetLeftPart(UriPartial.Authority);

    private async Task<FormAnswered> Ask(
        Dictionary<string, string> fields, string? origin = null, string language = "pl", string shop = "demo")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/chat/{shop}?lang={language}") { Content = Form(fields) };
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }
        using var response = await Server.Client.SendAsync(request);
        return new FormAnswered((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static FormUrlEncodedContent Form(Dictionary<string, string> fields) => new(fields);

    private List<(ConversationRow Row, IReadOnlyList<ActivityRow> Activities)> Conversations()
    {
        using var db = Server.Conversations.Store.OpenDb();
        return [.. db.Conversations.ToList().Select(row => (row, Server.Conversations.Activities(new ConversationId(row.Id))))];
    }

    private static string Answers(string html) => string.Concat(Said().Matches(html).Select(match => match.Value));

    private sealed record FormAnswered(int Status, string Html)
    {
        public string Resume => ResumeField().Match(Html).Groups[1].Value;

        /// <summary>The form below the answer, filled in.</summary>
        public Dictionary<string, string> Next(string question) => new()
        {
            ["question"] = question,
            ["resume"] = Resume,
            ["once"] = OnceField().Match(Html).Groups[1].Value,
        };
    }

    [GeneratedRegex("<noscript>(.*?)</noscript>", RegexOptions.Singleline)]
    private static partial Regex NoScript();

    [GeneratedRegex("<button name=\"question\" value=\"([^\"]+)\">")]
    private static partial Regex Suggestion();

    [GeneratedRegex("<p class=\"said\" dir=\"auto\">.*?</p>", RegexOptions.Singleline)]
    private static partial Regex Said();

    [GeneratedRegex("name=\"told\" value=\"([^\"]+)\"")]
    private static partial Regex ToldField();

    [GeneratedRegex("name=\"resume\" value=\"([^\"]+)\"")]
    private static partial Regex ResumeField();

    [GeneratedRegex("name=\"once\" value=\"([^\"]+)\"")]
    private static partial Regex OnceField();
}
