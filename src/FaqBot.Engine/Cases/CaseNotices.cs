using System.Collections.Immutable;
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

    /// <summary>Characters of one thing that a customer said, in a mail; the attachment has all of it.</summary>
    private const int SaidCharsMax = 600;

    /// <summary>Characters of all that was filed, in a mail.</summary>
    private const int ReceiptCharsMax = 8_000;

    /// <summary>Characters of what the chat said, in a mail.</summary>
    private const int ClosingCharsMax = 2_000;

    /// <summary>Characters of a name, of a customer or a product.</summary>
    private const int NameCharsMax = 100;

    /// <summary>What texts can name of a case.</summary>
    public static readonly ImmutableArray<string> Names = ["number", "name", "product", "deadline", "message"];

    /// <summary>What those of a case that was just filed can.</summary>
    public static readonly ImmutableArray<string> FiledNames = ["number", "kind", "name", "product", "deadline", "received", "joined"];

    /// <summary>The acknowledgement of what the customer has filed; null where there is no address for it. It goes out at once. Anybody
    /// can have it sent to anybody: nothing in it that its writer chose can be pressed.</summary>
    /// <param name="filing">As it was filed.</param>
    /// <param name="isRemark">Whether it was added to a case that was open.</param>
    public CaseNotice? Of(CaseFiling filing, bool isRemark)
    {
        if (!filing.Contact.IsAddressed)
        {
            return null;
        }
        var told = new Told(filing.Number, filing.Contact, filing.Product, filing.Promised, null)
        {
            Kind = filing.Kind,
            IsJoined = isRemark,
        };
        var said = filing.Receipt.Closing.Replace(Rendered(TextIds.NoticeLeftOut), "", StringComparison.Ordinal).Trim();
        var closing = Unlinked.Cut(WithoutTheirLinks(said, filing), ClosingCharsMax);
        var text = Rendered(
            TextIds.NoticeFiled,
            ("case", Named(told)),
            ("notice", new TemplateValue.Text(closing)),
            ("receipt", new TemplateValue.Text(Unlinked.Cut(ReceiptOf(filing), ReceiptCharsMax))));
        return Notice(told, isRemark ? CaseEvent.Remark : CaseEvent.Filed, closing, TextIds.NoticeFiled, text) with
        {
            Brief = Rendered(TextIds.NoticeFiledSms, ("case", Named(told))),
            Receipt = filing.Receipt,
        };
    }

    /// <summary>What the shop has decided; null where there is nothing to tell, or it is not sent (<see cref="CaseNews.NotSent"/>). It
    /// waits for the hours in which the shop sends such things (<c>hours.notices</c>).</summary>
    public CaseNotice? Of(CaseNews news)
    {
        if (news.NotSent is not null || LineOf(news) is not { Text: var line })
        {
            return null;
        }
        var told = new Told(news.Number, news.Contact, news.Product, news.Promised, news.Message);
        var text = Rendered(
            TextIds.NoticeMail,
            ("case", Named(told)), ("notice", new TemplateValue.Text(line)));
        return Notice(told, news.Status is null ? CaseEvent.Message : CaseEvent.Status, line, TextIds.NoticeMail, text) with
        {
            Version = news.Version,
            DueAt = DueAt(),
        };
    }

    /// <summary>The same in the chat; null where there is nothing to tell.</summary>
    public Reply? LineOf(CaseNews news)
    {
        if ((news.Status is { } status ? TextOf(status) : news.Message is null ? null : TextIds.NoticeMessage) is not { } id)
        {
            return null;
        }
        var told = new Told(news.Number, news.Contact, news.Product, news.Promised, news.Message);
        return new Reply(Rendered(id, ("case", Named(told))), [], shop.Texts[id, scope.Language].Language);
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

    /// <summary>The receipt in paragraphs: the shop, what the case is, what was declared, and what was said besides.</summary>
    private string ReceiptOf(CaseFiling filing)
    {
        var paragraphs = filing.Receipt.Lines
            .Where(line => line.Value == filing.Statement || !IsAnswer(line, filing) || !NoticeLines.States(filing.Statement, line.Value))
            .GroupBy(line => line.Value == DialogFiling.LineOf(shop) ? 0
                : line.Value == filing.Statement ? 2
                : IsAnswer(line, filing) ? 3 : 1)
            .OrderBy(group => group.Key)
            .Select(group => string.Join('\n', group.Select(line => LineOf(line, filing))));
        return string.Join("\n\n", paragraphs);
    }

    private static bool IsAnswer(ReceiptLine line, CaseFiling filing) =>
        filing.Answers.Any(answer => answer.Question == line.Label && answer.Answer == line.Value);

    /// <summary>The shop's own addresses and the customer's stay as they are.</summary>
    private string LineOf(ReceiptLine line, CaseFiling filing) =>
        line.Value == DialogFiling.LineOf(shop) || line.Value == filing.Contact.Address ? $"{line.Label}: {line.Value}"
        : line.Value == filing.Statement
            ? $"{line.Label}:\n\n{NoticeLines.Indented(Unlinked.Of(line.Value, SaidCharsMax))}"
        : $"{WithoutTheirLinks(line.Label, filing)}: {Unlinked.Of(line.Value, SaidCharsMax)}";

    /// <summary>A text of the shop's, whose own links stay, with what the customer said in it.</summary>
    private static string WithoutTheirLinks(string text, CaseFiling filing)
    {
        var theirs = filing.Answers.Select(answer => answer.Answer)
            .Concat(new[] { filing.Product, filing.Order, filing.Contact.Name }.OfType<string>())
            .SelectMany(said => said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word != filing.Contact.Address && Unlinked.Of(word) != word)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(word => word.Length);
        return theirs.Aggregate(text, (left, word) => left.Replace(word, Unlinked.Of(word), StringComparison.Ordinal));
    }

    private Instant? DueAt() =>
        shop.Hours.IsStated(HoursKind.Notices)
        && !shop.Hours.IsOpen(HoursKind.Notices, now)
        && shop.Hours.NextOpening(HoursKind.Notices, now) is { } opens
            ? opens.InZoneLeniently(shop.Zone).ToInstant()
            : null;

    private CaseNotice Notice(Told told, CaseEvent happened, string line, string textId, string text) => new()
    {
        Case = told.Number,
        Event = happened,
        Contact = told.Contact with { Name = NameOf(told.Contact.Name) },
        Language = shop.Texts[textId, scope.Language].Language,
        Subject = Rendered(TextIds.NoticeSubject, ("case", Named(told))),
        Text = text,
        Brief = Rendered(TextIds.NoticeSms, ("case", Named(told)), ("notice", new TemplateValue.Text(line))),
    };

    private TemplateValue.Map Named(Told told) => new(name => name switch
    {
        "number" => new TemplateValue.Text(told.Number),
        "name" => TemplateValue.Of(NameOf(told.Contact.Name)),
        "product" => TemplateValue.Of(NameOf(told.Product)),
        "deadline" when told.Promised is { } day => new TemplateValue.Date(day),
        "message" => TemplateValue.Of(told.Message),
        "kind" when told.Kind is { } kind => new TemplateValue.Text(kind.ToString().ToLowerInvariant()),
        "joined" => new TemplateValue.Bool(told.IsJoined),
        "received" => new TemplateValue.Date(CaseRules.LocalDay(now, shop.Zone)),
        _ => TemplateValue.Nothing,
    });

    private static string? NameOf(string? said) => said is null ? null : Unlinked.Of(said, NameCharsMax);

    /// <summary>Days and hours are printed as the language prints them that the text is written in.</summary>
    private string Rendered(string textId, params ReadOnlySpan<(string Name, TemplateValue Value)> named)
    {
        var text = shop.Texts[textId, scope.Language];
        var seen = text.Language == scope.Language ? scope : TemplateRoots.For(shop, text.Language, now);
        return text.Template.Render(seen.With(named)).Trim();
    }

    /// <summary>What texts can name of a case.</summary>
    private sealed record Told(string Number, CaseContact Contact, string? Product, LocalDate? Promised, string? Message)
    {
        public CaseKind? Kind { get; init; }

        /// <summary>It was added to a case that was open.</summary>
        public bool IsJoined { get; init; }
    }
}
