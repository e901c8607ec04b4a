using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>Part of what is kept of a received file.</summary>
internal abstract record Piece(long Length)
{
    /// <summary>As it was received.</summary>
    public sealed record Kept(long Offset, long Length) : Piece(Length);

    /// <summary>Ours, in the place of something else.</summary>
    public sealed record Written(ReadOnlyMemory<byte> Bytes) : Piece(Bytes.Length);

    /// <summary>Zeros in the place of as many bytes, so that offsets elsewhere in the file stay true.</summary>
    public sealed record Blanked(long Length) : Piece(Length);
}

/// <summary>Puts together what is kept of a file whose parts may move: nothing is encoded anew, some parts are left out.</summary>
/// <param name="bytes">Counts the pieces; once there are too many, no more are kept.</param>
internal sealed class KeptParts(FileBytes bytes)
{
    private readonly ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();

    /// <summary>Whether anything was left out or written.</summary>
    public bool IsChanged { get; private set; }

    public long Length { get; private set; }

    public ImmutableArray<Piece> Pieces => pieces.ToImmutable();

    /// <summary>From <paramref name="offset"/> up to <paramref name="end"/>.</summary>
    public void Keep(long offset, long end)
    {
        Length += end - offset;
        if (pieces is [.., Piece.Kept last] && last.Offset + last.Length == offset)
        {
            pieces[^1] = last with { Length = end - last.Offset };
        }
        else if (end > offset && bytes.TakeParts(1))
        {
            pieces.Add(new Piece.Kept(offset, end - offset));
        }
    }

    public void LeaveOut() => IsChanged = true;

    public void Write(byte[] written)
    {
        Length += written.Length;
        IsChanged = true;
        if (bytes.TakeParts(1))
        {
            pieces.Add(new Piece.Written(written));
        }
    }
}

/// <summary>Changes made in place, for files whose parts name each other by offset.</summary>
/// <param name="bytes">Counts the changes; once there are too many, no more are noted.</param>
internal sealed class Overlay(FileBytes bytes)
{
    private readonly List<(long Offset, Piece Piece)> changes = [];

    public void Write(long offset, byte[] written) => Add(offset, new Piece.Written(written));

    public void Blank(long offset, long length)
    {
        if (length > 0)
        {
            Add(offset, new Piece.Blanked(length));
        }
    }

    /// <summary>The file up to <paramref name="end"/> with the changes in it. Where changes overlap, the earlier one stands.</summary>
    public ImmutableArray<Piece> Pieces(long end)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var at = 0L;
        foreach (var (offset, piece) in changes.OrderBy(change => change.Offset))
        {
            var from = Math.Max(at, offset);
            var until = Math.Min(end, offset + piece.Length);
            if (until <= from)
            {
                continue;
            }
            if (from > at)
            {
                pieces.Add(new Piece.Kept(at, from - at));
            }
            pieces.Add(piece is Piece.Written written
                ? new Piece.Written(written.Bytes[(int)(from - offset)..(int)(until - offset)])
                : new Piece.Blanked(until - from));
            at = until;
        }
        if (end > at)
        {
            pieces.Add(new Piece.Kept(at, end - at));
        }
        return pieces.ToImmutable();
    }

    private void Add(long offset, Piece piece)
    {
        if (bytes.TakeParts(1))
        {
            changes.Add((offset, piece));
        }
    }
}
