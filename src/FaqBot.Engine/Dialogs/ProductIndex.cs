using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Which product a message may mean.</summary>
/// <param name="Only">The one that is meant; null where several may be, or none is.</param>
/// <param name="Candidates">Those that may be meant, in the order of their numbers; empty where the message names none.</param>
/// <param name="IsNamed">Whether a name or a number stands there, not only a kind of goods.</param>
internal readonly record struct ProductMatch(Product? Only, ImmutableArray<Product> Candidates, bool IsNamed = false)
{
    public static ProductMatch None { get; } = new(null, []);

    public static ProductMatch Of(IEnumerable<Product> found) =>
        found.OrderBy(product => product.Sku, StringComparer.Ordinal).ToImmutableArray() is var candidates && candidates is [var only]
            ? new ProductMatch(only, candidates)
            : new ProductMatch(null, candidates);
}

/// <summary>A shop's products by the words of their names, of their types and of what they are described to be, in one language. A word
/// counts the more, the fewer products have it.</summary>
internal sealed class ProductIndex
{
    /// <summary>A word of one product only.</summary>
    private const int WeightOfOwnWord = 1_000;

    private readonly FrozenDictionary<string, Product> bySku;
    private readonly FrozenDictionary<string, ImmutableArray<Product>> byName;
    private readonly FrozenDictionary<string, ImmutableArray<Product>> byOwnName;
    private readonly FrozenDictionary<string, ImmutableArray<string>> ownNames;
    private readonly FrozenDictionary<string, ImmutableArray<Product>> byDescription;
    private readonly FrozenDictionary<string, ImmutableArray<string>> typesByName;
    private readonly ProductCatalog catalog;

    private ProductIndex(ProductCatalog catalog, string language)
    {
        this.catalog = catalog;
        bySku = catalog.Products.Values.ToFrozenDictionary(product => product.Sku.ToUpperInvariant(), StringComparer.Ordinal);
        typesByName = Index(
            catalog.Types.Values, type => LanguageCodes.Find(type.Names, language) is { } name ? [name] : [], type => type.Id, language);
        byName = Index(
            catalog.Products.Values,
            product => LanguageCodes.Find(product.Names, language) is { } name ? [name] : [],
            product => product,
            language,
            stem => !typesByName.ContainsKey(stem));
        byOwnName = Index(
            catalog.Products.Values,
            product => OwnNames(product, language),
            product => product,
            language,
            stem => !typesByName.ContainsKey(stem));
        ownNames = catalog.Products.Values.ToFrozenDictionary(
            product => product.Sku,
            product => byOwnName.Where(name => name.Value.Contains(product)).Select(name => name.Key).ToImmutableArray(),
            StringComparer.Ordinal);
        byDescription = Index(
            catalog.Products.Values,
            product => product.Described.Values.Select(texts => LanguageCodes.Find(texts, language)).OfType<string>(),
            product => product,
            language);
    }

    public static ProductIndex Of(ProductCatalog catalog, string language) => new(catalog, language);

    /// <summary>The products that a message names: by number, by words of their names, by their type, told apart by what
    /// they are described to be.</summary>
    /// <param name="message">Of the customer.</param>
    /// <param name="isAsked">Whether the question for the product is open: else a word that many things are called by is not enough, but a
    /// name of its own, or two words.</param>
    public ProductMatch Find(TextAnalysis message, bool isAsked)
    {
        if (SkusIn(message.Text).FirstOrDefault() is { } product)
        {
            return ProductMatch.Of([product]) with { IsNamed = true };
        }
        var stems = StemsOf(message);
        var named = Best(stems, byName);
        var types = TypesIn(stems);
        var candidates = (named.Count > 0, types.Count > 0) switch
        {
            (true, true) => named.Where(found => types.Contains(found.Type)).ToList() is { Count: > 0 } both ? both : named,
            (true, false) => named,
            (false, true) => [.. catalog.Products.Values.Where(found => types.Contains(found.Type))],
            _ => [],
        };
        var match = ProductMatch.Of(Whole(Narrowed(candidates, stems), stems));
        var isNamed = match.Candidates.Any(product => IsNamed(product, stems));
        return match.Only is { } only && !isAsked && types.Count == 0 && !isNamed
            ? new ProductMatch(null, [only])
            : match with { IsNamed = isNamed };
    }

    /// <summary>All that a message names by numbers and by names of their own, in the order of their numbers: each word names one of them,
    /// or those that are called alike.</summary>
    public ImmutableArray<Product> Named(TextAnalysis message)
    {
        var found = new HashSet<Product>(SkusIn(message.Text), ReferenceEqualityComparer.Instance);
        var stems = StemsOf(message);
        while (Whole(Best(stems, byName), stems).Where(product => IsNamed(product, stems)).ToList() is [var first, ..] best)
        {
            var words = WordsOf(first, stems);
            found.UnionWith(best.Where(product => WordsOf(product, stems).SetEquals(words)));
            stems.ExceptWith(words);
        }
        return [.. found.OrderBy(product => product.Sku, StringComparer.Ordinal)];
    }

    /// <summary>Whether a word of its name stands in the message, and not only what kind of goods it is.</summary>
    public bool IsCalled(Product product, TextAnalysis message) => WordsOf(product, StemsOf(message)).Count > 0;

    /// <summary>Whether the word is one of its name or of its type's.</summary>
    public bool IsCalled(Product product, Token word) => IsWordOf(product, word);

    private HashSet<string> WordsOf(Product product, HashSet<string> stems) =>
        [.. stems.Where(stem => byName.TryGetValue(stem, out var named) && named.Contains(product))];

    /// <summary>Those that are described by a word of the message, as in "the blue one": among <paramref name="among"/>.</summary>
    public ProductMatch Described(TextAnalysis message, IEnumerable<Product> among)
    {
        var stems = StemsIn(message);
        var described = Best(stems, byDescription);
        return ProductMatch.Of(among.Where(described.Contains));
    }

    /// <summary>Ids of the types that the message names.</summary>
    public ImmutableArray<string> TypesIn(TextAnalysis message) =>
        [.. TypesIn(StemsIn(message)).Order(StringComparer.Ordinal)];

    private static HashSet<string> StemsIn(TextAnalysis message) =>
        message.Tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);

    private bool IsNamed(Product product, HashSet<string> stems) =>
        stems.Any(stem => byOwnName.TryGetValue(stem, out var own) && own.Contains(product))
        || stems.Count(stem => byName.TryGetValue(stem, out var named) && named.Contains(product)) > 1;

    /// <summary>Words that the product is called by in every language: names, not what the thing is. Of a name in one language only those
    /// with a capital behind the first.</summary>
    private static IEnumerable<string> OwnNames(Product product, string language)
    {
        if (LanguageCodes.Find(product.Names, language) is not { } name)
        {
            return [];
        }
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return product.Names.Count > 1
            ? words.Where(word => product.Names.Values.All(other => other.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase)))
            : words.Skip(1).Where(word => char.IsUpper(word[0]) || char.IsDigit(word[0]));
    }

    private HashSet<string> TypesIn(HashSet<string> stems) =>
        [.. stems.SelectMany(stem => typesByName.TryGetValue(stem, out var types) ? types : [])];

    private List<Product> Narrowed(List<Product> candidates, HashSet<string> stems)
    {
        if (candidates.Count < 2)
        {
            return candidates;
        }
        var described = Best(stems, byDescription);
        return candidates.Where(described.Contains).ToList() is { Count: > 0 } both ? both : candidates;
    }

    /// <summary>"Iskra 6" is the one of that name, although another is called "Iskra 6 Mini".</summary>
    private List<Product> Whole(List<Product> candidates, HashSet<string> stems) =>
        candidates.Count > 1
        && candidates.Where(product => ownNames[product.Sku] is { Length: > 1 } names && names.All(stems.Contains)).ToList() is [var only]
            ? [only]
            : candidates;

    /// <summary>Words as they are, and names that they may be a form or a slip of: "granity" is no word of any lexicon.</summary>
    private HashSet<string> StemsOf(TextAnalysis message)
    {
        var stems = message.Tokens.Where((token, at) => !IsBareNumber(message, at)).Select(token => token.Stem)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var token in message.Tokens.Where(token => !byName.ContainsKey(token.Stem) && token.Folded.Length >= NameForm.LengthMin))
        {
            stems.UnionWith(byOwnName.Keys.Where(name => NameForm.IsOf(token.Folded, name)));
        }
        return stems;
    }

    /// <summary>"Turnia 30" is a backpack, "30 dni" is not: a number is a word of a name behind another of its words, or by itself.
    /// </summary>
    private bool IsBareNumber(TextAnalysis message, int at)
    {
        var word = message.Tokens[at];
        if (message.Tokens.Length == 1
            || word.Folded.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !byName.TryGetValue(word.Stem, out var named))
        {
            return false;
        }
        return at == 0 || !named.Any(product => IsWordOf(product, message.Tokens[at - 1]));
    }

    private bool IsWordOf(Product product, Token word) =>
        (byName.TryGetValue(word.Stem, out var named) && named.Contains(product))
        || (typesByName.TryGetValue(word.Stem, out var types) && types.Contains(product.Type))
        || ownNames[product.Sku].Any(name => NameForm.IsOf(word.Folded, name));

    private static List<Product> Best(HashSet<string> stems, FrozenDictionary<string, ImmutableArray<Product>> index)
    {
        var scores = new Dictionary<Product, int>(ReferenceEqualityComparer.Instance);
        foreach (var stem in stems)
        {
            if (index.TryGetValue(stem, out var products))
            {
                foreach (var product in products)
                {
                    scores[product] = scores.GetValueOrDefault(product) + (WeightOfOwnWord / products.Length) + 1;
                }
            }
        }
        var best = scores.Count == 0 ? 0 : scores.Values.Max();
        return [.. scores.Where(score => score.Value == best).Select(score => score.Key)];
    }

    /// <summary>A number stands in a message as it stands on the label, whatever its case.</summary>
    private IEnumerable<Product> SkusIn(string text) => text
        .Split([' ', ',', ';', ':', '(', ')', '"', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => bySku.GetValueOrDefault(word.TrimEnd('.', '!', '?').ToUpperInvariant()))
        .OfType<Product>();

    private static FrozenDictionary<string, ImmutableArray<TKey>> Index<TItem, TKey>(
        IEnumerable<TItem> items,
        Func<TItem, IEnumerable<string>> texts,
        Func<TItem, TKey> key,
        string language,
        Func<string, bool>? takes = null)
    {
        var common = FunctionWords.Of(language.Split('-')[0]).Select(word => TextAnalysis.Of(word, language))
            .SelectMany(word => word.Tokens)
            .Select(token => token.Stem)
            .ToHashSet(StringComparer.Ordinal);
        return items
            .SelectMany(item => texts(item)
                .SelectMany(text => TextAnalysis.Of(text, language).Tokens)
                .Select(token => token.Stem)
                .Distinct()
                .Where(stem => !common.Contains(stem) && takes?.Invoke(stem) != false)
                .Select(stem => (Stem: stem, Key: key(item))))
            .GroupBy(pair => pair.Stem, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Key).ToImmutableArray(), StringComparer.Ordinal);
    }
}
