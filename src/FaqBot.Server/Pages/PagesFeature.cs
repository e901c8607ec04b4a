namespace FaqBot.Server;

/// <summary>Our own pages, what they are made of, and how they get into the chat.</summary>
internal static class PagesFeature
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageAssets>();
        services.AddSingleton<HomePage>();
        services.AddSingleton<ChatPage>();
        services.AddSingleton<PanelPage>();
        services.AddSingleton<ShopOrigins>();
        services.AddSingleton<ShopInterfaces>();
        services.AddSingleton<InterfaceEndpoint>();
        services.AddSingleton<ChatOpening>();
        services.AddSingleton<ChatTokenEndpoint>();
        services.AddSingleton<FormPages>();
        services.AddSingleton<FormEndpoint>();
        services.AddSingleton<WithdrawEndpoint>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        var home = app.Services.GetRequiredService<HomePage>();
        var chat = app.Services.GetRequiredService<ChatPage>();
        var form = app.Services.GetRequiredService<FormEndpoint>();
        var withdraw = app.Services.GetRequiredService<WithdrawEndpoint>();
        var panel = app.Services.GetRequiredService<PanelPage>();
        var shown = app.Services.GetRequiredService<InterfaceEndpoint>();
        var assets = app.Services.GetRequiredService<PageAssets>();
        var tokens = app.Services.GetRequiredService<ChatTokenEndpoint>();

        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods("/", reading, home.Show);
        app.MapMethods(ChatForm.Route, reading, chat.Show);
        app.MapPost(ChatForm.Route, form.Ask);
        app.MapMethods("/chat/{**rest}", reading, home.ShowNotFound);
        app.MapMethods(WithdrawForm.Route, reading, withdraw.Show);
        app.MapPost(WithdrawForm.Route, withdraw.Take);
        app.MapMethods("/withdraw/{**rest}", reading, home.ShowNotFound);
        app.MapMethods("/panel/{shop}", reading, panel.Show);
        app.MapMethods("/panel/{**rest}", reading, home.ShowNotFound);
        app.MapMethods(InterfaceEndpoint.Route, reading, shown.Show);
        app.MapMethods("/assets/{**file}", reading, assets.Serve);
        app.MapMethods(PageAssets.WidgetRoute, reading, assets.ServeWidget);
        app.MapPost(ChatTokenEndpoint.Route, tokens.Issue);
        app.MapMethods(ChatTokenEndpoint.Route, [HttpMethods.Options], tokens.Preflight);
    }
}
