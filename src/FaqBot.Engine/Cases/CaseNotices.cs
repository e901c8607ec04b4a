using System.Diagnostics;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Writes what customers are told of their cases, in the shop's words (<c>notice_*</c> in <c>dialogs/texts.yaml</c>).</summary>
/// <param name="shop">In whose name.</param>
/// <param name="scope">What the texts see besides the case, in their language.</param>
/// <param name="now">Of the turn.</param>
internal sealed class CaseNotices(Shop shop, TemplateScope scope, Instant now)
{
    /// <summary>Pieces of news of one case in 24 hours. More come from two systems that answer each other, and are not sent on.</summary>
    public const int PerDayMax = 12;

    /// <summary>The acknowledgement of what the customer has filed; null where there is no address for it. It goes out at once.</summary>
    /// <param name="filing">As it was filed.</param>
    /// <param name="isRemark">Whether it was added to a case that was open.</param>
    public CaseNotice? Of(CaseFiling filing, bool isRemark)
    {
        var told = new Told(filing.Number, filing.Contact, filing.Product, filing.Promised, null);
        return IsAddressed(filing.Contact)
            ? Notice(told, isRemark ? CaseEvent.Remark : CaseEvent.Filed, filing.Receipt.Closing, MailOf(told, filing.Receipt)) with
            {
                Receipt = filing.Receipt,
            }
            : null;
    }

    /// <summary>What the shop has decided; null where there is nothing to tell, or no address for it. It waits for the hours in which the
    /// shop sends such things (<c>hours.notices</c>).</summary>
    public CaseNotice? Of(CaseNews news)
    {
        if (!IsAddressed(news.Contact) || news.Earlier >= PerDayMax || LineOf(news) is not { } line)
        {
            return null;
        }
        var told = new Told(news.Number, news.Contact, news.Product, news.Promised, news.Message);
        var text = Rendered(
            TextIds.NoticeMail,
            ("case", Named(told)), ("notice", new TemplateValue.Text(line)));
        return Notice(told, news.Status is null ? CaseEvent.Message : CaseEvent.Status, line, text) with
        {
            Version = news.Version,
            DueAt = DueAt(),
        };
    }

    /// <summary>The same in the chat; null where there is nothing to tell.</summary>
    public string? LineOf(CaseNews news)
    {
        var id = news.Status is { } status ? TextOf(status) : news.Message is null ? null : TextIds.NoticeMessage;
        return id is null
            ? null
            : Rendered(id, ("case", Named(new Told(news.Number, news.Contact, news.Product, news.Promised, news.Message))));
    }

    private static string TextOf(CaseStatus status) => status switch
    {
        CaseStatus.Received => TextIds.NoticeReceived,
        CaseStatus.InProgress => TextIds.NoticeInProgress,
        CaseStatus.WaitingCustomer => TextIds.NoticeWaitingCustomer,
        CaseStatus.WaitingExpert => TextIds.NoticeWaitingExpert,
        CaseStatus.Resolved => TextIds.NoticeResolved,
        CaseStatus.Closed => TextIds.NoticeClosed,
        _ => throw new UnreachableException(),
    };

    private string MailOf(Told told, CaseReceipt receipt) => Rendered(
        TextIds.NoticeFiled,
        ("case", Named(told)),
        ("notice", new TemplateValue.Text(receipt.Closing)),
        ("receipt", new TemplateValue.Text(string.Join('\n', receipt.Lines.Select(line => $"{line.Label}: {line.Value}")))));

    private static bool IsAddressed(CaseContact contact) =>
        contact is { Kind: ContactKind.Email or ContactKind.Phone, Address: not null };

    private Instant? DueAt() =>
        shop.Hours.IsStated(HoursKind.Notices)
        && !shop.Hours.IsOpen(HoursKind.Notices, now)
        && shop.Hours.NextOpening(HoursKind.Notices, now) is { } opens
            ? opens.InZoneLeniently(shop.Zone).ToInstant()
            : null;

    private CaseNotice Notice(Told told, CaseEvent happened, string line, string text) => new()
    {
        Case = told.Number,
        Event = happened,
        Contact = told.Contact,
        Language = scope.Language,
        Subject = Rendered(TextIds.NoticeSubject, ("case", Named(told))),
        Text = text,
        Brief = Rendered(TextIds.NoticeSms, ("case", Named(told)), ("notice", new TemplateValue.Text(line))),
    };

    private static TemplateValue.Map Named(Told told) => new(name => name switch
    {
        "number" => new TemplateValue.Text(told.Number),
        "name" => TemplateValue.Of(told.Contact.Name),
        "product" => TemplateValue.Of(told.Product),
        "deadline" when told.Promised is { } day => new TemplateValue.Date(day),
        "message" => TemplateValue.Of(told.Message),
        _ => TemplateValue.Nothing,
    });

    private string Rendered(string textId, params ReadOnlySpan<(string Name, TemplateValue Value)> named) =>
        shop.Texts[textId, scope.Language].Template.Render(scope.With(named)).Trim();

    /// <summary>What texts can name of a case.</summary>
    private sealed record Told(string Number, CaseContact Contact, string? Product, LocalDate? Promised, string? Message);
}
