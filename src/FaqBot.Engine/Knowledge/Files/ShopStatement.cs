using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a <c>shop.yaml</c> states, checked by itself; wrong values are replaced by harmless ones, because the errors
/// forbid to use the knowledge anyway.</summary>
internal sealed record ShopStatement
{
    public required SourceSpan Span { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<string> Languages { get; init; }

    public required SourceSpan LanguagesSpan { get; init; }

    public required string Country { get; init; }

    public required SourceSpan CountrySpan { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required string? CasePrefix { get; init; }

    public required ImmutableArray<string> Origins { get; init; }

    public required ShopContact Contact { get; init; }

    public required FrozenDictionary<HoursKind, Schedule> Hours { get; init; }

    public required ImmutableDictionary<string, StatedFact> Facts { get; init; }

    public required SourceSpan FactsSpan { get; init; }

    public required bool UsesBase { get; init; }

    public required string? OrderNumber { get; init; }

    public required string? PrivacyUrl { get; init; }

    public required Theme Theme { get; init; }

    public required ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Texts { get; init; }

    public required FrozenDictionary<string, ImmutableArray<string>> Teams { get; init; }

    /// <summary>The topics of all teams, where they stand.</summary>
    public required ImmutableArray<YamlScalar> TeamTopics { get; init; }

    public required ImmutableArray<int> RemindDays { get; init; }

    public required ImmutableArray<StatedNotice> Notices { get; init; }
}

/// <summary>A notice before its languages are settled; the empty key stands for all languages.</summary>
internal sealed record StatedNotice(
    ImmutableDictionary<string, TemplateText> Text, LocalDate? ValidFrom, LocalDate? ValidUntil, SourceSpan Span);
