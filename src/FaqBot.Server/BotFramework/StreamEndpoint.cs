using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>GET conversations/{id}/stream: the handshake. Browsers cannot send a header here, so the token stands in the address.</summary>
internal sealed class StreamEndpoint(
    DirectLineTokens tokens,
    ConversationLog log,
    OpenStreams streams,
    IOptions<DirectLineOptions> options,
    CountedLines lines,
    ILogger<ConversationStream> logger)
{
    public async Task Open(HttpContext context)
    {
        if (await Refuse(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        if (await log.Find(context.ConversationId(), context.RequestAborted) is not { } conversation)
        {
            await DirectLineError.ConversationNotFound.ExecuteAsync(context);
            return;
        }

        using var slot = streams.Enter(conversation.Id);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, slot.Evicted);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var after = conversation.After(context.Request.Watermark() ?? 0);
        await new ConversationStream(socket, log, options.Value, lines, logger).Run(conversation, after, stop.Token);
    }

    private async Task<DirectLineError?> Refuse(HttpContext context)
    {
        var token = context.Request.Query["t"].ToString();
        if (token.Length == 0)
        {
            return DirectLineError.MissingStreamToken;
        }

        return await tokens.CheckForStream(token) switch
        {
            TokenCheck.Expired => DirectLineError.TokenExpired,
            TokenCheck.Invalid => DirectLineError.InvalidToken,
            TokenCheck.Valid { Ticket: var ticket } when ticket.Conversation != context.ConversationId() => DirectLineError.ForeignConversation,
            _ when !context.WebSockets.IsWebSocketRequest => DirectLineError.BadArgument("This address takes WebSockets only."),
            _ when context.Request.Watermark() is null => DirectLineError.BadWatermark,
            _ => null,
        };
    }
}
