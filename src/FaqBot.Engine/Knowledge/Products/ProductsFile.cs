using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Reads <c>products.yaml</c> for one shop.</summary>
internal sealed class ProductsFile
{
    private const string AskForTheDifference =
        "Ask whether it is otherwise (\"Is the colour different from the described one?\"), or state `ok: yes`.";

    private readonly Values values;
    private readonly ImmutableArray<string> languages;
    private readonly CountryLaw? law;

    private readonly ImmutableDictionary<string, DialogHints> hints;

    private ProductsFile(
        Values values, ImmutableArray<string> languages, CountryLaw? law, ImmutableDictionary<string, DialogHints> hints)
    {
        this.hints = hints;
        this.values = values;
        this.languages = languages;
        this.law = law;
    }

    /// <summary>Types and products.</summary>
    /// <param name="root">The file's root; null for an empty file.</param>
    /// <param name="values">Collects findings.</param>
    /// <param name="languages">Those of the shop.</param>
    /// <param name="law">Knows the reasons against withdrawal; null accepts any.</param>
    /// <param name="hints">Words that say that something is well or wrong, by language.</param>
    public static ProductCatalog Read(
        YamlNode? root,
        Values values,
        ImmutableArray<string> languages,
        CountryLaw? law,
        ImmutableDictionary<string, DialogHints> hints) =>
        ProductKeys.File.Read(root, values) is { } section
            ? new ProductsFile(values, languages, law, hints).Catalog(section)
            : ProductCatalog.Empty;

    private ProductCatalog Catalog(Section section)
    {
        var types = new Dictionary<string, ProductType>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Read(ProductKeys.Types))
        {
            if (ProductKeys.Type.Read(value, values) is { } stated)
            {
                types[key.Text] = Type(key.Text, stated);
            }
        }
        var products = new Dictionary<string, Product>(StringComparer.Ordinal);
        // Customers type them in any case.
        var spans = new Dictionary<string, SourceSpan>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in section.Read(ProductKeys.Products))
        {
            if (Product(item, types) is not { } product)
            {
                continue;
            }
            if (!spans.TryAdd(product.Sku, item.Span))
            {
                var first = products.Keys.First(sku => sku.Equals(product.Sku, StringComparison.OrdinalIgnoreCase));
                var same = first == product.Sku ? "stands twice; first" : $"is the same as '{first}' (capitals do not count)";
                values.Findings.Add(KnowledgeRules.SkuTwice, item.Span, $"The sku '{product.Sku}' {same} at {spans[product.Sku]}.");
            }
            products[product.Sku] = product;
        }
        return new ProductCatalog(types.ToFrozenDictionary(StringComparer.Ordinal), products.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private ProductType Type(string id, Section section)
    {
        var attributes = section.Read(ProductKeys.TypeAttributes);
        var waits = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        var read = attributes.Select(pair => Attribute(pair, waits)).OfType<ProductAttribute>().ToImmutableArray();
        CheckConditions([.. attributes.Select(pair => pair.Key)], waits);
        return new ProductType
        {
            Id = id,
            Names = Names(section),
            Attributes = read,
            WithdrawalExcluded = Excluded(section.Read(ProductKeys.Withdrawal)),
        };
    }

    /// <param name="pair">Its id and what is stated of it.</param>
    /// <param name="waits">Gets the attribute that this one waits for, by id.</param>
    private ProductAttribute? Attribute(YamlPair pair, Dictionary<string, YamlScalar> waits)
    {
        if (ProductKeys.Attribute.Read(pair.Value, values) is not { } section)
        {
            return null;
        }
        var id = pair.Key.Text;
        var kind = section.Read(ProductKeys.Kind) == "described" ? AttributeKind.Described : AttributeKind.Works;
        var ok = section.Read(ProductKeys.Ok) ?? kind == AttributeKind.Works;
        var ask = section.Read(ProductKeys.Ask);
        CheckLanguages(ask.Keys, section.SpanOf(ProductKeys.Ask), $"The question about '{id}'");
        foreach (var (language, text) in ask)
        {
            var words = LanguageCodes.Find(hints, language) ?? DialogHints.None;
            if (QuestionWording.YesIsWell(text.Template.WithoutMarkup(" "), language, words) is { } yesIsWell && yesIsWell != ok)
            {
                var wellAnswer = ok ? "yes" : "no";
                values.Findings.Add(
                    KnowledgeRules.QuestionContradictsOk,
                    text.Scalar.Span,
                    $"The answer '{wellAnswer}' to this question would count as well, but its words say otherwise.",
                    kind == AttributeKind.Described && !ok ? AskForTheDifference : null);
            }
        }
        return new ProductAttribute
        {
            Id = id,
            Kind = kind,
            Ok = ok,
            Ask = LanguageCodes.Resolve(ask.ToDictionary(text => text.Key, text => text.Value.Template), languages),
            When = Condition(id, section.Read(ProductKeys.When), waits),
        };
    }

    private static AttributeCondition? Condition(string id, Section? section, Dictionary<string, YamlScalar> waits)
    {
        if (section?.Read(ProductKeys.ConditionAttribute) is not { } attribute)
        {
            return null;
        }
        waits[id] = attribute;
        return new AttributeCondition(attribute.Text, section.Read(ProductKeys.ConditionOk) ?? true);
    }

    /// <summary>A condition names an attribute of the same type, and no attribute waits for itself.</summary>
    private void CheckConditions(ImmutableArray<YamlScalar> attributes, Dictionary<string, YamlScalar> waits)
    {
        var known = attributes.Select(attribute => attribute.Text).ToHashSet(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, name) in waits.Where(wait => !known.Contains(wait.Value.Text)))
        {
            UnknownAttribute(name.Span, name.Text, known);
        }
        foreach (var attribute in attributes.Where(attribute => !told.Contains(attribute.Text)))
        {
            var way = new List<YamlScalar>();
            var next = attribute.Text;
            while (waits.TryGetValue(next, out var before) && way.TrueForAll(passed => passed.Text != before.Text))
            {
                way.Add(before);
                next = before.Text;
            }
            if (next != attribute.Text || way.Count == 0)
            {
                continue;
            }
            told.UnionWith(way.Select(passed => passed.Text));
            var waiting = string.Join(
                ", which waits for ", way.Select(passed => $"'{passed.Text}' ({passed.Span.Line}:{passed.Span.Column})"));
            values.Findings.Add(KnowledgeRules.ConditionCircular, attribute.Span, $"'{attribute.Text}' waits for {waiting}.");
        }
    }

    private Product? Product(Section section, Dictionary<string, ProductType> types)
    {
        if (section.Read(ProductKeys.Sku) is not { } sku || section.Read(ProductKeys.TypeOfProduct) is not { } typeName)
        {
            return null;
        }
        if (!types.TryGetValue(typeName.Text, out var type))
        {
            var known = types.Count == 0 ? KnowledgeRules.ProductTypeUnknown.Remedy : $"Types there: {string.Join(", ", types.Keys)}.";
            var hint = values.Findings.Nearest(typeName.Text, types.Keys, known);
            values.Findings.Add(
                KnowledgeRules.ProductTypeUnknown, typeName.Span, $"There is no type '{typeName.Text}' under `types` of this file.", hint);
            return null;
        }
        var (described, without) = Attributes(section.Read(ProductKeys.ProductAttributes), type);
        return new Product
        {
            Sku = sku,
            Type = type.Id,
            Names = Names(section),
            Price = section.Read(ProductKeys.Price),
            Color = section.Read(ProductKeys.Color),
            About = section[ProductKeys.About] is null
                ? FrozenDictionary<string, string>.Empty
                : Texts(section, ProductKeys.About, "The line about the product"),
            Described = described,
            Without = without,
            WithdrawalExcluded = Excluded(section.Read(ProductKeys.Withdrawal)),
        };
    }

    private (FrozenDictionary<string, FrozenDictionary<string, string>> Described, FrozenSet<string> Without) Attributes(
        ImmutableArray<YamlPair> stated, ProductType type)
    {
        var described = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal);
        var without = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in stated.Where(pair => !pair.Value.IsAbsent))
        {
            if (type.Attributes.FirstOrDefault(attribute => attribute.Id == key.Text) is not { } attribute)
            {
                UnknownAttribute(key.Span, key.Text, type.Attributes.Select(known => known.Id));
            }
            else if (value is YamlScalar { Text: "none" })
            {
                without.Add(key.Text);
            }
            else if (attribute.Kind == AttributeKind.Works)
            {
                values.Findings.Add(
                    KnowledgeRules.AttributeNotDescribed,
                    value.Span,
                    $"The attribute '{key.Text}' works or does not; it has no description.");
            }
            else
            {
                described[key.Text] = Description(key, value);
            }
        }
        return (described.ToFrozenDictionary(StringComparer.Ordinal), without.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>A description without languages (a size, a number) serves all.</summary>
    private FrozenDictionary<string, string> Description(YamlScalar key, YamlNode value)
    {
        if (value is YamlScalar)
        {
            return Shapes.Text().Read(value, values) is { } plain
                ? languages.ToFrozenDictionary(language => language, _ => plain, StringComparer.Ordinal)
                : FrozenDictionary<string, string>.Empty;
        }
        var texts = ProductKeys.Descriptions.Read(value, values).ToDictionary(pair => pair.Key, pair => pair.Value.Text);
        CheckLanguages(texts.Keys, key.Span, $"The description of '{key.Text}'");
        return LanguageCodes.Resolve(texts, languages);
    }

    private FrozenDictionary<string, string> Names(Section section) => Texts(section, ProductKeys.Name, "The name");

    private FrozenDictionary<string, string> Texts(Section section, Key<ImmutableDictionary<string, YamlScalar>> key, string what)
    {
        var texts = section.Read(key).ToDictionary(pair => pair.Key, pair => pair.Value.Text);
        CheckLanguages(texts.Keys, section.SpanOf(key), what);
        return LanguageCodes.Resolve(texts, languages);
    }

    private string? Excluded(Section? section)
    {
        if (section?.Read(ProductKeys.Excluded) is not { } scalar)
        {
            return null;
        }
        if (law is not null && !law.Exclusions.ContainsKey(scalar.Text))
        {
            var hint = values.Findings.Nearest(scalar.Text, law.Exclusions.Keys, KnowledgeRules.ExclusionUnknown.Remedy);
            values.Findings.Add(KnowledgeRules.ExclusionUnknown, scalar.Span, $"The law knows no reason '{scalar.Text}'.", hint);
        }
        return scalar.Text;
    }

    private void CheckLanguages(IEnumerable<string> stated, SourceSpan span, string what)
    {
        var missing = languages.Where(language => !stated.Any(code => LanguageCodes.Serves(code, [language]))).ToList();
        if (missing.Count > 0)
        {
            values.Findings.Add(
                KnowledgeRules.LanguageMissing, span, $"{what} is missing in {string.Join(", ", missing.Select(code => $"'{code}'"))}.");
        }
    }

    private void UnknownAttribute(SourceSpan span, string name, IEnumerable<string> known)
    {
        var hint = values.Findings.Nearest(name, known, KnowledgeRules.AttributeUnknown.Remedy);
        values.Findings.Add(KnowledgeRules.AttributeUnknown, span, $"There is no attribute '{name}'.", hint);
    }
}
