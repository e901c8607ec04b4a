using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Words that belong together, from <c>words.yaml</c>; each by language, each a list of lists.</summary>
public sealed record WordLists
{
    /// <summary>Words of one family: <c>zwrot, zwrócić, zwracać</c>.</summary>
    public required FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Families { get; init; }

    /// <summary>Words that mean the same: <c>pieniądze, kasa</c>.</summary>
    public required FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Synonyms { get; init; }

    /// <summary>Names that the shop's customers use, the first as it is written properly: <c>InPost, inpost, in post</c>.</summary>
    public required FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Names { get; init; }

    /// <summary>None at all.</summary>
    public static WordLists None { get; } = new() { Families = Empty, Synonyms = Empty, Names = Empty };

    private static FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Empty =>
        FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>>.Empty;

    /// <summary>These lists, then those of <paramref name="common"/>.</summary>
    public WordLists Over(WordLists common) => new()
    {
        Families = Joined(Families, common.Families),
        Synonyms = Joined(Synonyms, common.Synonyms),
        Names = Joined(Names, common.Names),
    };

    private static FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Joined(
        FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> own,
        FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> common) =>
        own.Keys.Union(common.Keys).ToFrozenDictionary(
            language => language,
            language => own.GetValueOrDefault(language, []).AddRange(common.GetValueOrDefault(language, [])),
            StringComparer.Ordinal);
}

/// <summary>Reads <c>words.yaml</c>.</summary>
internal static class WordsFile
{
    private static readonly Shape<ImmutableArray<string>> Words = Shapes.List(Shapes.Text(KnowledgeLimits.LabelLengthMax));

    private static readonly Shape<ImmutableArray<YamlNode>> ListsOfWords = Shapes.Items(Words, KnowledgeLimits.WordListsMax);

    private static readonly Key<ImmutableArray<YamlPair>> Families =
        Lists("families", "Words of one family, e.g. `[zwrot, zwrócić, zwracać]`; at least two in a list.");

    private static readonly Key<ImmutableArray<YamlPair>> Synonyms =
        Lists("synonyms", "Words that mean the same, e.g. `[pieniądze, kasa]`; at least two in a list.");

    private static readonly Key<ImmutableArray<YamlPair>> Names =
        Lists("names", "Names that customers use, the first as it is written properly, e.g. `[InPost, in post]`; one may stand alone.");

    /// <summary>The whole file.</summary>
    public static Shape<Section?> Shape { get; } = Shapes.Section(Families, Synonyms, Names);

    /// <summary>A name may stand alone; a family or synonyms of one word say nothing.</summary>
    public static WordLists Read(YamlNode? root, Values values)
    {
        if (Shape.Read(root, values) is not { } section)
        {
            return WordLists.None;
        }
        return new WordLists
        {
            Families = Lists(section.Read(Families), wordsMin: 2, values),
            Synonyms = Lists(section.Read(Synonyms), wordsMin: 2, values),
            Names = Lists(section.Read(Names), wordsMin: 1, values),
        };
    }

    private static Key<ImmutableArray<YamlPair>> Lists(string name, string meaning) => new(name, meaning, Shapes.ByLanguage(ListsOfWords));

    private static FrozenDictionary<string, ImmutableArray<ImmutableArray<string>>> Lists(
        ImmutableArray<YamlPair> byLanguage, int wordsMin, Values values) =>
        byLanguage.ToFrozenDictionary(
            pair => pair.Key.Text,
            pair => ListsOfWords.Read(pair.Value, values).Select(item => List(item, wordsMin, values)).ToImmutableArray(),
            StringComparer.Ordinal);

    private static ImmutableArray<string> List(YamlNode node, int wordsMin, Values values)
    {
        var words = Words.Read(node, values).Distinct().ToImmutableArray();
        if (node is YamlSequence && words.Length < wordsMin)
        {
            values.Findings.Add(
                KnowledgeRules.TooFewWords, node.Span, $"The list has {words.Length} different words; {wordsMin} are needed.");
        }
        return words;
    }
}
