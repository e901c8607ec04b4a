using FaqBot.Files;

namespace FaqBot.Server;

/// <summary>The table of contents of the server: what it is made of, in the order in which it starts.</summary>
internal static class ServerBuilder
{
    // Settings are read once. Their watcher would watch the whole folder of the program, and with it every write to the database.
    private const string SettingsAreReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = [SettingsAreReadOnce, .. args], ContentRootPath = ProgramFolder.Path });
        builder.CheckSettings();
        builder.AddLogs();
        builder.AddHosting();
        builder.AddClock();
        builder.Services.AddHealth();
        builder.Services.AddRateLimits();
        builder.AddStorage();
        builder.Services.AddKnowledge();
        builder.Services.AddOutbox();
        builder.Services.AddOutbound();
        builder.Services.AddConversations();
        builder.Services.AddCustomers();
        builder.Services.AddBotFramework();
        builder.Services.AddConnector();
        builder.Services.AddMail();
        builder.Services.AddUploads();
        builder.Services.AddNotices();
        builder.Services.AddShopApi();
        builder.Services.AddCases();
        builder.Services.AddCalls();
        builder.Services.AddSurveys();
        builder.Services.AddOrders();
        builder.Services.AddWebhooks();
        builder.Services.AddPages();
        builder.Services.AddStorefronts();

        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseTrustedProxies();
        app.MapHealth();
        app.MapBotFramework();
        app.MapConnector();
        app.MapUploads();
        app.MapCases();
        app.MapCalls();
        app.MapSurveys();
        app.MapPages();
        app.MapStorefronts();
        app.MapOpenApiDocument();
        app.AnnounceWhenReady();
        app.WarnOfStrangeSettings();
        return app;
    }
}
