using System.Globalization;
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

    /// <summary>Entries, dialogs or agents in one summary.</summary>
    private const int GroupsMax = 1_000;

    /// <summary>GET surveys: the newest first; <c>limit</c>, and <c>before</c>, the time of the last of the page before.</summary>
    public async Task<IResult> List(string shop, HttpContext context)
    {
        if (!TryRead(context.Request.Query, out var limit, out var before))
        {
            return ShopApi.Problem(
                StatusCodes.Status400BadRequest,
                $"'limit' is a number from 1 to {PageMax}, and 'before' a time such as 2026-11-21T12:00:00Z.");
        }
        await using var db = store.OpenDb();
        var rows = await db.Surveys.Where(row => row.Shop == shop && row.At < before)
            .OrderByDescending(row => row.At).Take(limit).ToListAsync(context.RequestAborted);
        return ShopApi.Answer(new SurveyPage([.. rows.Select(Document)]), SurveyJson.Default.SurveyPage);
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
        .Select(group => new SurveyGroup(group.Key, group.Count(), group.Average(row => row.Score)))
        .Take(GroupsMax)
        .ToListAsync(cancellation);

    private static SurveyDocument Document(SurveyRow row) => new(
        InstantPattern.ExtendedIso.Format(row.At), row.Score, row.Comment, row.Language, row.CaseNumber.Length == 0 ? null : row.CaseNumber,
        row.Entry, row.Dialog, row.Agent);

    private static bool TryRead(IQueryCollection query, out int limit, out Instant before)
    {
        (limit, before) = (PageMax, Instant.MaxValue);
        if (query["limit"].ToString() is { Length: > 0 } count
            && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > PageMax))
        {
            return false;
        }
        if (query["before"].ToString() is not { Length: > 0 } at)
        {
            // As far ahead as the database can count.
            before = Instant.FromUtc(9000, 1, 1, 0, 0);
            return true;
        }
        var parsed = InstantPattern.ExtendedIso.Parse(at);
        before = parsed.Success ? parsed.Value : Instant.MinValue;
        return parsed.Success;
    }
}

/// <param name="Surveys">The newest first.</param>
internal sealed record SurveyPage(IReadOnlyList<SurveyDocument> Surveys);

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
