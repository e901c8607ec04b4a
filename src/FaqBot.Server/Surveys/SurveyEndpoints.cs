using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Server;

/// <summary>What a shop's own systems ask about its customers' judgements.</summary>
internal sealed class SurveyEndpoints(Store store)
{
    public const string Route = "/api/shops/{shop}/surveys";

    private const int PageMax = 100;

    /// <summary>Entries, dialogs or agents in one summary: those with the most judgements.</summary>
    private const int GroupsMax = 1_000;

    private const int CursorCharsMax = 512;

    private static readonly long AtMax = Microseconds.Of(Instant.MaxValue);

    /// <summary>GET surveys: the newest first; <c>limit</c>, and <c>cursor</c>, the <c>next_cursor</c> of the page before.</summary>
    public async Task<IResult> List(string shop, HttpContext context)
    {
        var asked = context.Request.Query;
        if (LimitOf(asked["limit"].ToString()) is not { } limit || !TryReadCursor(asked["cursor"].ToString(), out var after))
        {
            return ShopApi.Problem(
                StatusCodes.Status400BadRequest,
                $"'limit' is a number from 1 to {PageMax}, and 'cursor' the 'next_cursor' of an earlier answer.");
        }
        await using var db = store.OpenDb();
        var rows = await After(db.Surveys.Where(row => row.Shop == shop), after)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.ConversationId).ThenByDescending(row => row.CaseNumber)
            .Take(limit + 1).ToListAsync(context.RequestAborted);
        var page = rows.Take(limit).ToList();
        return ShopApi.Answer(
            new SurveyPage([.. page.Select(Document)], rows.Count > limit ? Cursor(page[^1]) : null), SurveyJson.Default.SurveyPage);
    }

    /// <summary>GET surveys/summary: how many there are, and their mean, by entry, by dialog and by agent.</summary>
    public async Task<IResult> Summary(string shop, HttpContext context)
    {
        await using var db = store.OpenDb();
        var ofShop = db.Surveys.Where(row => row.Shop == shop);
        var summary = new SurveySummary(
            await Groups(ofShop.GroupBy(row => row.Entry), context.RequestAborted),
            await Groups(ofShop.GroupBy(row => row.Dialog), context.RequestAborted),
            await Groups(ofShop.GroupBy(row => row.Agent), context.RequestAborted));
        return ShopApi.Answer(summary, SurveyJson.Default.SurveySummary);
    }

    private static Task<List<SurveyGroup>> Groups(
        IQueryable<IGrouping<string?, SurveyRow>> groups, CancellationToken cancellation) => groups
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
        .Select(group => new SurveyGroup(group.Key, group.Count(), group.Average(row => row.Score)))
        .Take(GroupsMax)
        .ToListAsync(cancellation);

    private static SurveyDocument Document(SurveyRow row) => new(
        InstantPattern.ExtendedIso.Format(row.At), row.Score, row.Comment, row.Language, row.CaseNumber.Length == 0 ? null : row.CaseNumber,
        row.Entry, row.Dialog, row.Agent);

    /// <summary>Those that follow; several may have been given at the same instant.</summary>
    private static IQueryable<SurveyRow> After(IQueryable<SurveyRow> rows, SurveyPlace? last)
    {
        if (last is not { } place)
        {
            return rows;
        }
        var (at, conversation, number) = place;
#pragma warning disable CA1309 // This is run by the database, which compares ids byte by byte, and knows no other translation.
        return rows.Where(row => row.At < at
            || (row.At == at && (string.Compare(row.ConversationId, conversation) < 0
                || (row.ConversationId == conversation && string.Compare(row.CaseNumber, number) < 0))));
#pragma warning restore CA1309
    }

    private static int? LimitOf(string text) => text.Length == 0 ? PageMax
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= PageMax ? limit
        : null;

    private static string Cursor(SurveyRow row) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Microseconds.Of(row.At)} {row.CaseNumber} {row.ConversationId}")));

    private static bool TryReadCursor(string cursor, out SurveyPlace? place)
    {
        place = null;
        if (cursor.Length == 0)
        {
            return true;
        }
        if (cursor.Length > CursorCharsMax || !Base64Url.IsValid(cursor)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', 3) is not [var at, var number, var conversation]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) || micros > AtMax
            || conversation.Any(char.IsControl) || number.Any(char.IsControl))
        {
            return false;
        }
        place = new SurveyPlace(Microseconds.ToInstant(micros), conversation, number);
        return true;
    }

    /// <summary>Where a page ended.</summary>
    private readonly record struct SurveyPlace(Instant At, string Conversation, string Case);
}

/// <param name="Surveys">The newest first.</param>
/// <param name="NextCursor">Leads to the next, older ones; null at the end.</param>
internal sealed record SurveyPage(IReadOnlyList<SurveyDocument> Surveys, string? NextCursor);

/// <param name="At">RFC 3339, UTC.</param>
/// <param name="Score">1 to 5.</param>
/// <param name="Comment">In the customer's words.</param>
/// <param name="Language">BCP-47.</param>
/// <param name="Case">Its number; null where it is about the conversation.</param>
/// <param name="Entry">That answered last.</param>
/// <param name="Dialog">That ran last.</param>
/// <param name="Agent">Null for the bot.</param>
internal sealed record SurveyDocument(
    string At, int Score, string? Comment, string Language, string? Case, string? Entry, string? Dialog, string? Agent);

internal sealed record SurveySummary(
    IReadOnlyList<SurveyGroup> Entries, IReadOnlyList<SurveyGroup> Dialogs, IReadOnlyList<SurveyGroup> Agents);

/// <param name="Id">Null where there is none; of agents the bot.</param>
/// <param name="Count">Of judgements.</param>
/// <param name="Mean">1 to 5.</param>
internal sealed record SurveyGroup(string? Id, int Count, double Mean);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SurveyPage))]
[JsonSerializable(typeof(SurveySummary))]
internal sealed partial class SurveyJson : JsonSerializerContext;
