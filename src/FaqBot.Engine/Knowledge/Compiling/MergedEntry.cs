using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>An entry of a shop: what <c>_base</c> states under what the shop states, in the shop's languages.</summary>
internal sealed record MergedEntry
{
    public required string Id { get; init; }

    public required SourceSpan Span { get; init; }

    public required bool IsOwn { get; init; }

    public required bool IsDisabled { get; init; }

    public required string? Topic { get; init; }

    public required EntryKind Kind { get; init; }

    public required FrozenDictionary<string, string> Titles { get; init; }

    public required FrozenDictionary<string, ImmutableArray<StatedUtterance>> Utterances { get; init; }

    public required FrozenDictionary<string, TemplateText> Answers { get; init; }

    public required ImmutableArray<StatedSuggestion> Suggest { get; init; }

    public required string? Dialog { get; init; }

    /// <summary>Where <see cref="Dialog"/> is named; null where none is.</summary>
    public required SourceSpan? DialogSpan { get; init; }

    public required bool Handoff { get; init; }

    public required string? TakesBack { get; init; }

    public required DialogOffer? Offers { get; init; }

    /// <summary>Where the dialog of <see cref="Offers"/> is named; null where none is.</summary>
    public required SourceSpan? OffersSpan { get; init; }

    public required LocalDate? ValidFrom { get; init; }

    public required LocalDate? ValidUntil { get; init; }

    public required ImmutableArray<EntryTest> Tests { get; init; }

    /// <summary>Whether the entry does something other than to answer.</summary>
    public bool HasAction => Dialog is not null || Handoff;

    /// <summary>Merges what <c>_base</c> states (null where it does not know the id) with what the shop states (null where it does not).
    /// What the shop states replaces; utterances, tests and suggestions are added, its own first. An action replaces an answer
    /// and an answer an action, unless the inherited entry has both.</summary>
    [SuppressMessage("Maintainability", "CA1502", Justification = "A table, a line a key: what counts as branches is '?.' and '??'.")]
    public static MergedEntry Of(EntryStatement? inherited, EntryStatement? own, ImmutableArray<string> languages)
    {
        var under = own is { Replace: true } ? null : inherited;
        var any = own ?? inherited ?? throw new ArgumentNullException(nameof(own));
        var isActionReplaced = own is { Answers.IsEmpty: false } && under is { Answers.IsEmpty: true };
        var isAnswerReplaced = own is { HasAction: true } && under is { HasAction: false };
        var dialog = own?.Dialog ?? (isActionReplaced || own?.Handoff == true ? null : under?.Dialog);
        return new MergedEntry
        {
            Id = any.Id,
            Span = any.Span,
            IsOwn = own is not null,
            IsDisabled = own?.Disabled ?? under?.Disabled ?? false,
            Topic = own?.Topic ?? under?.Topic,
            Kind = own?.Kind ?? under?.Kind ?? EntryKind.Fact,
            Titles = Over(under?.Titles, own?.Titles, languages),
            Utterances = Joined(under?.Utterances, own?.Utterances, languages),
            Answers = Over(isAnswerReplaced ? null : under?.Answers, own?.Answers, languages),
            Suggest = [.. (own?.Suggest ?? []).Concat(under?.Suggest ?? []).DistinctBy(suggestion => suggestion.Entry)],
            Dialog = dialog?.Text,
            DialogSpan = dialog?.Span,
            Handoff = own?.Handoff ?? (!isActionReplaced && own?.Dialog is null && under?.Handoff == true),
            TakesBack = own?.TakesBack ?? under?.TakesBack,
            Offers = own?.Offers ?? under?.Offers,
            OffersSpan = own?.Offers is null ? under?.OffersSpan : own.OffersSpan,
            ValidFrom = own?.ValidFrom ?? under?.ValidFrom,
            ValidUntil = own?.ValidUntil ?? under?.ValidUntil,
            Tests = [.. (own?.Tests ?? []).Concat(under?.Tests ?? []).SelectMany(test => Spoken(test, languages))],
        };
    }

    /// <summary>The entry that a turn sees: only in languages in which it has something to say, with a title wherever it has
    /// utterances.</summary>
    public Entry Compiled(Func<string, bool> isOffered)
    {
        var utterances = Utterances.Where(pair => HasAction || Answers.ContainsKey(pair.Key)).ToList();
        return new Entry
        {
            Id = Id,
            Topic = Topic,
            Kind = Kind,
            Titles = Titles
                .Where(pair => HasAction || Answers.ContainsKey(pair.Key))
                .Concat(utterances
                    .Where(pair => !Titles.ContainsKey(pair.Key))
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0].Text)))
                .ToFrozenDictionary(StringComparer.Ordinal),
            Utterances = utterances.ToFrozenDictionary(
                pair => pair.Key,
                pair => pair.Value.Select(utterance => utterance.Text).Distinct().ToImmutableArray(),
                StringComparer.Ordinal),
            Answers = Answers.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Template, StringComparer.Ordinal),
            Suggest = [.. Suggest.Select(suggestion => suggestion.Entry).Where(id => id != Id && isOffered(id))],
            Dialog = Dialog,
            Handoff = Handoff,
            TakesBack = TakesBack,
            Offers = Offers,
            ValidFrom = ValidFrom,
            ValidUntil = ValidUntil,
            IsOwn = IsOwn,
            Tests = Tests,
            Span = Span,
        };
    }

    private static FrozenDictionary<string, T> Over<T>(
        IReadOnlyDictionary<string, T>? under, IReadOnlyDictionary<string, T>? own, ImmutableArray<string> languages) where T : class
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            var found = own is null ? null : LanguageCodes.Find(own, language);
            found ??= under is null ? null : LanguageCodes.Find(under, language);
            if (found is not null)
            {
                merged[language] = found;
            }
        }
        return merged.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Languages without any utterance are left out.</summary>
    private static FrozenDictionary<string, ImmutableArray<StatedUtterance>> Joined(
        ImmutableDictionary<string, ImmutableArray<StatedUtterance>>? under,
        ImmutableDictionary<string, ImmutableArray<StatedUtterance>>? own,
        ImmutableArray<string> languages) =>
        languages
            .Select(language => (language, joined: Serving(own, language).AddRange(Serving(under, language))))
            .Where(pair => !pair.joined.IsEmpty)
            .ToFrozenDictionary(pair => pair.language, pair => pair.joined, StringComparer.Ordinal);

    /// <summary>The test in the language of the shop that it serves; nothing if there is none.</summary>
    private static IEnumerable<EntryTest> Spoken(EntryTest test, ImmutableArray<string> languages) =>
        languages.Where(language => LanguageCodes.Serves(test.Language, [language]))
            .OrderByDescending(language => language == test.Language)
            .Take(1)
            .Select(language => test with { Language = language });

    private static ImmutableArray<StatedUtterance> Serving(
        ImmutableDictionary<string, ImmutableArray<StatedUtterance>>? stated, string language) =>
    [
        .. (stated ?? ImmutableDictionary<string, ImmutableArray<StatedUtterance>>.Empty)
            .Where(pair => LanguageCodes.Serves(pair.Key, [language]))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => pair.Value),
    ];
}
