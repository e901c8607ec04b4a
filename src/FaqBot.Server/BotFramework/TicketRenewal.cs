namespace FaqBot.Server;

/// <summary>
/// Whether a ticket is still a right to more of its conversation: a new token, a new stream, an open stream's next hour. What a ticket
/// allows until it runs out is not asked here, for then every message would ask the database.
/// </summary>
internal sealed class TicketRenewal(CustomerConversations customers, TimeProvider time)
{
    /// <summary>
    /// Not that of a verified customer once the shop's word for them has run out; and not one from before the conversation became a
    /// verified customer's: who sat at that browser then need not be the one who signed in later.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<bool> IsAllowed(Ticket ticket, CancellationToken cancellation) => ticket switch
    {
        { IsShopOwner: true } => true,
        { VouchedUntil: { } until } => time.GetUtcNow() < until,
        _ => !await customers.Owns(ticket.Conversation, cancellation),
    };
}
