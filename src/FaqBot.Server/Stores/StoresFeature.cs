namespace FaqBot.Server;

/// <summary>Demonstration storefronts.</summary>
internal static class StoresFeature
{
    public static IServiceCollection AddStores(this IServiceCollection services) => services.AddSingleton<StorePage>();

    public static void MapStores(this WebApplication app)
    {
        var stores = app.Services.GetRequiredService<StorePage>();
        var home = app.Services.GetRequiredService<HomePage>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/shops/{shop}", reading, stores.Show);
        app.MapMethods("/shops/{**rest}", reading, home.ShowNotFound);
    }
}
