using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaqBot.Engine;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>What a turn does to a case, in the turn's own commit, so that a number which a customer was told exists.</summary>
/// <param name="Filed">The new case; null where something is added to one that is open. Where its number is taken, or the other case is not
/// open any more, a constraint of the schema fails, and the turn conflicts (<see cref="Store.IsClash"/>).</param>
/// <param name="History">What is added to its history.</param>
/// <param name="Files">Stored files that go with it, by name.</param>
internal sealed record CaseWrite(CaseRow? Filed, CaseHistoryRow History, ImmutableArray<string> Files)
{
    /// <summary>What the shop decides about a case that is there, open or not; null for what a customer does.</summary>
    public DecidedCase? Decided { get; init; }

    /// <summary>Roughly what it holds in memory.</summary>
    public long Bytes => (long)sizeof(char) * (History.Data.Length + Files.Sum(name => name.Length));

    /// <summary>Null for an effect that is none of a case, and is carried out later.</summary>
    /// <param name="effect">Of the turn.</param>
    /// <param name="conversation">The turn's.</param>
    /// <param name="input">The turn's.</param>
    public static CaseWrite? Of(Effect effect, ConversationRow conversation, TurnInput input) => effect switch
    {
        Effect.FileCase { Case: var filing } => New(filing, conversation, input),
        Effect.AddToCase { Remark: var remark } =>
            new CaseWrite(null, Added(remark.Id, CaseHistoryRow.Remark, remark.Filing, input), FilesOf(remark.Filing)),
        _ => null,
    };

    /// <summary>What the shop has decided about a case.</summary>
    public static CaseWrite Of(CaseRow row, CaseDecision decision, Instant now) => new(
        null,
        new CaseHistoryRow
        {
            CaseId = row.Id,
            At = now,
            Kind = decision.Kind,
            Actor = CaseHistoryRow.Api,
            Data = JsonSerializer.Serialize(decision, PlainCases.Decision),
        },
        [])
    {
        Decided = new DecidedCase(row.Version, decision.Status, decision.Outcome),
    };

    public static byte[] HashOf(string receiptKey) => SHA256.HashData(Encoding.UTF8.GetBytes(receiptKey));

    public static string IdOf(Guid id) => id.ToString("D");

    private static CaseWrite New(CaseFiling filing, ConversationRow conversation, TurnInput input)
    {
        var row = new CaseRow
        {
            Id = IdOf(filing.Id),
            Shop = conversation.Shop,
            Number = filing.Number,
            ConversationId = conversation.Id,
            Kind = CaseWords.Of(filing.Kind),
            Status = CaseWords.Of(CaseStatus.Received),
            Sku = filing.Sku,
            ReceivedOn = LocalDatePattern.Iso.Format(filing.ReceivedOn),
            NominalEnd = CaseWords.Of(filing.NominalEnd),
            Deadline = CaseWords.Of(filing.Deadline),
            Promised = CaseWords.Of(filing.Promised),
            OrderNumber = filing.Order,
            DueAt = filing.DueAt,
            Team = filing.Team,
            Version = 1,
            CreatedAt = input.Now,
            UpdatedAt = input.Now,
        };
        return new CaseWrite(row, Added(filing.Id, CaseHistoryRow.Filed, filing, input), FilesOf(filing));
    }

    private static CaseHistoryRow Added(Guid id, string kind, CaseFiling filing, TurnInput input) => new()
    {
        CaseId = IdOf(id),
        At = input.Now,
        Kind = kind,
        Actor = CaseHistoryRow.Customer,
        Data = ConversationJson.Write(filing),
        ReceiptHash = input.ReceiptKey is { } key ? HashOf(key) : null,
    };

    private static ImmutableArray<string> FilesOf(CaseFiling filing) =>
        [.. filing.Files.Select(file => file.Key).OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <summary>How a decision leaves a case.</summary>
/// <param name="Version">Which the case must have.</param>
/// <param name="Status">Null to leave it as it is.</param>
/// <param name="Outcome">Empty to take it back, null to leave it as it is.</param>
internal sealed record DecidedCase(long Version, string? Status, string? Outcome);
