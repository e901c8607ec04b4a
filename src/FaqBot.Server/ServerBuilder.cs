namespace FaqBot.Server;

/// <summary>The table of contents of the server: what it is made of, in the order in which a message meets it.</summary>
internal static class ServerBuilder
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/health/live", () => "live");
        return app;
    }
}
