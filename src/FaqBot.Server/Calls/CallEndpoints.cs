using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>Runs any dialog for a customer on the telephone: somebody at the shop reads the questions out and writes the answers down. A
/// case that comes of it has the channel <c>phone</c>; all else is as in a chat.</summary>
internal sealed class CallEndpoints(CurrentKnowledge knowledge, ConversationQueue queue, ConversationLog log, Store store)
{
    public const string Route = "/api/shops/{shop}/calls";

    private const int BodyBytesMax = 64 * 1024;

    private const int IdBytes = 16;

    /// <summary>Replies to one message.</summary>
    private const int RepliesMax = 20;

    /// <summary>What is asked after: replies that come later.</summary>
    private const string AfterName = "after";

    /// <summary>Begins the sender of what customers say on the telephone.</summary>
    private const string UserPrefix = "call_";

    /// <summary>POST calls: 201 with the first question.</summary>
    public async Task<IResult> Begin(string shop, HttpContext context)
    {
        if (await Body(context) is not { } body)
        {
            return BadBody();
        }
        if (CallOpening.Read(body, out var errors) is not { } opening)
        {
            return ShopApi.Invalid("The call cannot begin.", errors);
        }
        if (!knowledge.Value.Shops.TryGetValue(shop, out var served) || !served.HasDialog(opening.Dialog))
        {
            return ShopApi.Problem(StatusCodes.Status404NotFound, $"This shop has no dialog '{opening.Dialog}'.");
        }
        if (opening.ErrorsIn(served.SlotsOf(opening.Dialog)) is { } unknown)
        {
            return ShopApi.Invalid("The call cannot begin.", unknown);
        }
        var id = IdOf(shop, opening.Id);
        var first = new Inbound(
            id, UserPrefix + id, null, null, new TurnEvent.DialogWanted(opening.Dialog, opening.Filled), opening.Language)
        {
            Site = context.Request.Site(),
        };
        try
        {
            await queue.Begin(first, shop, context.RequestAborted);
        }
        catch (BegunInVainException)
        {
            return ShopApi.Problem(StatusCodes.Status500InternalServerError, "The dialog could not begin, and nothing was kept.");
        }
        return await Answer(shop, id, after: 0, StatusCodes.Status201Created, context.RequestAborted);
    }

    /// <summary>POST calls/{call}: what the customer says, and what there is to say to that.</summary>
    public async Task<IResult> Say(string shop, HttpContext context)
    {
        if (await Body(context) is not { } body)
        {
            return BadBody();
        }
        if (CallMessage.Read(body, out var errors) is not { } message)
        {
            return ShopApi.Invalid("That cannot be said.", errors);
        }
        if (await Find(shop, context) is not { } call)
        {
            return NotFound();
        }
        var id = new ConversationId(call.Id);
        return await queue.Post(InboundOf(message, call, context.Request.Site()), context.RequestAborted) switch
        {
            PostResult.Recorded { ActivityId: var said } => await Answer(
                shop, id, ActivityMapper.SequenceOf(said), StatusCodes.Status200OK, context.RequestAborted),
            PostResult.Ended => ShopApi.Problem(StatusCodes.Status409Conflict, "The call has ended."),
            PostResult.Busy => throw new BusyException(),
            _ => NotFound(),
        };
    }

    /// <summary>GET calls/{call}: how it stands; with <c>?after=N</c> what there is to say after that sequence.</summary>
    public async Task<IResult> Show(string shop, HttpContext context)
    {
        if (!TryReadAfter(context.Request, out var after))
        {
            return ShopApi.Invalid(
                "The call cannot be shown.",
                new Dictionary<string, string[]> { [AfterName] = ["'after' must be the 'sequence' of an answer, e.g. 4."] });
        }
        if (await Find(shop, context) is not { } call)
        {
            return NotFound();
        }
        var last = call.LastSequence;
        return await Answer(
            shop, new ConversationId(call.Id), Math.Min(after ?? last, last), StatusCodes.Status200OK, context.RequestAborted,
            isAll: true);
    }

    /// <summary>Null for none.</summary>
    private static bool TryReadAfter(HttpRequest request, out long? after)
    {
        var stated = request.Query[AfterName];
        var isNumber = long.TryParse(stated.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence);
        after = isNumber ? sequence : null;
        return isNumber || stated.Count == 0;
    }

    private static Inbound InboundOf(CallMessage message, ConversationRow call, string site)
    {
        var posted = new JsonObject { ["type"] = "message", ["text"] = message.Text, ["textFormat"] = "plain" };
        if (message.Id is { } id)
        {
            posted["channelData"] = new JsonObject { ["clientActivityID"] = id };
        }
        return new Inbound(
            new ConversationId(call.Id), call.UserId, message.Id, posted, new TurnEvent.Message(message.Text, message.Button), null)
        {
            Site = site,
        };
    }

    /// <summary>A call that was begun with an id is found again by it.</summary>
    private static ConversationId IdOf(string shop, string? once) => new(once is null
        ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes))
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"call {shop} {once}")).AsSpan(0, IdBytes)));

    private static async Task<JsonObject?> Body(HttpContext context) =>
        await BoundedBody.Read(context.Request, BodyBytesMax, context.RequestAborted) is { } body ? StrictJson.Parse(body) : null;

    private static IResult BadBody() =>
        ShopApi.Problem(StatusCodes.Status400BadRequest, $"The body must be a JSON object of at most {BodyBytesMax / 1024} KB.");

    private static IResult NotFound() => ShopApi.Problem(StatusCodes.Status404NotFound, "This shop has no such call.");

    /// <summary>Only what began as a call: a customer's own chat is none of it.</summary>
    private async Task<ConversationRow?> Find(string shop, HttpContext context)
    {
        var id = new ConversationId((string)(context.Request.RouteValues["call"] ?? ""));
        return await store.FindConversation(id, context.RequestAborted) is { } row
            && row.Shop == shop
            && row.UserId == UserPrefix + id
                ? row
                : null;
    }

    /// <summary>As the log has it, so that what is sent twice is answered twice the same.</summary>
    /// <param name="shop">Whose.</param>
    /// <param name="id">Of the call.</param>
    /// <param name="after">The sequence before the first reply.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="cancellation">To read no further.</param>
    /// <param name="isAll">Whether also replies to what the customer said later are told.</param>
    private async Task<IResult> Answer(
        string shop, ConversationId id, long after, int status, CancellationToken cancellation, bool isAll = false)
    {
        if (await store.FindConversation(id, cancellation) is not { } call || call.Shop != shop)
        {
            return NotFound();
        }
        var page = await log.Read(id, after, RepliesMax, cancellation);
        var told = page.Activities
            .Select(body => JsonNode.Parse(body.Span) as JsonObject).OfType<JsonObject>()
            .TakeWhile(activity => isAll || IsOfBot(activity))
            .ToList();
        var replies = told.Where(activity => IsOfBot(activity) && activity.Text("type") == "message").Select(ReplyOf).ToList();
        var dialog = ConversationJson.ReadState(call.State).Dialog;
        var document = new CallDocument(
            id.Value, after + told.Count, replies, dialog?.Dialog, dialog?.Waiting, await CaseOf(id, cancellation));
        return ShopApi.Answer(document, CallJson.Default.CallDocument, status);
    }

    private static bool IsOfBot(JsonObject activity) => activity["from"]?["role"]?.GetValue<string>() == "bot";

    private async Task<string?> CaseOf(ConversationId id, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.Cases.Where(row => row.ConversationId == id.Value)
            .OrderByDescending(row => row.Id).Select(row => row.Number).FirstOrDefaultAsync(cancellation);
    }

    private static CallReply ReplyOf(JsonObject activity) => new(
        activity.Text("text") ?? "",
        [
            .. (activity["suggestedActions"]?["actions"] as JsonArray ?? []).OfType<JsonObject>().Select(action => new CallButton(
                action.Text("title") ?? "", action["value"]?[ActivityMapper.ButtonKey]?.GetValue<string>() ?? action.Text("title") ?? "")),
        ]);
}
