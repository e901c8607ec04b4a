using System.Security.Cryptography;

namespace FaqBot.Server;

/// <summary>Tokens, starting a conversation, and coming back to it.</summary>
internal sealed class ConversationEndpoints(
    DirectLineTokens tokens, ConversationQueue queue, ConversationLog log, TicketRenewal renewal, RateLimits limits)
{
    private const int IdBytes = 16;

    /// <summary>A ticket for a conversation that does not exist yet.</summary>
    public static Ticket NewTicket(string shop, string? user, string? language) =>
        new(new ConversationId(RandomId()), shop, user ?? $"dl_{RandomId()}", language);

    /// <summary>POST tokens/generate: does not start the conversation.</summary>
    public async Task<IResult> Generate(Caller caller, HttpContext context)
    {
        if (caller is not Caller.ShopOwner { Shop: var shop })
        {
            return DirectLineError.SecretNeeded;
        }

        if (limits.OpenBy(shop) is { } wait)
        {
            return DirectLineError.TooMany(wait);
        }

        var request = await StartRequest.Read(shop, context.Request, context.RequestAborted);
        return request.Refusal ?? Tokens(NewTicket(shop, request.User, request.Language));
    }

    /// <summary>POST tokens/refresh: same conversation, new token.</summary>
    public async Task<IResult> Refresh(Caller caller, HttpContext context)
    {
        if (caller is not Caller.Customer { Ticket: var ticket })
        {
            return DirectLineError.TokenNeeded;
        }
        return await MayRenew(ticket, context.RequestAborted) ? Tokens(ticket) : DirectLineError.TokenExpired;
    }

    /// <summary>
    /// POST conversations: 201 when it is new, 200 when this token has started it before. Whoever has a token is never too much: granting
    /// it was bounded, and DirectLineJS gives up for good when a start fails.
    /// </summary>
    public async Task<IResult> Start(Caller caller, HttpContext context)
    {
        var held = (caller as Caller.Customer)?.Ticket;
        var shop = held?.Shop ?? ((Caller.ShopOwner)caller).Shop;
        if (held is null && limits.OpenBy(shop) is { } wait)
        {
            return DirectLineError.TooMany(wait);
        }

        var request = await StartRequest.Read(shop, context.Request, context.RequestAborted);
        if (request.Refusal is { } refusal)
        {
            return refusal;
        }

        var ticket = held is null
            ? NewTicket(shop, request.User, request.Language)
            : held with { Language = request.Language ?? held.Language };
        if (held is not null && !await MayRenew(held, context.RequestAborted))
        {
            return DirectLineError.TokenExpired;
        }
        var (known, isNew) = await FindOrBegin(ticket, context.RequestAborted);

        // Everything is replayed from the greeting on, also to a page that starts again with the token it kept.
        return Refuse(known, isNew)
            ?? Conversation(ticket, context.Request, after: 0, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>GET conversations/{id}: a new token and stream, from the watermark on.</summary>
    public async Task<IResult> Reconnect(Ticket ticket, HttpContext context)
    {
        if (context.Request.Watermark() is not { } after)
        {
            return DirectLineError.BadWatermark;
        }
        if (!await MayRenew(ticket, context.RequestAborted))
        {
            return DirectLineError.TokenExpired;
        }

        var (known, isNew) = await FindOrBegin(ticket, context.RequestAborted);
        return Refuse(known, isNew) ?? Conversation(ticket, context.Request, known?.After(after) ?? 0, StatusCodes.Status200OK);
    }

    private Task<bool> MayRenew(Ticket ticket, CancellationToken cancellation) =>
        Patience.Insist(() => renewal.IsAllowed(ticket, cancellation), Patience.Pause, cancellation);

    private static DirectLineError? Refuse(ConversationHead? known, bool isNew) => known switch
    {
        { IsEnded: true } => DirectLineError.ConversationOver,
        null when !isNew => DirectLineError.ConversationNotFound,
        _ => null,
    };

    private static string RandomId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>
    /// A page that was given a token and closed before the start may also reconnect: its token is the right to begin. A token of a
    /// conversation that had begun is not, so that nothing comes back that was erased.
    /// </summary>
    /// <returns>Neither known nor new when there is no such conversation any more.</returns>
    private Task<(ConversationHead? Known, bool IsNew)> FindOrBegin(Ticket ticket, CancellationToken cancellation) => Patience.Insist(
        async () =>
        {
            if (await log.Find(ticket.Conversation, cancellation) is { } known)
            {
                return (known, false);
            }
            var isNew = !ticket.HasBegun && await queue.Start(ticket.Conversation, ticket.Shop, ticket.User, ticket.Language, cancellation);
            return (isNew ? null : await log.Find(ticket.Conversation, cancellation), isNew);
        },
        Patience.Pause,
        cancellation);

    private IResult Tokens(Ticket ticket) => Results.Json(
        new TokenAnswer(ticket.Conversation.Value, tokens.Issue(ticket), tokens.TokenSeconds), DirectLineJson.Default.TokenAnswer);

    private IResult Conversation(Ticket ticket, HttpRequest request, long after, int status)
    {
        var streamUrl = request.StreamUrl(ticket.Conversation, after, tokens.IssueForStream(ticket));
        var begun = ticket with { HasBegun = true };
        var answer = new ConversationAnswer(ticket.Conversation.Value, tokens.Issue(begun), tokens.TokenSeconds, streamUrl);
        return Results.Json(answer, DirectLineJson.Default.ConversationAnswer, statusCode: status);
    }
}
