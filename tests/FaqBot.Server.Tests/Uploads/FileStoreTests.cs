using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public class FileStoreTests : StoreTests, IDisposable
{
    private readonly FakeLogger<FileStore> logger = new();
    private TestConversations? opened;

    private TestConversations Test => opened ??= New();

    public void Dispose()
    {
        opened?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_file_whose_message_was_never_recorded_is_swept_away_after_an_hour()
    {
        var conversation = await Test.Begin();
        var files = Files();
        var file = await Store(files, conversation);

        await files.Sweep(CancellationToken.None);
        Assert.Equal((1, 3), Count());
        Test.Time.Advance(TimeSpan.FromMinutes(61));
        await files.Sweep(CancellationToken.None);

        Assert.Equal((0, 0), Count());
        Assert.DoesNotContain(logger.Lines, line => line.Contains(file.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_whose_message_was_recorded_before_a_crash_stays()
    {
        var conversation = await Test.Begin();
        var files = Files();
        var file = await Store(files, conversation);
        await Show(conversation, file);
        Test.Time.Advance(TimeSpan.FromMinutes(61));

        await files.Sweep(CancellationToken.None);
        await files.Sweep(CancellationToken.None);

        Assert.Equal((1, 3), Count());
        await using var db = Test.Store.OpenDb();
        Assert.Equal(3, db.Files.Single().Sequence);
    }

    [Fact]
    public async Task A_file_goes_once_its_link_has_expired_and_what_was_said_stays()
    {
        var conversation = await Test.Begin();
        var files = Files();
        var file = await Store(files, conversation);
        await Show(conversation, file);
        await files.Settle([file], CancellationToken.None);

        Test.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await files.Sweep(CancellationToken.None);
        var before = Count();
        Test.Time.Advance(TimeSpan.FromSeconds(2));
        await files.Sweep(CancellationToken.None);

        Assert.Equal((1, 3), before);
        Assert.Equal((0, 0), Count());
        await using var db = Test.Store.OpenDb();
        Assert.Contains(db.Activities, row => row.Sequence == 3);
    }

    [Fact]
    public async Task A_stored_file_is_read_from_any_place()
    {
        var content = new byte[(5 * FileChunkRow.ContentBytes) + 11];
        new Random(3).NextBytes(content);
        var files = Files();
        var row = files.NewRow(await Test.Begin(), "a.mp4", new Inspection.Accepted(FileType.Mp4, [new Piece.Blanked(content.Length)]));
        await files.Store(row, content.Chunk(FileChunkRow.ContentBytes), CancellationToken.None);
        await using var stream = new StoredFileStream(Test.Store, row.Name, row.Bytes);

        foreach (var place in new[] { 0, 4 * FileChunkRow.ContentBytes, 70_000, content.Length - 1, content.Length })
        {
            stream.Seek(place, SeekOrigin.Begin);
            var rest = new MemoryStream();
            await stream.CopyToAsync(rest);
            Assert.True(content.AsSpan(place).SequenceEqual(rest.ToArray()));
        }
    }

    [Fact]
    public async Task An_incomplete_file_is_swept_away_too()
    {
        var conversation = await Test.Begin();
        var files = Files();
        using var cancellation = new CancellationTokenSource();
        var row =
            files.NewRow(conversation, "a.mp4", new Inspection.Accepted(FileType.Mp4, [new Piece.Blanked(10 * FileChunkRow.ContentBytes)]));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.Store(row, Broken(cancellation), cancellation.Token));
        Test.Time.Advance(TimeSpan.FromMinutes(61));
        await files.Sweep(CancellationToken.None);

        Assert.Equal((0, 0), Count());
    }

    private static IEnumerable<byte[]> Broken(CancellationTokenSource cancellation)
    {
        for (var n = 0; n < 10; n++)
        {
            if (n == 5)
            {
                cancellation.Cancel();
            }
            yield return new byte[FileChunkRow.ContentBytes];
        }
    }

    private FileStore Files() => new(Test.Store, Test.Journal, Test.Time, Options.Create(new UploadOptions()), logger);

    private async Task<FileRow> Store(FileStore files, ConversationId conversation)
    {
        var row = files.NewRow(conversation, "a.mp4", new Inspection.Accepted(FileType.Mp4, [new Piece.Blanked(150_000)]));
        await files.Store(
            row,
            [new byte[FileChunkRow.ContentBytes], new byte[FileChunkRow.ContentBytes], new byte[150_000 - (2 * FileChunkRow.ContentBytes)]],
            CancellationToken.None);
        return row;
    }

    private async Task Show(ConversationId conversation, FileRow file)
    {
        var message = TestConversations.Message(conversation, "x");
        message.Activity?.Add("attachments", new JsonArray(new JsonObject { ["contentUrl"] = $"http://x/files/{file.Name}" }));
        await Test.Queue.Post(message, CancellationToken.None);
    }

    private (int Files, int Chunks) Count()
    {
        using var db = Test.Store.OpenDb();
        return (db.Files.Count(), db.FileChunks.Count());
    }
}
