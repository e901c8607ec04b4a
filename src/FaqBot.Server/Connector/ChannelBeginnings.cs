namespace FaqBot.Server;

/// <summary>The conversations that one conversation of a channel becomes here: one begins when something is said after the end of the one
/// before it, for channels keep their ids for ever. They are counted without a gap: whoever erases one erases those
/// before it too.</summary>
internal sealed class ChannelBeginnings(ConversationQueue queue, ConversationLog log)
{
    /// <summary>Others may begin and end one in between this often in one post before we say that we are busy.</summary>
    private const int RacesMax = 8;

    /// <summary>Takes the activity into the conversation that is open, or that it begins.</summary>
    /// <returns>What became of it, and where. <see cref="PostResult.Ended"/> is an end that found nothing to be ended.</returns>
    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async Task<(Inbound Inbound, PostResult Result)> Post(ChannelActivity.Taken taken, CancellationToken cancellation)
    {
        var first = await PostTo(0, taken, cancellation);
        if (first.Result is not PostResult.Ended)
        {
            return first;
        }
        var newest = await Newest(taken, cancellation);
        // An end begins nothing.
        var last = taken.IsEnd ? newest : newest + RacesMax;
        for (var beginning = Math.Max(1, newest - ConnectorLimits.RepeatBeginningsMax + 1); beginning <= last; beginning++)
        {
            var posted = await PostTo(beginning, taken, cancellation);
            if (posted.Result is not PostResult.Ended)
            {
                return posted;
            }
        }
        return taken.IsEnd ? first : (first.Inbound, new PostResult.Busy(BusyException.RetryAfter));
    }

    private async Task<(Inbound Inbound, PostResult Result)> PostTo(
        int beginning, ChannelActivity.Taken taken, CancellationToken cancellation)
    {
        var inbound = taken.InboundOf(beginning);
        return (inbound, await queue.Post(inbound, cancellation));
    }

    /// <summary>The first is there; steps that double, and then halve, find the last in a few looks however many there are.</summary>
    private async Task<int> Newest(ChannelActivity.Taken taken, CancellationToken cancellation)
    {
        var (newest, step) = (0, 1);
        while (await Exists(newest + step))
        {
            (newest, step) = (newest + step, step * 2);
        }
        for (step /= 2; step > 0; step /= 2)
        {
            newest += await Exists(newest + step) ? step : 0;
        }
        return newest;

        async Task<bool> Exists(int beginning) => await log.Find(taken.InboundOf(beginning).Conversation, cancellation) is not null;
    }
}
