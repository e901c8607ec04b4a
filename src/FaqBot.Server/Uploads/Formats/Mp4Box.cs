namespace FaqBot.Server;

/// <summary>One box of the ISO base media format (ISO/IEC 14496-12) and of QuickTime: a length, a name, a body.</summary>
/// <param name="Name">Four letters.</param>
/// <param name="Start">Where its length stands.</param>
/// <param name="Body">Behind length and name.</param>
/// <param name="End">Behind the box.</param>
internal sealed record Mp4Box(string Name, long Start, long Body, long End)
{
    private const int HeadBytes = 8;
    private const int LongHeadBytes = 16;
    private const long FarAway = long.MaxValue / 2;

    public long BodyLength => End - Body;

    /// <summary>The box at <paramref name="at"/>; null where none fits before <paramref name="end"/>.</summary>
    public static Mp4Box? At(FileBytes bytes, long at, long end)
    {
        if (at + HeadBytes > end || bytes.BigEndian32(at) is not { } stated)
        {
            return null;
        }
        var (length, head) = stated switch
        {
            0 => (end - at, HeadBytes),
            1 => ((long)Math.Min(bytes.BigEndian64(at + HeadBytes) ?? 0, FarAway), LongHeadBytes),
            _ => (stated, HeadBytes),
        };
        return length >= head && length <= end - at ? new Mp4Box(bytes.Letters(at + 4), at, at + head, at + length) : null;
    }

    /// <summary>The boxes in its body; null when they do not fill it. Four zeros at the end of a list are QuickTime's.</summary>
    public IReadOnlyList<Mp4Box>? Children(FileBytes bytes)
    {
        var children = new List<Mp4Box>();
        var at = Body;
        while (at < End && !(End - at == sizeof(uint) && bytes.BigEndian32(at) == 0))
        {
            if (!bytes.TakeParts(1) || At(bytes, at, End) is not { } child)
            {
                return null;
            }
            children.Add(child);
            at = child.End;
        }
        return children;
    }

    /// <summary>The first box of that name in its body.</summary>
    public Mp4Box? Child(FileBytes bytes, string name) => Children(bytes)?.FirstOrDefault(box => box.Name == name);
}
