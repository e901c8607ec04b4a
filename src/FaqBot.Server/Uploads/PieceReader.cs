using System.Diagnostics;

namespace FaqBot.Server;

/// <summary>Reads what is kept of a file, in pieces of one length as they are stored.</summary>
internal static class PieceReader
{
    /// <summary>Each array is new, and full but for the last.</summary>
    public static IEnumerable<byte[]> Read(FileBytes bytes, Inspection.Accepted file, int chunkBytes)
    {
        var left = file.Length;
        var chunk = new byte[Math.Min(left, chunkBytes)];
        var filled = 0;
        foreach (var piece in file.Pieces)
        {
            for (var done = 0L; done < piece.Length;)
            {
                var count = (int)Math.Min(piece.Length - done, chunk.Length - filled);
                Fill(chunk.AsSpan(filled, count), bytes, piece, done);
                done += count;
                filled += count;
                if (filled == chunk.Length)
                {
                    yield return chunk;
                    left -= filled;
                    chunk = new byte[Math.Min(left, chunkBytes)];
                    filled = 0;
                }
            }
        }
    }

    private static void Fill(Span<byte> into, FileBytes bytes, Piece piece, long offset)
    {
        switch (piece)
        {
            case Piece.Kept kept when !bytes.TryRead(kept.Offset + offset, into):
                throw new EndOfStreamException();
            case Piece.Kept:
                break;
            case Piece.Written written:
                written.Bytes.Span.Slice((int)offset, into.Length).CopyTo(into);
                break;
            case Piece.Blanked:
                into.Clear();
                break;
            default:
                throw new UnreachableException();
        }
    }
}
