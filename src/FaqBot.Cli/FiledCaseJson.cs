using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Cli;

internal sealed record CaseProductJson(string? Sku, string? Name);

internal sealed record CaseAnswerJson(string Slot, string Question, string Answer, bool? Ok);

internal sealed record CaseContactJson(string Kind, string? Address, string? Name);

internal sealed record CaseWindowJson(string From, string To);

internal sealed record CaseFileJson(string Name, string ContentType);

internal sealed record CaseEventJson(int Version, string At, string Kind, string Actor);

/// <summary>A case as the server's interface shows it right after it was filed; a conversation in the terminal keeps none.</summary>
internal sealed record FiledCaseJson(
    string Number,
    string Kind,
    string Status,
    string? Outcome,
    CaseProductJson? Product,
    string? Order,
    string? Problem,
    IReadOnlyList<CaseAnswerJson> Answers,
    string? Remedy,
    CaseContactJson Contact,
    string Channel,
    string Received,
    string? NominalEnd,
    string? Deadline,
    string? Promised,
    string? Due,
    CaseWindowJson? CallWindow,
    string? Team,
    string? Statement,
    IReadOnlyList<string> Marks,
    IReadOnlyList<CaseFileJson> Files,
    IReadOnlyList<CaseEventJson> History)
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static FiledCaseJson Of(CaseFiling filing, Shop shop)
    {
        var received = Local(filing.Received, shop);
        return new FiledCaseJson(
            filing.Number,
            Json.Name(filing.Kind),
            Json.Name(CaseStatus.Received),
            null,
            filing.Sku is null && filing.Product is null ? null : new CaseProductJson(filing.Sku, filing.Product),
            filing.Order,
            filing.Problem,
            [.. filing.Answers.Select(answer => new CaseAnswerJson(answer.Slot, answer.Question, answer.Answer, answer.Ok))],
            filing.Remedy,
            new CaseContactJson(Json.Name(filing.Contact.Kind), filing.Contact.Address, filing.Contact.Name),
            filing.Channel,
            received,
            filing.NominalEnd is { } end ? LocalDatePattern.Iso.Format(end) : null,
            filing.Deadline is { } deadline ? LocalDatePattern.Iso.Format(deadline) : null,
            filing.Promised is { } promised ? LocalDatePattern.Iso.Format(promised) : null,
            filing.DueAt is { } due ? Local(due, shop) : null,
            filing.CallWindow is { } window ? new CaseWindowJson(Minutes.Format(window.From), Minutes.Format(window.To)) : null,
            filing.Team,
            filing.Statement,
            filing.Marks,
            [.. filing.Files.Select(file => new CaseFileJson(file.Name, file.ContentType))],
            [new CaseEventJson(1, received, "filed", "customer")]);
    }

    /// <summary>In the shop's own time.</summary>
    private static string Local(Instant at, Shop shop) => OffsetDateTimePattern.Rfc3339.Format(at.InZone(shop.Zone).ToOffsetDateTime());
}
