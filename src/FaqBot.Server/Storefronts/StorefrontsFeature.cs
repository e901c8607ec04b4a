namespace FaqBot.Server;

/// <summary>Demonstration storefronts.</summary>
internal static class StorefrontsFeature
{
    public static IServiceCollection AddStorefronts(this IServiceCollection services) => services.AddSingleton<StorefrontPage>();

    public static void MapStorefronts(this WebApplication app)
    {
        var storefronts = app.Services.GetRequiredService<StorefrontPage>();
        var home = app.Services.GetRequiredService<HomePage>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/shops/{shop}", reading, storefronts.Show);
        app.MapMethods("/shops/{**rest}", reading, home.ShowNotFound);
    }
}
