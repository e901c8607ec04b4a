using System.Collections.Frozen;
using FaqBot.Files;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>How the mail of one shop goes out.</summary>
/// <param name="From">Null where the shop's contact e-mail is the sender.</param>
/// <param name="Transport">Hands it on.</param>
internal sealed record MailSender(Mailbox? From, IMailTransport Transport);

/// <summary>The senders of all shops: what <c>Shops:{id}:Mail</c> states goes before <c>Mail</c>, setting by setting.</summary>
internal sealed class MailSettings
{
    private readonly MailSender common;
    private readonly FrozenDictionary<string, MailSender> own;
    private readonly TimeProvider time;

    /// <exception cref="StartFailure">A setting makes no sense.</exception>
    public MailSettings(IConfiguration configuration, IOptions<MailOptions> options, TimeProvider time)
    {
        this.time = time;
        common = Sender(options.Value, MailOptions.Section);
        own = configuration.GetSection("Shops").GetChildren()
            .Select(shop => (Shop: shop.Key, Settings: shop.GetSection(MailOptions.Section)))
            .Where(shop => shop.Settings.Exists())
            .ToFrozenDictionary(shop => shop.Shop, shop => Own(configuration, shop.Settings), StringComparer.Ordinal);
    }

    public MailSender Of(string shop) => own.GetValueOrDefault(shop, common);

    private MailSender Own(IConfiguration configuration, IConfigurationSection settings)
    {
        var options = new MailOptions();
        configuration.GetSection(MailOptions.Section).Bind(options);
        settings.Bind(options);
        var checkedOptions = new MailOptionsValidator().Validate(settings.Path, options);
        return checkedOptions.Failed ? throw new StartFailure($"{settings.Path}: {checkedOptions.FailureMessage}") : Sender(options, settings.Path);
    }

    private MailSender Sender(MailOptions options, string section)
    {
        Mailbox? from = null;
        if (options.From.Length > 0)
        {
            from = Mailbox.TryParse(options.From.Trim(), out var stated)
                ? stated
                : throw new StartFailure($"{section}:From is '{options.From}', which is not an address such as shop@example.com.");
        }
        return new MailSender(from, new MailFolder(ProgramFolder.Resolve(options.Folder), time));
    }
}
