using FaqBot.Engine;
using NodaTime;

namespace FaqBot.Server;

/// <summary>The knowledge in force; swapped whole by a reload. A turn reads it once.</summary>
internal sealed class CurrentKnowledge
{
    private volatile Knowledge? knowledge;

    /// <summary>Throws before the first load.</summary>
    public Knowledge Value => knowledge ?? throw new InvalidOperationException("Knowledge is read before it is loaded.");

    public bool IsLoaded => knowledge is not null;

    /// <summary>The shop's own; UTC where the shop is not known.</summary>
    public DateTimeZone ZoneOf(string shop) =>
        knowledge is not null && knowledge.Shops.TryGetValue(shop, out var known) ? known.Zone : DateTimeZone.Utc;

    public void Swap(Knowledge next) => knowledge = next;
}
