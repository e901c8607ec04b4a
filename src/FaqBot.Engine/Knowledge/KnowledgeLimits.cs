namespace FaqBot.Engine;

/// <summary>How much an author may write; past a limit the file is refused with a diagnostic. Listed in <c>docs/operating.md</c>.</summary>
public static class KnowledgeLimits
{
    /// <summary>Bytes of one file; larger files are not read at all.</summary>
    public const int FileBytesMax = 1_048_576;

    /// <summary>YAML files of one shop, of <c>_base</c> or of <c>_law</c>.</summary>
    public const int FilesPerShopMax = 500;

    /// <summary>Shops in one directory.</summary>
    public const int ShopsMax = 5_000;

    /// <summary>Mappings, lists and texts of one file.</summary>
    public const int NodesPerFileMax = 100_000;

    /// <summary>Mappings and lists inside each other.</summary>
    public const int NestingMax = 32;

    /// <summary>UTF-16 units of one scalar in YAML, whatever it is for.</summary>
    public const int ScalarLengthMax = 16_384;

    /// <summary>UTF-16 units of one utterance or test: a customer's message may be four times as long
    /// (<c>TextAnalysis.TextLengthMax</c>).</summary>
    public const int UtteranceLengthMax = 500;

    /// <summary>UTF-16 units of a title, a name, a word.</summary>
    public const int LabelLengthMax = 80;

    /// <summary>UTF-16 units of the line about a product.</summary>
    public const int AboutLengthMax = 160;

    /// <summary>UTF-16 units of any other value: a fact, an address, a URL.</summary>
    public const int ValueLengthMax = 1_000;

    /// <summary>Characters of an id.</summary>
    public const int IdLengthMax = 60;

    /// <summary>Entries of one shop, those of <c>_base</c> included.</summary>
    public const int EntriesPerShopMax = 2_000;

    /// <summary>Utterances of one entry and language.</summary>
    public const int UtterancesPerEntryMax = 500;

    /// <summary>Utterances of one shop in one language, those of <c>_base</c> included: training needs memory that grows with their
    /// square (288 MB here).</summary>
    public const int UtterancesPerLanguageMax = 12_000;

    /// <summary>Entries that a language should answer at least, unless no language of the shop answers so many: with fewer the bot says
    /// that it does not know more often than not. A warning.</summary>
    public const int EntriesPerLanguageMin = 12;

    /// <summary>Suggestions of one entry.</summary>
    public const int SuggestionsPerEntryMax = 10;

    /// <summary>Tests of one entry, language and kind.</summary>
    public const int TestsPerEntryMax = 200;

    /// <summary>Languages of one shop.</summary>
    public const int LanguagesPerShopMax = 20;

    /// <summary>Facts of one shop.</summary>
    public const int FactsPerShopMax = 500;

    /// <summary>Items of any other list, e.g. origins, notices, dates, days off.</summary>
    public const int ListItemsMax = 200;

    /// <summary>System texts in one file: more than there are, so that a shop can say all of them in languages of its own.</summary>
    public const int TextsMax = 500;

    /// <summary>Products of one shop.</summary>
    public const int ProductsPerShopMax = 5_000;

    /// <summary>Lists of words in <c>words.yaml</c>, per key and language.</summary>
    public const int WordListsMax = 2_000;
}
