using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;
using FaqBot.Files;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Reads the folders, compiles them as one, and puts the result in force. Findings are printed as compilers print them.</summary>
internal sealed partial class KnowledgeLoader(
    IOptions<KnowledgeOptions> knowledgeOptions,
    IOptions<DialogsOptions> dialogsOptions,
    CurrentKnowledge current,
    ILogger<KnowledgeLoader> logger)
{
    private readonly ModelShelf models = new(
        new ModelCache(ProgramFolder.Resolve(knowledgeOptions.Value.Models))
        {
            Training = set => Log.Learning(logger, set.Entries.Sum(entry => entry.Utterances.Length), set.Entries.Length, set.Language),
            NotWritten = (folder, exception) => Log.ModelsNotWritten(logger, exception, folder),
        },
        knowledgeOptions.Value.MemoryMegabytes * 1_000_000L);

    private FrozenSet<Diagnostic> printed = [];
    private string triedHash = "";
    private bool hasDialogs;

    /// <summary>The compiler; tests put another in its place.</summary>
    public Func<IReadOnlyList<KnowledgeFile>, ModelSource, Compilation> Compile { get; init; } = Knowledge.Compile;

    /// <summary>Told of what comes into force, with the files it was made from.</summary>
    public Action<IReadOnlyList<KnowledgeFile>, Knowledge> CameIntoForce { get; init; } = (_, _) => { };

    /// <summary>Where findings are printed; they are also logged, for those who look later.</summary>
    public TextWriter Findings { get; init; } = Console.Error;

    public string KnowledgePath { get; } = ProgramFolder.Resolve(knowledgeOptions.Value.Path);

    public string DialogsPath { get; } = ProgramFolder.Resolve(dialogsOptions.Value.Path);

    /// <summary>How much memory the models take, in about.</summary>
    public long ModelBytes => models.Bytes;

    /// <summary>The first load.</summary>
    /// <exception cref="StartFailure">The knowledge has errors, which were printed, or there is none.</exception>
    public void Load()
    {
        if (!Directory.Exists(KnowledgePath))
        {
            throw new StartFailure($"There is no folder {KnowledgePath}. Name the folder of the shops with Knowledge:Path.");
        }
        if (!TryLoad(Read()))
        {
            throw new StartFailure("The knowledge has errors, so the server does not start.");
        }
        Rehearse(current.Value);
        // Reading, compiling and the rehearsal leave three times as much behind as stays in use; an idle server would hold it for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>Loads again if a file has changed since the last try; a bad edit is reported once and the old knowledge keeps serving.
    /// So it does when a folder is gone, or every shop: that is a failed copy or a lost disk, not an edit.
    /// Returns true if new knowledge is in force.</summary>
    /// <exception cref="IOException">A file went away while it was read.</exception>
    public bool Reload()
    {
        var files = Read();
        if (FindMissing() is { } folder)
        {
            Log.FolderMissing(logger, folder);
            return false;
        }
        if (Hash(files) == triedHash)
        {
            return false;
        }
        if (TryLoad(files))
        {
            return true;
        }
        Log.KeptOld(logger);
        return false;
    }

    /// <summary>Changes whenever a file was added, removed, or written to; cheap, because no file is opened.</summary>
    public string Stamp()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = new[] { KnowledgePath, DialogsPath }
            .Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles("*", options))
            .Select(file => $"{file.FullName}|{file.Length}|{file.LastWriteTimeUtc.Ticks}")
            .Order(StringComparer.Ordinal);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
    }

    /// <summary>Null when every folder is there that the knowledge in force was read from.</summary>
    private string? FindMissing()
    {
        if (!Directory.Exists(KnowledgePath))
        {
            return KnowledgePath;
        }
        return hasDialogs && !Directory.Exists(DialogsPath) ? DialogsPath : null;
    }

    /// <summary>Runs a turn of which nothing is kept: the runtime compiles code when it first runs, and the first customer after a start
    /// need not wait for that.</summary>
    private static void Rehearse(Knowledge knowledge)
    {
        foreach (var shop in knowledge.Shops.Values.Take(1))
        {
            var state = new ConversationState { Shop = shop.Id, Language = shop.Languages[0] };
            try
            {
                Turn.Run(knowledge, state, new TurnInput { Now = NodaConstants.UnixEpoch, Event = new TurnEvent.Message(shop.Name) });
            }
            catch (TemplateLimitException)
            {
                // A text of the shop is past its limits: the queue apologises for it where a customer meets it.
            }
        }
    }

    private IReadOnlyList<KnowledgeFile> Read() =>
        KnowledgeFolder.Read(ProgramFolder.Shown(KnowledgePath), ProgramFolder.Shown(DialogsPath));

    private bool TryLoad(IReadOnlyList<KnowledgeFile> files)
    {
        var inUse = new HashSet<string>(StringComparer.Ordinal);
        var compilation = Compile(files, set =>
        {
            var hash = set.Hash;
            inUse.Add(hash);
            return models.Find(set, hash);
        });
        triedHash = Hash(files);
        Print(compilation.Diagnostics);
        if (compilation.Knowledge is not { } knowledge)
        {
            return false;
        }
        if (knowledge.Shops.Count == 0 && current is { IsLoaded: true, Value.Shops.Count: > 0 })
        {
            Log.NoShops(logger, KnowledgePath);
            return false;
        }
        CameIntoForce(files, knowledge);
        current.Swap(knowledge);
        models.Keep(inUse);
        hasDialogs = Directory.Exists(DialogsPath);
        Log.Loaded(logger, knowledge.Hash, knowledge.Shops.Count);
        return true;
    }

    /// <summary>A warning that was printed before is not printed again, though lines were added above it: an edit shows what it has
    /// brought. Where a file has errors, its warnings are not looked for; they are not news once it is mended. Errors stand last.</summary>
    private void Print(ImmutableArray<Diagnostic> diagnostics)
    {
        var before = printed;
        var now = diagnostics.Select(Unplaced);
        printed = (diagnostics.Any(IsError) ? now.Union(before) : now).ToFrozenSet();
        foreach (var diagnostic in diagnostics.Where(found => IsError(found) || !before.Contains(Unplaced(found))).OrderBy(IsError))
        {
            Findings.WriteLine(diagnostic);
            Log.Found(logger, IsError(diagnostic) ? LogLevel.Error : LogLevel.Warning, diagnostic);
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == Severity.Error;

    /// <summary>The same finding wherever it stands in its file.</summary>
    private static Diagnostic Unplaced(Diagnostic diagnostic) => diagnostic with { Span = diagnostic.Span with { Line = 1, Column = 1 } };

    private static string Hash(IReadOnlyList<KnowledgeFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\n{file.Content.Length}\n"));
            hash.AppendData(file.Content.Span);
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Knowledge {Hash} of {Count} shops is in force.")]
        public static partial void Loaded(ILogger logger, string hash, int count);

        [LoggerMessage(2, LogLevel.Error, "The edited knowledge has errors; the old knowledge keeps serving.")]
        public static partial void KeptOld(ILogger logger);

        [LoggerMessage(3, LogLevel.Error, "The folder {Folder} is gone; the old knowledge keeps serving.")]
        public static partial void FolderMissing(ILogger logger, string folder);

        [LoggerMessage(4, LogLevel.Error, "There is no shop left in {Folder}.")]
        public static partial void NoShops(ILogger logger, string folder);

        [LoggerMessage(
            6, LogLevel.Information, "Learning {Utterances} wordings of {Entries} entries ({Language}), which takes some seconds.")]
        public static partial void Learning(ILogger logger, int utterances, int entries, string language);

        [LoggerMessage(
            7,
            LogLevel.Error,
            "Trained models cannot be written to {Folder}. They serve from memory and are trained again at the next start: make "
            + "room there, or let the server's account write there.")]
        public static partial void ModelsNotWritten(ILogger logger, Exception exception, string folder);

        [LoggerMessage(EventId = 5, Message = $"{{{Logs.Finding}}}")]
        public static partial void Found(ILogger logger, LogLevel level, Diagnostic finding);
    }
}
