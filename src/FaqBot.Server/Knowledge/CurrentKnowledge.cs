using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>The knowledge in force; swapped whole by a reload. A turn reads it once.</summary>
internal sealed class CurrentKnowledge
{
    /// <summary>Throws before the first load.</summary>
    public Knowledge Value => throw new InvalidOperationException("Knowledge is read before it is loaded.");
}
