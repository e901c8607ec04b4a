using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>Mail to customers and to the shops' people, carried out of the outbox.</summary>
internal static class MailFeature
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<MailSettings>();
        services.AddSingleton<IOutboxKind, Mails>();
    }
}
