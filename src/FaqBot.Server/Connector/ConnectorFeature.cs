using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>The Bot Connector: channels such as Teams or the Emulator talk to the shops' bots.</summary>
internal static class ConnectorFeature
{
    private const string Path = "/api/messages";

    public static void AddConnector(this IServiceCollection services)
    {
        services.AddOptions<ConnectorOptions>().BindConfiguration(ConnectorOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConnectorOptions>, ConnectorOptionsValidator>();
        services.AddSingleton<ConnectorHttp>();
        services.AddSingleton<ConnectorBots>();
        services.AddSingleton<InboundTokens>();
        services.AddSingleton<ConnectorDoor>();
        services.AddSingleton<LoginTokens>();
        services.AddSingleton<ChannelBeginnings>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<IOutboxKind, ChannelReplies>();
    }

    public static void MapConnector(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path), branch => branch.UseMiddleware<DirectLineErrors>());
        // Looked up now, so that what is wrong with the settings stops the start.
        var messages = app.Services.GetRequiredService<MessagesEndpoint>();
        app.MapPost(Path, async context => await (await messages.Post(context)).ExecuteAsync(context));
    }
}
