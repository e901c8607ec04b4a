namespace FaqBot.Server;

/// <summary>Who calls.</summary>
internal abstract record Caller
{
    private Caller()
    {
    }

    /// <summary>The holder of a token: one conversation.</summary>
    public sealed record Customer(Ticket Ticket) : Caller;

    /// <summary>The holder of a shop's secret: all of its conversations.</summary>
    public sealed record ShopOwner(string Shop) : Caller;

    /// <summary>Not let in.</summary>
    public sealed record Nobody(DirectLineError Why) : Caller;
}

/// <summary>Lets a request in, or says why not, before any endpoint sees it.</summary>
internal sealed class DirectLineDoor(
    DirectLineTokens tokens, DirectLineSecrets secrets, ConversationLog log, CurrentKnowledge knowledge, RateLimits limits)
{
    /// <summary>Longest credential that is looked at; our own tokens have about 400 characters.</summary>
    private const int CredentialCharsMax = 4_096;

    private const string Scheme = "Bearer ";

    /// <summary>For endpoints of no particular conversation.</summary>
    public RequestDelegate ForCaller(Func<Caller, HttpContext, Task<IResult>> endpoint) => async context =>
    {
        var caller = await Admit(context.Request);
        var result = caller is Caller.Nobody { Why: var why } ? why : await endpoint(caller, context);
        await result.ExecuteAsync(context);
    };

    /// <summary>For endpoints under <c>conversations/{id}</c>: the ticket is for that conversation, whoever calls.</summary>
    public RequestDelegate ForConversation(Func<Ticket, HttpContext, Task<IResult>> endpoint) => async context =>
    {
        var result = await Admit(context.Request) switch
        {
            Caller.Nobody { Why: var why } => why,
            Caller.Customer { Ticket: var ticket } when ticket.Conversation == context.ConversationId() => await endpoint(ticket, context),
            Caller.ShopOwner { Shop: var shop } => await ForOwner(shop, context, endpoint),
            _ => DirectLineError.ForeignConversation,
        };
        await result.ExecuteAsync(context);
    };

    /// <summary>As <see cref="ForConversation"/>, for what is recorded: not more than <see cref="RateLimits"/> lets in.</summary>
    public RequestDelegate ForPosting(Func<Ticket, HttpContext, Task<IResult>> endpoint) => ForConversation((ticket, context) =>
    {
        var wait = ticket.IsShopOwner ? limits.PostBy(ticket.Shop, ticket.Conversation) : limits.PostFrom(ticket.Conversation, context);
        return wait is { } time ? Task.FromResult<IResult>(DirectLineError.TooMany(time)) : endpoint(ticket, context);
    });

    private async Task<IResult> ForOwner(string shop, HttpContext context, Func<Ticket, HttpContext, Task<IResult>> endpoint) =>
        await log.Find(context.ConversationId(), context.RequestAborted) switch
        {
            null => DirectLineError.ConversationNotFound,
            { } head when string.Equals(head.Shop, shop, StringComparison.Ordinal) =>
                await endpoint(new Ticket(head.Id, head.Shop, head.User, head.Language) { IsShopOwner = true, HasBegun = true }, context),
            _ => DirectLineError.ForeignConversation,
        };

    private async Task<Caller> Admit(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.AsSpan(Scheme.Length).IsWhiteSpace())
        {
            return new Caller.Nobody(DirectLineError.MissingAuthorization);
        }

        var credential = header[Scheme.Length..].Trim();
        if (credential.Length > CredentialCharsMax)
        {
            return new Caller.Nobody(DirectLineError.InvalidToken);
        }

        if (secrets.FindShop(credential) is { } shop)
        {
            return IsServed(shop) ? new Caller.ShopOwner(shop) : new Caller.Nobody(DirectLineError.ShopNotFound);
        }

        return await tokens.Check(credential) switch
        {
            TokenCheck.Valid { Ticket: var ticket } when !IsServed(ticket.Shop) => new Caller.Nobody(DirectLineError.ShopNotFound),
            TokenCheck.Valid { Ticket: var ticket } => new Caller.Customer(ticket),
            TokenCheck.Expired => new Caller.Nobody(DirectLineError.TokenExpired),
            _ => new Caller.Nobody(DirectLineError.InvalidToken),
        };
    }

    /// <summary>A token or secret may outlive its shop.</summary>
    private bool IsServed(string shop) => knowledge.Value.Shops.ContainsKey(shop);
}
