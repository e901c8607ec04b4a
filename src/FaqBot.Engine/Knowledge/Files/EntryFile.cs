using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>Reads a file under <c>faq</c>: a list of entries.</summary>
internal static class EntryFile
{
    private static readonly Key<string?> Id = new(
        "id",
        "Lower-case letters, digits and hyphens; once in a shop. The id of an entry in `_base` changes that one.",
        Shapes.Formed(Forms.Id))
    { IsNeeded = true };

    private static readonly Key<string?> Topic = new("topic", "What the entry belongs to; decides the team.", Shapes.Formed(Forms.Id));

    private static readonly Key<string?> Kind = new(
        "kind",
        "`fact` (the default) answers, `smalltalk` chats, `refusal` says what the bot will not do.",
        Shapes.Choice("fact", "smalltalk", "refusal"))
    { Default = "fact" };

    private static readonly Key<ImmutableDictionary<string, YamlScalar>> Title = new(
        "title",
        "The label of the entry's button, by language; else the first utterance.",
        Shapes.Texts(KnowledgeLimits.LabelLengthMax));

    private static readonly Key<ImmutableDictionary<string, ImmutableArray<YamlScalar>>> Examples = new(
        "utterances",
        "What customers write, by language: the more ways of saying it, the better.",
        Shapes.TextLists(KnowledgeLimits.UtterancesPerEntryMax, KnowledgeLimits.UtteranceLengthMax));

    private static readonly Key<ImmutableDictionary<string, TemplateText>> Answer = new(
        "answer",
        "What is answered, by language: a template such as \"A courier costs {{ facts.courier_price }}.\"",
        Shapes.Templates(TemplateDialect.Standard));

    private static readonly Key<ImmutableArray<YamlScalar>> Suggest = new(
        "suggest", "Ids of entries that are offered as buttons.",
        Shapes.List(Shapes.FormedScalar(Forms.Id), KnowledgeLimits.SuggestionsPerEntryMax));

    private static readonly Shape<ImmutableArray<YamlScalar>> TestUtterances =
        Shapes.List(Shapes.Scalar(KnowledgeLimits.UtteranceLengthMax), KnowledgeLimits.TestsPerEntryMax);

    private static readonly Key<ImmutableArray<YamlScalar>> Match = new("match", "What this entry must answer.", TestUtterances);

    private static readonly Key<ImmutableArray<YamlScalar>> Miss = new("miss", "What this entry must not answer.", TestUtterances);

    private static readonly Shape<Section?> TestsOfLanguage = Shapes.Section(Match, Miss);

    private static readonly Key<ImmutableArray<YamlPair>> Tests =
        new("tests", "What `faqbot test` checks, by language.", Shapes.ByLanguage(TestsOfLanguage));

    private static readonly Key<YamlScalar?> Dialog =
        new("dialog", "The dialog that starts instead of an answer.", Shapes.FormedScalar(Forms.Id));

    private static readonly Key<bool?> Handoff = new("handoff", "`true`: asks for a person.", Shapes.Flag);

    private static readonly Key<string?> TakesBack =
        new("takes_back", "The dialog that is given up where this is said while it runs.", Shapes.Formed(Forms.Id));

    private static readonly Key<string?> OfferedDialog =
        new("dialog", "The dialog that the button starts.", Shapes.Formed(Forms.Id)) { IsNeeded = true };

    private static readonly Key<ImmutableArray<YamlPair>> With = new(
        "with", "What the dialog knows already, by the name of a slot.",
        Shapes.Map(Forms.Name with { What = "the name of a slot" }, Shapes.Text()));

    private static readonly Key<Section?> Offers =
        new("offers", "A dialog, offered as a button after the answer.", Shapes.Section(OfferedDialog, With));

    private static readonly Key<LocalDate?> ValidFrom = new("valid_from", "First day on which the entry holds.", Shapes.Date);

    private static readonly Key<LocalDate?> ValidUntil = new("valid_until", "Last day on which the entry holds.", Shapes.Date);

    private static readonly Key<bool?> Replace =
        new("replace", "`true`: starts from nothing instead of adding to the entry of the starter pack.", Shapes.Flag);

    private static readonly Key<bool?> Disabled = new("disabled", "`true`: inherited, not offered here.", Shapes.Flag);

    private static readonly ImmutableArray<Key> KeysByLanguage = [Title, Examples, Answer, Tests];

    /// <summary>The whole file.</summary>
    public static Shape<ImmutableArray<Section>> Shape { get; } = Shapes.List(
        Shapes.Section(
            Id, Topic, Kind, Title, Examples, Answer, Suggest, Tests, Dialog, Handoff, TakesBack, Offers, ValidFrom, ValidUntil, Replace,
            Disabled),
        KnowledgeLimits.EntriesPerShopMax);

    /// <summary>The entries of a file, in its order.</summary>
    /// <param name="root">Null for an empty file.</param>
    /// <param name="isOwn">False for files of <c>_base</c>.</param>
    /// <param name="values">Collects findings.</param>
    public static IEnumerable<EntryStatement> Read(YamlNode? root, bool isOwn, Values values) =>
        Shape.Read(root, values).Select(section => Entry(section, isOwn, values)).OfType<EntryStatement>();

    private static EntryStatement? Entry(Section section, bool isOwn, Values values)
    {
        if (section.Read(Id) is not { } id)
        {
            return null;
        }
        var (from, until) = values.Period(section, ValidFrom, ValidUntil);
        var offers = section.Read(Offers);
        return new EntryStatement
        {
            Id = id,
            Span = section.Span,
            Topic = section.Read(Topic),
            Kind = section.Read(Kind) switch
            {
                "fact" => EntryKind.Fact,
                "smalltalk" => EntryKind.SmallTalk,
                "refusal" => EntryKind.Refusal,
                _ => null,
            },
            Titles = section.Read(Title).ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Text.Trim()),
            Utterances = Utterances(section.Read(Examples), isOwn, values),
            Answers = section.Read(Answer),
            Suggest = [.. section.Read(Suggest).Select(entry => new StatedSuggestion(entry.Text, entry.Span, isOwn))],
            Dialog = section.Read(Dialog),
            Handoff = section.Read(Handoff),
            TakesBack = section.Read(TakesBack),
            Offers = Offer(offers, values),
            OffersSpan = offers?.ValueSpanOf(OfferedDialog),
            ValidFrom = from,
            ValidUntil = until,
            Tests = [.. section.Read(Tests).SelectMany(pair => TestsIn(pair.Key.Text, TestsOfLanguage.Read(pair.Value, values)))],
            Replace = section.Read(Replace) ?? false,
            Disabled = section.Read(Disabled),
            Languages = StatedLanguages(section),
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<StatedUtterance>> Utterances(
        ImmutableDictionary<string, ImmutableArray<YamlScalar>> stated, bool isOwn, Values values) =>
        stated.ToImmutableDictionary(
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

    private static DialogOffer? Offer(Section? section, Values values)
    {
        if (section?.Read(OfferedDialog) is not { } dialog)
        {
            return null;
        }
        var with = section.Read(With)
            .Select(pair => (Slot: pair.Key.Text, Text: Shapes.Text().Read(pair.Value, values) ?? ""))
            .Where(pair => pair.Text.Length > 0)
            .ToFrozenDictionary(pair => pair.Slot, pair => pair.Text, StringComparer.Ordinal);
        return new DialogOffer(dialog, with);
    }

    private static IEnumerable<EntryTest> TestsIn(string language, Section? section) => section is null
        ? []
        : section.Read(Match).Select(test => new EntryTest(language, test.Text, true, test.Span))
            .Concat(section.Read(Miss).Select(test => new EntryTest(language, test.Text, false, test.Span)));

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
