using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;

namespace FaqBot.Server;

/// <summary>Hands each mail to a mail server, by a connection of its own. Whatever it answers never gets into a reason, for it quotes
/// addresses: only its codes do.</summary>
/// <param name="options">Checked.</param>
internal sealed partial class SmtpTransport(MailOptions options) : IMailTransport
{
    /// <summary>Codes of RFC 4954: who we are was not said, or not believed.</summary>
    private static readonly int[] LoginCodes = [530, 534, 535, 538];

    public async Task<Carried> Send(MailMessage message, string name, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            using var client = Client(message);
            await client.SendMailAsync(message, end.Token);
            return new Carried.Done();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Carried.Failed($"the mail server did not take it within {options.TimeoutSeconds} s");
        }
        catch (SmtpException exception)
        {
            return IsUnsayable(exception, message)
                ? new Carried.Refused("its address has other letters than ASCII before the @, and the mail server does not offer SMTPUTF8")
                : Judge(exception);
        }
    }

    private SmtpClient Client(MailMessage message) => new(options.Host, options.Port)
    {
        EnableSsl = options.StartTls,
        Credentials = options.User.Length > 0 ? new NetworkCredential(options.User, options.Password) : null,
        DeliveryFormat = IsPlain(message) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
    };

    private static bool IsPlain(MailMessage message) => message.To.All(to => Ascii.IsValid(to.User));

    /// <summary>The server was not told the address at all, for it has no way to: then it is our own library that names it.</summary>
    private static bool IsUnsayable(SmtpException exception, MailMessage message) =>
        exception is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null }
        && !IsPlain(message) && message.To.Any(to => exception.Message.Contains(to.Address, StringComparison.Ordinal));

    /// <summary>What the receiver's own mailbox is refused for, is so for good. All else may be mended: by time, or by the operator.</summary>
    private static Carried Judge(SmtpException exception)
    {
        var code = (int)exception.StatusCode;
        var codes = $"({string.Join(' ', [$"{code}", .. Detail().Matches(exception.Message).Take(1).Select(match => match.Value)])})";
        if (code < 0)
        {
            return new Carried.Failed(Broken(exception));
        }
        if (exception is not SmtpFailedRecipientException)
        {
            return new Carried.Failed($"the mail server refuses our mail, see Mail:From, Mail:User and Mail:StartTls {codes}");
        }
        if (LoginCodes.Contains(code) || codes.Contains(" 5.7.", StringComparison.Ordinal))
        {
            return new Carried.Failed($"the mail server does not let us send to others, see Mail:User {codes}");
        }
        return code < 500
            ? new Carried.Failed($"the mail server does not take it for its receiver now {codes}") { IsItsOwn = true }
            : new Carried.Refused($"the mail server refuses its receiver {codes}");
    }

    private static string Broken(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException socket:
                    return $"the mail server cannot be reached ({socket.SocketErrorCode})";
                case AuthenticationException:
                    return "the connection to the mail server cannot be encrypted, see its certificate";
                case IOException:
                    return "the connection to the mail server broke";
            }
        }
        return "the mail server does not answer as one does, or does not offer STARTTLS";
    }

    /// <summary>An enhanced status code (RFC 3463).</summary>
    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Detail();
}
