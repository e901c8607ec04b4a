using System.Collections.Immutable;
using System.Text.Json;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>Makes of a case and its history what the shop's systems see.</summary>
/// <param name="zone">The shop's.</param>
/// <param name="address">Under which the case's files are found.</param>
/// <param name="filesThere">Names of files that are still there.</param>
internal sealed class CaseWriter(DateTimeZone zone, Func<CaseRow, string> address, IReadOnlySet<string> filesThere)
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly OffsetDateTimePattern Local = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<m>");

    public CaseDocument Write(CaseRow row, IReadOnlyList<CaseHistoryRow> history)
    {
        List<CaseFiling> said = [.. history.Where(entry => entry.IsSaid).Select(entry => ConversationJson.ReadFiling(entry.Data))];
        var filed = said[0];
        return new CaseDocument
        {
            Number = row.Number,
            Kind = row.Kind,
            Status = row.Status,
            Outcome = row.Outcome,
            Product = filed is { Sku: null, Product: null } ? null : new ProductDocument(filed.Sku, filed.Product),
            Problem = filed.Problem,
            Answers = Answers(filed),
            Remedy = filed.Remedy,
            Contact = Contact(filed),
            Channel = filed.Channel,
            Received = Local.Format(filed.Received.InZone(zone).ToOffsetDateTime()),
            NominalEnd = row.NominalEnd,
            Deadline = row.Deadline,
            Promised = row.Promised,
            Order = row.OrderNumber,
            Due = row.DueAt is { } due ? Local.Format(due.InZone(zone).ToOffsetDateTime()) : null,
            CallWindow = filed.CallWindow is { } window ? new WindowDocument(Minutes.Format(window.From), Minutes.Format(window.To)) : null,
            Team = row.Team,
            Statement = filed.Statement,
            Marks = [.. said.SelectMany(filing => filing.Marks).Distinct(StringComparer.Ordinal)],
            Files = [.. said.SelectMany(one => one.Files).Distinct().Select(file => File(row, file))],
            History = [.. history.Select(History)],
        };
    }

    /// <summary>Names of the stored files that come with a history.</summary>
    public static IEnumerable<string> FilesOf(IEnumerable<CaseHistoryRow> history) =>
        history.Where(entry => entry.IsSaid)
            .SelectMany(entry => ConversationJson.ReadFiling(entry.Data).Files).Select(file => file.Key).OfType<string>();

    private static ImmutableArray<AnswerDocument> Answers(CaseFiling filing) =>
        [.. filing.Answers.Select(answer => new AnswerDocument(answer.Slot, answer.Question, answer.Answer, answer.Ok))];

    private static ContactDocument Contact(CaseFiling filing) =>
        new(CaseWords.Of(filing.Contact.Kind), filing.Contact.Address, filing.Contact.Name);

    private FileDocument File(CaseRow row, SentFile file) => new(
        file.Name, file.ContentType, file.Key is { } key && filesThere.Contains(key) ? $"{address(row)}/files/{key}" : null);

    private static HistoryDocument History(CaseHistoryRow entry) => new(
        entry.Version, InstantPattern.ExtendedIso.Format(entry.At), entry.Kind, entry.Actor, Data(entry));

    private static HistoryData Data(CaseHistoryRow entry)
    {
        if (entry.Kind == CaseHistoryRow.Filed)
        {
            return new HistoryData { NotSent = CaseWords.OfAny(ConversationJson.ReadFiling(entry.Data).NotSent) };
        }
        if (entry.Kind == CaseHistoryRow.Remark)
        {
            var said = ConversationJson.ReadFiling(entry.Data);
            return new HistoryData
            {
                NotSent = CaseWords.OfAny(said.NotSent),
                Order = said.Order,
                Problem = said.Problem,
                Answers = Answers(said),
                Remedy = said.Remedy,
                Statement = said.Statement,
                Contact = Contact(said),
            };
        }
        var decided = JsonSerializer.Deserialize(entry.Data, PlainCases.Decision) ?? throw new JsonException();
        return new HistoryData
        {
            Status = decided.Status,
            Outcome = decided.Outcome,
            Note = decided.Note,
            Message = decided.Message,
            Agent = decided.Agent,
            NotSent = decided.NotSent,
        };
    }
}
