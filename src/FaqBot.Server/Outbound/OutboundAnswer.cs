namespace FaqBot.Server;

/// <summary>What came of a request.</summary>
internal abstract record OutboundAnswer
{
    private OutboundAnswer()
    {
    }

    /// <param name="Status">As it was sent, redirections too: they are not followed.</param>
    /// <param name="MediaType">In lower case, e.g. <c>application/json</c>; null when none is stated.</param>
    /// <param name="Body">As far as it was read, decompressed.</param>
    /// <param name="Missing">Why the body is not whole: it is too long, or broke off; null when it is.</param>
    /// <param name="RetryAfter">How long the other side asks us to wait; null when it does not.</param>
    public sealed record Answered(int Status, string? MediaType, ReadOnlyMemory<byte> Body, string? Missing, TimeSpan? RetryAfter)
        : OutboundAnswer;

    /// <param name="Why">For logs: no address, no secret, nothing that the other side said.</param>
    public sealed record Failed(string Why) : OutboundAnswer;
}
