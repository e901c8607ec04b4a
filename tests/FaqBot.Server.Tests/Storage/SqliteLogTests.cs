using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>SQLite's write-ahead log is brought into the database's file while turns go on, and after the last one.</summary>
public sealed class SqliteLogTests : StoreTests
{
    private const int PageBytes = 4_096;

    /// <summary>A little more than the log gathers.</summary>
    private const int LongBytes = (SqliteCheckpoints.PagesMin + 500) * PageBytes;

    /// <summary>Of short turns: far fewer than would make the writer copy the log itself.</summary>
    private const int ShortTurnsMax = 3_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_log_is_copied_beside_the_writer_and_then_begins_anew()
    {
        using var test = New();
        using var patience = new CancellationTokenSource(Patience);
        await test.Journal.Commit(JournalTests.Long("long", new byte[LongBytes]));

        await test.Journal.Commit(JournalTests.Commit("begins"));
        while (new FileInfo(FileOf(test.Place)).Length < LongBytes)
        {
            // No turn comes in meanwhile, so it is not the writer who copies.
            patience.Token.ThrowIfCancellationRequested();
        }
        var times = TimesBegun(test.Place);
        for (var number = 0; number < ShortTurnsMax && TimesBegun(test.Place) == times; number++)
        {
            await test.Journal.Commit(JournalTests.Commit($"short{number}"));
        }

        Assert.NotEqual(times, TimesBegun(test.Place));
    }

    [Fact]
    public async Task A_clean_stop_leaves_no_log()
    {
        using var place = new SqlitePlace();
        using (var store = place.Open())
        {
            store.Migrate(TimeProvider.System);
            using var journal = new Journal(store, Options.Create(new StorageOptions()), NullLogger<Journal>.Instance);
            journal.Start();
            await journal.Commit(JournalTests.Commit("c1"));
            Assert.True(File.Exists(LogOf(place)));
            await journal.Stop(CancellationToken.None);
        }

        Assert.False(File.Exists(LogOf(place)));
        Assert.Equal([["c1"]], place.Query("SELECT id FROM conversations"));
    }

    private static string FileOf(TestPlace place) => Path.Combine(place.Folder, "test.db");

    private static string LogOf(TestPlace place) => FileOf(place) + "-wal";

    /// <summary>Counted in the log's header, see SQLite's file format.</summary>
    private static uint TimesBegun(TestPlace place)
    {
        using var log = new FileStream(LogOf(place), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[16];
        log.ReadExactly(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
    }
}
