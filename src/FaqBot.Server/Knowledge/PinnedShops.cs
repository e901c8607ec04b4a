using System.Diagnostics;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>The versions of shops that running dialogs began with: read from the database and compiled where one is asked for. A few stay
/// in memory. After an edit all who are in the middle of a dialog ask for the same one: it is compiled for the first of them.</summary>
internal sealed partial class PinnedShops(Store store, ILogger<PinnedShops> logger)
{
    /// <summary>Shops without entries, and so without models: one or two megabytes each.</summary>
    private const int InMemoryMax = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<PinnedVersion, LinkedListNode<Place>> places = [];
    private readonly LinkedList<Place> oldestFirst = [];

    /// <summary>Null where it is not kept any more, or this program cannot read it.</summary>
    /// <exception cref="BusyException">The database cannot be read.</exception>
    public async ValueTask<Shop?> Find(string shop, string hash, CancellationToken cancellation)
    {
        var (place, isNew) = Take(new PinnedVersion(shop, hash));
        if (isNew)
        {
            await Fill(place);
        }
        return await place.Found.Task.WaitAsync(cancellation);
    }

    /// <summary>To the end, though the first to ask may leave: others wait for the same.</summary>
    private async Task Fill(Place place)
    {
        try
        {
            var found = await Load(place.Version.Shop, place.Version.Hash, CancellationToken.None);
            if (found is null)
            {
                Remove(place);
            }
            place.Found.SetResult(found);
        }
        catch (Exception exception)
        {
            Remove(place);
            place.Found.SetException(exception);
        }
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
        catch (Exception exception) when (store.IsUnavailable(exception) || store.IsPassing(exception))
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

    /// <summary>The place of a version, and whether it is still to be filled; those used longest ago make room.</summary>
    private (Place Place, bool IsNew) Take(PinnedVersion version)
    {
        lock (gate)
        {
            if (places.TryGetValue(version, out var node))
            {
                oldestFirst.Remove(node);
                oldestFirst.AddLast(node);
                return (node.Value, false);
            }
            var place = new Place(version);
            places.Add(version, oldestFirst.AddLast(place));
            while (places.Count > InMemoryMax && oldestFirst.First is { } oldest)
            {
                oldestFirst.Remove(oldest);
                places.Remove(oldest.Value.Version);
            }
            return (place, true);
        }
    }

    private void Remove(Place place)
    {
        lock (gate)
        {
            if (places.TryGetValue(place.Version, out var node) && node.Value == place)
            {
                oldestFirst.Remove(node);
                places.Remove(place.Version);
            }
        }
    }

    private readonly record struct PinnedVersion(string Shop, string Hash);

    private sealed class Place(PinnedVersion version)
    {
        public PinnedVersion Version => version;

        public TaskCompletionSource<Shop?> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
