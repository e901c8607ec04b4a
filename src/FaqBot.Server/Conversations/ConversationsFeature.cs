namespace FaqBot.Server;

internal static class ConversationsFeature
{
    public static void AddConversations(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ConversationTurn(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConversationTurn>>())
        {
            Messages = provider.GetRequiredService<OutgoingMessages>(),
            Reach = provider.GetRequiredService<Reach>(),
            HasOrders = provider.GetRequiredService<OrderSources>().AreOf,
        });
        services.AddSingleton<RunningDialogs>();
        services.AddSingleton<ConversationLog>();
        services.AddSingleton<ConversationQueue>();
        services.AddSingleton<ResumeTokens>();
        services.AddHostedService<OtherNodes>();
    }
}
