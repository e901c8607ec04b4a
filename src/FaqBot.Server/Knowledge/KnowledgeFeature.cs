using Microsoft.Extensions.Options;

namespace FaqBot.Server;

internal static class KnowledgeFeature
{
    public static void AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KnowledgeOptions>, KnowledgeOptionsValidator>();
        services.AddOptions<DialogsOptions>().BindConfiguration(DialogsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DialogsOptions>, DialogsOptionsValidator>();
        services.AddSingleton<CurrentKnowledge>();
        services.AddSingleton(provider => new KnowledgeLoader(
            provider.GetRequiredService<IOptions<KnowledgeOptions>>(),
            provider.GetRequiredService<IOptions<DialogsOptions>>(),
            provider.GetRequiredService<CurrentKnowledge>(),
            provider.GetRequiredService<ILogger<KnowledgeLoader>>())
        {
            CameIntoForce = provider.GetRequiredService<PinKeeping>().Take,
        });
        services.AddSingleton<PinnedShops>();
        services.AddSingleton<PinKeeping>();
        services.AddHostedService<PinCare>();
        services.AddHostedService<KnowledgeWatch>();
    }
}
