using FaqBot.Files;

namespace FaqBot.Server;

/// <summary>The table of contents of the server: what it is made of, in the order in which it starts.</summary>
internal static class ServerBuilder
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ProgramFolder.Path });
        builder.AddLogs();
        builder.AddHosting();
        builder.AddClock();
        builder.AddStorage();
        builder.Services.AddKnowledge();
        builder.Services.AddConversations();
        builder.Services.AddBotFramework();
        builder.Services.AddPages();

        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseTrustedProxies();
        app.MapHealth();
        app.MapBotFramework();
        app.MapPages();
        app.AnnounceWhenReady();
        return app;
    }
}
