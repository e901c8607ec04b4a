using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>Which files a version of a shop's dialogs has. Most are the same for all shops and versions, so their contents are kept once,
/// under their hashes.</summary>
/// <param name="Files">Each with the hash of its content.</param>
internal sealed record PinnedManifest(ImmutableArray<(string Path, string Hash)> Files)
{
    private const char Break = '\n';

    /// <summary>Of any content that is ours to compress: knowledge is bounded when it is read.</summary>
    private const int ContentBytesMax = 64 * 1024 * 1024;

    public static string HashOf(KnowledgeFile file) => Convert.ToHexStringLower(SHA256.HashData(file.Content.Span));

    /// <summary>A line a file: its hash, then its path.</summary>
    /// <exception cref="InvalidDataException">It was not written by us.</exception>
    public static PinnedManifest Read(byte[] written)
    {
        var lines = Encoding.UTF8.GetString(Unpack(written)).Split(Break, StringSplitOptions.RemoveEmptyEntries);
        return new PinnedManifest([.. lines.Select(ReadLine)]);
    }

    private static (string Path, string Hash) ReadLine(string line) =>
        line.Split(' ', 2) is [var hash, var path] ? (path, hash) : throw new InvalidDataException("It is no manifest.");

    public byte[] Write() => Pack(Encoding.UTF8.GetBytes(string.Concat(Files.Select(file => $"{file.Hash} {file.Path}{Break}"))));

    public static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(content);
        }
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">It was not packed by us.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = brotli.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, read);
                if (content.Length > ContentBytesMax)
                {
                    throw new InvalidDataException("A pinned file is too long.");
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            // So Brotli says that it cannot read it.
            throw new InvalidDataException("A pinned file cannot be unpacked.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return content.ToArray();
    }
}
