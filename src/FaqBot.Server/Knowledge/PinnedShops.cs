using System.Diagnostics;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>The versions of shops that running dialogs began with: read from the database and compiled where one is asked for. A few stay
/// in memory.</summary>
internal sealed partial class PinnedShops(Store store, ILogger<PinnedShops> logger)
{
    /// <summary>Shops without entries, and so without models: some hundred kilobytes each.</summary>
    private const int InMemoryMax = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Shop>> byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<Shop> oldestFirst = [];

    /// <summary>Null where it is not kept any more, or this program cannot read it.</summary>
    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async ValueTask<Shop?> Find(string shop, string hash, CancellationToken cancellation)
    {
        if (Recall(hash) is { } known)
        {
            return known.Id == shop ? known : null;
        }
        if (await Load(shop, hash, cancellation) is not { } loaded)
        {
            return null;
        }
        Remember(loaded);
        return loaded;
    }

    private async Task<Shop?> Load(string shop, string hash, CancellationToken cancellation)
    {
        try
        {
            return await ReadFiles(shop, hash, cancellation) is { } files ? Compile(files, shop, hash) : null;
        }
        catch (InvalidDataException exception)
        {
            Log.Unreadable(logger, exception, hash, shop);
            return null;
        }
        catch (Exception exception) when (store.IsUnavailable(exception))
        {
            throw new BusyException(exception);
        }
    }

    private async Task<IReadOnlyList<KnowledgeFile>?> ReadFiles(string shop, string hash, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        if (await db.PinnedShops.SingleOrDefaultAsync(row => row.Hash == hash && row.Shop == shop, cancellation) is not { } row)
        {
            return null;
        }
        var named = PinnedManifest.Read(row.Files).Files;
        var hashes = named.Select(file => file.Hash).Distinct(StringComparer.Ordinal).ToList();
        var contents = await db.PinnedFiles.Where(file => hashes.Contains(file.Hash))
            .ToDictionaryAsync(file => file.Hash, file => PinnedManifest.Unpack(file.Content), cancellation);
        return contents.Count == hashes.Count
            ? [.. named.Select(file => new KnowledgeFile(file.Path, file.Path, contents[file.Hash]))]
            : throw new InvalidDataException("A file of it is missing.");
    }

    /// <summary>Its entries are not kept, so nothing is matched with it.</summary>
    private Shop? Compile(IReadOnlyList<KnowledgeFile> files, string shop, string hash)
    {
        var compilation = Knowledge.Compile(files, (TrainingSet _) => () => throw new UnreachableException());
        if (compilation.Knowledge?.Shops.GetValueOrDefault(shop) is { } compiled && compiled.DialogsHash == hash)
        {
            return compiled;
        }
        Log.Foreign(logger, hash, shop);
        return null;
    }

    private Shop? Recall(string hash)
    {
        lock (gate)
        {
            if (!byHash.TryGetValue(hash, out var node))
            {
                return null;
            }
            oldestFirst.Remove(node);
            oldestFirst.AddLast(node);
            return node.Value;
        }
    }

    private void Remember(Shop shop)
    {
        lock (gate)
        {
            if (byHash.ContainsKey(shop.DialogsHash))
            {
                return;
            }
            byHash.Add(shop.DialogsHash, oldestFirst.AddLast(shop));
            while (byHash.Count > InMemoryMax && oldestFirst.First is { } oldest)
            {
                oldestFirst.Remove(oldest);
                byHash.Remove(oldest.Value.DialogsHash);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "Version {Hash} of shop {Shop}, with which a dialog began, cannot be read from the database; the dialog is ended.")]
        public static partial void Unreadable(ILogger logger, Exception exception, string hash, string shop);

        [LoggerMessage(2, LogLevel.Warning,
            "Version {Hash} of shop {Shop}, with which a dialog began, is not one for this program; the dialog is ended.")]
        public static partial void Foreign(ILogger logger, string hash, string shop);
    }
}
