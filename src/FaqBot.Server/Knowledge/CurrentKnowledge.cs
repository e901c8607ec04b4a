using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The knowledge in force; swapped whole by a reload. A turn reads it once.</summary>
internal sealed class CurrentKnowledge
{
    private volatile Knowledge? knowledge;

    /// <summary>Throws before the first load.</summary>
    public Knowledge Value => knowledge ?? throw new InvalidOperationException("Knowledge is read before it is loaded.");

    public bool IsLoaded => knowledge is not null;

    public void Swap(Knowledge next) => knowledge = next;
}
