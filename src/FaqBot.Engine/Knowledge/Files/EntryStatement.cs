using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>An utterance and where it stands; <see cref="Wording"/> is what makes two typings of it the same.</summary>
internal sealed record StatedUtterance(string Text, string Wording, SourceSpan Span, bool IsOwn);

/// <summary>A suggested entry and where it is suggested.</summary>
internal sealed record StatedSuggestion(string Entry, SourceSpan Span, bool IsOwn);

/// <summary>An entry as one file states it; null or empty for what it does not state.</summary>
internal sealed record EntryStatement
{
    public required string Id { get; init; }

    public required SourceSpan Span { get; init; }

    public string? Topic { get; init; }

    public EntryKind? Kind { get; init; }

    public ImmutableDictionary<string, string> Titles { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, ImmutableArray<StatedUtterance>> Utterances { get; init; } =
        ImmutableDictionary<string, ImmutableArray<StatedUtterance>>.Empty;

    public ImmutableDictionary<string, TemplateText> Answers { get; init; } = ImmutableDictionary<string, TemplateText>.Empty;

    public ImmutableArray<StatedSuggestion> Suggest { get; init; } = [];

    public YamlScalar? Dialog { get; init; }

    public bool? Handoff { get; init; }

    public string? TakesBack { get; init; }

    /// <summary>Whether the entry does something other than to answer.</summary>
    public bool HasAction => Dialog is not null || Handoff == true;

    public DialogOffer? Offers { get; init; }

    /// <summary>Where the dialog of <see cref="Offers"/> is named.</summary>
    public SourceSpan? OffersSpan { get; init; }

    public LocalDate? ValidFrom { get; init; }

    public LocalDate? ValidUntil { get; init; }

    public ImmutableArray<EntryTest> Tests { get; init; } = [];

    public bool Replace { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Languages of texts, and where each stands first, for those that the shop does not speak.</summary>
    public ImmutableArray<YamlScalar> Languages { get; init; } = [];
}
