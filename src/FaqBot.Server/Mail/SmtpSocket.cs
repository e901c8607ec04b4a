using System.Net.Mail;
using System.Net.Sockets;
using System.Reflection;

namespace FaqBot.Server;

/// <summary>The socket of a <see cref="SmtpClient"/>. It writes a mail in pieces and the dot behind it apart, and its socket holds each
/// small piece back until the one before is confirmed, which servers take 40 ms for: 20 mails a second on a connection, where it could be
/// 200 (docs/benchmarks/outbox.md). There is no setting for it, so the socket is looked up by its name in .NET 10. Where a later one has
/// named it otherwise mails are only slower, and a test says so.</summary>
internal static class SmtpSocket
{
    private static readonly string[] Way = ["_transport", "_connection", "_tcpClient"];

    /// <summary>Has small pieces sent at once, on the connection that is open.</summary>
    /// <returns>Whether it was found.</returns>
    public static bool HurryUp(SmtpClient client)
    {
        object? found = client;
        foreach (var name in Way)
        {
            found = found?.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(found);
        }
        if (found is not TcpClient connection)
        {
            return false;
        }
        connection.NoDelay = true;
        return true;
    }
}
