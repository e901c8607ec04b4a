
namespace FaqBot.Server.Tests;

public sealed class InterfaceTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    private string OwnPage => Server.Address.GetLeftPart(UriPartial.Authority);

    public async Task InitializeAsync()
    {
        started = await DirectLineServer.Start();
        started.Conversations.Knowledge.Swap(ShopPages.Knowledge);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_page_learns_all_that_the_window_says_and_how_it_looks()
    {
        using var response = await Get("demo", "https://sklep.example");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var shown = await DirectLineServer.ReadJson(response);
        Assert.Equal(
            ["direction", "language", "languages", "name", "privacyUrl", "shop", "texts", "theme", "uploads"],
            shown.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            ("demo", "Sklep", "pl", "ltr"), (shown.Field("shop"), shown.Field("name"), shown.Field("language"), shown.Field("direction")));
        Assert.Equal("""[{"tag":"pl","name":"Polski"},{"tag":"en","name":"English"}]""", shown["languages"]?.ToJsonString());
        Assert.Null(shown["privacyUrl"]);
        Assert.Equal(
            """{"imageMegabytes":10,"videoMegabytes":40,"accept":"image/jpeg,image/png,image/gif,image/webp,video/mp4,video/quicktime,video/webm"}""",
            shown["uploads"]?.ToJsonString());
        Assert.Equal(
            ["color", "greetingSeconds", "onColor", "side", "textColor", "textColorDark"],
            shown["theme"]?.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
        var texts = shown["texts"]?.AsObject() ?? [];
        Assert.Equal("Czat", texts.Field("chat_title"));
        Assert.Equal("Porozmawiaj z człowiekiem", texts.Field("person_button"));
        Assert.Equal("Od nowa", texts.Field("start_over_button"));
        Assert.All(texts, text =>
            Assert.True(text.Key.StartsWith("chat_", StringComparison.Ordinal) || text.Key.EndsWith("_button", StringComparison.Ordinal)));
        Assert.All(texts, text => Assert.NotEmpty($"{text.Value}"));
    }

    [Theory]
    [InlineData("https://sklep.example")]
    [InlineData("HTTPS://SKLEP.EXAMPLE")]
    public async Task A_page_of_the_shop_may_read_it_and_keeps_it_for_a_minute(string origin)
    {
        using var response = await Get("demo", origin);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("public, max-age=60", response.Headers.CacheControl?.ToString());
        Assert.Equal("Origin,Accept-Language", Header(response, "Vary"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task Our_own_page_may_read_it_and_so_may_whoever_states_no_origin()
    {
        using var own = await Get("demo", OwnPage);
        using var none = await Get("demo", origin: null);

        Assert.Equal(200, (int)own.StatusCode);
        Assert.Equal(200, (int)none.StatusCode);
        Assert.Equal(OwnPage, Header(own, "Access-Control-Allow-Origin"));
        Assert.False(none.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", Header(none, "Vary"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://sklep.example")]
    [InlineData("https://sklep.example.evil.example")]
    public async Task A_foreign_page_is_refused_and_may_read_why_and_nothing_of_that_is_kept(string origin)
    {
        using var response = await Get("demo", origin);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("Origin", Header(response, "Vary"));
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("%3Cscript%3E")]
    public async Task An_unknown_shop_is_404(string shop)
    {
        using var response = await Get(shop, OwnPage);

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("", null, "pl", "Od nowa")]
    [InlineData("", "en-GB,en;q=0.9", "en", "Start over")]
    [InlineData("?lang=pl-PL", "en", "pl", "Od nowa")]
    [InlineData("?lang=EN", "pl", "en", "Start over")]
    [InlineData("?lang=xx", "en", "en", "Start over")]
    [InlineData("?lang=", null, "pl", "Od nowa")]
    public async Task It_speaks_the_asked_for_language(string query, string? accepted, string language, string startOver)
    {
        using var response = await Get("demo", OwnPage, query, accepted);

        var shown = await DirectLineServer.ReadJson(response);
        Assert.Equal(language, shown.Field("language"));
        Assert.Equal(language, string.Join(',', response.Content.Headers.ContentLanguage));
        Assert.Equal(startOver, shown["texts"].Field("start_over_button"));
    }

    [Fact]
    public async Task A_language_from_right_to_left_says_so()
    {
        using var arabic = await Get("souk", OwnPage);
        using var ukrainian = await Get("souk", OwnPage, "?lang=uk");

        Assert.Equal("rtl", (await DirectLineServer.ReadJson(arabic)).Field("direction"));
        Assert.Equal("ltr", (await DirectLineServer.ReadJson(ukrainian)).Field("direction"));
    }

    [Fact]
    public async Task Its_head_is_to_be_had_alone()
    {
        using var response = await Get("demo", OwnPage, method: HttpMethod.Head);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("public, max-age=60", response.Headers.CacheControl?.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_an_owner_writes_is_text_and_cannot_end_a_script()
    {
        using var response = await Get("hostile", OwnPage);

        var body = await response.Content.ReadAsStringAsync();
        var shown = WireJson.Parse(body);
        Assert.DoesNotContain('<', body);
        Assert.Equal(ShopPages.HostileName, shown.Field("name"));
        Assert.Equal("<b>Person</b> & \u202e co", shown["texts"].Field("person_button"));
    }

    private async Task<HttpResponseMessage> Get(
        string shop, string? origin, string query = "", string? accepted = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/api/shops/{shop}/interface{query}");
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }
        if (accepted is not null)
        {
            request.Headers.Add("Accept-Language", accepted);
        }
        return await Server.Client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
