using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Something of a known kind in a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of the first UTF-16 unit in the text as it was handed in.</param>
/// <param name="Length">Length in UTF-16 units; at least 1.</param>
/// <param name="Text">That part of the text, as written.</param>
/// <param name="Values">Its readings, likeliest first; never empty. A slot that wants the past or the future chooses.</param>
public sealed record RecognizedEntity(EntityKind Kind, int Start, int Length, string Text, ImmutableArray<EntityValue> Values);
