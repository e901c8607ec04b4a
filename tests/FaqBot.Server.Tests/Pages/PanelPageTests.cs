using System.Net;
using System.Text.RegularExpressions;

namespace FaqBot.Server.Tests;

/// <summary><c>/panel/{shop}</c>: the page in the frame; who may frame it, and what its script finds in it.</summary>
public sealed partial class PanelPageTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync()
    {
        started = await DirectLineServer.Start();
        started.Conversations.Knowledge.Swap(ShopPages.Knowledge);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData("demo", "frame-ancestors 'self' https://sklep.example;")]
    [InlineData("hostile", "frame-ancestors 'self' https://evil.example https://xn--sklp-7va.example:8443;")]
    public async Task Only_pages_of_the_shop_and_our_own_may_frame_it(string shop, string ancestors)
    {
        using var response = await Get($"/panel/{shop}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(ancestors, Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("X-Frame-Options"));
        Assert.Equal("cross-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task An_origin_of_other_letters_is_told_and_known_as_browsers_write_it()
    {
        using var response = await Get("/panel/hostile");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/shops/hostile/interface");
        request.Headers.Add("Origin", "https://xn--sklp-7va.example:8443");
        using var asked = await Server.Client.SendAsync(request);

        var (_, origins) = Interface(await response.Content.ReadAsStringAsync());
        Assert.Equal("""["https://evil.example","https://xn--sklp-7va.example:8443"]""", origins);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Fact]
    public async Task Foreign_code_has_no_way_in()
    {
        using var response = await Get("/panel/demo");

        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"https?://", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/panel/demo", "pl", "ltr", "Czat · Sklep")]
    [InlineData("/panel/demo?lang=en", "en", "ltr", "Chat · Sklep")]
    [InlineData("/panel/souk", "ar", "rtl", "Chat · متجر")]
    [InlineData("/panel/souk?lang=uk", "uk", "ltr", "Chat · متجر")]
    public async Task It_is_titled_and_written_in_its_language(string path, string language, string direction, string title)
    {
        using var response = await Get(path);

        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
        Assert.Equal(title, WebUtility.HtmlDecode(Title().Match(html).Groups[1].Value));
        Assert.Contains("interactive-widget=resizes-content", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_script_finds_what_the_endpoint_tells_and_who_may_talk_to_it()
    {
        using var response = await Get("/panel/demo?lang=en");
        using var told = await Get("/api/shops/demo/interface?lang=en");

        var (json, origins) = Interface(await response.Content.ReadAsStringAsync());
        Assert.Equal(await told.Content.ReadAsStringAsync(), json);
        Assert.Equal("""["https://sklep.example"]""", origins);
    }

    [Fact]
    public async Task What_an_owner_writes_is_text_and_cannot_end_a_script()
    {
        using var response = await Get("/panel/hostile");

        var html = await response.Content.ReadAsStringAsync();
        var (json, _) = Interface(html);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</script><", html.Replace("</script>\n<", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(ShopPages.HostileName, WireJson.Parse(json).Field("name"));
        Assert.DoesNotContain('\u202e', WebUtility.HtmlDecode(Title().Match(html).Groups[1].Value));
    }

    [Fact]
    public async Task Without_scripts_it_leads_to_the_form_on_a_page_of_its_own()
    {
        using var response = await Get("/panel/demo?lang=en");

        var html = await response.Content.ReadAsStringAsync();
        Assert.Matches("<noscript>.*<a href=\"/chat/demo\\?lang=en\" target=\"_blank\"", html);
    }

    [Fact]
    public async Task An_unknown_shop_is_a_404_page_that_nobody_may_frame()
    {
        using var response = await Get("/panel/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
    }

    [Fact]
    public async Task Its_head_is_to_be_had_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/panel/demo");
        using var response = await Server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("frame-ancestors 'self'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static (string Json, string Origins) Interface(string html)
    {
        var match = Data().Match(html);
        Assert.True(match.Success);
        return (match.Groups[2].Value, WebUtility.HtmlDecode(match.Groups[1].Value));
    }

    private Task<HttpResponseMessage> Get(string path) => Server.Client.GetAsync(path);

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));

    [GeneratedRegex("<title>(.*?)</title>")]
    private static partial Regex Title();

    [GeneratedRegex("<script type=\"application/json\" id=\"interface\" data-origins=\"([^\"]*)\">(.*?)</script>")]
    private static partial Regex Data();
}
