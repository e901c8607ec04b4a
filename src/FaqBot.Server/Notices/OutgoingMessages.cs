using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>What a turn wants to be told outside the chat, as rows of the outbox: mails to customers, texts for their telephones, and what
/// the shop's own systems want to know.</summary>
internal sealed class OutgoingMessages(Webhooks webhooks)
{
    private const int ShortHashBytes = 6;

    private static readonly JsonSerializerOptions Options = new() { Encoder = PlainJson.Encoder };

    /// <param name="effect">Of a turn.</param>
    /// <param name="of">Where it happened.</param>
    /// <returns>Nothing for effects that are told to nobody.</returns>
    public IEnumerable<OutboxRow> RowsOf(Effect effect, TurnPlace of) => effect switch
    {
        Effect.Notify { Notice: var notice } => RowsOf(notice, of),
        Effect.FileCase { Case: var filing } => ToSystems(
            WebhookEvents.CaseFiled, FiledId(filing.Number), new JsonObject { ["case"] = CaseOf(filing) }, of),
        Effect.AddToCase { Remark.Filing: var filing } => ToSystems(
            WebhookEvents.CaseRemark, RemarkId(filing.Number, of), new JsonObject { ["case"] = RemarkOf(filing) }, of),
        _ => [],
    };

    /// <summary>What the shop's own people are told by mail of what a customer filed or added.</summary>
    /// <returns>Nothing of other effects, and where the shop states no address.</returns>
    public static IEnumerable<OutboxRow> ToShop(Effect effect, TurnPlace of) => effect switch
    {
        Effect.FileCase { Case: var filing } => ToShop(filing, isRemark: false, of),
        Effect.AddToCase { Remark.Filing: var filing } => ToShop(filing, isRemark: true, of),
        _ => [],
    };

    private static IEnumerable<OutboxRow> ToShop(CaseFiling filing, bool isRemark, TurnPlace of)
    {
        if (of.Shop.Contact.Email is null)
        {
            return [];
        }
        var notice = ShopNotice.Of(of.Shop, filing, isRemark, of.Now);
        var id = isRemark ? RemarkId(filing.Number, of) : FiledId(filing.Number);
        return ToShop($"{id}.shop", filing.Number, (notice.Subject, notice.Text, notice.Language), of);
    }

    /// <summary>A mail to the shop's own address; nothing where it states none.</summary>
    /// <param name="id">Of the mail.</param>
    /// <param name="number">Of the case.</param>
    /// <param name="said">What there is to tell.</param>
    /// <param name="of">Where it happened.</param>
    public static IEnumerable<OutboxRow> ToShop(
        string id, string number, (string Subject, string Text, string Language) said, TurnPlace of) =>
        of.Shop.Contact.Email is not { } email ? [] :
        [
            new OutgoingMail
            {
                Shop = of.Shop.Id,
                To = email,
                ToName = of.Shop.Name,
                Subject = said.Subject,
                Text = said.Text,
                Html = NoticePage.Html(said.Subject, said.Text, of.Shop.Locales[said.Language]),
                Language = said.Language,
                Id = id,
                Thread = $"{number}.shop",
                IsForShop = true,
            }.ToRow(of.Conversation, of.Turn, of.Now),
        ];

    /// <summary>What the shop's systems are told of a decision, whoever made it: of a new status, and of what is said to the customer. An
    /// outcome or a note alone is theirs, and would come back to who wrote it.</summary>
    public IEnumerable<OutboxRow> RowsOf(CaseNews news, TurnPlace of) => news is { Status: null, Message: null } ? [] : ToSystems(
        WebhookEvents.CaseStatus,
        string.Create(CultureInfo.InvariantCulture, $"{news.Number}.{news.Version}.status"),
        new JsonObject
        {
            ["case"] = new JsonObject
            {
                ["number"] = news.Number,
                ["kind"] = CaseWords.Of(news.Kind),
                ["version"] = news.Version,
                ["status"] = news.Status is { } status ? CaseWords.Of(status) : null,
            },
            ["message"] = news.Message,
        },
        of);

    /// <summary>To all receivers of the shop that want such events.</summary>
    /// <param name="event">Of <see cref="WebhookEvents"/>.</param>
    /// <param name="id">By which a repeat is known; no other event of the shop has it.</param>
    /// <param name="said">What there is to tell.</param>
    /// <param name="of">Where it happened.</param>
    /// <param name="due">Not sent before; null for at once.</param>
    public IEnumerable<OutboxRow> ToSystems(string @event, string id, JsonObject said, TurnPlace of, Instant? due = null) =>
        webhooks.For(of.Shop.Id, @event).Select(receiver => new OutgoingWebhook
        {
            Shop = of.Shop.Id,
            Receiver = receiver.Name,
            Event = @event,
            Id = id,
            Body = said.ToJsonString(Options),
            CreatedAt = of.Now,
        }.ToRow(of.Conversation, of.Turn, of.Now, due));

    private IEnumerable<OutboxRow> RowsOf(CaseNotice notice, TurnPlace of) => notice.Contact.Kind switch
    {
        ContactKind.Email => [MailOf(notice, of).ToRow(of.Conversation, of.Turn, of.Now, notice.DueAt)],
        ContactKind.Phone => ToSystems(WebhookEvents.Notice, $"{IdOf(notice, of)}.notice", TextOf(notice), of, notice.DueAt),
        _ => [],
    };

    private static OutgoingMail MailOf(CaseNotice notice, TurnPlace of) => new()
    {
        Shop = of.Shop.Id,
        To = notice.Contact.Address ?? "",
        ToName = notice.Contact.Name,
        Subject = notice.Subject,
        Text = notice.Text,
        Html = NoticePage.Html(notice.Subject, notice.Text, of.Shop.Locales[notice.Language]),
        Language = notice.Language,
        Id = IdOf(notice, of),
        Thread = notice.Case,
        Attachments = notice.Receipt is { } receipt
            ?
            [
                new MailAttachment(
                    $"{notice.Case}.html", "text/html", ReceiptPage.Html(receipt, of.Shop.Locales[receipt.Language].Direction)),
            ]
            : [],
    };

    private static JsonObject TextOf(CaseNotice notice) => new()
    {
        ["to"] = notice.Contact.Address,
        ["name"] = notice.Contact.Name,
        ["text"] = notice.Brief,
        ["language"] = notice.Language,
        ["case"] = notice.Case,
    };

    private static string IdOf(CaseNotice notice, TurnPlace of) => notice.Event switch
    {
        CaseEvent.Filed => FiledId(notice.Case),
        CaseEvent.Remark => RemarkId(notice.Case, of),
        CaseEvent.Status => string.Create(CultureInfo.InvariantCulture, $"{notice.Case}.{notice.Version}.status"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{notice.Case}.{notice.Version}.message"),
    };

    private static string FiledId(string number) => $"{number}.1.filed";

    /// <summary>What is added comes from one of several conversations, and its version is only known to the commit.</summary>
    private static string RemarkId(string number, TurnPlace of) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}.{KeyOf(of.Conversation)}-{of.Turn}.remark");

    /// <summary>By which a shop's systems tell conversations apart; it opens none.</summary>
    public static string KeyOf(string conversation) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)).AsSpan(0, ShortHashBytes));

    /// <summary>What fits into a webhook, however much the customer wrote; the rest is asked for by its number.</summary>
    private static JsonObject CaseOf(CaseFiling filing) => new()
    {
        ["number"] = filing.Number,
        ["kind"] = CaseWords.Of(filing.Kind),
        ["status"] = CaseWords.Of(CaseStatus.Received),
        ["sku"] = filing.Sku,
        ["order"] = filing.Order,
        ["problem"] = filing.Problem,
        ["remedy"] = filing.Remedy,
        ["nominal_end"] = CaseWords.Of(filing.NominalEnd),
        ["deadline"] = CaseWords.Of(filing.Deadline),
        ["promised"] = CaseWords.Of(filing.Promised),
        ["due"] = filing.DueAt is { } due ? InstantPattern.ExtendedIso.Format(due) : null,
        ["team"] = filing.Team,
        ["channel"] = filing.Channel,
        ["marks"] = MarksOf(filing),
    };

    /// <summary>What was said now. How the case stands is not the remark's to tell: its status, its dates and its team stay.</summary>
    private static JsonObject RemarkOf(CaseFiling filing) => new()
    {
        ["number"] = filing.Number,
        ["kind"] = CaseWords.Of(filing.Kind),
        ["sku"] = filing.Sku,
        ["order"] = filing.Order,
        ["problem"] = filing.Problem,
        ["remedy"] = filing.Remedy,
        ["channel"] = filing.Channel,
        ["marks"] = MarksOf(filing),
    };

    private static JsonArray MarksOf(CaseFiling filing) => new([.. filing.Marks.Select(mark => JsonValue.Create(mark))]);
}

/// <summary>Where something happened that others are told of.</summary>
/// <param name="Shop">Whose.</param>
/// <param name="Conversation">In which.</param>
/// <param name="Turn">Its number; 0 for what happened between turns.</param>
/// <param name="Now">When.</param>
internal readonly record struct TurnPlace(Shop Shop, string Conversation, int Turn, Instant Now);
