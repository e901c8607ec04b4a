namespace FaqBot.Server;

/// <summary>Where the samples of a track lie in the file: chunks at stated offsets, each with a number of samples of stated
/// sizes.</summary>
internal sealed class Mp4Samples
{
    private const int TableHeadBytes = 8;
    private const int SizesHeadBytes = 12;
    private const int GroupBytes = 12;

    private readonly FileBytes bytes;
    private readonly Mp4Box groups;
    private readonly Mp4Box sizes;
    private readonly Mp4Box offsets;
    private readonly int offsetBytes;
    private readonly long groupCount;
    private long group;

    private Mp4Samples(FileBytes bytes, Mp4Box groups, Mp4Box sizes, Mp4Box offsets)
    {
        this.bytes = bytes;
        this.groups = groups;
        this.sizes = sizes;
        this.offsets = offsets;
        offsetBytes = offsets.Name == "co64" ? sizeof(ulong) : sizeof(uint);
        groupCount = Count(groups, GroupBytes);
    }

    /// <summary>Offset and length of each chunk; null when the tables are damaged or huge.</summary>
    public static IReadOnlyList<(long Offset, long Length)>? Of(FileBytes bytes, Mp4Box track)
    {
        var tables = track.Child(bytes, "mdia")?.Child(bytes, "minf")?.Child(bytes, "stbl");
        var offsets = tables?.Child(bytes, "stco") ?? tables?.Child(bytes, "co64");
        return offsets is not null && tables?.Child(bytes, "stsc") is { } groups && tables.Child(bytes, "stsz") is { } sizes
            ? new Mp4Samples(bytes, groups, sizes, offsets).Chunks()
            : null;
    }

    private List<(long Offset, long Length)>? Chunks()
    {
        var count = Count(offsets, offsetBytes);
        if (!bytes.TakeParts(count))
        {
            return null;
        }
        var chunks = new List<(long, long)>();
        var sample = 0L;
        for (var chunk = 0L; chunk < count; chunk++)
        {
            if (SamplesIn(chunk) is not { } samples || LengthOf(sample, samples) is not { } length)
            {
                return null;
            }
            chunks.Add((OffsetOf(chunk), length));
            sample += samples;
        }
        return chunks;
    }

    /// <summary>As many entries as are stated, and there.</summary>
    private long Count(Mp4Box table, int entryBytes) =>
        Math.Max(0, Math.Min(bytes.BigEndian32(table.Body + 4) ?? 0, (table.BodyLength - TableHeadBytes) / entryBytes));

    private long OffsetOf(long chunk)
    {
        var at = offsets.Body + TableHeadBytes + (chunk * offsetBytes);
        return offsetBytes == sizeof(uint) ? bytes.BigEndian32(at) ?? 0 : (long)Math.Min(bytes.BigEndian64(at) ?? 0, (ulong)bytes.Length);
    }

    /// <summary>Asked for in order: a group of chunks goes on until the next begins.</summary>
    private long? SamplesIn(long chunk)
    {
        while (group + 1 < groupCount && bytes.BigEndian32(GroupAt(group + 1)) <= chunk + 1)
        {
            group++;
        }
        return group < groupCount ? bytes.BigEndian32(GroupAt(group) + 4) : null;
    }

    /// <summary>Of so many samples from <paramref name="first"/> on; null when there are not as many.</summary>
    private long? LengthOf(long first, long count)
    {
        if (bytes.BigEndian32(sizes.Body + 4) is not { } common || bytes.BigEndian32(sizes.Body + 8) is not { } all || first + count > all)
        {
            return null;
        }
        if (common > 0)
        {
            return count <= bytes.Length / common ? common * count : null;
        }
        var from = sizes.Body + SizesHeadBytes + (first * sizeof(uint));
        var until = from + (count * sizeof(uint));
        if (until > sizes.End)
        {
            return null;
        }
        var length = 0L;
        for (var at = from; at < until; at += sizeof(uint))
        {
            length += bytes.BigEndian32(at) ?? 0;
        }
        return length;
    }

    private long GroupAt(long index) => groups.Body + TableHeadBytes + (index * GroupBytes);
}
