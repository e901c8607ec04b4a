using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>What one kind would read somewhere; <see cref="Settlement"/> decides whether it stands.</summary>
/// <param name="Kind">What it would be.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">Behind the last UTF-16 unit.</param>
/// <param name="Values">Likeliest first; not empty.</param>
internal readonly record struct Candidate(EntityKind Kind, int Start, int End, ImmutableArray<EntityValue> Values)
{
    public int Length => End - Start;
}
