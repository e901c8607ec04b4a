namespace FaqBot.Engine;

/// <summary>What a file is, told from its path alone.</summary>
internal enum FileKind
{
    /// <summary>Hidden, in a folder with <c>_</c> that we do not know, or a transcript: not looked at.</summary>
    Ignored,

    /// <summary>Nothing reads it, though its author may think so.</summary>
    Unknown,

    /// <summary>In a folder that cannot be a shop.</summary>
    BadFolder,

    /// <summary><c>dialogs/texts.yaml</c></summary>
    Texts,

    /// <summary><c>dialogs/interface.yaml</c></summary>
    Interface,

    /// <summary><c>dialogs/commands.yaml</c></summary>
    Commands,

    /// <summary><c>dialogs/locales.yaml</c> or a shop's own.</summary>
    Locales,

    /// <summary><c>dialogs/*.yaml</c> or a shop's own.</summary>
    Dialog,

    /// <summary><c>_law/XX.yaml</c></summary>
    Law,

    /// <summary><c>shop.yaml</c></summary>
    Shop,

    /// <summary><c>faq/**/*.yaml</c> of <c>_base</c> or a shop.</summary>
    Entries,

    /// <summary><c>products.yaml</c></summary>
    Products,

    /// <summary><c>words.yaml</c></summary>
    Words,
}

/// <summary>A file and its place.</summary>
/// <param name="File">As handed in.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Folder">The shop's id, <c>_base</c>, <c>_law</c>, or empty for files of <c>dialogs</c>.</param>
internal sealed record PlacedFile(KnowledgeFile File, FileKind Kind, string Folder)
{
    public const string BaseFolder = "_base";
    public const string LawFolder = "_law";

    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(File.Path);

    /// <summary>Whether the file makes its folder a shop.</summary>
    public bool IsOfShop =>
        Folder is not ("" or BaseFolder)
        && Kind is FileKind.Shop or FileKind.Entries or FileKind.Products or FileKind.Words or FileKind.Locales or FileKind.Dialog;

    /// <summary>The beginning of the file, for findings about the file as a whole.</summary>
    public SourceSpan Span => new(File.ShownPath, 1, 1);

    /// <summary>Places a file by its logical path.</summary>
    public static PlacedFile Of(KnowledgeFile file)
    {
        var segments = file.Path.Split('/');
        if (segments.Any(segment => segment.StartsWith('.')))
        {
            return new PlacedFile(file, FileKind.Ignored, "");
        }
        return segments switch
        {
            ["dialogs", "texts.yaml"] => new PlacedFile(file, FileKind.Texts, ""),
            ["dialogs", "interface.yaml"] => new PlacedFile(file, FileKind.Interface, ""),
            ["dialogs", "commands.yaml"] => new PlacedFile(file, FileKind.Commands, ""),
            ["dialogs", "locales.yaml"] => new PlacedFile(file, FileKind.Locales, ""),
            ["dialogs", var name] when IsYaml(name) => new PlacedFile(file, FileKind.Dialog, ""),
            ["knowledge", var folder, .. var rest] when rest.Length > 0 => new PlacedFile(file, KindIn(folder, rest), folder),
            _ => new PlacedFile(file, FileKind.Unknown, ""),
        };
    }

    private static FileKind KindIn(string folder, string[] rest) => folder switch
    {
        LawFolder => rest is [var name] && IsYaml(name) ? FileKind.Law : FileKind.Unknown,
        BaseFolder => rest is ["faq", ..] or ["words.yaml"] ? KindInShop(rest) : FileKind.Unknown,
        ['_', ..] => FileKind.Ignored,
        _ when !Forms.IsShopId(folder) => FileKind.BadFolder,
        _ => KindInShop(rest),
    };

    private static FileKind KindInShop(string[] rest) => rest switch
    {
        ["shop.yaml"] => FileKind.Shop,
        ["products.yaml"] => FileKind.Products,
        ["words.yaml"] => FileKind.Words,
        ["locales.yaml"] => FileKind.Locales,
        ["faq", .., var name] when IsYaml(name) => FileKind.Entries,
        ["dialogs", var name] when IsYaml(name) => FileKind.Dialog,
        ["transcripts", ..] => FileKind.Ignored,
        _ => FileKind.Unknown,
    };

    private static bool IsYaml(string name) => name.EndsWith(".yaml", StringComparison.Ordinal) && name.Length > ".yaml".Length;
}
