using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>What is known of the words that customers use in one language, from <c>words.yaml</c>.</summary>
public sealed record WordLists
{
    /// <summary>Words of one family: <c>zwrot, zwrócić, zwracać</c>.</summary>
    public ImmutableArray<ImmutableArray<string>> Families { get; init; } = [];

    /// <summary>Words that mean the same: <c>pieniądze, kasa</c>.</summary>
    public ImmutableArray<ImmutableArray<string>> Synonyms { get; init; } = [];

    /// <summary>Names that the shop's customers use, the first as it is written properly: <c>InPost, in post</c>.</summary>
    public ImmutableArray<ImmutableArray<string>> Names { get; init; } = [];

    /// <summary>What may stand between two questions of one message: <c>i, oraz, a jeszcze</c>.</summary>
    public ImmutableArray<string> Joints { get; init; } = [];

    /// <summary>What a question may begin with: <c>ile, kiedy, za ile</c>.</summary>
    public ImmutableArray<string> Openings { get; init; } = [];

    /// <summary>With these a part begins that points back to the words before it: <c>jak to</c> (zrobić), <c>co teraz</c>.</summary>
    public ImmutableArray<string> Pointers { get; init; } = [];

    /// <summary>With these a part begins that says what is not wanted: <c>nie chcę</c> (zwrotu, tylko wymienić).</summary>
    public ImmutableArray<string> Denials { get; init; } = [];

    /// <summary>None at all.</summary>
    public static WordLists None { get; } = new();

    /// <summary>Lists whose words mean one thing. A family goes into each list of synonyms or names that has one of its words; one that is
    /// in none stands by itself.</summary>
    public ImmutableArray<ImmutableArray<string>> Meanings
    {
        get
        {
            var widened = Widened([.. Synonyms, .. Names], Families, out var alone);
            return [.. widened, .. alone];
        }
    }

    /// <summary>These lists over those of <paramref name="common"/>. One that shares a word with common ones goes into them.</summary>
    internal WordLists Over(WordLists common)
    {
        var own = Synonyms.Concat(Names).ToImmutableArray();
        var synonyms = Widened(common.Synonyms, own, out var notSynonyms);
        var names = Widened(common.Names, own, out var notNames);
        var alone = notSynonyms.Intersect(notNames).ToHashSet();
        return new WordLists
        {
            Families = [.. Families, .. common.Families],
            Synonyms = [.. Synonyms.Where(alone.Contains), .. synonyms],
            Names = [.. Names.Where(alone.Contains), .. names],
            Joints = [.. Joints, .. common.Joints],
            Openings = [.. Openings, .. common.Openings],
            Pointers = [.. Pointers, .. common.Pointers],
            Denials = [.. Denials, .. common.Denials],
        };
    }

    /// <summary><paramref name="lists"/>, each with those of <paramref name="others"/> that share a word with it, whatever its capitals and
    /// diacritics.</summary>
    /// <param name="lists">Are widened.</param>
    /// <param name="others">What they are widened by.</param>
    /// <param name="alone">Those of <paramref name="others"/> that share no word with any.</param>
    private static ImmutableArray<ImmutableArray<string>> Widened(
        ImmutableArray<ImmutableArray<string>> lists, ImmutableArray<ImmutableArray<string>> others,
        out ImmutableArray<ImmutableArray<string>> alone)
    {
        var byWord = others
            .SelectMany(static list => list.Select(word => (Word: Folding.Fold(word), List: list)))
            .ToLookup(pair => pair.Word, pair => pair.List);
        var met = new HashSet<ImmutableArray<string>>();
        var widened = ImmutableArray.CreateBuilder<ImmutableArray<string>>(lists.Length);
        foreach (var list in lists)
        {
            var sharing = list.SelectMany(word => byWord[Folding.Fold(word)]).Distinct().ToList();
            met.UnionWith(sharing);
            widened.Add(sharing.Count == 0 ? list : [.. list.Concat(sharing.SelectMany(static other => other)).DistinctBy(
                static word => Folding.Fold(word))]);
        }
        alone = [.. others.Where(list => !met.Contains(list))];
        return widened.MoveToImmutable();
    }
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

    private static readonly Key<ImmutableArray<YamlPair>> Joints =
        new("joints", "What may stand between two questions of one message, e.g. `[i, oraz, a jeszcze]`.", Shapes.ByLanguage(Words));

    private static readonly Key<ImmutableArray<YamlPair>> Openings =
        new("openings", "What a question may begin with, e.g. `[ile, kiedy, za ile]`.", Shapes.ByLanguage(Words));

    private static readonly Key<ImmutableArray<YamlPair>> Pointers = new(
        "pointers", "What points back to the words before it and asks nothing by itself, e.g. `[jak to, co teraz]`.",
        Shapes.ByLanguage(Words));

    private static readonly Key<ImmutableArray<YamlPair>> Denials = new(
        "denials", "With what a part begins that says what is not wanted, e.g. `[nie chcę, nie chodzi mi o]`.", Shapes.ByLanguage(Words));

    /// <summary>The whole file.</summary>
    public static Shape<Section?> Shape { get; } = Shapes.Section(Families, Synonyms, Names, Joints, Openings, Pointers, Denials);

    /// <summary>By language. A name may stand alone; a family or synonyms of one word say nothing.</summary>
    public static ImmutableDictionary<string, WordLists> Read(YamlNode? root, Values values)
    {
        if (Shape.Read(root, values) is not { } section)
        {
            return ImmutableDictionary<string, WordLists>.Empty;
        }
        var families = Lists(section.Read(Families), wordsMin: 2, values);
        var synonyms = Lists(section.Read(Synonyms), wordsMin: 2, values);
        var names = Lists(section.Read(Names), wordsMin: 1, values);
        var joints = OneList(section.Read(Joints), values);
        var openings = OneList(section.Read(Openings), values);
        var pointers = OneList(section.Read(Pointers), values);
        var denials = OneList(section.Read(Denials), values);
        IEnumerable<string>[] languages =
        [
            families.Keys, synonyms.Keys, names.Keys, joints.Keys, openings.Keys, pointers.Keys, denials.Keys,
        ];
        return languages.SelectMany(static of => of).Distinct(StringComparer.Ordinal).ToImmutableDictionary(
            language => language,
            language => new WordLists
            {
                Families = families.GetValueOrDefault(language, []),
                Synonyms = synonyms.GetValueOrDefault(language, []),
                Names = names.GetValueOrDefault(language, []),
                Joints = joints.GetValueOrDefault(language, []),
                Openings = openings.GetValueOrDefault(language, []),
                Pointers = pointers.GetValueOrDefault(language, []),
                Denials = denials.GetValueOrDefault(language, []),
            },
            StringComparer.Ordinal);
    }

    private static Key<ImmutableArray<YamlPair>> Lists(string name, string meaning) => new(name, meaning, Shapes.ByLanguage(ListsOfWords));

    private static Dictionary<string, ImmutableArray<ImmutableArray<string>>> Lists(
        ImmutableArray<YamlPair> byLanguage, int wordsMin, Values values) =>
        byLanguage.ToDictionary(
            pair => pair.Key.Text,
            pair => ListsOfWords.Read(pair.Value, values).Select(item => List(item, wordsMin, values)).ToImmutableArray(),
            StringComparer.Ordinal);

    private static Dictionary<string, ImmutableArray<string>> OneList(ImmutableArray<YamlPair> byLanguage, Values values) =>
        byLanguage.ToDictionary(pair => pair.Key.Text, pair => Words.Read(pair.Value, values), StringComparer.Ordinal);

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
