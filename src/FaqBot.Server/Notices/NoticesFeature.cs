namespace FaqBot.Server;

/// <summary>What customers and shops are told of cases outside the chat.</summary>
internal static class NoticesFeature
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<OutgoingMessages>();
        services.AddSingleton<Reach>();
        services.AddSingleton<CaseReminders>();
        services.AddHostedService(provider => provider.GetRequiredService<CaseReminders>());
    }
}
