using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;

namespace FaqBot.Server;

/// <summary>Hands mails to a mail server. A connection is kept for the next one for a moment: to make one takes longer than a mail.
/// Whatever the server answers never gets into a reason, for it quotes addresses: only its codes do.</summary>
internal sealed partial class SmtpTransport : IMailTransport, IDisposable
{
    /// <summary>Shorter than any server waits.</summary>
    private static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(3);

    /// <summary>Codes of RFC 4954: who we are was not said, or not believed.</summary>
    private static readonly int[] LoginCodes = [530, 534, 535, 538];

    private readonly MailOptions options;
    private readonly ConcurrentStack<Idle> idle = new();
    private readonly Timer sweep;

    /// <param name="options">Checked.</param>
    public SmtpTransport(MailOptions options)
    {
        this.options = options;
        sweep = new Timer(_ => Sweep(IdleMax));
    }

    public async Task<Carried> Send(MailMessage message, string name, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            if (TryReuse() is not { } used || await TrySend(used, message, isKept: true, end.Token) is not { } carried)
            {
                carried = await TrySend(Open(), message, isKept: false, end.Token) ?? throw new UnreachableException();
            }
            return carried;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Carried.Failed($"the mail server did not take it within {options.TimeoutSeconds} s");
        }
    }

    public void Dispose()
    {
        sweep.Dispose();
        Sweep(TimeSpan.Zero);
    }

    /// <summary>Null where a connection that was kept turned out to be closed. If it was not before but while it took the mail, the mail
    /// goes twice, under the same Message-ID: nobody can tell.</summary>
    private async Task<Carried?> TrySend(SmtpClient client, MailMessage message, bool isKept, CancellationToken cancellation)
    {
        var isGood = false;
        try
        {
            client.DeliveryFormat = IsPlain(message) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International;
            await client.SendMailAsync(message, cancellation);
            isGood = true;
            if (!isKept)
            {
                SmtpSocket.HurryUp(client);
            }
            return new Carried.Done();
        }
        catch (SmtpException exception) when (IsUnsayable(exception, message))
        {
            return new Carried.Refused(
                "its address has other letters than ASCII before the @, and the mail server does not offer SMTPUTF8");
        }
        catch (SmtpException exception)
        {
            return isKept && IsClosed(exception) ? null : Judge(exception);
        }
        finally
        {
            Return(client, isGood);
        }
    }

    private SmtpClient Open() => new(options.Host, options.Port)
    {
        EnableSsl = options.StartTls,
        Credentials = options.User.Length > 0 ? new NetworkCredential(options.User, options.Password) : null,
    };

    private SmtpClient? TryReuse()
    {
        while (idle.TryPop(out var kept))
        {
            if (Stopwatch.GetElapsedTime(kept.Since) < IdleMax)
            {
                return kept.Client;
            }
            kept.Client.Dispose();
        }
        return null;
    }

    private void Return(SmtpClient client, bool isGood)
    {
        if (!isGood)
        {
            client.Dispose();
            return;
        }
        idle.Push(new Idle(client, Stopwatch.GetTimestamp()));
        sweep.Change(IdleMax * 2, Timeout.InfiniteTimeSpan);
    }

    private void Sweep(TimeSpan age)
    {
        var kept = new Idle[Math.Max(1, idle.Count)];
        var count = idle.TryPopRange(kept);
        foreach (var one in kept.Take(count))
        {
            if (Stopwatch.GetElapsedTime(one.Since) >= age)
            {
                one.Client.Dispose();
            }
            else
            {
                Return(one.Client, isGood: true);
            }
        }
    }

    private static bool IsPlain(MailMessage message) => message.To.All(to => Ascii.IsValid(to.User));

    private static bool IsClosed(SmtpException exception) =>
        exception.StatusCode is SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable;

    /// <summary>The server was not told the address at all, for it has no way to: then it is our own library that names it.</summary>
    private static bool IsUnsayable(SmtpException exception, MailMessage message) =>
        exception is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null }
        && !IsPlain(message) && message.To.Any(to => exception.Message.Contains(to.Address, StringComparison.Ordinal));

    /// <summary>What the receiver's own mailbox is refused for, is so for good. All else may be mended: by time, or by the
    /// operator.</summary>
    private Carried Judge(SmtpException exception)
    {
        var code = (int)exception.StatusCode;
        var codes = $"({string.Join(' ', [$"{code}", .. Detail().Matches(exception.Message).Take(1).Select(match => match.Value)])})";
        if (code < 0)
        {
            return new Carried.Failed(Broken(exception));
        }
        // Our library goes on where its login is refused, and is refused what needs one.
        if (exception is not SmtpFailedRecipientException && LoginCodes.Contains(code) && options.User.Length > 0)
        {
            return new Carried.Failed($"the mail server does not take our login, see Mail:User and Mail:Password {codes}");
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

    /// <param name="Client">With a connection.</param>
    /// <param name="Since">By the clock that always goes on.</param>
    private readonly record struct Idle(SmtpClient Client, long Since);

    /// <summary>An enhanced status code (RFC 3463).</summary>
    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Detail();
}
