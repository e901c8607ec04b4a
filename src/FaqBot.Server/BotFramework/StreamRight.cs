namespace FaqBot.Server;

/// <summary>
/// Lets an open stream outlive its ticket only where the ticket could be renewed. So nobody who sat at a shared computer reads on for
/// longer than a token lives, and everybody else's stream stays open for days.
/// </summary>
internal sealed class StreamRight(Ticket ticket, TicketRenewal renewal, DirectLineOptions options, TimeProvider time)
{
    /// <summary>Asks are a keep-alive apart, and the address of a stream may have waited before it was opened.</summary>
    private DateTimeOffset goodUntil =
        time.GetUtcNow().AddSeconds(options.TokenSeconds - options.KeepAliveSeconds - options.StreamTokenSeconds);

    /// <summary>To be asked at each keep-alive. While the store is away the old answer holds, and it is asked again at the next.</summary>
    public async Task<bool> Holds(CancellationToken cancellation)
    {
        if (time.GetUtcNow() < goodUntil)
        {
            return true;
        }
        try
        {
            var asked = time.GetUtcNow();
            var holds = await renewal.IsAllowed(ticket, cancellation);
            goodUntil = asked.AddSeconds(options.TokenSeconds - options.KeepAliveSeconds);
            return holds;
        }
        catch (Exception exception) when (Patience.IsWorthAnother(exception))
        {
            return true;
        }
    }
}
