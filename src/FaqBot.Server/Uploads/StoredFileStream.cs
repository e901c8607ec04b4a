using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server;

/// <summary>A stored file as a stream that can be read from anywhere: a few pieces at a time, and no connection held in between, because
/// a client may take its time.</summary>
internal sealed class StoredFileStream(Store store, string file, long length) : Stream
{
    private const int ChunksPerRead = 4;

    private List<byte[]> chunks = [];
    private long firstChunk;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }
        var number = Position / FileChunkRow.ContentBytes;
        if (number < firstChunk || number >= firstChunk + chunks.Count)
        {
            await Load(number, cancellationToken);
        }
        var chunk = chunks[(int)(number - firstChunk)].AsMemory((int)(Position % FileChunkRow.ContentBytes));
        var count = Math.Min(chunk.Length, buffer.Length);
        chunk[..count].CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    /// <exception cref="IOException">The file was deleted meanwhile.</exception>
    private async Task Load(long number, CancellationToken cancellation)
    {
        await using var db = store.OpenDb();
        chunks = await db.FileChunks
            .Where(chunk => chunk.File == file && chunk.Number >= number && chunk.Number < number + ChunksPerRead)
            .OrderBy(chunk => chunk.Number)
            .Select(chunk => chunk.Content)
            .ToListAsync(cancellation);
        firstChunk = number;
        if (chunks.Count == 0)
        {
            throw new IOException("The file has been deleted.");
        }
    }
}
