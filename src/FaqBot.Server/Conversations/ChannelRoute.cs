namespace FaqBot.Server;

/// <summary>How a conversation is reached whose customer does not read the log: over a channel of the Bot Connector.</summary>
/// <param name="Shop">The shop that the channel's bot belongs to; the conversation begins with the first inbound that names one.</param>
/// <param name="ChannelId">As the activities of its log state it, e.g. <c>msteams</c>.</param>
/// <param name="Reference">Where replies go from now on, as JSON; stored with the conversation.</param>
/// <param name="IsInline">The replies of this inbound are handed back to whoever posted it, so that the outbox need not carry them.</param>
internal sealed record ChannelRoute(string Shop, string ChannelId, string Reference, bool IsInline);
