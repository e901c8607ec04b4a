namespace FaqBot.Server;

/// <summary>How a page asks for the chat.</summary>
/// <param name="Shop">One that is served.</param>
/// <param name="Customer">Whom the shop vouches for, and until when; null for anybody.</param>
/// <param name="Resume">What was given to this browser before; null for nothing.</param>
/// <param name="Language">The page's, BCP-47; null when unknown.</param>
internal sealed record ChatWish(string Shop, CustomerCheck.Valid? Customer, string? Resume, string? Language)
{
    /// <summary>The id of a new conversation, which is gone on with if there is one already; null for a random one. Nobody else may be
    /// able to guess it.</summary>
    public ConversationId? Opens { get; init; }
}

/// <summary>What comes of it.</summary>
internal abstract record ChatOpened
{
    private ChatOpened()
    {
    }

    /// <param name="Ticket">For one conversation, which need not have begun.</param>
    /// <param name="Resume">Leads an anonymous customer back; null for a verified one.</param>
    public sealed record Granted(Ticket Ticket, string? Resume) : ChatOpened;

    /// <summary>Of new conversations from this address.</summary>
    public sealed record TooMany(TimeSpan Wait) : ChatOpened;
}

/// <summary>Which conversation a page gets into: the customer's open one where the shop vouches for them, else the one that was resumed,
/// else a new one.</summary>
internal sealed class ChatOpening(ResumeTokens resumeTokens, CustomerConversations customers, ConversationLog log, RateLimits limits)
{
    /// <exception cref="BusyException">Nothing was kept.</exception>
    public Task<ChatOpened> Open(ChatWish wish, HttpContext context) =>
        wish.Customer is { Customer: var customer } ? OpenFor(customer, wish, context) : OpenFor(wish, context);

    private async Task<ChatOpened> OpenFor(ChatWish wish, HttpContext context)
    {
        if (wish.Resume is { } resume && await resumeTokens.Find(wish.Shop, resume, context.RequestAborted) is { } open)
        {
            return await Granted(wish, open, resume, context);
        }
        if (wish.Opens is { } id && await log.Find(id, context.RequestAborted) is { IsEnded: false } begun
            && string.Equals(begun.Shop, wish.Shop, StringComparison.Ordinal))
        {
            return await Granted(
                wish, (id, begun.User), await resumeTokens.Issue(wish.Shop, id, begun.User, context.RequestAborted), context);
        }
        if (limits.OpenFrom(context) is { } wait)
        {
            return new ChatOpened.TooMany(wait);
        }
        // Whoever asks for the same conversation at the same time is the same customer in it.
        var ticket = wish.Opens is { } opens
            ? new Ticket(opens, wish.Shop, $"dl_{opens}", wish.Language)
            : ConversationEndpoints.NewTicket(wish.Shop, user: null, wish.Language);
        return new ChatOpened.Granted(
            ticket, await resumeTokens.Issue(wish.Shop, ticket.Conversation, ticket.User, context.RequestAborted));
    }

    private async Task<ChatOpened> OpenFor(VerifiedCustomer customer, ChatWish wish, HttpContext context)
    {
        if (await customers.Find(customer, context.RequestAborted) is { } open)
        {
            return await Granted(wish, open, resume: null, context);
        }
        var isNew = wish.Resume is not { } resume || await resumeTokens.Find(wish.Shop, resume, context.RequestAborted) is null;
        if (isNew && limits.OpenFrom(context) is { } wait)
        {
            return new ChatOpened.TooMany(wait);
        }
        var fresh = ConversationEndpoints.NewTicket(wish.Shop, user: null, wish.Language);
        return await Granted(wish, await customers.Take(customer, wish.Resume, fresh), resume: null, context);
    }

    private async Task<ChatOpened> Granted(
        ChatWish wish, (ConversationId Conversation, string User) open, string? resume, HttpContext context)
    {
        var hasBegun = await log.Find(open.Conversation, context.RequestAborted) is not null;
        var ticket =
            new Ticket(open.Conversation, wish.Shop, open.User, wish.Language) { HasBegun = hasBegun, VouchedUntil = wish.Customer?.Until };
        return new ChatOpened.Granted(ticket, resume);
    }
}
