using System.Collections.Immutable;
using FaqBot.Engine;
using FaqBot.Files;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Cli;

/// <summary>The folders a verb works on, and how it speaks.</summary>
internal sealed class Workplace
{
    public static readonly DiagnosticRule NoFolder = new(
        "KB000", Severity.Error, "The folder of the knowledge does not exist.", "Name the folder of the shops with --knowledge DIR.");

    private static readonly string[] LocalTimes =
        ["uuuu'-'MM'-'dd'T'HH':'mm':'ss", "uuuu'-'MM'-'dd'T'HH':'mm", "uuuu'-'MM'-'dd' 'HH':'mm", "uuuu'-'MM'-'dd"];

    private Workplace(string knowledge, string dialogs, bool json)
    {
        KnowledgePath = knowledge;
        DialogsPath = dialogs;
        Json = json;
    }

    public string KnowledgePath { get; }

    public string DialogsPath { get; }

    public bool Json { get; }

    /// <summary>Folders as typed (relative to where the author stands), else those of the program.</summary>
    public static Workplace Find(string? knowledge, string? dialogs, bool json) => new(
        knowledge ?? ProgramFolder.Shown("knowledge"), dialogs ?? ProgramFolder.Shown("dialogs"), json);

    public static Diagnostic FolderMissing(string path) =>
        new(NoFolder.Id, NoFolder.Severity, new SourceSpan(path, 1, 1), NoFolder.Title, NoFolder.Remedy);

    public Compilation Compile() => Compile(null);

    /// <param name="shop">The only shop to compile, with what all shops share; null for all.</param>
    public Compilation Compile(string? shop)
    {
        if (!Directory.Exists(KnowledgePath))
        {
            return new Compilation(null, [FolderMissing(KnowledgePath)]);
        }
        var models = new ModelCache(ProgramFolder.Resolve(Path.Combine("data", "models"))) { NotWritten = ComplainOfModels };
        var files = KnowledgeFolder.Read(KnowledgePath, DialogsPath).Where(file => shop is null || KnowledgeFolder.Concerns(file, shop));
        return Knowledge.Compile([.. files], models.Get);
    }

    /// <summary>The words that all shops share, by language; none where they cannot be read.</summary>
    public ImmutableDictionary<string, WordLists> SharedWords() =>
        (Directory.Exists(KnowledgePath) ? Compile(shop: "").Knowledge?.Words : null) ?? ImmutableDictionary<string, WordLists>.Empty;

    /// <summary>Whether there is a folder of that shop, whatever is in it; false after saying which there are.</summary>
    public bool HasShop(string id)
    {
        if (!Directory.Exists(KnowledgePath))
        {
            return true;
        }
        var shops = KnowledgeFolder.Shops(KnowledgePath);
        if (!shops.Contains(id))
        {
            ComplainOfShop(id, shops);
        }
        return shops.Contains(id);
    }

    /// <summary>The compiled knowledge, or null after its errors were printed.</summary>
    public Knowledge? Load()
    {
        var compilation = Compile();
        if (compilation.Knowledge is null)
        {
            Terminal.Print([.. compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)]);
        }
        return compilation.Knowledge;
    }

    /// <summary>The shop, or null after saying which there are.</summary>
    public static Shop? FindShop(Knowledge knowledge, string id)
    {
        if (knowledge.Shops.TryGetValue(id, out var shop))
        {
            return shop;
        }
        ComplainOfShop(id, knowledge.Shops.Keys);
        return null;
    }

    /// <summary>The shop of a conversation in a language that it speaks; null after saying what is wrong.</summary>
    public static Shop? FindShop(Knowledge knowledge, ConversationSetting setting)
    {
        if (FindShop(knowledge, setting.Shop) is not { } shop)
        {
            return null;
        }
        if (setting.Language is null || Turn.Serves(shop, setting.Language) is not null)
        {
            return shop;
        }
        Terminal.Complain($"The shop '{shop.Id}' does not speak '{setting.Language}'. It speaks: {string.Join(", ", shop.Languages)}.");
        return null;
    }

    /// <summary>The instant that <paramref name="at"/> names (with an offset, or the shop's local time), now without it; null after saying
    /// what is wrong.</summary>
    public static Instant? FindInstant(Shop shop, string? at)
    {
        if (at is null)
        {
            return SystemClock.Instance.GetCurrentInstant();
        }
        if (OffsetDateTimePattern.ExtendedIso.Parse(at) is { Success: true } exact)
        {
            return exact.Value.ToInstant();
        }
        if (OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>").Parse(at) is { Success: true } minutes)
        {
            return minutes.Value.ToInstant();
        }
        foreach (var pattern in LocalTimes)
        {
            if (LocalDateTimePattern.CreateWithInvariantCulture(pattern).Parse(at) is { Success: true } local)
            {
                return shop.Zone.AtLeniently(local.Value).ToInstant();
            }
        }
        Terminal.Complain($"'{at}' is not a time. Write 2026-11-23T10:00:00+01:00, or 2026-11-23T10:00 in the shop's own time.");
        return null;
    }

    private static void ComplainOfModels(string folder, Exception exception) =>
        Terminal.Complain($"Trained models cannot be written to {folder}, so they are trained again each time: {exception.Message}");

    private static void ComplainOfShop(string id, IEnumerable<string> known) =>
        Terminal.Complain($"There is no shop '{id}'. There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
}
