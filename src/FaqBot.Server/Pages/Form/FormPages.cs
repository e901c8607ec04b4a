using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Makes the pages that a form without JavaScript is answered with.</summary>
internal sealed class FormPages(PageAssets assets, TimeProvider time, HomePage home)
{
    public FormPage For(Shop shop, HttpRequest request) =>
        new(shop, PageLanguage.Choose(request, shop.Languages), assets["site.css"], Microseconds.Now(time));

    public Task ShowNotFound(HttpContext context) => home.ShowNotFound(context);
}
