using System.Text;
using System.Text.Json;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Carries mails out. What a row says is sent as it stands; the shop's name and addresses are those of the knowledge in force.
/// </summary>
internal sealed class Mails(CurrentKnowledge knowledge, MailSettings settings) : IOutboxKind
{
    public string Kind => OutgoingMail.Kind;

    public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
    {
        if (Read(row.Payload) is not { } mail)
        {
            return new Carried.Refused("what is stored is no mail");
        }
        if (!knowledge.IsLoaded || !knowledge.Value.Shops.TryGetValue(mail.Shop, out var shop))
        {
            return new Carried.Failed("its shop is not there") { IsItsOwn = true };
        }
        var sender = settings.Of(mail.Shop);
        var (envelope, refusal) = Address(mail, shop, sender);
        if (envelope is null)
        {
            return refusal;
        }
        using var message = MailComposer.Compose(mail, shop, envelope);
        return await sender.Transport.Send(message, MailComposer.Name(mail), cancellation);
    }

    private static OutgoingMail? Read(string payload)
    {
        try
        {
            return OutgoingMail.Read(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (MailEnvelope? Envelope, Carried Refusal) Address(OutgoingMail mail, Shop shop, MailSender sender)
    {
        Mailbox? contact = Mailbox.TryParse(shop.Contact.Email, out var stated) ? stated : null;
        if ((sender.From ?? contact) is not { } from)
        {
            return (null, new Carried.Failed($"there is no sender: state Mail:From, or contact.email in shop.yaml of {mail.Shop}"));
        }
        if (!Mailbox.TryParse(mail.To, out var to))
        {
            return (null, new Carried.Refused("it is addressed to what is no e-mail address"));
        }
        if (!mail.IsForShop && (to.Is(from) || (contact is { } ours && to.Is(ours))))
        {
            return (null, new Carried.Refused("a customer's mail is addressed to the shop itself"));
        }
        if (mail.Attachments.Length > MailLimits.AttachmentsMax || Bytes(mail) > MailLimits.MailBytesMax)
        {
            return (null, new Carried.Refused("it is too large"));
        }
        return (new MailEnvelope(from, to, contact), new Carried.Done());
    }

    private static long Bytes(OutgoingMail mail) =>
        (long)Encoding.UTF8.GetByteCount(mail.Text) + Encoding.UTF8.GetByteCount(mail.Html ?? "")
        + mail.Attachments.Sum(file => file.Bytes?.Length ?? Encoding.UTF8.GetByteCount(file.Text ?? ""));
}
