using System.Text.Json.Nodes;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>Keeps what customers think of the help: once for a conversation, and once for each of its cases. The score comes first, and
/// may be corrected until the comment has come, which follows it or does not; the shop's systems are told of each. Whatever comes after
/// the comment changes nothing.</summary>
internal sealed class SurveyKeeper(Store store, Journal journal, CurrentKnowledge knowledge, OutgoingMessages messages) : IOutboxKind
{
    public string Kind => nameof(Effect.KeepSurvey);

    public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
    {
        if (ConversationJson.ReadEffect(row.Payload) is not Effect.KeepSurvey { Answer: var answer })
        {
            return new Carried.Refused("it is no judgement");
        }
        if (await store.FindConversation(new ConversationId(row.ConversationId), cancellation) is not { } conversation)
        {
            return new Carried.Refused("the conversation is gone");
        }
        var kept = RowOf(answer, conversation.Shop, row);
        var told = knowledge.Value.Shops.GetValueOrDefault(conversation.Shop) is { } shop
            ? messages.ToSystems(WebhookEvents.Survey, SurveyId(row), Said(answer, row), PlaceOf(shop, row)).ToList()
            : [];
        await journal.Write((db, stop) => Keep(db, kept, told, stop));
        return new Carried.Done();
    }

    private static async Task Keep(FaqBotDb db, SurveyRow kept, List<OutboxRow> told, CancellationToken cancellation)
    {
        var before = db.Surveys.Where(row => row.ConversationId == kept.ConversationId && row.CaseNumber == kept.CaseNumber);
        if (!await before.AnyAsync(cancellation))
        {
            db.Surveys.Add(kept);
            await db.SaveChangesAsync(cancellation);
        }
        else if (await Follow(before, kept, cancellation) == 0)
        {
            return;
        }
        await Outbox.Add(db, told, cancellation);
    }

    private static Task<int> Follow(IQueryable<SurveyRow> before, SurveyRow kept, CancellationToken cancellation) => before
        .Where(row => row.Comment == null && (kept.Comment != null || (row.Score != kept.Score && row.At < kept.At)))
        .ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Score, kept.Score).SetProperty(row => row.Comment, kept.Comment), cancellation);

    private static TurnPlace PlaceOf(Shop shop, OutboxRow row) => new(shop, row.ConversationId, row.Turn, row.CreatedAt);

    private static SurveyRow RowOf(SurveyAnswer answer, string shop, OutboxRow row) => new()
    {
        ConversationId = row.ConversationId,
        CaseNumber = answer.Subject.Case ?? "",
        Shop = shop,
        Score = answer.Score,
        Comment = answer.Comment,
        Language = answer.Language,
        Entry = answer.Subject.Entry,
        Dialog = answer.Subject.Dialog,
        Agent = answer.Subject.Agent,
        At = row.CreatedAt,
    };

    private static string SurveyId(OutboxRow row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"survey.{row.Id}");

    private static JsonObject Said(SurveyAnswer answer, OutboxRow row) => new()
    {
        ["conversation"] = OutgoingMessages.KeyOf(row.ConversationId),
        ["score"] = answer.Score,
        ["comment"] = answer.Comment,
        ["language"] = answer.Language,
        ["case"] = answer.Subject.Case,
        ["entry"] = answer.Subject.Entry,
        ["dialog"] = answer.Subject.Dialog,
        ["agent"] = answer.Subject.Agent,
    };
}
