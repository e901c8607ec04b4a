using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A dialog as its file states it, with the places of what it names.</summary>
/// <param name="Id">The file's name.</param>
/// <param name="Dialog">Null where the file cannot be used; that is then found.</param>
/// <param name="TitleSpan">Where its title stands; the file's beginning where there is none.</param>
internal sealed record DialogStatement(string Id, Dialog? Dialog, SourceSpan TitleSpan)
{
    /// <summary>Slots that could not be read, or one of whose choices could not: so that nobody is told that they do not
    /// exist.</summary>
    public ImmutableHashSet<string> Unread { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Where keys name slots.</summary>
    public ImmutableArray<SlotReference> References { get; init; } = [];

    /// <summary>The rules of law that outcomes name.</summary>
    public ImmutableArray<YamlScalar> Rules { get; init; } = [];

    /// <summary>The dialogs that outcomes go on in.</summary>
    public ImmutableArray<YamlScalar> Next { get; init; } = [];
}

/// <summary>A key that names a slot.</summary>
/// <param name="Key">E.g. <c>not_before</c>, or a role.</param>
/// <param name="Owner">The slot that the key stands under; null for a role.</param>
/// <param name="Slot">The name, where it stands.</param>
/// <param name="Types">Those that the slot may have.</param>
internal sealed record SlotReference(string Key, string? Owner, YamlScalar Slot, ImmutableArray<SlotType> Types);
