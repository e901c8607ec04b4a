using System.Collections.Frozen;
using System.Net;
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
    private const int ImplicitTlsPort = 465;

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
        var found = new MailOptionsValidator().Validate(settings.Path, options);
        return found.Failed ? throw new StartFailure($"{settings.Path}: {found.FailureMessage}") : Sender(options, settings.Path);
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
        return new MailSender(from, options.Transport switch
        {
            MailTransport.Folder => new MailFolder(ProgramFolder.Resolve(options.Folder), time),
            MailTransport.Smtp => new SmtpTransport(Checked(options, section)),
            _ => throw new StartFailure($"{section}:Transport is neither Folder nor Smtp."),
        });
    }

    private static MailOptions Checked(MailOptions options, string section)
    {
        if (options.Host.Trim().Length == 0 || Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            throw new StartFailure($"{section}:Host is '{options.Host}', which is not a mail server's name such as smtp.example.com.");
        }
        if (options.Port == ImplicitTlsPort)
        {
            throw new StartFailure(
                $"{section}:Port is {ImplicitTlsPort}, where the connection is encrypted from its first byte on, which is not supported. "
                + "Use port 587, where the same servers encrypt by STARTTLS.");
        }
        if ((options.User.Length == 0) != (options.Password.Length == 0))
        {
            throw new StartFailure($"{section}:User and {section}:Password are stated together, or neither.");
        }
        if (options.User.Length > 0 && !options.StartTls && !IsLoopback(options.Host))
        {
            throw new StartFailure($"{section}:StartTls is false: the password would go to {options.Host} in the clear. Set it to true.");
        }
        return options;
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
