namespace FaqBot.Server;

/// <summary>Customers on the telephone, for whom somebody at the shop writes.</summary>
internal static class CallsFeature
{
    public static void AddCalls(this IServiceCollection services) => services.AddSingleton<CallEndpoints>();

    public static void MapCalls(this WebApplication app)
    {
        var api = app.Services.GetRequiredService<ShopApi>();
        var calls = app.Services.GetRequiredService<CallEndpoints>();
        app.MapPost(CallEndpoints.Route, api.WithKey(calls.Begin));
        app.MapPost($"{CallEndpoints.Route}/{{call}}", api.WithKey(calls.Say));
        app.MapGet($"{CallEndpoints.Route}/{{call}}", api.WithKey(calls.Show));
    }
}
