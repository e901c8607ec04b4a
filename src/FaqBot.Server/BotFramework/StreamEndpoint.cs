using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>GET conversations/{id}/stream: the handshake. Browsers cannot send a header here, so the token stands in the address.</summary>
internal sealed class StreamEndpoint(
    DirectLineTokens tokens,
    ConversationLog log,
    OpenStreams streams,
    TicketRenewal renewal,
    IOptions<DirectLineOptions> options,
    TimeProvider time,
    CountedLines lines,
    ILogger<ConversationStream> logger)
{
    public async Task Open(HttpContext context)
    {
        switch (await Admit(context))
        {
            case Caller.Nobody { Why: var why }:
                await why.ExecuteAsync(context);
                break;
            case Caller.Customer { Ticket: var ticket }:
                await Run(ticket, context);
                break;
        }
    }

    private async Task Run(Ticket ticket, HttpContext context)
    {
        if (await log.Find(ticket.Conversation, context.RequestAborted) is not { } conversation)
        {
            await DirectLineError.ConversationNotFound.ExecuteAsync(context);
            return;
        }

        using var slot = streams.Enter(conversation.Id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, slot.Evicted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var after = conversation.After(context.Request.Watermark() ?? 0);
        var right = new StreamRight(ticket, renewal, options.Value, time);
        await new ConversationStream(socket, log, right, options.Value, lines, logger).Run(conversation, after, stop.Token);
    }

    private async Task<Caller> Admit(HttpContext context)
    {
        var token = context.Request.Query["t"].ToString();
        if (token.Length == 0)
        {
            return new Caller.Nobody(DirectLineError.MissingStreamToken);
        }

        return await tokens.CheckForStream(token) switch
        {
            TokenCheck.Expired => new Caller.Nobody(DirectLineError.TokenExpired),
            TokenCheck.Valid { Ticket: var ticket } =>
                Refuse(ticket, context) is { } why ? new Caller.Nobody(why) : new Caller.Customer(ticket),
            _ => new Caller.Nobody(DirectLineError.InvalidToken),
        };
    }

    private static DirectLineError? Refuse(Ticket ticket, HttpContext context) =>
        ticket.Conversation != context.ConversationId() ? DirectLineError.ForeignConversation
        : !context.WebSockets.IsWebSocketRequest ? DirectLineError.BadArgument("This address takes WebSockets only.")
        : context.Request.Watermark() is null ? DirectLineError.BadWatermark
        : null;
}
