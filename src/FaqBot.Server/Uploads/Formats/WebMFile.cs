using System.Collections.Frozen;

namespace FaqBot.Server;

/// <summary>WebM. What is cut becomes a <c>Void</c> element of the same length, full of zeros: tags, attachments, chapters, titles and
/// dates. What a browser records has no lengths (it could not know them), so a cluster may go on until the next one. What stands behind the
/// end is left out.</summary>
internal sealed class WebMFile(FileBytes bytes)
{
    private const uint DocumentType = 0x4282;
    private const uint Segment = 0x18538067;
    private const uint SeekHead = 0x114D9B74;
    private const uint Info = 0x1549A966;
    private const uint Tracks = 0x1654AE6B;
    private const uint Cues = 0x1C53BB6B;
    private const uint Cluster = 0x1F43B675;
    private const uint Track = 0xAE;
    private const uint TrackKind = 0x83;
    private const uint TrackName = 0x536E;
    private const uint VideoSettings = 0xE0;
    private const uint Width = 0xB0;
    private const uint Height = 0xBA;
    private const uint Void = 0xEC;
    private const uint Checksum = 0xBF;
    private const int VoidHeadBytes = 9;
    private const int PictureTrack = 1;
    private const int SoundTrack = 2;

    /// <summary>Time scale, length, and which programs made it.</summary>
    private static readonly FrozenSet<uint> NeededInfo = FrozenSet.Create<uint>(0x2AD7B1, 0x4489, 0x4D80, 0x5741);

    private static readonly FrozenSet<uint> InCluster = FrozenSet.Create<uint>(0xE7, 0xA3, 0xA0, 0xA7, 0xAB, 0xAF, 0x5854, Void, Checksum);

    private readonly Overlay overlay = new(bytes);
    private bool hasPicture;
    private bool hasCluster;
    private bool hasStrangeTrack;
    private bool isTooLarge;

    public Inspection Inspect()
    {
        if (WebMElement.At(bytes, 0, bytes.Length) is not { End: { } afterHead } head || !IsWebM(head))
        {
            return Inspection.Unknown;
        }
        if (WebMElement.At(bytes, afterHead, bytes.Length) is not { Id: Segment } segment
            || Walk(segment) is not { } end
            || !hasCluster
            || !hasPicture)
        {
            return Inspection.Damaged;
        }
        if (isTooLarge)
        {
            return Inspection.TooLarge;
        }
        return hasStrangeTrack ? Inspection.Unreadable : new Inspection.Accepted(FileType.WebM, overlay.Pieces(end));
    }

    private bool IsWebM(WebMElement head) =>
        head.Children(bytes)?.FirstOrDefault(element => element.Id == DocumentType) is { } type
        && bytes.Read(type.Body, 16)
            .AsSpan(0, (int)Math.Min(16, (type.End ?? type.Body) - type.Body))
            .TrimEnd((byte)0).SequenceEqual("webm"u8);

    /// <summary>Where the segment ends; null when it is damaged.</summary>
    private long? Walk(WebMElement segment)
    {
        var at = segment.Body;
        var end = segment.End ?? bytes.Length;
        while (at < end)
        {
            var element = WebMElement.At(bytes, at, end);
            if (segment.End is null && hasCluster && (element is null || !IsPartOfSegment(element.Id)))
            {
                return at;
            }
            if (element is null || !bytes.TakeParts(1) || EndOf(element, end) is not { } after || !Take(element, after))
            {
                return null;
            }
            at = after;
        }
        return end;
    }

    private static bool IsPartOfSegment(uint id) =>
        id is SeekHead or Info or Tracks or Cues or Cluster or Void or Checksum or 0x1254C367 or 0x1941A469 or 0x1043A770;

    /// <summary>A cluster without a length ends where something begins that no cluster holds.</summary>
    private long? EndOf(WebMElement element, long end)
    {
        if (element is not { Id: Cluster, End: null })
        {
            return element.End;
        }
        var at = element.Body;
        while (WebMElement.At(bytes, at, end) is { End: { } after } part && InCluster.Contains(part.Id))
        {
            at = after;
        }
        return at;
    }

    private bool Take(WebMElement element, long end)
    {
        switch (element.Id)
        {
            case Cluster:
                hasCluster = true;
                return TakeCluster(element, end);
            case SeekHead or Cues:
                return true;
            case Tracks:
                return TakeParts(element, TakeTrack);
            case Info:
                return TakeParts(element, part => NeededInfo.Contains(part.Id) || part.Id == Checksum ? Taken.Whole : Cut(part));
            default:
                Cut(element);
                return true;
        }
    }

    /// <summary>Pictures and sound stay. Room is emptied, and what is strange becomes room; the checksum over them, which comes first,
    /// goes.</summary>
    private bool TakeCluster(WebMElement cluster, long end)
    {
        var isChanged = false;
        for (var at = cluster.Body; at < end;)
        {
            if (WebMElement.At(bytes, at, end) is not { End: { } after } part)
            {
                return false;
            }
            isChanged |= (part.Id == Void || !InCluster.Contains(part.Id)) && Cut(part) == Taken.Changed;
            at = after;
        }
        if (isChanged && WebMElement.At(bytes, cluster.Body, end) is { Id: Checksum } checksum)
        {
            Cut(checksum);
        }
        return true;
    }

    /// <summary>A part's checksum goes once the part is changed.</summary>
    private bool TakeParts(WebMElement parent, Func<WebMElement, Taken> take)
    {
        if (parent.Children(bytes) is not { } parts)
        {
            return false;
        }
        var results = parts.Select(take).ToList();
        if (results.Contains(Taken.Changed) && parts is [{ Id: Checksum } checksum, ..])
        {
            Cut(checksum);
        }
        return !results.Contains(Taken.Damaged);
    }

    private Taken TakeTrack(WebMElement track)
    {
        if (track.Id != Track)
        {
            return track.Id == Checksum ? Taken.Whole : Cut(track);
        }
        if (track.Children(bytes) is not { } parts)
        {
            return Taken.Damaged;
        }
        var kind = parts.FirstOrDefault(part => part.Id == TrackKind)?.Number(bytes) ?? 0;
        hasPicture |= kind == PictureTrack;
        hasStrangeTrack |= kind is not (PictureTrack or SoundTrack);
        foreach (var settings in parts.Where(part => part.Id == VideoSettings))
        {
            Measure(settings);
        }
        var named = parts.Where(part => part.Id == TrackName).Select(Cut).ToList();
        return named.Contains(Taken.Changed) ? Taken.Changed : Taken.Whole;
    }

    private void Measure(WebMElement settings)
    {
        var sides = settings.Children(bytes) ?? [];
        isTooLarge |= Inspection.OfSize(SideOf(Width), SideOf(Height)) == Inspection.TooLarge;

        long SideOf(uint id) => sides.Where(side => side.Id == id).Select(side => side.Number(bytes)).DefaultIfEmpty().Max();
    }

    /// <summary>Puts nothing in its place, of the same length.</summary>
    private Taken Cut(WebMElement element)
    {
        var length = (element.End ?? element.Body) - element.Start;
        if (element.Id == Void)
        {
            var isBlank = bytes.IsBlank(element.Body, length - (element.Body - element.Start));
            overlay.Blank(element.Body, isBlank ? 0 : length - (element.Body - element.Start));
            return isBlank ? Taken.Whole : Taken.Changed;
        }
        if (length < VoidHeadBytes)
        {
            overlay.Write(element.Start, [(byte)Void, (byte)(0x80 | (length - 2)), .. new byte[length - 2]]);
            return Taken.Changed;
        }
        var body = length - VoidHeadBytes;
        overlay.Write(element.Start, [(byte)Void, 0x01, 0, 0, 0, (byte)(body >> 24), (byte)(body >> 16), (byte)(body >> 8), (byte)body]);
        overlay.Blank(element.Start + VoidHeadBytes, body);
        return Taken.Changed;
    }

    private enum Taken
    {
        Whole,
        Changed,
        Damaged,
    }
}
