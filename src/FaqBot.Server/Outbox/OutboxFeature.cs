using Microsoft.Extensions.Options;

namespace FaqBot.Server;

internal static class OutboxFeature
{
    public static void AddOutbox(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxAttempt>();
        services.AddSingleton<OutboxVerb>();
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<OutboxCare>();
    }
}
