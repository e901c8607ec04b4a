using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>The Bot Framework protocols: so far Direct Line 3.0.</summary>
internal static class BotFrameworkFeature
{
    private const string AnyPage = "DirectLine";
    private const string AnyPageWithCookies = "DirectLineSession";
    private const string SessionPath = DirectLineRequest.Prefix + "/session";

    private static readonly string[] ClientHeaders = ["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"];

    private static readonly TimeSpan PreflightAge = TimeSpan.FromHours(1);

    public static IServiceCollection AddBotFramework(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineSecrets>();
        services.AddSingleton<DirectLineDoor>();
        services.AddSingleton<TicketRenewal>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<ConversationEndpoints>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<StreamEndpoint>();
        services.AddCors(options =>
        {
            // The token is the gate, not the page: any origin may hold one.
            options.AddPolicy(AnyPage, policy => Common(policy).AllowAnyOrigin());
            // DirectLineJS asks for a session with credentials, which a browser refuses to combine with "any origin".
            options.AddPolicy(AnyPageWithCookies, policy => Common(policy).SetIsOriginAllowed(_ => true).AllowCredentials());
        });
        return services;
    }

    public static void MapBotFramework(this WebApplication app)
    {
        app.UseWebSockets();
        app.UseWhen(IsDirectLine, branch => branch.UseMiddleware<DirectLineErrors>());
        app.UseWhen(context => IsDirectLine(context) && !IsSession(context), branch => branch.UseCors(AnyPage));
        app.UseWhen(IsSession, branch => branch.UseCors(AnyPageWithCookies));

        var door = app.Services.GetRequiredService<DirectLineDoor>();
        var conversations = app.Services.GetRequiredService<ConversationEndpoints>();
        var activities = app.Services.GetRequiredService<ActivityEndpoints>();
        var uploads = app.Services.GetRequiredService<UploadEndpoint>();
        var stream = app.Services.GetRequiredService<StreamEndpoint>();

        var routes = app.MapGroup(DirectLineRequest.Prefix);
        routes.MapPost("/tokens/generate", door.ForCaller(conversations.Generate));
        routes.MapPost("/tokens/refresh", door.ForCaller(conversations.Refresh));
        routes.MapPost("/conversations", door.ForCaller(conversations.Start));
        routes.MapGet("/conversations/{id}", door.ForConversation(conversations.Reconnect));
        routes.MapGet("/conversations/{id}/activities", activities.NeverFailing(door.ForConversation(activities.Read)));
        routes.MapPost("/conversations/{id}/activities", door.ForPosting(activities.Post));
        routes.MapPost("/conversations/{id}/upload", uploads.HearingOut(door.ForPosting(uploads.Post)));
        routes.MapGet("/conversations/{id}/stream", stream.Open);
        routes.MapGet("/session/getsessionid", door.ForCaller((_, _) => Task.FromResult<IResult>(DirectLineError.NoSessions)));
    }

    private static bool IsDirectLine(HttpContext context) => context.Request.Path.StartsWithSegments(DirectLineRequest.Prefix);

    private static bool IsSession(HttpContext context) => context.Request.Path.StartsWithSegments(SessionPath);

    private static CorsPolicyBuilder Common(CorsPolicyBuilder policy) => policy
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .WithHeaders(ClientHeaders)
        .WithExposedHeaders("Retry-After")
        .SetPreflightMaxAge(PreflightAge);
}
