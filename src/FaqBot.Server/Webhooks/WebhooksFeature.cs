namespace FaqBot.Server;

/// <summary>The shops' systems are told of what happens.</summary>
internal static class WebhooksFeature
{
    public static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<Webhooks>();
        services.AddSingleton<IOutboxKind, WebhookPosts>();
    }
}
