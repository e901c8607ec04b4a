using System.Net;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary><c>/shops/{shop}</c>: the shop page on which the widget is tried.</summary>
public sealed class StorefrontPageTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData("pl", "Buty trekkingowe Granit", "429 zł", "czerwony", "Do koszyka")]
    [InlineData("en", "Granit hiking boots", "PLN 429", "red", "Add to basket")]
    public async Task A_product_stands_there_with_all_that_is_known_of_it(string language, params string[] expected)
    {
        Server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);

        var (status, html, _) = await Get($"/shops/demo?lang={language}");

        Assert.Equal(200, status);
        Assert.All(expected, text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.Contains("fill=\"#c03a35\"", html, StringComparison.Ordinal);
        Assert.Contains("pomoc@sklep.example", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_widget_is_loaded_as_a_shop_would_load_it()
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, headers) = await Get("/shops/demo?lang=en");

        Assert.Contains("<script src=\"/widget.js\" data-shop=\"demo\" data-lang=\"en\" async></script>", html, StringComparison.Ordinal);
        Assert.Contains("frame-src 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/shops/souk", "ar", "rtl")]
    [InlineData("/shops/souk?lang=uk", "uk", "ltr")]
    [InlineData("/shops/demo", "pl", "ltr")]
    public async Task It_is_written_in_its_language_and_direction(string path, string language, string direction)
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, _) = await Get(path);

        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/shops/hostile")]
    [InlineData("/")]
    public async Task What_an_owner_writes_is_text(string path)
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, headers) = await Get(path);

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains($"<bdi>{WebUtility.HtmlEncode("</script><img src=x onerror=alert(1)>")}", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[a-z][^>]* (style|on[a-z]+)=", html);
    }

    [Fact]
    public async Task The_title_of_the_chat_s_window_is_no_label_of_its_hours()
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, _) = await Get("/shops/tea?lang=en");

        Assert.DoesNotContain("Let us talk about tea", html, StringComparison.Ordinal);
        Assert.Contains("<h2>Chat</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<dt><bdi>Chat</bdi></dt><dd><bdi>Mon-Fri 10:00-12:00</bdi></dd>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_product_does_not_say_in_the_page_s_language_is_left_out_but_for_its_name()
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, _) = await Get("/shops/tea?lang=en");

        Assert.Contains("<h3><bdi>Sencha</bdi></h3>", html, StringComparison.Ordinal);
        Assert.Contains("It rings.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Zielona", html, StringComparison.Ordinal);
        Assert.DoesNotContain("herbata", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_of_a_type_that_nobody_has_drawn_stands_there_without_a_drawing()
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, _) = await Get("/shops/tea?lang=pl");

        Assert.Equal(2, html.Split("<h3>").Length - 1);
        Assert.Equal(1, html.Split("class=\"drawing\"").Length - 1);
    }

    [Fact]
    public void The_types_that_have_a_drawing_are_documented()
    {
        var docs = File.ReadAllText(Repository.PathOf("docs", "knowledge-format.md"));
        var list = docs[docs.IndexOf("Drawings exist", StringComparison.Ordinal)..];

        Assert.Equal(
            ProductDrawing.Types.Order(StringComparer.Ordinal),
            list[..list.IndexOf(';', StringComparison.Ordinal)].Split('`').Where((_, at) => at % 2 == 1).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/shops/nowhere")]
    [InlineData("/shops/")]
    [InlineData("/shops/%3Cscript%3E")]
    public async Task An_unknown_shop_is_a_404_page(string path)
    {
        var (status, html, _) = await Get(path);

        Assert.Equal(404, status);
        Assert.Contains("Nie ma takiej strony", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_shops_leads_to_each_storefront_and_chat()
    {
        Server.Conversations.Knowledge.Swap(ShopPages.Knowledge);

        var (_, html, _) = await Get("/?lang=en");

        foreach (var shop in new[] { "demo", "hostile", "other" })
        {
            Assert.Contains($"href=\"/shops/{shop}?lang=en\"", html, StringComparison.Ordinal);
            Assert.Contains($"href=\"/chat/{shop}?lang=en\"", html, StringComparison.Ordinal);
        }
        Assert.Contains("href=\"/shops/souk\"", html, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Html, Dictionary<string, string> Headers)> Get(string path)
    {
        using var response = await Server.Client.GetAsync(path);
        var headers =
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }
}
