using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Who a mail comes from and goes to; addresses that were checked.</summary>
internal sealed record MailEnvelope(Mailbox From, Mailbox To, Mailbox? ReplyTo);

/// <summary>Makes of a row what System.Net.Mail sends: headers that nobody can forge, and bodies that every mail program shows.</summary>
internal static class MailComposer
{
    /// <param name="mail">As it was written.</param>
    /// <param name="shop">In whose name.</param>
    /// <param name="envelope">Checked.</param>
    public static MailMessage Compose(OutgoingMail mail, Shop shop, MailEnvelope envelope)
    {
        var message = new MailMessage
        {
            From = Address(envelope.From, shop.Name),
            Subject = MailHeader.Line(mail.Subject, MailLimits.SubjectCharsMax),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = Lines(mail.Text),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.To.Add(Address(envelope.To, mail.ToName ?? ""));
        if (envelope.ReplyTo is { } replyTo)
        {
            message.ReplyToList.Add(Address(replyTo, shop.Name));
        }
        AddHeaders(message, mail, envelope.From.Domain);
        AddBodies(message, mail);
        return message;
    }

    /// <summary>What names the mail, in its file's name and before the sign of its Message-ID.</summary>
    public static string Name(OutgoingMail mail) => $"{MailHeader.Id(mail.Shop)}.{MailHeader.Id(mail.Id)}";

    /// <summary>All mails of a thread refer to a first one that was never sent: whichever of them a mail program has, it shows them
    /// together, and none of them must be known to be the first.</summary>
    private static void AddHeaders(MailMessage message, OutgoingMail mail, string domain)
    {
        message.Headers.Add("Message-ID", $"<{Name(mail)}@{domain}>");
        if (mail.Thread is { } thread)
        {
            var root = $"<{MailHeader.Id(mail.Shop)}.{MailHeader.Id(thread)}@{domain}>";
            message.Headers.Add("In-Reply-To", root);
            message.Headers.Add("References", root);
        }
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("Content-Language", MailHeader.Id(mail.Language));
    }

    /// <summary>In Base64, which no server on the way touches.</summary>
    private static void AddBodies(MailMessage message, OutgoingMail mail)
    {
        if (mail.Html is { } html)
        {
            var page = AlternateView.CreateAlternateViewFromString(Lines(html), Encoding.UTF8, MediaTypeNames.Text.Html);
            page.TransferEncoding = TransferEncoding.Base64;
            message.AlternateViews.Add(page);
        }
        foreach (var file in mail.Attachments)
        {
            message.Attachments.Add(Attach(file));
        }
    }

    private static Attachment Attach(MailAttachment file)
    {
        var isText = file.Bytes is null;
        var type = new ContentType(TypeOf(file));
        if (isText)
        {
            type.CharSet = "utf-8";
        }
        var name = MailHeader.Name(file.Name).Replace('/', '-');
        var attachment = new Attachment(new MemoryStream(file.Bytes ?? Encoding.UTF8.GetBytes(file.Text ?? "")), type)
        {
            Name = name,
            NameEncoding = Encoding.UTF8,
            TransferEncoding = TransferEncoding.Base64,
        };
        attachment.ContentDisposition?.FileName = name;
        return attachment;
    }

    private static string TypeOf(MailAttachment file) =>
        file.ContentType.Split('/') is [{ Length: > 0 } kind, { Length: > 0 } sort]
            && (kind + sort).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.')
            ? file.ContentType
            : MediaTypeNames.Application.Octet;

    private static MailAddress Address(Mailbox mailbox, string name) => new(mailbox.ToString(), MailHeader.Name(name), Encoding.UTF8);

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");
}
