using System.Net.Mail;

namespace FaqBot.Server;

/// <summary>The seam behind which System.Net.Mail stands: how a composed mail leaves the house.</summary>
internal interface IMailTransport
{
    /// <summary>Hands the mail on, at least once. What it throws is tried again.</summary>
    /// <param name="message">The mail; not disposed here.</param>
    /// <param name="name">Of the notice, fit for a file's name: the same again when it is repeated.</param>
    /// <param name="cancellation">Ends the try.</param>
    Task<Carried> Send(MailMessage message, string name, CancellationToken cancellation);
}
