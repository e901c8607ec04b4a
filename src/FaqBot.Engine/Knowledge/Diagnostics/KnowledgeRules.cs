namespace FaqBot.Engine;

/// <summary>The findings of reading, checking and merging knowledge: KB001-KB099 and KB140-KB199. An id is never used again for something
/// else.</summary>
public static class KnowledgeRules
{
    private static readonly List<DiagnosticRule> Registered = [];

    /// <summary>A file is not UTF-8.</summary>
    public static readonly DiagnosticRule NotUtf8 = Error("KB001", "A file is not UTF-8.",
        "Save the file as UTF-8.");

    /// <summary>A file or an escape holds a character that cannot be shown.</summary>
    public static readonly DiagnosticRule ControlCharacter = Error("KB002", "A file or an escape holds a character that cannot be shown.",
        "Remove the character.");

    /// <summary>A file is too large.</summary>
    public static readonly DiagnosticRule FileTooLarge = Error("KB003", "A file is too large.",
        "Split the file; the limit is 1 MiB.");

    /// <summary>A file is not valid YAML.</summary>
    public static readonly DiagnosticRule YamlSyntax = Error("KB004", "A file is not valid YAML.",
        "Compare the line with its neighbours: indentation, colons, quotation marks.");

    /// <summary>A file is nested too deeply.</summary>
    public static readonly DiagnosticRule TooDeep = Error("KB005", "A file is nested too deeply.",
        "Nest less; the limit is 32 levels.");

    /// <summary>A text is far too long.</summary>
    public static readonly DiagnosticRule ScalarTooLong = Error("KB006", "A text is far too long.",
        "Shorten the text; the limit is 16,384 characters.");

    /// <summary>A file holds too many values.</summary>
    public static readonly DiagnosticRule TooManyNodes = Error("KB007", "A file holds too many values.",
        "Split the file; the limit is 100,000 values.");

    /// <summary>Anchors and aliases are not supported.</summary>
    public static readonly DiagnosticRule AnchorOrAlias = Error("KB008", "Anchors and aliases are not supported.",
        "Write the value out, or quote a text that begins with & or *.");

    /// <summary>Tags are not supported.</summary>
    public static readonly DiagnosticRule Tag = Error("KB009", "Tags are not supported.",
        "Remove it; types are told from the text. Quote a text that begins with an exclamation mark.");

    /// <summary>A key stands twice in one mapping.</summary>
    public static readonly DiagnosticRule DuplicateKey = Error("KB010", "A key stands twice in one mapping.",
        "Remove one of the two.");

    /// <summary>A file holds several YAML documents.</summary>
    public static readonly DiagnosticRule SeveralDocuments = Error("KB011", "A file holds several YAML documents.",
        "Put each into its own file, or remove the `---`.");

    /// <summary>A key is not a text.</summary>
    public static readonly DiagnosticRule KeyNotText = Error("KB012", "A key is not a text.",
        "Write a single word or a quoted text before the colon; quote a text that begins with a brace.");

    /// <summary>There are too many files or shops.</summary>
    public static readonly DiagnosticRule TooManyFiles = Error("KB013", "There are too many files or shops.",
        "Put more entries into one file, or shops into another directory.");

    /// <summary>An entry is defined twice in one shop.</summary>
    public static readonly DiagnosticRule EntryTwice = Error("KB014", "An entry is defined twice in one shop.",
        "Rename one or merge them.");

    /// <summary>A line is indented by a tab.</summary>
    public static readonly DiagnosticRule TabIndentation = Error("KB015", "A line is indented by a tab.",
        "Use spaces; an editor can be told to write them for the tab key.");

    /// <summary>A file was handed over twice.</summary>
    public static readonly DiagnosticRule FileTwice = Error("KB016", "A file was handed over twice.",
        "Check the folders for links to the same file.");

    /// <summary>Nothing reads a file.</summary>
    public static readonly DiagnosticRule FileNotRead = Warning("KB017", "Nothing reads a file.",
        "Move it to where it belongs, or remove it.");

    /// <summary>The name of a shop's folder is not an id.</summary>
    public static readonly DiagnosticRule BadShopFolder = Error("KB018", "The name of a shop's folder is not an id.",
        "Use 2 to 31 lower-case letters and digits, a letter first; a folder that is not a shop begins with `_`.");

    /// <summary>A shop's folder has no shop.yaml.</summary>
    public static readonly DiagnosticRule NoShopFile = Error("KB019", "A shop's folder has no shop.yaml.",
        "Add a shop.yaml with at least `name` and `languages`.");

    /// <summary>A key is not known.</summary>
    public static readonly DiagnosticRule UnknownKey = Error("KB020", "A key is not known.",
        "See docs/knowledge-format.md for the keys of this file.");

    /// <summary>A key that is needed is missing.</summary>
    public static readonly DiagnosticRule MissingKey = Error("KB021", "A key that is needed is missing.",
        "Add it.");

    /// <summary>A value has the wrong shape.</summary>
    public static readonly DiagnosticRule WrongShape = Error("KB022", "A value has the wrong shape.",
        "See docs/knowledge-format.md for the shape of this value.");

    /// <summary>A text is empty.</summary>
    public static readonly DiagnosticRule EmptyText = Error("KB023", "A text is empty.",
        "Write the text, or remove the key.");

    /// <summary>A list or mapping is too long.</summary>
    public static readonly DiagnosticRule TooManyItems = Error("KB024", "A list or mapping is too long.",
        "Remove some, or split it.");

    /// <summary>A text is too long for what it is.</summary>
    public static readonly DiagnosticRule TextTooLong = Error("KB025", "A text is too long for what it is.",
        "Shorten it.");

    /// <summary>A text is in a language that the shop does not speak.</summary>
    public static readonly DiagnosticRule LanguageNotSpoken = Warning("KB026", "A text is in a language that the shop does not speak.",
        "Add the language to `languages` in shop.yaml, or remove the text.");

    /// <summary>A text is missing in the shop's default language.</summary>
    public static readonly DiagnosticRule NoTextInLanguage = Error("KB027", "A text is missing in the shop's default language.",
        "Add it.");

    /// <summary>The shop does not state its country.</summary>
    public static readonly DiagnosticRule CountryNotStated = Warning("KB028", "The shop does not state its country.",
        "Add e.g. `country: PL`; without it no law and no days off are known.");

    /// <summary>A value was taken for a comment.</summary>
    public static readonly DiagnosticRule ValueIsComment = Error("KB029", "A value was taken for a comment.",
        "Write it in quotes, or a space behind the `#` of a comment.");

    /// <summary>A language is not a BCP-47 code.</summary>
    public static readonly DiagnosticRule BadLanguage = Error("KB030", "A language is not a BCP-47 code.",
        "Write e.g. `pl`, `en` or `pt-BR`.");

    /// <summary>A country is not an ISO 3166 code.</summary>
    public static readonly DiagnosticRule BadCountry = Error("KB031", "A country is not an ISO 3166 code.",
        "Write two capital letters, e.g. `PL`.");

    /// <summary>A time zone is not known.</summary>
    public static readonly DiagnosticRule BadTimeZone = Error("KB032", "A time zone is not known.",
        "Write a name of the tz database, e.g. `Europe/Warsaw`.");

    /// <summary>Hours are not an interval.</summary>
    public static readonly DiagnosticRule BadInterval = Error("KB033", "Hours are not an interval.",
        "Write `HH:MM-HH:MM`, the start before the end, at most until 24:00; split a night at midnight.");

    /// <summary>A weekday is not known.</summary>
    public static readonly DiagnosticRule BadWeekday = Error("KB034", "A weekday is not known.",
        "Write `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun` or a range such as `mon-fri`.");

    /// <summary>A date is not valid.</summary>
    public static readonly DiagnosticRule BadDate = Error("KB035", "A date is not valid.",
        "Write `YYYY-MM-DD`.");

    /// <summary>An e-mail address is not valid.</summary>
    public static readonly DiagnosticRule BadEmail = Error("KB036", "An e-mail address is not valid.",
        "Write e.g. `help@shop.example`.");

    /// <summary>A phone number is not valid.</summary>
    public static readonly DiagnosticRule BadPhone = Error("KB037", "A phone number is not valid.",
        "Write e.g. `\"+48 22 123 45 67\"`.");

    /// <summary>A URL is not valid.</summary>
    public static readonly DiagnosticRule BadUrl = Error("KB038", "A URL is not valid.",
        "Write a whole address that begins with https://.");

    /// <summary>A colour is not valid.</summary>
    public static readonly DiagnosticRule BadColor = Error("KB039", "A colour is not valid.",
        "Write `\"#rrggbb\"`, in quotes.");

    /// <summary>An origin is not valid.</summary>
    public static readonly DiagnosticRule BadOrigin = Error("KB040", "An origin is not valid.",
        "Write scheme and host only, e.g. `https://shop.example`.");

    /// <summary>A pattern is not valid.</summary>
    public static readonly DiagnosticRule BadPattern = Error("KB041", "A pattern is not valid.",
        "Write a regular expression without look-around and back-references, e.g. `'[0-9]{6}'`.");

    /// <summary>A value is neither true nor false.</summary>
    public static readonly DiagnosticRule BadFlag = Error("KB042", "A value is neither true nor false.",
        "Write `true` or `false`.");

    /// <summary>An id is not valid.</summary>
    public static readonly DiagnosticRule BadId = Error("KB043", "An id is not valid.",
        "Use lower-case letters, digits and hyphens, a letter first.");

    /// <summary>A value is none of those that are allowed.</summary>
    public static readonly DiagnosticRule BadChoice = Error("KB044", "A value is none of those that are allowed.",
        "Use one of the allowed values.");

    /// <summary>A value is not a number in its range.</summary>
    public static readonly DiagnosticRule BadNumber = Error("KB045", "A value is not a number in its range.",
        "Write a whole number in digits.");

    /// <summary>A case prefix is not valid.</summary>
    public static readonly DiagnosticRule BadCasePrefix = Error("KB046", "A case prefix is not valid.",
        "Write two to four capital letters, e.g. `GR`.");

    /// <summary>Two intervals of a day overlap.</summary>
    public static readonly DiagnosticRule IntervalsOverlap = Error("KB047", "Two intervals of a day overlap.",
        "Merge them.");

    /// <summary>A period ends before it begins.</summary>
    public static readonly DiagnosticRule ValidityReversed = Error("KB048", "A period ends before it begins.",
        "Swap the dates.");

    /// <summary>A weekday is stated twice.</summary>
    public static readonly DiagnosticRule DayTwice = Error("KB049", "A weekday is stated twice.",
        "Let the ranges not overlap.");

    /// <summary>The name of a fact is not valid.</summary>
    public static readonly DiagnosticRule BadFactName = Error("KB050", "The name of a fact is not valid.",
        "Use lower-case letters, digits and underscores, a letter first.");

    /// <summary>A fact cannot be read as its type.</summary>
    public static readonly DiagnosticRule BadFact = Error("KB051", "A fact cannot be read as its type.",
        "Write e.g. `14.99 PLN`, `14`, `1-2 days`, `14:00` or `https://shop.example`.");

    /// <summary>A template reads a fact that nobody knows.</summary>
    public static readonly DiagnosticRule UnknownFact = Error("KB052", "A template reads a fact that nobody knows.",
        "State it under `facts` in shop.yaml, or correct the name.");

    /// <summary>An entry will not be answered: a fact that it needs is not stated.</summary>
    public static readonly DiagnosticRule FactNotStated =
        Warning("KB053", "An entry will not be answered: a fact that it needs is not stated.",
        "State the fact under `facts` in shop.yaml, or switch the entry off.");

    /// <summary>A fact is below what the law requires.</summary>
    public static readonly DiagnosticRule FactBelowLaw = Error("KB054", "A fact is below what the law requires.",
        "Raise it to the law's floor; what is excepted, say in an answer.");

    /// <summary>A fact is missing in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule FactLanguageMissing = Warning("KB055", "A fact is missing in a language that the shop speaks.",
        "Add the language, or write one text without languages.");

    /// <summary>A template reads something that does not exist.</summary>
    public static readonly DiagnosticRule UnknownVariable = Error("KB056", "A template reads something that does not exist.",
        "See docs/knowledge-format.md for what a template can read.");

    /// <summary>No entry reads a fact.</summary>
    public static readonly DiagnosticRule FactNotRead = Warning("KB057", "No entry reads a fact.",
        "Correct the name, or use it in an answer.");

    /// <summary>The end of a text was taken for a comment.</summary>
    public static readonly DiagnosticRule TextCutOff = Warning("KB058", "The end of a text was taken for a comment.",
        "Write the whole text in quotes, or a space behind the `#` of a comment.");

    /// <summary>A fact is above what the law allows.</summary>
    public static readonly DiagnosticRule FactAboveLaw = Error("KB059", "A fact is above what the law allows.",
        "Lower it to the law's ceiling: a shop cannot promise later than the law says.");

    /// <summary>An entry has no utterances in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule NoUtterances = Warning("KB060", "An entry has no utterances in a language that the shop speaks.",
        "Add utterances in that language.");

    /// <summary>An entry has no answer in a language that the shop speaks; it is not offered there.</summary>
    public static readonly DiagnosticRule NoAnswer =
        Warning("KB061", "An entry has no answer in a language that the shop speaks; it is not offered there.",
        "Add the answer in that language.");

    /// <summary>Two entries have the same utterance.</summary>
    public static readonly DiagnosticRule UtteranceShared = Warning("KB062", "Two entries have the same utterance.",
        "Keep it where it belongs; the other needs the word that decides.");

    /// <summary>A suggested entry does not exist.</summary>
    public static readonly DiagnosticRule SuggestUnknown = Error("KB063", "A suggested entry does not exist.",
        "Correct the id, or remove it.");

    /// <summary>A suggested entry is not offered.</summary>
    public static readonly DiagnosticRule SuggestDropped = Warning("KB064", "A suggested entry is not offered.",
        "Remove it from `suggest`.");

    /// <summary>A dialog does not exist.</summary>
    public static readonly DiagnosticRule DialogUnknown = Warning("KB065", "A dialog does not exist.",
        "Correct the name, or add the file under dialogs.");

    /// <summary>An entry has no answer, dialog or handoff.</summary>
    public static readonly DiagnosticRule EntrySaysNothing = Error("KB066", "An entry has no answer, dialog or handoff.",
        "Add an `answer`, a `dialog` or `handoff: true`.");

    /// <summary>An entry starts a dialog and asks for a person.</summary>
    public static readonly DiagnosticRule DialogAndHandoff = Error("KB068", "An entry starts a dialog and asks for a person.",
        "Keep one of the two.");

    /// <summary>An entry is switched off that does not exist.</summary>
    public static readonly DiagnosticRule DisabledUnknown = Error("KB069", "An entry is switched off that does not exist.",
        "Correct the id, or remove the entry.");

    /// <summary>An entry replaces one that does not exist.</summary>
    public static readonly DiagnosticRule ReplacedUnknown = Warning("KB070", "An entry replaces one that does not exist.",
        "Correct the id, or remove `replace: true`.");

    /// <summary>An utterance has no letters or digits; nothing can be learned from it.</summary>
    public static readonly DiagnosticRule UtteranceWithoutWords =
        Warning("KB071", "An utterance has no letters or digits; nothing can be learned from it.",
        "Write words, or remove it.");

    /// <summary>Entries of _base have no utterances in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule LanguageWithoutBase =
        Warning("KB072", "Entries of _base have no utterances in a language that the shop speaks.",
        "Override the entries you need in that language, or remove the language.");

    /// <summary>A shop has too many utterances in one language.</summary>
    public static readonly DiagnosticRule TooManyUtterances = Error("KB073", "A shop has too many utterances in one language.",
        "Remove those that say the same; the limit is 12,000, those of the starter pack included.");

    /// <summary>A language of the shop answers fewer than a dozen entries.</summary>
    public static readonly DiagnosticRule LanguageAnswersLittle =
        Warning("KB074", "A language of the shop answers fewer than a dozen entries.",
        "Write entries in it, as knowledge/smak has them, before customers can choose it; or remove the language.");

    /// <summary>The file of system texts is missing.</summary>
    public static readonly DiagnosticRule TextsMissing = Error("KB080", "The file of system texts is missing.",
        "Pass the folder that holds texts.yaml and interface.yaml with --dialogs.");

    /// <summary>A system text is missing in English, which all languages fall back to.</summary>
    public static readonly DiagnosticRule TextMissing =
        Error("KB081", "A system text is missing in English, which all languages fall back to.",
        "Add it to dialogs/texts.yaml, or dialogs/interface.yaml if its id begins with `chat_`, `form_`, `store_` or `home_`.");

    /// <summary>A system text is not known.</summary>
    public static readonly DiagnosticRule TextUnknown = Error("KB082", "A system text is not known.",
        "Correct the id.");

    /// <summary>A group of command phrases is not known.</summary>
    public static readonly DiagnosticRule CommandUnknown = Error("KB083", "A group of command phrases is not known.",
        "Correct the id.");

    /// <summary>A text has a placeholder that nothing fills in.</summary>
    public static readonly DiagnosticRule PlaceholderUnknown = Error("KB084", "A text has a placeholder that nothing fills in.",
        "Correct the name, or write it without braces.");

    /// <summary>System texts are missing in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule TextsNotInLanguage =
        Warning("KB085",
        "System texts are missing in a language that the shop speaks; they are said in the shop's first language, or in English.",
        "Write them under `texts` in shop.yaml, as knowledge/smak does, or remove the language.");

    /// <summary>A time is not a number of seconds.</summary>
    public static readonly DiagnosticRule BadSeconds = Error("KB086", "A time is not a number of seconds.",
        "Write e.g. `8 s`, at most `600 s`, or `none`.");

    /// <summary>Two colours are too near each other to be read.</summary>
    public static readonly DiagnosticRule LowContrast = Warning("KB087", "Two colours are too near each other to be read.",
        "Choose a darker or a lighter one.");

    /// <summary>A text does not name what it is there to say.</summary>
    public static readonly DiagnosticRule TextSaysNothing = Warning("KB088", "A text does not name what it is there to say.",
        "Put it where it belongs in the text: nobody else says it.");

    /// <summary>A team answers for a topic that nothing has.</summary>
    public static readonly DiagnosticRule TopicUnknown = Warning("KB089", "A team answers for a topic that nothing has.",
        "Use the `topic` of an entry or a dialog; docs/knowledge-format.md lists those of the starter pack.");

    /// <summary>The withdrawal would name no address.</summary>
    public static readonly DiagnosticRule AddressMissing = Warning("KB090", "The dialog `withdrawal` has no address to name.",
        "State it in shop.yaml.");

    /// <summary>A product's type is not among `types`.</summary>
    public static readonly DiagnosticRule ProductTypeUnknown = Error("KB140", "A product's type is not among `types`.",
        "Correct it, or add the type, e.g. `types: { shoes: { name: { en: shoes } } }`.");

    /// <summary>An attribute is not among those of the type.</summary>
    public static readonly DiagnosticRule AttributeUnknown = Error("KB141", "An attribute is not among those of the type.",
        "Correct it, or add the attribute to the type.");

    /// <summary>A product's sku stands twice.</summary>
    public static readonly DiagnosticRule SkuTwice = Error("KB142", "A product's sku stands twice.",
        "Rename one or merge them.");

    /// <summary>A text is missing in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule LanguageMissing = Warning("KB143", "A text is missing in a language that the shop speaks.",
        "Add the language.");

    /// <summary>A reason against withdrawal is not in the country's law.</summary>
    public static readonly DiagnosticRule ExclusionUnknown = Error("KB144", "A reason against withdrawal is not in the country's law.",
        "Use an id of `withdrawal_excluded` in the law file.");

    /// <summary>The conditions of attributes wait for each other.</summary>
    public static readonly DiagnosticRule ConditionCircular = Error("KB145", "The conditions of attributes wait for each other.",
        "Let one of them be asked without a condition.");

    /// <summary>An attribute of kind `works` cannot be described.</summary>
    public static readonly DiagnosticRule AttributeNotDescribed = Error("KB146", "An attribute of kind `works` cannot be described.",
        "Write `none` if the product does not have it, or make the attribute `described`.");

    /// <summary>A question's wording contradicts its `ok`.</summary>
    public static readonly DiagnosticRule QuestionContradictsOk = Warning("KB147", "A question's wording contradicts its `ok`.",
        "Turn the question round, or state the other `ok`.");

    /// <summary>A sku is not valid.</summary>
    public static readonly DiagnosticRule BadSku = Error("KB148", "A sku is not valid.",
        "Use up to 60 letters, digits, dots, slashes, underscores and hyphens.");

    /// <summary>A list of words has fewer than two.</summary>
    public static readonly DiagnosticRule TooFewWords = Error("KB160", "A list of words has fewer than two.",
        "Add a word that belongs with it, or remove the list.");

    /// <summary>Two versions of a rule hold on the same day.</summary>
    public static readonly DiagnosticRule RulesOverlap = Error("KB170", "Two versions of a rule hold on the same day.",
        "Let one end (`valid_to`) before the other begins.");

    /// <summary>A day off is neither a date nor counted from Easter.</summary>
    public static readonly DiagnosticRule BadDayOff = Error("KB171", "A day off is neither a date nor counted from Easter.",
        "Write `date: MM-DD` or `easter: N`, one of the two.");

    /// <summary>The name or country of a law file is not right.</summary>
    public static readonly DiagnosticRule BadLawFile = Error("KB172", "The name or country of a law file is not right.",
        "Name the file as its `country`, e.g. `PL.yaml`.");

    /// <summary>There is no law file for the shop's country.</summary>
    public static readonly DiagnosticRule LawMissing = Warning("KB173", "There is no law file for the shop's country.",
        "Add it to _law; until then no days off, deadlines or bounds of facts are known.");

    /// <summary>A rule is not among the rules of the file.</summary>
    public static readonly DiagnosticRule RuleUnknown = Error("KB174", "A rule is not among the rules of the file.",
        "Correct the id.");

    /// <summary>A language has not seven names of days or twelve of months.</summary>
    public static readonly DiagnosticRule WrongNameCount = Error("KB180", "A language has not seven names of days or twelve of months.",
        "Write seven days from Monday, or twelve months.");

    /// <summary>A pattern lacks what it is for.</summary>
    public static readonly DiagnosticRule PlaceholderMissing = Error("KB181", "A pattern lacks what it is for.",
        "Write it in single braces; of the forms of a word only one that serves a single number may leave `{count}` out.");

    /// <summary>The forms of a word are not those of the language's plural.</summary>
    public static readonly DiagnosticRule PluralFormsWrong = Error("KB182", "The forms of a word are not those of the language's plural.",
        "Write the word for each plural category of the language.");

    /// <summary>A currency is not an ISO 4217 code.</summary>
    public static readonly DiagnosticRule BadCurrency = Error("KB183", "A currency is not an ISO 4217 code.",
        "Write e.g. `PLN`.");

    /// <summary>Words for days, dates and lengths of time are missing in a language that the shop speaks.</summary>
    public static readonly DiagnosticRule WordsNotInLanguage =
        Warning("KB184",
        "Words for days, dates and lengths of time are missing in a language that the shop speaks; they are said in digits, or not at all.",
        "Write them into locales.yaml in the shop's folder; dialogs/locales.yaml shows how.");

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All => Registered;

    private static DiagnosticRule Error(string id, string title, string remedy) => Register(new(id, Severity.Error, title, remedy));

    private static DiagnosticRule Warning(string id, string title, string remedy) => Register(new(id, Severity.Warning, title, remedy));

    private static DiagnosticRule Register(DiagnosticRule rule)
    {
        Registered.Add(rule);
        return rule;
    }
}
