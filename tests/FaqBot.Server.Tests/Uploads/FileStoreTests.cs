using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public sealed class FileStoreTests : IDisposable
{
    private readonly TestConversations test = new();
    private readonly FakeLogger<FileStore> logger = new();

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task A_file_whose_message_was_never_recorded_is_swept_away_after_an_hour()
    {
        var conversation = await test.Begin();
        var files = Files();
        var file = await Store(files, conversation);

        await files.Sweep(CancellationToken.None);
        Assert.Equal((1, 3), Count());
        test.Time.Advance(TimeSpan.FromMinutes(61));
        await files.Sweep(CancellationToken.None);

        Assert.Equal((0, 0), Count());
        Assert.DoesNotContain(logger.Lines, line => line.Contains(file.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_whose_message_was_recorded_before_a_crash_stays()
    {
        var conversation = await test.Begin();
        var files = Files();
        var file = await Store(files, conversation);
        var message = TestConversations.Message(conversation, "x");
        message.Activity?.Add("attachments", new JsonArray(new JsonObject { ["contentUrl"] = $"http://x/files/{file.Name}" }));
        await test.Queue.Post(message, CancellationToken.None);
        test.Time.Advance(TimeSpan.FromMinutes(61));

        await files.Sweep(CancellationToken.None);
        await files.Sweep(CancellationToken.None);

        Assert.Equal((1, 3), Count());
        await using var db = test.Store.OpenDb();
        Assert.Equal(3, db.Files.Single().Sequence);
    }

    [Fact]
    public async Task An_incomplete_file_is_swept_away_too()
    {
        var conversation = await test.Begin();
        var files = Files();
        using var cancellation = new CancellationTokenSource();
        var row = files.NewRow(conversation, "a.mp4", new Inspection.Accepted(FileType.Mp4, [new Piece.Blanked(10 * FileChunkRow.ContentBytes)]));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.Store(row, Broken(cancellation), cancellation.Token));
        test.Time.Advance(TimeSpan.FromMinutes(61));
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

    private FileStore Files() => new(test.Store, test.Journal, test.Time, Options.Create(new UploadOptions()), logger);

    private async Task<FileRow> Store(FileStore files, ConversationId conversation)
    {
        var row = files.NewRow(conversation, "a.mp4", new Inspection.Accepted(FileType.Mp4, [new Piece.Blanked(150_000)]));
        await files.Store(row, [new byte[FileChunkRow.ContentBytes], new byte[FileChunkRow.ContentBytes], new byte[150_000 - (2 * FileChunkRow.ContentBytes)]], CancellationToken.None);
        return row;
    }

    private (int Files, int Chunks) Count()
    {
        using var db = test.Store.OpenDb();
        return (db.Files.Count(), db.FileChunks.Count());
    }
}
