using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>A system of a shop that is told of events, <c>Shops:{id}:Webhooks:0</c> and so on.</summary>
internal sealed class WebhookReceiver
{
    public required string Shop { get; init; }

    /// <summary>By which it is known in the outbox and in logs; its place in the list where it has none of its own.</summary>
    public required string Name { get; init; }

    public required Uri Url { get; init; }

    public required OutboundPlace Place { get; init; }

    /// <summary>One, or two while one takes the place of the other; never logged, never stored.</summary>
    public required ImmutableArray<byte[]> Secrets { get; init; }

    /// <summary>Of <see cref="WebhookEvents"/>.</summary>
    public required FrozenSet<string> Events { get; init; }
}
