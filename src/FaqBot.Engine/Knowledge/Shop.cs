using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;
using NodaTime;

namespace FaqBot.Engine;

/// <summary>One shop's compiled knowledge: its own entries over those of <c>_base</c>.</summary>
public sealed class Shop
{
    /// <summary>The folder's name, <c>[a-z][a-z0-9]{1,30}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Names the version of all that a running dialog keeps: dialogs, products, texts, law and <c>shop.yaml</c>, not the
    /// entries. 64 hex digits.</summary>
    public required string DialogsHash { get; init; }

    /// <summary>As customers know it.</summary>
    public required string Name { get; init; }

    /// <summary>BCP-47 codes; the first is the default; at least one.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    /// <summary>ISO 3166 code: which law, which days off.</summary>
    public required string Country { get; init; }

    /// <summary>Where the shop's clock hangs.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>Pages that may embed the widget and ask for chat tokens, e.g. <c>https://sklep.example</c>.</summary>
    public required ImmutableArray<string> Origins { get; init; }

    /// <summary>How to reach people without the chat.</summary>
    public required ShopContact Contact { get; init; }

    /// <summary>When people answer.</summary>
    public required OfficeHours Hours { get; init; }

    /// <summary>What the shop states, by the fact's name.</summary>
    public required FrozenDictionary<string, Fact> Facts { get; init; }

    /// <summary>What the law of <see cref="Country"/> says; null where there is no file for it.</summary>
    public required CountryLaw? Law { get; init; }

    /// <summary>Enabled entries, ordered by id.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary><see cref="Entries"/> by id.</summary>
    public required FrozenDictionary<string, Entry> EntriesById { get; init; }

    /// <summary>The matcher of each language.</summary>
    internal FrozenDictionary<string, Func<MatchModel>> Models { get; init; } = FrozenDictionary<string, Func<MatchModel>>.Empty;

    /// <summary>Tells the shop's languages apart; null when there is only one.</summary>
    public required LanguageProfiles? LanguageProfiles { get; init; }

    /// <summary>Greeting, "I do not know" and the like.</summary>
    public required SystemTexts Texts { get; init; }

    /// <summary>How each language prints facts, days and hours.</summary>
    public required Locales Locales { get; init; }

    /// <summary>Wordings that steer the conversation itself.</summary>
    public required Commands Commands { get; init; }

    /// <summary>The privacy notice; null when not stated.</summary>
    public required string? PrivacyUrl { get; init; }

    /// <summary>Colours and behaviour of the chat on the shop's page.</summary>
    public required Theme Theme { get; init; }

    /// <summary>Begins the numbers of the shop's cases, e.g. <c>GR</c>; the first two letters of the id unless stated.</summary>
    public string CasePrefix { get; init; } = "";

    /// <summary>The shop's order numbers as a regular expression that runs without backtracking; null when not stated.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Topics by the name of the team that answers for them.</summary>
    public FrozenDictionary<string, ImmutableArray<string>> Teams { get; init; } = FrozenDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>When nothing else is stated.</summary>
    internal static readonly ImmutableArray<int> RemindDaysUsual = [3, 1];

    /// <summary>How many days before the legal end of a case the shop is reminded of it; the most first.</summary>
    public ImmutableArray<int> RemindDays { get; init; } = RemindDaysUsual;

    /// <summary>What complaint questions are made from.</summary>
    public ProductCatalog Products { get; init; } = ProductCatalog.Empty;

    /// <summary>Steps and outcomes of its dialogs, e.g. <c>complaint/received</c>, <c>complaint/step-5</c>,
    /// <c>complaint/outcome-2</c>.</summary>
    public IEnumerable<string> DialogBranches =>
        Dialogs.Values.OrderBy(dialog => dialog.Id, StringComparer.Ordinal).SelectMany(dialog => dialog.Branches());

    /// <summary>Its own over those of all shops, by id.</summary>
    internal FrozenDictionary<string, Dialog> Dialogs { get; init; } = FrozenDictionary<string, Dialog>.Empty;

    /// <summary>Its products as customers name them, by language; made when a dialog first needs it.</summary>
    internal FrozenDictionary<string, Lazy<DialogLexicon>> Lexicons { get; init; } = FrozenDictionary<string, Lazy<DialogLexicon>>.Empty;

    /// <summary>Recognises its order numbers.</summary>
    internal Lazy<RecognizerOptions> Recognition { get; init; } = new(RecognizerOptions.None);

    /// <summary>What is known of its customers' words, by language; its own before those that all shops share.</summary>
    internal FrozenDictionary<string, CustomerWords> Words { get; init; } = FrozenDictionary<string, CustomerWords>.Empty;

    /// <summary>Notices of the shop, e.g. a strike of the courier.</summary>
    public required ImmutableArray<Notice> Notices { get; init; }

    /// <summary>Whether it has a dialog of that id.</summary>
    public bool HasDialog(string id) => Dialogs.ContainsKey(id);

    /// <summary>Ids of the slots of a dialog, in its order; empty where there is no such dialog.</summary>
    public ImmutableArray<string> SlotsOf(string dialog) =>
        Dialogs.TryGetValue(dialog, out var asked) ? [.. asked.Slots.Select(slot => slot.Id)] : [];

    /// <summary>The team that answers for a topic, by its name; null where none does.</summary>
    public string? TeamOf(string? topic) => topic is null
        ? null
        : Teams.Where(team => team.Value.Contains(topic)).Select(team => team.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The matcher of a language; null where the shop has no wordings in it. It may have to be read first.</summary>
    public MatchModel? ModelIn(string language) => Models.GetValueOrDefault(language)?.Invoke();

    /// <summary>What the text <paramref name="textId"/> says at <paramref name="now"/>, e.g. on a page of the shop. Its
    /// placeholders stay.</summary>
    /// <param name="textId">One of <see cref="InterfaceTextIds"/> or <see cref="TextIds"/>.</param>
    /// <param name="language">One of <see cref="Languages"/>, or English.</param>
    /// <param name="now">Decides what is open.</param>
    /// <exception cref="TemplateLimitException">The shop's own text runs past the limits of templates.</exception>
    public string Say(string textId, string language, Instant now)
    {
        var text = Texts[textId, language];
        return text.Template.Render(TemplateRoots.For(this, text.Language, now)).Trim();
    }
}

/// <summary>How to reach the shop without the chat; each null when not stated.</summary>
public sealed record ShopContact(string? Email, string? Phone, string? Address);

/// <summary>A passing announcement, shown after the greeting while it holds.</summary>
public sealed record Notice(FrozenDictionary<string, WrittenText> Text, LocalDate? ValidFrom, LocalDate? ValidUntil)
{
    /// <summary>Whether the notice holds on that day of the shop's calendar.</summary>
    public bool HoldsOn(LocalDate day) => Validity.Holds(day, ValidFrom, ValidUntil);
}

/// <summary>What kind of answer an entry gives.</summary>
public enum EntryKind
{
    /// <summary>An answer to a question.</summary>
    Fact,

    /// <summary>"Hello", "thank you".</summary>
    SmallTalk,

    /// <summary>What the bot will not do.</summary>
    Refusal,
}

/// <summary>One thing that the knowledge can answer.</summary>
public sealed class Entry
{
    /// <summary>The entry that tells what the bot can do; what it suggests are the buttons under the greeting.</summary>
    public const string HelpId = "what-can-you-do";

    /// <summary>The entry that greets back; it gives way to a question behind the greeting.</summary>
    public const string GreetingId = "greeting";

    /// <summary>The entry that answers thanks; in a dialog they need no words.</summary>
    public const string ThanksId = "thanks";

    /// <summary>The entry that says goodbye.</summary>
    public const string GoodbyeId = "goodbye";

    /// <summary>The entry that answers praise; in a dialog it needs no words.</summary>
    public const string ComplimentId = "compliment";

    /// <summary>The entry that answers insults.</summary>
    public const string InsultId = "insult";

    /// <summary>The entry that answers anger without a question.</summary>
    public const string AngryId = "angry";

    /// <summary>The entry that answers "ok". With a question mark that asks for a promise ("you pay me 500, ok?"), which it must not seem
    /// to give.</summary>
    public const string AcknowledgeId = "acknowledge";

    /// <summary><c>[a-z][a-z0-9-]*</c>, unique in its shop.</summary>
    public required string Id { get; init; }

    /// <summary>E.g. <c>shipping</c>; null when not stated.</summary>
    public required string? Topic { get; init; }

    /// <summary>Fact unless stated.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Short label for buttons by language; falls back to the first utterance, so every language with utterances has
    /// one.</summary>
    public required FrozenDictionary<string, string> Titles { get; init; }

    /// <summary>Examples by language.</summary>
    public required FrozenDictionary<string, ImmutableArray<string>> Utterances { get; init; }

    /// <summary>By language; empty for an entry that starts a dialog or a handoff.</summary>
    public required FrozenDictionary<string, Template> Answers { get; init; }

    /// <summary>Ids of entries offered as buttons after the answer; all exist and are enabled.</summary>
    public required ImmutableArray<string> Suggest { get; init; }

    /// <summary>The dialog that starts instead of an answer; null for none.</summary>
    public required string? Dialog { get; init; }

    /// <summary>Asks for a person instead of answering.</summary>
    public required bool Handoff { get; init; }

    /// <summary>The dialog that is given up where this is said while it runs: nothing of it was sent yet. Null for none.</summary>
    public required string? TakesBack { get; init; }

    /// <summary>A dialog offered as a button after the answer; null for none.</summary>
    public required DialogOffer? Offers { get; init; }

    /// <summary>First day on which the entry holds, in the shop's zone; null for always.</summary>
    public required LocalDate? ValidFrom { get; init; }

    /// <summary>Last day on which the entry holds; null for always.</summary>
    public required LocalDate? ValidUntil { get; init; }

    /// <summary>False for an entry that only <c>_base</c> knows.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>What the owner expects, run by <c>faqbot test</c>.</summary>
    public required ImmutableArray<EntryTest> Tests { get; init; }

    /// <summary>Where the entry stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Whether the entry holds on that day of the shop's calendar.</summary>
    public bool HoldsOn(LocalDate day) => Validity.Holds(day, ValidFrom, ValidUntil);
}

/// <summary>A dialog to offer, with slots that are known already.</summary>
public sealed record DialogOffer(string Dialog, FrozenDictionary<string, string> With);

/// <summary>An expectation of the owner: the utterance is (or is not) answered by the entry.</summary>
public sealed record EntryTest(string Language, string Utterance, bool Matches, SourceSpan Span);
