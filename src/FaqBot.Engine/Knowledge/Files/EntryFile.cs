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

    /// <summary>Whether the entry does something other than to answer.</summary>
    public bool HasAction => Dialog is not null || Handoff == true;

    public DialogOffer? Offers { get; init; }

    public LocalDate? ValidFrom { get; init; }

    public LocalDate? ValidUntil { get; init; }

    public ImmutableArray<EntryTest> Tests { get; init; } = [];

    public bool Replace { get; init; }

    public bool? Disabled { get; init; }

    /// <summary>Languages of texts, and where each stands first, for those that the shop does not speak.</summary>
    public ImmutableArray<YamlScalar> Languages { get; init; } = [];
}

/// <summary>Reads a file under <c>faq</c>: a list of entries.</summary>
internal static class EntryFile
{
    private static readonly ImmutableArray<string> KeysByLanguage = ["title", "utterances", "answer", "tests"];

    /// <summary>The entries of a file, in its order.</summary>
    /// <param name="root">Null for an empty file.</param>
    /// <param name="isOwn">False for files of <c>_base</c>.</param>
    /// <param name="values">Collects findings.</param>
    public static IEnumerable<EntryStatement> Read(YamlNode? root, bool isOwn, Values values) =>
        values.Items(root, KnowledgeLimits.EntriesPerShopMax).Select(item => Entry(item, isOwn, values)).OfType<EntryStatement>();

    private static EntryStatement? Entry(YamlNode node, bool isOwn, Values values)
    {
        var section = Section.Of(
            node, values, "id", "topic", "kind", "title", "utterances", "answer", "suggest", "tests", "dialog", "handoff", "offers",
            "valid_from", "valid_until", "replace", "disabled");
        if (section is null || values.Id(section.Need("id")) is not { } id)
        {
            return null;
        }
        var (from, until) = values.Period(section["valid_from"], section["valid_until"]);
        return new EntryStatement
        {
            Id = id,
            Span = section.Span,
            Topic = values.Id(section["topic"]),
            Kind = Kind(section["kind"], values),
            Titles = values.Texts(section["title"], KnowledgeLimits.LabelLengthMax)
                .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Text.Trim()),
            Utterances = Utterances(section["utterances"], isOwn, values),
            Answers = TemplateText.ReadAll(section["answer"], values, TemplateDialect.Standard),
            Suggest = Suggest(section["suggest"], isOwn, values),
            Dialog = values.Id(section["dialog"]) is null ? null : section["dialog"] as YamlScalar,
            Handoff = values.Flag(section["handoff"]),
            Offers = Offers(section["offers"], values),
            ValidFrom = from,
            ValidUntil = until,
            Tests = Tests(section["tests"], values),
            Replace = values.Flag(section["replace"]) ?? false,
            Disabled = values.Flag(section["disabled"]),
            Languages = StatedLanguages(section),
        };
    }

    private static EntryKind? Kind(YamlNode? node, Values values) => values.Choice(node, "fact", "smalltalk", "refusal") switch
    {
        "fact" => EntryKind.Fact,
        "smalltalk" => EntryKind.SmallTalk,
        "refusal" => EntryKind.Refusal,
        _ => null,
    };

    private static ImmutableDictionary<string, ImmutableArray<StatedUtterance>> Utterances(YamlNode? node, bool isOwn, Values values) =>
        values.TextLists(node, KnowledgeLimits.UtterancesPerEntryMax, KnowledgeLimits.UtteranceLengthMax).ToImmutableDictionary(
            pair => pair.Key,
            pair => pair.Value.Where(scalar => HasWords(scalar, values)).Select(scalar => Utterance(scalar, isOwn)).ToImmutableArray());

    private static StatedUtterance Utterance(YamlScalar scalar, bool isOwn) =>
        new(scalar.Text.Trim(), Wording.Of(scalar.Text), scalar.Span, isOwn);

    private static bool HasWords(YamlScalar scalar, Values values)
    {
        if (scalar.Text.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit))
        {
            return true;
        }
        values.Findings.Add(KnowledgeRules.UtteranceWithoutWords, scalar.Span, $"The utterance '{scalar.Text}' has no words.");
        return false;
    }

    private static ImmutableArray<StatedSuggestion> Suggest(YamlNode? node, bool isOwn, Values values) =>
    [
        .. values.Items(node, KnowledgeLimits.SuggestionsPerEntryMax)
            .Where(item => values.Id(item) is not null)
            .OfType<YamlScalar>()
            .Select(scalar => new StatedSuggestion(scalar.Text, scalar.Span, isOwn)),
    ];

    private static DialogOffer? Offers(YamlNode? node, Values values)
    {
        if (Section.Of(node, values, "dialog", "with") is not { } section || values.Id(section.Need("dialog")) is not { } dialog)
        {
            return null;
        }
        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in values.Pairs(section["with"]))
        {
            if (values.Formed(key, KnowledgeRules.BadId, "the name of a slot", Forms.IsName) is { } slot && values.Text(value) is { } text)
            {
                with[slot] = text;
            }
        }
        return new DialogOffer(dialog, System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(with, StringComparer.Ordinal));
    }

    private static ImmutableArray<EntryTest> Tests(YamlNode? node, Values values)
    {
        var tests = ImmutableArray.CreateBuilder<EntryTest>();
        foreach (var (language, value) in values.Languages(node))
        {
            var section = Section.Of(value, values, "match", "miss");
            foreach (var (key, matches) in new[] { ("match", true), ("miss", false) })
            {
                tests.AddRange(values.Items(section?[key], KnowledgeLimits.TestsPerEntryMax)
                    .Select(item => values.Scalar(item, KnowledgeLimits.UtteranceLengthMax))
                    .OfType<YamlScalar>()
                    .Select(scalar => new EntryTest(language.Text, scalar.Text, matches, scalar.Span)));
            }
        }
        return tests.ToImmutable();
    }

    private static ImmutableArray<YamlScalar> StatedLanguages(Section section) =>
    [
        .. KeysByLanguage
            .Select(key => section[key])
            .OfType<YamlMapping>()
            .SelectMany(mapping => mapping.Pairs)
            .Select(pair => pair.Key)
            .DistinctBy(key => key.Text),
    ];
}
