using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FaqBot.Server;

/// <summary>Customers' files, in the database as everything else that a node must not keep to itself. A file is stored before the message
/// that shows it; once that is recorded the file is settled, and if it never is, the file goes.</summary>
internal sealed partial class FileStore(
    Store store, Journal journal, TimeProvider time, IOptions<UploadOptions> options, ILogger<FileStore> logger)
    : IDisposable
{
    private const int NameBytes = 32;

    /// <summary>Pieces written by one job, which must be short.</summary>
    private const int ChunksPerJob = 4;

    private const int ChunksPerDeletion = 64;

    /// <summary>Files that are written at a time, lest the pieces of many fill a transaction that turns are waiting in.</summary>
    private const int StoringMax = 2;

    /// <summary>A file that is not settled after so long belongs to a request that has come to nothing.</summary>
    private static readonly Duration Abandoned = Duration.FromHours(1);

    private readonly SemaphoreSlim storing = new(StoringMax);

    /// <summary>Whether a message's files are worth storing: not those of one that was posted before, or that comes after the
    /// end.</summary>
    public async Task<bool> AreWanted(Ticket ticket, string? clientActivityId, CancellationToken cancellation)
    {
        var conversation = ticket.Conversation.Value;
        await using var db = store.OpenDb();
        return !await db.Conversations.AnyAsync(row => row.Id == conversation && row.IsEnded, cancellation)
            && (clientActivityId is null || !await db.Activities.AnyAsync(
                row => row.ConversationId == conversation && row.Sender == ticket.User && row.ClientActivityId == clientActivityId,
                cancellation));
    }

    /// <summary>A file before it is stored, with an address that nobody can guess.</summary>
    public FileRow NewRow(ConversationId conversation, string? postedName, Inspection.Accepted file)
    {
        var now = Microseconds.Now(time);
        return new FileRow
        {
            Name = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NameBytes)) + file.Type.Extensions[0],
            ConversationId = conversation.Value,
            ContentType = file.Type.ContentType,
            DownloadName = FileName.Of(FileName.Unescape(postedName), file.Type),
            Bytes = file.Length,
            CreatedAt = now,
            ExpiresAt = now + Duration.FromDays(options.Value.LinkDays),
        };
    }

    /// <summary>Bytes of all files of a conversation.</summary>
    public async Task<long> BytesOf(ConversationId conversation, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        return await db.Files.Where(file => file.ConversationId == conversation.Value).SumAsync(file => file.Bytes, cancellation);
    }

    /// <summary>Stores a file, piece by piece.</summary>
    /// <exception cref="BusyException">Part of it may have been kept; it goes when it is settled.</exception>
    public async Task Store(FileRow file, IEnumerable<byte[]> chunks, CancellationToken cancellation)
    {
        await storing.WaitAsync(cancellation);
        try
        {
            await StoreChunks(file, chunks, cancellation);
        }
        finally
        {
            storing.Release();
        }
    }

    private async Task StoreChunks(FileRow file, IEnumerable<byte[]> chunks, CancellationToken cancellation)
    {
        await Write(db => db.Files.Add(file));
        var rows = chunks.Select((content, number) => new FileChunkRow { File = file.Name, Number = number, Content = content });
        foreach (var batch in rows.Chunk(ChunksPerJob))
        {
            cancellation.ThrowIfCancellationRequested();
            await Write(db => db.FileChunks.AddRange(batch));
        }
    }

    /// <summary>Gives each file to the activity that shows it, and deletes those that none does. What fails is done by the next
    /// sweep.</summary>
    public async Task Settle(IReadOnlyList<FileRow> files, CancellationToken cancellation)
    {
        try
        {
            foreach (var file in files)
            {
                await Settle(file, cancellation);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NotSettled(logger, exception.GetType().Name, files.Count);
        }
    }

    /// <summary>Settles what was abandoned, by this or by any other node, and deletes what neither a link nor a case leads to any
    /// more.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var before = Microseconds.Now(time) - Abandoned;
        await using var db = store.OpenDb();
        var files = await db.Files.Where(file => file.Sequence == null && file.CreatedAt < before).ToListAsync(cancellation);
        await Settle(files, cancellation);
        if (files.Count > 0)
        {
            Log.Swept(logger, files.Count);
        }
        await DeleteExpired(cancellation);
    }

    public void Dispose() => storing.Dispose();

    private async Task Settle(FileRow file, CancellationToken cancellation)
    {
        if (await FindActivity(file, cancellation) is { } sequence)
        {
            await journal.Write((db, stop) =>
                db.Files.Where(row => row.Name == file.Name)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, sequence), stop));
        }
        else
        {
            await Delete(file);
        }
    }

    /// <summary>The activity that names the file. Clocks of nodes may differ, but not by an hour.</summary>
    private async Task<long?> FindActivity(FileRow file, CancellationToken cancellation)
    {
        var name = Encoding.ASCII.GetBytes(file.Name);
        var since = file.CreatedAt - Abandoned;
        await using var db = store.OpenDb();
        var activities = db.Activities
            .Where(row => row.ConversationId == file.ConversationId && row.Timestamp >= since && row.Sender != ActivityRow.Bot)
            .OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Sequence, row.Body })
            .AsAsyncEnumerable();
        await foreach (var activity in activities.WithCancellation(cancellation))
        {
            if (activity.Body.AsSpan().IndexOf(name) >= 0)
            {
                return activity.Sequence;
            }
        }
        return null;
    }

    private async Task DeleteExpired(CancellationToken cancellation)
    {
        var now = Microseconds.Now(time);
        await using var db = store.OpenDb();
        foreach (var file in await Expired(db, now).ToListAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            await Delete(file);
        }
    }

    /// <summary>Files of a case are kept with it, though no link leads to them; and so are those that a dialog may still file, which its
    /// conversation's state names.</summary>
    private static IQueryable<FileRow> Expired(FaqBotDb db, Instant now)
    {
        var rested = now - Duration.FromDays(DialogRun.DaysMax);
        return db.Files.Where(row => row.ExpiresAt <= now
            && !db.CaseFiles.Any(kept => kept.Name == row.Name)
            && !db.Conversations.Any(one => one.Id == row.ConversationId && one.UpdatedAt >= rested && one.State.Contains(row.Name)));
    }

    private async Task Delete(FileRow file)
    {
        for (var first = 0L; first * FileChunkRow.ContentBytes < file.Bytes; first += ChunksPerDeletion)
        {
            var (from, until) = (first, first + ChunksPerDeletion);
            await journal.Write((db, stop) =>
                db.FileChunks.Where(row => row.File == file.Name && row.Number >= from && row.Number < until).ExecuteDeleteAsync(stop));
        }
        await journal.Write((db, stop) => db.Files.Where(row => row.Name == file.Name).ExecuteDeleteAsync(stop));
    }

    private Task Write(Action<FaqBotDb> add) => journal.Write((db, stop) =>
    {
        add(db);
        return db.SaveChangesAsync(stop);
    });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} files could not be settled ({Exception}); the next sweep tries again.")]
        public static partial void NotSettled(ILogger logger, string exception, int count);

        [LoggerMessage(2, LogLevel.Information, "{Count} files whose upload had broken off were settled or deleted.")]
        public static partial void Swept(ILogger logger, int count);
    }
}
