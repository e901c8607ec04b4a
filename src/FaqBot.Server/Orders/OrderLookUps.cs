using System.Diagnostics;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Asks the shop how an order stands, after the turn that wants to know, and hands the answer to the conversation. The turn takes
/// each answer once.</summary>
internal sealed class OrderLookUps(OrderSources sources, Store store, ConversationQueue queue) : IOutboxKind
{
    public string Kind => nameof(Effect.LookUpOrder);

    public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
    {
        if (ConversationJson.ReadEffect(row.Payload) is not Effect.LookUpOrder wanted)
        {
            return new Carried.Refused("it is no look-up");
        }
        var id = new ConversationId(row.ConversationId);
        if (await store.FindConversation(id, cancellation) is not { } conversation)
        {
            return new Carried.Refused("the conversation is gone");
        }
        var found = await sources.Find(conversation.Shop, id, wanted.Number, wanted.Email, cancellation);
        var told = new TurnEvent.OrderLookedUp(wanted.Ticket, Told(found));
        return await queue.Post(new Inbound(id, conversation.UserId, null, null, told, null), cancellation) switch
        {
            PostResult.Recorded => new Carried.Done(),
            PostResult.Busy busy => new Carried.Failed("the conversation is busy", busy.RetryAfter),
            PostResult.Ended => new Carried.Done(),
            PostResult.NotFound => new Carried.Refused("the shop is not served any more"),
            _ => throw new UnreachableException(),
        };
    }

    private static OrderLookup Told(OrderAnswer answer) => answer switch
    {
        OrderAnswer.Found { Order: var order } => new OrderLookup.Found(order),
        OrderAnswer.NotFound => new OrderLookup.NotFound(),
        _ => new OrderLookup.Unavailable(),
    };
}
