using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>The files of one shop, read and checked each by itself.</summary>
internal sealed record ShopFiles(
    string Id,
    ShopStatement Shop,
    ImmutableDictionary<string, EntryStatement> Entries,
    YamlNode? Products,
    ImmutableDictionary<string, WordLists> Words,
    ImmutableDictionary<string, DialogStatement> Dialogs)
{
    /// <summary>What the shop itself states of languages.</summary>
    public required ImmutableDictionary<string, LocaleStatement> OwnLocales { get; init; }

    /// <summary>See <see cref="FaqBot.Engine.Shop.DialogsHash"/>.</summary>
    public required string DialogsHash { get; init; }
}

/// <summary>Merges one shop with <c>_base</c>, checks the whole, and builds what turns read.</summary>
internal sealed class ShopCompiler
{
    private readonly ShopFiles files;
    private readonly ShopStatement shop;
    private readonly BaseKnowledge common;
    private readonly Values values;
    private readonly CountryLaw? law;
    private readonly ImmutableSortedDictionary<string, MergedEntry> entries;
    private readonly ImmutableDictionary<string, DialogStatement> dialogs;

    private ShopCompiler(ShopFiles files, BaseKnowledge common, Findings findings)
    {
        this.files = files;
        this.common = common;
        shop = files.Shop;
        Locales = common.Locales.Under(files.OwnLocales, [.. shop.Languages.Append(LanguageCodes.English).Distinct()]);
        values = new Values(findings) { Words = Locales.Words };
        law = common.Laws.GetValueOrDefault(shop.Country);
        dialogs = common.Dialogs.SetItems(files.Dialogs);
        var inherited = shop.UsesBase ? common.Entries : ImmutableDictionary<string, EntryStatement>.Empty;
        entries = inherited.Keys.Union(files.Entries.Keys).ToImmutableSortedDictionary(
            id => id,
            id => MergedEntry.Of(inherited.GetValueOrDefault(id), files.Entries.GetValueOrDefault(id), shop.Languages),
            StringComparer.Ordinal);
        Products = ProductsFile.Read(files.Products, values, shop.Languages, law, common.Commands.Hints);
        Words = shop.Languages.ToImmutableDictionary(
            language => language,
            WordsIn,
            StringComparer.Ordinal);
    }

    private Findings Findings => values.Findings;

    private Locales Locales { get; }

    private ProductCatalog Products { get; }

    /// <summary>By language of the shop; its own before those that all share.</summary>
    private ImmutableDictionary<string, CustomerWords> Words { get; }

    private IEnumerable<MergedEntry> Enabled => entries.Values.Where(entry => !entry.IsDisabled);

    private CustomerWords WordsIn(string language)
    {
        var own = LanguageCodes.Find(files.Words, language);
        return shop.UsesBase ? common.Words.Under(own, language) : CustomerWords.Of(language, own ?? WordLists.None);
    }

    /// <summary>Checks one shop; the result builds it, and may be called only if there is no error.</summary>
    public static Func<ModelSource, Shop> Check(ShopFiles files, BaseKnowledge common, Findings findings)
    {
        var compiler = new ShopCompiler(files, common, findings);
        compiler.CheckShop();
        compiler.CheckEntries();
        compiler.CheckTexts();
        compiler.CheckDialogLanguages();
        compiler.CheckDialogRules();
        compiler.CheckTeams();
        DialogLinks.Check(files.Dialogs.Values, compiler.dialogs, findings);
        compiler.CheckLocales();
        compiler.CheckFacts();
        return compiler.Build;
    }

    private void CheckShop()
    {
        if (law is null && shop.Country != ShopFile.UnknownCountry)
        {
            Findings.Add(KnowledgeRules.LawMissing, shop.CountrySpan, $"There is no law file for '{shop.Country}'.");
        }
        new FactChecks(files, Findings).CheckBounds(law, Enabled, Locales[LanguageCodes.English]);
        foreach (var notice in shop.Notices.Where(notice => !notice.Text.IsEmpty))
        {
            if (shop.Languages is [var language, ..] && Text(notice.Text, language) is null)
            {
                Findings.Add(KnowledgeRules.NoTextInLanguage, notice.Span, $"The notice has no text in '{language}'.");
            }
        }
    }

    private void CheckEntries()
    {
        var checks = new EntryChecks(Findings);
        if (entries.Count > KnowledgeLimits.EntriesPerShopMax)
        {
            Findings.Add(
                KnowledgeRules.TooManyItems,
                shop.Span,
                $"The shop has {entries.Count} entries; {KnowledgeLimits.EntriesPerShopMax} are allowed.");
        }
        foreach (var statement in files.Entries.Values)
        {
            checks.Contradictions(statement);
            CheckOverride(statement);
            foreach (var language in statement.Languages.Where(language => !LanguageCodes.Serves(language.Text, shop.Languages)))
            {
                Findings.Add(KnowledgeRules.LanguageNotSpoken, language.Span, $"The shop does not speak '{language.Text}'.");
            }
        }
        foreach (var entry in Enabled.Where(entry => entry.IsOwn))
        {
            checks.Completeness(entry, shop.Languages);
            CheckDialogs(entry);
        }
        foreach (var entry in Enabled)
        {
            checks.Suggestions(entry, entries);
        }
        checks.SharedUtterances(Enabled, ofBase: false);
        CheckLanguages();
    }

    private void CheckOverride(EntryStatement statement)
    {
        if (shop.UsesBase && common.Entries.ContainsKey(statement.Id))
        {
            return;
        }
        var known = shop.UsesBase ? common.Entries.Keys : [];
        if (statement.Disabled == true && statement.Utterances.IsEmpty)
        {
            var hint = Findings.Nearest(statement.Id, known, KnowledgeRules.DisabledUnknown.Remedy);
            Findings.Add(KnowledgeRules.DisabledUnknown, statement.Span, $"There is no entry '{statement.Id}' to switch off.", hint);
        }
        if (statement.Replace)
        {
            var hint = Findings.Nearest(statement.Id, known, KnowledgeRules.ReplacedUnknown.Remedy);
            Findings.Add(KnowledgeRules.ReplacedUnknown, statement.Span, $"There is no entry '{statement.Id}' in _base to replace.", hint);
        }
    }

    private void CheckDialogs(MergedEntry entry)
    {
        CheckDialog(entry, entry.Dialog, entry.DialogSpan);
        if (CheckDialog(entry, entry.Offers?.Dialog, entry.OffersSpan) is { Dialog: { } dialog } statement && entry.Offers is { } offer)
        {
            CheckWith(entry, offer, dialog, statement.Unread);
        }
    }

    private DialogStatement? CheckDialog(MergedEntry entry, string? id, SourceSpan? span)
    {
        if (id is null || dialogs.TryGetValue(id, out _))
        {
            return id is null ? null : dialogs[id];
        }
        var hint = Findings.Nearest(id, dialogs.Keys, KnowledgeRules.DialogUnknown.Remedy);
        Findings.Add(
            KnowledgeRules.DialogUnknown,
            span ?? entry.Span,
            $"The entry '{entry.Id}' names the dialog '{id}', which does not exist.",
            hint);
        return null;
    }

    private void CheckWith(MergedEntry entry, DialogOffer offer, Dialog dialog, ImmutableHashSet<string> unread)
    {
        foreach (var (name, value) in offer.With.Where(pair => !unread.Contains(pair.Key)))
        {
            if (!dialog.SlotsById.TryGetValue(name, out var slot))
            {
                var hint = Findings.Nearest(name, dialog.SlotsById.Keys, DialogRules.WithUnknown.Remedy);
                Findings.Add(DialogRules.WithUnknown, entry.Span, $"The dialog '{dialog.Id}' has no slot '{name}'.", hint);
            }
            else if (!slot.Takes(value, Products))
            {
                var possible = DialogNames.ValuesOf(slot).Except([DialogCondition.Known, DialogCondition.Unknown]);
                var hint = Findings.Nearest(value, possible, DialogRules.WithUnknown.Remedy);
                Findings.Add(DialogRules.WithUnknown, entry.Span, $"The slot '{name}' cannot be filled with '{value}'.", hint);
            }
        }
    }

    private void CheckDialogLanguages()
    {
        foreach (var statement in files.Dialogs.Values)
        {
            DialogChecks.CheckLanguages(statement, shop.Languages, Findings);
        }
        foreach (var (_, shared) in common.Dialogs.Where(shared => !files.Dialogs.ContainsKey(shared.Key)))
        {
            CheckSharedLanguages(shared.Dialog);
        }
    }

    /// <summary>A dialog of all shops need not speak the languages of each: one finding for a dialog.</summary>
    private void CheckSharedLanguages(Dialog? dialog)
    {
        var missing = shop.Languages.Where(language => dialog?.Title.Serves(language) == false).ToList();
        if (dialog is null || missing.Count == 0)
        {
            return;
        }
        var instead = dialog.Title.In(shop.Languages[0], LanguageCodes.English).Language;
        Findings.Add(
            DialogRules.TextMissing,
            shop.LanguagesSpan,
            $"The dialog '{dialog.Id}' is not written in {string.Join(", ", missing.Select(language => $"'{language}'"))}.",
            $"Write it so in a copy in the shop's folder `dialogs`; until then it is said in '{instead}'.");
    }

    /// <summary>The rules that dialogs name are in the law of the shop's own country.</summary>
    private void CheckDialogRules()
    {
        foreach (var (id, statement) in dialogs)
        {
            foreach (var rule in statement.Rules.DistinctBy(rule => rule.Text))
            {
                if (law is not null && common.RuleIds.Contains(rule.Text) && !law.Rules.ContainsKey(rule.Text))
                {
                    Findings.Add(
                        DialogRules.LawRuleNotHere,
                        files.Dialogs.ContainsKey(id) ? rule.Span : shop.CountrySpan,
                        $"The law of {shop.Country} has no rule '{rule.Text}', which the dialog '{id}' names.");
                }
            }
        }
    }

    /// <summary>A team whose topic nothing has would never get a case by it.</summary>
    private void CheckTeams()
    {
        var topics = Enabled.Select(entry => entry.Topic)
            .Concat(dialogs.Values.Select(statement => statement.Dialog?.Topic))
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var topic in shop.TeamTopics.Where(topic => !topics.Contains(topic.Text)))
        {
            var hint = Findings.Nearest(topic.Text, topics, $"Known: {string.Join(", ", topics.Order(StringComparer.Ordinal))}.");
            Findings.Add(KnowledgeRules.TopicUnknown, topic.Span, $"No entry and no dialog has the topic '{topic.Text}'.", hint);
        }
    }

    /// <summary>Of what _base lacks one finding a language: a shop that speaks what _base does not would else have a hundred.</summary>
    private void CheckLanguages()
    {
        foreach (var language in shop.Languages)
        {
            var utterances = Enabled.Sum(entry => entry.Utterances.TryGetValue(language, out var stated) ? stated.Length : 0);
            if (utterances > KnowledgeLimits.UtterancesPerLanguageMax)
            {
                Findings.Add(
                    KnowledgeRules.TooManyUtterances, shop.LanguagesSpan, $"The shop has {utterances} utterances in '{language}'.");
            }
            var answered = Answered(language);
            var most = shop.Languages.MaxBy(Answered) ?? language;
            var count = Enabled.Count(entry => !entry.IsOwn && !entry.Utterances.ContainsKey(language));
            if (answered < Math.Min(KnowledgeLimits.EntriesPerLanguageMin, Answered(most)))
            {
                Findings.Add(
                    KnowledgeRules.LanguageAnswersLittle,
                    shop.LanguagesSpan,
                    $"In '{language}' the bot can answer from {Entries(answered)}, in '{most}' from {Entries(Answered(most))}.");
            }
            else if (count > 0)
            {
                Findings.Add(
                    KnowledgeRules.LanguageWithoutBase,
                    shop.LanguagesSpan,
                    $"{count} entries of _base have no utterances in '{language}' and are not offered there.");
            }
        }
    }

    private int Answered(string language) =>
        Enabled.Count(entry => entry.Utterances.ContainsKey(language) && (entry.HasAction || entry.Answers.ContainsKey(language)));

    private static string Entries(int count) => count switch { 0 => "no entry", 1 => "1 entry", _ => $"{count} entries" };

    /// <summary>One finding a language: a shop whose language nobody has translated the texts into would else have a hundred.</summary>
    private void CheckTexts()
    {
        foreach (var language in shop.Languages)
        {
            var missing = TextPurpose.All.Keys
                .Where(id =>
                    Text(shop.Texts.GetValueOrDefault(id), language) is null && Text(common.Texts.GetValueOrDefault(id), language) is null)
                .Order(StringComparer.Ordinal)
                .ToList();
            if (missing.Count > 0)
            {
                Findings.Add(
                    KnowledgeRules.TextsNotInLanguage,
                    shop.LanguagesSpan,
                    $"{missing.Count} system texts are missing in '{language}'.",
                    $"{KnowledgeRules.TextsNotInLanguage.Remedy} Missing: {string.Join(", ", missing)}.");
            }
        }
    }

    /// <summary>One finding a language, as with texts.</summary>
    private void CheckLocales()
    {
        foreach (var language in shop.Languages)
        {
            var missing = Locales.MissingWords(language).ToList();
            if (missing.Count > 0)
            {
                Findings.Add(
                    KnowledgeRules.WordsNotInLanguage,
                    shop.LanguagesSpan,
                    $"Words for days, dates and lengths of time are missing in '{language}': {string.Join(", ", missing)}.");
            }
        }
        foreach (var (language, statement) in files.OwnLocales.Where(own => !LanguageCodes.Serves(own.Key, shop.Languages)))
        {
            Findings.Add(KnowledgeRules.LanguageNotSpoken, statement.Span, $"The shop does not speak '{language}'.");
        }
    }

    private void CheckFacts()
    {
        var templates = Templates().ToList();
        var names = KnownFacts.Types.Keys.Union(shop.Facts.Keys).ToList();
        foreach (var template in templates.Where(template => template.IsOwn))
        {
            template.Text.CheckFacts(fact => shop.Facts.ContainsKey(fact) || KnownFacts.Types.ContainsKey(fact), names, Findings);
        }
        var checks = new FactChecks(files, Findings);
        checks.CheckNeeds(Enabled);
        if (dialogs.GetValueOrDefault(DialogForm.Withdrawal)?.Dialog is { } withdrawal)
        {
            checks.CheckAddresses(withdrawal);
        }
        CheckUse([.. templates.SelectMany(template => template.Text.Template.Reads)]);
    }

    /// <summary>A fact is read by somebody, and can be said in each language.</summary>
    private void CheckUse(HashSet<string> read)
    {
        foreach (var (name, fact) in shop.Facts)
        {
            if (!read.Contains(name) && !KnownFacts.Types.ContainsKey(name))
            {
                var hint = Findings.Nearest(name, KnownFacts.Types.Keys, KnowledgeRules.FactNotRead.Remedy);
                Findings.Add(KnowledgeRules.FactNotRead, fact.NameSpan, $"No entry reads the fact '{name}'.", hint);
            }
            var missing =
                shop.Languages.Where(language => !fact.Fact.IsSaidIn(Locales[language])).Select(language => $"'{language}'").ToList();
            if (missing.Count > 0)
            {
                Findings.Add(
                    KnowledgeRules.FactLanguageMissing, fact.ValueSpan, $"The fact '{name}' is missing in {string.Join(", ", missing)}.");
            }
        }
    }

    private IEnumerable<(TemplateText Text, bool IsOwn)> Templates() =>
        entries.Values.SelectMany(entry => entry.Answers.Values.Select(answer => (answer, entry.IsOwn)))
            .Concat(shop.Texts.Values.SelectMany(text => text.Values).Select(text => (text, true)))
            .Concat(shop.Notices.SelectMany(notice => notice.Text.Values).Select(text => (text, true)))
            .Concat(common.Texts.Values.SelectMany(text => text.Values).Select(text => (text, false)))
            .Concat(dialogs.Values.Select(statement => statement.Dialog).OfType<Dialog>().SelectMany(dialog =>
                dialog.Texts().SelectMany(text => text.Text.Texts.Values).Select(text => (text, files.Dialogs.ContainsKey(dialog.Id)))));

    /// <summary>Letters only, as in a stated prefix: <c>DE</c> for <c>demo</c>, <c>AX</c> for <c>a7</c>.</summary>
    private static string PrefixOf(string shop) =>
        string.Concat(shop.Where(char.IsAsciiLetter).Take(CaseNumber.PrefixLengthMin)).ToUpperInvariant().PadRight(
            CaseNumber.PrefixLengthMin, 'X');

    private Shop Build(ModelSource models)
    {
        var offered = Enabled.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var compiled = Enabled.Select(entry => entry.Compiled(offered.Contains)).ToImmutableArray();
        var commands = CommandsFile.For(shop.Languages, common.Commands);
        return new Shop
        {
            Id = files.Id,
            DialogsHash = files.DialogsHash,
            Name = shop.Name,
            Languages = shop.Languages,
            Country = shop.Country,
            Zone = shop.Zone,
            CasePrefix = shop.CasePrefix ?? PrefixOf(files.Id),
            Origins = shop.Origins,
            Contact = shop.Contact,
            Hours = new OfficeHours(shop.Hours, shop.Zone, law),
            Facts = shop.Facts.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Fact, StringComparer.Ordinal),
            Law = law,
            Entries = compiled,
            EntriesById = compiled.ToFrozenDictionary(entry => entry.Id, StringComparer.Ordinal),
            Models = Models(compiled, models),
            LanguageProfiles =
                shop.Languages.Length > 1 ? LanguageProfiles.Of(shop.Languages, language => Written(compiled, language)) : null,
            Texts = Texts(),
            Locales = Locales,
            Commands = commands,
            PrivacyUrl = shop.PrivacyUrl,
            Theme = shop.Theme,
            OrderNumber = shop.OrderNumber,
            Teams = shop.Teams,
            RemindDays = shop.RemindDays,
            Products = Products,
            Dialogs = dialogs.Values.Select(statement => statement.Dialog).OfType<Dialog>()
                .ToFrozenDictionary(dialog => dialog.Id, StringComparer.Ordinal),
            Lexicons = shop.Languages.ToFrozenDictionary(
                language => language,
                language => new Lazy<DialogLexicon>(() => DialogLexicon.Of(Products, language, commands.HintsIn(language))),
                StringComparer.Ordinal),
            Recognition = new Lazy<RecognizerOptions>(() => RecognizerOptions.For(shop.OrderNumber)),
            Words = Words.ToFrozenDictionary(StringComparer.Ordinal),
            Notices = [.. shop.Notices.Select(notice => new Notice(Resolved(notice.Text), notice.ValidFrom, notice.ValidUntil))],
        };
    }

    private FrozenDictionary<string, Func<MatchModel>> Models(ImmutableArray<Entry> compiled, ModelSource models) =>
        shop.Languages
            .Select(language => new TrainingSet(
                language,
                [
                    .. compiled
                        .Where(entry => entry.Utterances.ContainsKey(language))
                        .Select(entry => new TrainingEntry(entry.Id, entry.Utterances[language])),
                ])
            { Concepts = Words[language].Concepts })
            .Where(set => !set.Entries.IsEmpty)
            .ToFrozenDictionary(set => set.Language, set => models(set), StringComparer.Ordinal);

    /// <summary>All that the shop has written in a language, without markup.</summary>
    private static ImmutableArray<string> Written(ImmutableArray<Entry> compiled, string language) =>
    [
        .. compiled.SelectMany(entry => entry.Utterances.GetValueOrDefault(language, [])),
        .. compiled
            .Select(entry => entry.Answers.GetValueOrDefault(language)?.WithoutMarkup(" "))
            .OfType<string>(),
    ];

    /// <summary>Each language: as the shop says it, as all say it; then the same for the default language, then English.</summary>
    private SystemTexts Texts()
    {
        var texts = TextPurpose.All.Keys.ToFrozenDictionary(
            id => id,
            id => shop.Languages.Append(LanguageCodes.English).Distinct().ToFrozenDictionary(
                language => language,
                language => SystemText(id, language),
                StringComparer.Ordinal),
            StringComparer.Ordinal);
        return new SystemTexts(texts, shop.Languages[0]);
    }

    private WrittenText SystemText(string id, string language)
    {
        var (own, all) = (shop.Texts.GetValueOrDefault(id), common.Texts[id]);
        return Written(own, language) ?? Written(all, language)
            ?? Written(own, shop.Languages[0]) ?? Written(all, shop.Languages[0])
            ?? new WrittenText(all[LanguageCodes.English].Template, LanguageCodes.English);
    }

    private FrozenDictionary<string, WrittenText> Resolved(ImmutableDictionary<string, TemplateText> texts) =>
        shop.Languages
            .SelectMany(language => (Written(texts, language) ?? Written(texts, shop.Languages[0])) is { } text
                ? [KeyValuePair.Create(language, text)]
                : Array.Empty<KeyValuePair<string, WrittenText>>())
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Printed in <paramref name="language"/>, also where a wider one serves it (<c>en</c> for <c>en-GB</c>) or one
    /// text serves all.</summary>
    private static WrittenText? Written(ImmutableDictionary<string, TemplateText>? texts, string language) =>
        Text(texts, language) is { } text ? new WrittenText(text.Template, language) : null;

    private static TemplateText? Text(ImmutableDictionary<string, TemplateText>? texts, string language) =>
        texts is null ? null : LanguageCodes.Find(texts, language) ?? texts.GetValueOrDefault(TextsFile.AllLanguages);
}
