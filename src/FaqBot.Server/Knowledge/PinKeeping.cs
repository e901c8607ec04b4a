using System.Threading.Channels;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Keeps of every version of a shop's dialogs, while it is in force and for as long afterwards as one that began with it may run,
/// the files that it was made from.</summary>
internal sealed partial class PinKeeping(
    Store store, Journal journal, CurrentKnowledge current, TimeProvider time, ILogger<PinKeeping> logger)
    : IDisposable
{
    /// <summary>Rows in one write, which must be short.</summary>
    private const int RowsPerWrite = 100;

    /// <summary>Bytes in one write, however many rows.</summary>
    private const int BytesPerWrite = 256 * 1024;

    private static readonly Duration KeptFor = Duration.FromDays(DialogRun.DaysMax + 1);

    /// <summary>So old a mark may be: "in force" is told once an hour at most.</summary>
    private static readonly Duration MarkLife = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly List<(IReadOnlyList<KnowledgeFile> Files, Knowledge Knowledge)> taken = [];
    private readonly SemaphoreSlim keeping = new(1);
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Tells when there is something to keep.</summary>
    public ChannelReader<bool> News => news.Reader;

    /// <summary>Takes note of what came into force just now; <see cref="Keep(CancellationToken)"/> writes it.</summary>
    public void Take(IReadOnlyList<KnowledgeFile> files, Knowledge knowledge)
    {
        lock (gate)
        {
            taken.Add((files, knowledge));
        }
        news.Writer.TryWrite(true);
    }

    /// <summary>Writes what was taken note of. What fails is logged and tried again the next time.</summary>
    public async Task Keep(CancellationToken cancellation)
    {
        await keeping.WaitAsync(cancellation);
        try
        {
            while (First() is { } next)
            {
                await Keep(next.Files, next.Knowledge, cancellation);
                lock (gate)
                {
                    taken.RemoveAt(0);
                }
            }
        }
        catch (Exception exception) when (exception is BusyException || store.IsUnavailable(exception))
        {
            Log.NotKept(logger, exception);
        }
        finally
        {
            keeping.Release();
        }
    }

    /// <summary>Says again what is in force, and forgets what no dialog can need any more.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        await Keep(cancellation);
        await Mark([.. current.Value.Shops.Values.Select(shop => shop.DialogsHash)], cancellation);
        var before = Microseconds.Now(time) - KeptFor;
        // Files live as long as the versions that name them, for they are marked together.
        await journal.Write((db, stop) => db.PinnedShops.Where(row => row.InForceAt < before).ExecuteDeleteAsync(stop));
        await journal.Write((db, stop) => db.PinnedFiles.Where(row => row.InForceAt < before).ExecuteDeleteAsync(stop));
    }

    public void Dispose() => keeping.Dispose();

    private (IReadOnlyList<KnowledgeFile> Files, Knowledge Knowledge)? First()
    {
        lock (gate)
        {
            return taken is [var first, ..] ? first : null;
        }
    }

    private async Task Keep(IReadOnlyList<KnowledgeFile> files, Knowledge knowledge, CancellationToken cancellation)
    {
        string[] hashes = [.. knowledge.Shops.Values.Select(shop => shop.DialogsHash)];
        // Marked first: what is there afterwards is not swept away meanwhile, by this or by any other node.
        await Mark(hashes, cancellation);
        var known = await Known(hashes, cancellation);
        var shops = knowledge.Shops.Values.Where(shop => !known.Contains(shop.DialogsHash)).ToList();
        if (shops.Count > 0)
        {
            await Insert(shops, ShopFiles.Of(files, knowledge), cancellation);
        }
    }

    private async Task<HashSet<string>> Known(IReadOnlyList<string> hashes, CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var db = store.OpenDb();
        foreach (var some in hashes.Chunk(RowsPerWrite))
        {
            known.UnionWith(await db.PinnedShops.Where(row => some.Contains(row.Hash)).Select(row => row.Hash).ToListAsync(cancellation));
        }
        return known;
    }

    /// <summary>Contents first: a version that is there is whole.</summary>
    private async Task Insert(List<Shop> shops, ShopFiles files, CancellationToken cancellation)
    {
        var contents = new Dictionary<string, KnowledgeFile>(StringComparer.Ordinal);
        var rows = new List<PinnedShopRow>(shops.Count);
        var now = Microseconds.Now(time);
        foreach (var shop in shops)
        {
            var named = files.OfShop(shop.Id).Select(file => (file, Hash: files.HashOf(file))).ToList();
            named.ForEach(one => contents.TryAdd(one.Hash, one.file));
            rows.Add(new PinnedShopRow
            {
                Hash = shop.DialogsHash,
                Shop = shop.Id,
                Files = new PinnedManifest([.. named.Select(one => (one.file.Path, one.Hash))]).Write(),
                InForceAt = now,
            });
        }
        foreach (var some in InWrites(contents))
        {
            cancellation.ThrowIfCancellationRequested();
            await journal.Write((db, stop) => Insert(db, some, now, stop));
        }
        foreach (var some in rows.Chunk(RowsPerWrite))
        {
            cancellation.ThrowIfCancellationRequested();
            await journal.Write((db, stop) => Insert(db, some, stop));
        }
    }

    private static IEnumerable<List<PinnedFileRow>> InWrites(Dictionary<string, KnowledgeFile> contents)
    {
        var (some, bytes) = (new List<PinnedFileRow>(), 0);
        foreach (var (hash, file) in contents)
        {
            var content = PinnedManifest.Pack(file.Content.Span);
            some.Add(new PinnedFileRow { Hash = hash, Content = content, InForceAt = default });
            bytes += content.Length;
            if (some.Count == RowsPerWrite || bytes > BytesPerWrite)
            {
                yield return some;
                (some, bytes) = ([], 0);
            }
        }
        if (some.Count > 0)
        {
            yield return some;
        }
    }

    /// <summary>Another node may have inserted it meanwhile, or another version have brought it.</summary>
    private static async Task Insert(FaqBotDb db, IReadOnlyList<PinnedFileRow> rows, Instant now, CancellationToken stop)
    {
        var at = Microseconds.Of(now);
        foreach (var row in rows)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO pinned_files (hash, content, in_force_at) VALUES ({row.Hash}, {row.Content}, {at})
                ON CONFLICT (hash) DO UPDATE SET in_force_at = excluded.in_force_at
                WHERE pinned_files.in_force_at < excluded.in_force_at
                """,
                stop);
        }
    }

    private static async Task Insert(FaqBotDb db, IReadOnlyList<PinnedShopRow> rows, CancellationToken stop)
    {
        foreach (var row in rows)
        {
            var at = Microseconds.Of(row.InForceAt);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO pinned_shops (hash, shop, files, in_force_at) VALUES ({row.Hash}, {row.Shop}, {row.Files}, {at})
                ON CONFLICT DO NOTHING
                """,
                stop);
        }
    }

    /// <summary>Says that these are in force now, where that was last said long ago.</summary>
    private async Task Mark(IReadOnlyList<string> hashes, CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        var before = now - MarkLife;
        foreach (var some in hashes.Chunk(RowsPerWrite))
        {
            cancellation.ThrowIfCancellationRequested();
            var files = await FilesToMark(some, before, cancellation);
            foreach (var part in files.Chunk(RowsPerWrite))
            {
                await journal.Write((db, stop) => db.PinnedFiles
                    .Where(row => part.Contains(row.Hash) && row.InForceAt < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.InForceAt, now), stop));
            }
            if (files.Count > 0)
            {
                await journal.Write((db, stop) => db.PinnedShops
                    .Where(row => some.Contains(row.Hash) && row.InForceAt < before)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.InForceAt, now), stop));
            }
        }
    }

    /// <summary>The files of those versions whose mark is old.</summary>
    private async Task<HashSet<string>> FilesToMark(string[] hashes, Instant before, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        var manifests = await db.PinnedShops.Where(row => hashes.Contains(row.Hash) && row.InForceAt < before)
            .Select(row => row.Files).ToListAsync(cancellation);
        return [.. manifests.SelectMany(manifest => PinnedManifest.Read(manifest).Files).Select(file => file.Hash)];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "What dialogs began with could not be written down; it is tried again. Until then an edit ends dialogs that began just now.")]
        public static partial void NotKept(ILogger logger, Exception exception);
    }
}
