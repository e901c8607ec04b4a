namespace FaqBot.Server;

/// <summary>Cases that dialogs file: their receipts, and what the shop's own systems may ask and decide.</summary>
internal static class CasesFeature
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseRegister>();
        services.AddSingleton<CaseEndpoints>();
        services.AddSingleton<ReceiptEndpoint>();
        return services;
    }

    public static void MapCases(this WebApplication app)
    {
        var receipts = app.Services.GetRequiredService<ReceiptEndpoint>();
        app.MapMethods($"{ReceiptEndpoint.Prefix}/{{key}}", [HttpMethods.Get, HttpMethods.Head], receipts.Serve);

        var api = app.Services.GetRequiredService<ShopApi>();
        var cases = app.Services.GetRequiredService<CaseEndpoints>();
        var routes = app.MapGroup(CaseEndpoints.Route);
        routes.MapGet("", api.WithKey(cases.List));
        routes.MapGet("/{number}", api.WithKey(cases.Show));
        routes.MapPatch("/{number}", api.WithKey(cases.Change));
        routes.MapGet("/{number}/files/{name}", api.WithKey(cases.ShowFile));
    }
}
