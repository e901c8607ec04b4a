namespace FaqBot.Server;

/// <summary>One element of EBML (RFC 8794), of which WebM is made: an id, a length, a body.</summary>
/// <param name="Id">With its length marker, as specifications print it.</param>
/// <param name="Start">Where the id stands.</param>
/// <param name="Body">Behind the length.</param>
/// <param name="End">Behind the element; null when a live recorder could not know it.</param>
internal sealed record WebMElement(uint Id, long Start, long Body, long? End)
{
    private const int IdBytesMax = 4;
    private const int LengthBytesMax = 8;

    /// <summary>The element at <paramref name="at"/>; null where none fits before <paramref name="end"/>.</summary>
    public static WebMElement? At(FileBytes bytes, long at, long end)
    {
        if (Number(bytes, at, IdBytesMax, keepsMarker: true) is not { Value: { } id } identity)
        {
            return null;
        }
        var body = at + identity.Bytes;
        if (Number(bytes, body, LengthBytesMax, keepsMarker: false) is not { } length)
        {
            return null;
        }
        body += length.Bytes;
        if (body > end || length.Value > end - body)
        {
            return null;
        }
        return new WebMElement((uint)id, at, body, body + length.Value);
    }

    /// <summary>The elements in its body; null when they do not fill it.</summary>
    public IReadOnlyList<WebMElement>? Children(FileBytes bytes)
    {
        if (End is not { } end)
        {
            return null;
        }
        var children = new List<WebMElement>();
        var at = Body;
        while (at < end)
        {
            if (!bytes.TakeParts(1) || At(bytes, at, end) is not { End: { } after } child)
            {
                return null;
            }
            children.Add(child);
            at = after;
        }
        return children;
    }

    /// <summary>Its body as an unsigned number; one that does not fit is as large as any.</summary>
    public long Number(FileBytes bytes)
    {
        var value = 0L;
        for (var at = Body; at < End; at++)
        {
            if (value > long.MaxValue >> 8)
            {
                return long.MaxValue;
            }
            value = (value << 8) | (bytes.Byte(at) ?? 0);
        }
        return value;
    }

    /// <summary>A number whose first byte says how many bytes it has; all ones means unknown.</summary>
    private static (long? Value, int Bytes)? Number(FileBytes bytes, long at, int bytesMax, bool keepsMarker)
    {
        if (bytes.Byte(at) is not { } first || first == 0)
        {
            return null;
        }
        var count = 1;
        while ((first & (0x80 >> (count - 1))) == 0)
        {
            count++;
        }
        if (count > bytesMax)
        {
            return null;
        }
        var value = keepsMarker ? first : (long)(first & (0xFF >> count));
        var isUnknown = (first | (0xFF << (8 - count)) & 0xFF) == 0xFF;
        for (var i = 1; i < count; i++)
        {
            if (bytes.Byte(at + i) is not { } next)
            {
                return null;
            }
            value = (value << 8) | next;
            isUnknown &= next == 0xFF;
        }
        return (isUnknown && !keepsMarker ? null : value, count);
    }
}
