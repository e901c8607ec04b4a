using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace FaqBot.Engine;

/// <summary>One compilation: reads all files in the order of their paths, so that the order in which they were handed in changes
/// nothing.</summary>
internal sealed class KnowledgeCompiler
{
    private readonly Findings findings = new();
    private readonly Locales locales;
    private readonly Values values;
    private readonly ImmutableArray<PlacedFile> files;
    private readonly ImmutableDictionary<string, string> dialogHashes;

    private KnowledgeCompiler(IReadOnlyList<KnowledgeFile> given)
    {
        files =
        [
            .. given
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .ThenBy(file => Convert.ToHexString(SHA256.HashData(file.Content.Span)), StringComparer.Ordinal)
                .Select(PlacedFile.Of),
        ];
        dialogHashes = DialogFiles.HashByShop(files);
        // Before all else, because facts are written in the units of these languages.
        locales = Locales.None.Under(LocalesOf(""), []);
        values = new Values(findings) { Words = locales.Words };
    }

    /// <summary>What <see cref="Knowledge.Compile(IReadOnlyList{KnowledgeFile}, ModelSource)"/> promises.</summary>
    public static Compilation Compile(IReadOnlyList<KnowledgeFile> given, ModelSource models)
    {
        var compiler = new KnowledgeCompiler(given);
        compiler.CheckPlaces();
        var common = compiler.Common();
        var shops = compiler.Check(common);
        var diagnostics = compiler.findings.Ordered().ToImmutableArray();
        if (compiler.findings.HasErrors)
        {
            return new Compilation(null, diagnostics);
        }
        var built = shops.ToFrozenDictionary(shop => shop.Key, shop => shop.Value(models), StringComparer.Ordinal);
        var home = HomeTexts.Of(common.Texts, common.Locales, [.. built.Values.Select(shop => shop.Languages)]);
        return new Compilation(new Knowledge(compiler.Hash(), built, home, common.Words.Lists), diagnostics);
    }

    private ImmutableArray<KeyValuePair<string, Func<ModelSource, Shop>>> Check(BaseKnowledge common)
    {
        var shops = ImmutableArray.CreateBuilder<KeyValuePair<string, Func<ModelSource, Shop>>>();
        foreach (var folder in files.Where(file => file.IsOfShop).GroupBy(file => file.Folder, StringComparer.Ordinal))
        {
            if (shops.Count == KnowledgeLimits.ShopsMax)
            {
                findings.Add(KnowledgeRules.TooManyFiles, folder.First().Span, $"There are more than {KnowledgeLimits.ShopsMax} shops.");
                break;
            }
            if (Shop(folder.Key, [.. folder], common) is { } shop)
            {
                shops.Add(KeyValuePair.Create(folder.Key, ShopCompiler.Check(shop, common, findings)));
            }
        }
        foreach (var kind in new[] { FileKind.Texts, FileKind.Interface }
            .Where(kind => shops.Count > 0 && !files.Any(file => file.Kind == kind)))
        {
            var path = kind == FileKind.Texts ? "dialogs/texts.yaml" : "dialogs/interface.yaml";
            findings.Add(KnowledgeRules.TextsMissing, new SourceSpan(path, 1, 1), "There is no file of system texts.");
        }
        return shops.ToImmutable();
    }

    private void CheckPlaces()
    {
        foreach (var twice in files.GroupBy(file => file.File.Path, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            findings.Add(KnowledgeRules.FileTwice, twice.First().Span, $"The path '{twice.Key}' was handed over {twice.Count()} times.");
        }
        var folders = files.GroupBy(file => file.Folder, StringComparer.Ordinal);
        foreach (var folder in folders.Where(folder => folder.Count() > KnowledgeLimits.FilesPerShopMax))
        {
            findings.Add(KnowledgeRules.TooManyFiles, folder.First().Span, $"The folder has {folder.Count()} files.");
        }
        foreach (var folder in files.Where(file => file.Kind == FileKind.BadFolder).GroupBy(file => file.Folder, StringComparer.Ordinal))
        {
            findings.Add(KnowledgeRules.BadShopFolder, folder.First().Span, $"The folder '{folder.Key}' cannot be a shop.");
        }
        foreach (var file in files.Where(file => file.Kind == FileKind.Unknown))
        {
            findings.Add(KnowledgeRules.FileNotRead, file.Span, $"Nothing reads '{file.File.Path}'.");
        }
    }

    private BaseKnowledge Common()
    {
        var entries = Entries(PlacedFile.BaseFolder, values);
        var texts = Texts(FileKind.Texts, TextsFile.BotTexts).AddRange(Texts(FileKind.Interface, TextsFile.InterfaceTexts));
        foreach (var text in texts.Values.SelectMany(text => text.Values))
        {
            text.CheckFacts(KnownFacts.Types.ContainsKey, KnownFacts.Types.Keys, findings);
        }
        var laws = Laws();
        // Of a file that cannot be read nobody knows the rules.
        var rules = laws.Count == files.Count(file => file.Kind == FileKind.Law)
            ? laws.Values.SelectMany(law => law.RuleIds).ToImmutableHashSet(StringComparer.Ordinal)
            : [];
        var dialogs = Dialogs("", rules, values);
        foreach (var dialog in dialogs.Values)
        {
            DialogChecks.CheckLanguages(dialog, null, findings);
        }
        DialogLinks.Check(dialogs.Values, dialogs, findings);
        return new BaseKnowledge
        {
            Entries = BaseKnowledge.Checked(entries, findings),
            Words = new SharedWords(Words(PlacedFile.BaseFolder)),
            Laws = laws,
            RuleIds = rules,
            Texts = texts,
            Locales = locales,
            Commands = CommandsFile.Shape.Read(Roots(FileKind.Commands, "").FirstOrDefault(), values),
            Dialogs = dialogs,
        };
    }

    private ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Texts(
        FileKind kind, Shape<ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>>> shape)
    {
        var texts = shape.Read(Roots(kind, "").FirstOrDefault(), values);
        if (files.FirstOrDefault(file => file.Kind == kind) is { } file)
        {
            TextsFile.CheckComplete(texts, shape.Keys, file.Span, findings);
        }
        return texts;
    }

    private ImmutableDictionary<string, CountryLaw> Laws()
    {
        var laws = ImmutableDictionary.CreateBuilder<string, CountryLaw>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Kind == FileKind.Law))
        {
            if (Root(file) is { } root && LawFile.Read(root, file.Name, values) is { } law)
            {
                laws[file.Name] = law;
            }
        }
        return laws.ToImmutable();
    }

    private ShopFiles? Shop(string id, ImmutableArray<PlacedFile> own, BaseKnowledge common)
    {
        var locales = LocalesOf(id);
        var ofShop = new Values(findings) { Words = common.Locales.Under(locales, []).Words };
        var entries = new EntryChecks(findings).Unique(Entries(id, ofShop));
        var products = Roots(FileKind.Products, id).FirstOrDefault();
        var words = Words(id);
        var dialogs = Dialogs(id, common.RuleIds, ofShop);
        if (own.FirstOrDefault(file => file.Kind == FileKind.Shop) is not { } file)
        {
            findings.Add(KnowledgeRules.NoShopFile, own[0].Span, $"The folder '{id}' has no shop.yaml.");
            return null;
        }
        var before = findings.Count;
        var root = Root(file);
        if (root is null && findings.Count == before)
        {
            findings.Add(KnowledgeRules.MissingKey, file.Span, "The file is empty; the keys 'name' and 'languages' are missing.");
        }
        if (root is null || ShopFile.Read(root, ofShop) is not { } statement)
        {
            return null;
        }
        return new ShopFiles(id, statement, entries, products, words, dialogs)
        {
            OwnLocales = locales,
            DialogsHash = dialogHashes[id],
        };
    }

    private List<EntryStatement> Entries(string folder, Values read) =>
        [.. Roots(FileKind.Entries, folder).SelectMany(root => EntryFile.Read(root, folder != PlacedFile.BaseFolder, read))];

    private ImmutableDictionary<string, LocaleStatement> LocalesOf(string folder) =>
        LocalesFile.Read(Roots(FileKind.Locales, folder).FirstOrDefault(), new Values(findings));

    private ImmutableDictionary<string, WordLists> Words(string folder) =>
        WordsFile.Read(Roots(FileKind.Words, folder).FirstOrDefault(), values);

    /// <summary>By id; of one that cannot be used only that it is there.</summary>
    private ImmutableDictionary<string, DialogStatement> Dialogs(string folder, IReadOnlyCollection<string> ruleIds, Values read)
    {
        var dialogs = ImmutableDictionary.CreateBuilder<string, DialogStatement>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Kind == FileKind.Dialog && file.Folder == folder))
        {
            var (before, errors) = (findings.Count, findings.Errors);
            var root = Root(file);
            if (root is null && findings.Count == before)
            {
                findings.Add(
                    KnowledgeRules.MissingKey,
                    file.Span,
                    "The file is empty; the keys 'title', 'slots', 'steps' and 'outcomes' are missing.");
            }
            var statement = root is null ? new DialogStatement(file.Name, null, file.Span) : DialogFile.Read(root, file.Name, read);
            DialogChecks.Check(statement, ruleIds, isWhole: findings.Errors == errors, findings);
            dialogs[file.Name] = statement;
        }
        return dialogs.ToImmutable();
    }

    private IEnumerable<YamlNode> Roots(FileKind kind, string folder) =>
        files.Where(file => file.Kind == kind && file.Folder == folder).Select(Root).OfType<YamlNode>();

    private YamlNode? Root(PlacedFile file) =>
        SourceText.Read(file.File, findings) is { } source ? YamlReader.Read(source, findings) : null;

    /// <summary>Over what can change an answer: transcripts and files that nothing reads are left out.</summary>
    private string Hash() => DialogFiles.Hash(files.Where(file => file.Kind is not (FileKind.Ignored or FileKind.Unknown)));
}
