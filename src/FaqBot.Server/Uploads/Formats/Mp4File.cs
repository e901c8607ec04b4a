using System.Collections.Frozen;

namespace FaqBot.Server;

/// <summary>MP4 and MOV. Their parts name each other by offset, so what is cut becomes a <c>free</c> box of the same length, full of zeros:
/// places, texts, times, private boxes, and whole tracks that are neither picture nor sound (cameras keep positions there). What stands
/// behind the last box is left out.</summary>
internal sealed class Mp4File(FileBytes bytes)
{
    private const string Top = "file";
    private const string Picture = "vide";
    private const string Sound = "soun";

    private static readonly FrozenSet<string> StillBrands =
        FrozenSet.Create("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");

    /// <summary>What may stand in a box that holds boxes; all else in it is cut.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Needed = new Dictionary<string, FrozenSet<string>>
    {
        [Top] = FrozenSet.Create("ftyp", "styp", "mdat", "moov", "moof", "mfra", "sidx", "ssix", "pdin", "wide"),
        ["moov"] = FrozenSet.Create("mvhd", "trak", "mvex", "iods"),
        ["trak"] = FrozenSet.Create("tkhd", "tref", "edts", "mdia", "tapt", "clip", "load", "trgr"),
        ["mdia"] = FrozenSet.Create("mdhd", "hdlr", "minf", "elng"),
        ["minf"] = FrozenSet.Create("vmhd", "smhd", "gmhd", "nmhd", "hdlr", "dinf", "stbl"),
        ["stbl"] = FrozenSet.Create(
            "stsd", "stts", "ctts", "cslg", "stss", "stps", "stsh", "stsc", "stsz", "stz2", "stco", "co64", "sdtp", "sbgp", "sgpd",
            "subs", "saiz", "saio", "padb"),
        ["moof"] = FrozenSet.Create("mfhd", "traf"),
        ["traf"] = FrozenSet.Create("tfhd", "tfdt", "trun", "sdtp", "sbgp", "sgpd", "subs", "saiz", "saio", "senc"),
    }.ToFrozenDictionary();

    /// <summary>Known at the top, and cut. Any other strange box there is no part of the file any more.</summary>
    private static readonly FrozenSet<string> CutAtTop =
        FrozenSet.Create("free", "skip", "udta", "meta", "uuid", "emsg", "prft", "pnot", "PICT");

    private static readonly byte[] FreeName = "free"u8.ToArray();

    private readonly Overlay overlay = new(bytes);
    private IReadOnlyList<Mp4Box> data = [];
    private bool hasPicture;
    private bool hasCutTrack;
    private bool isTooLarge;

    public Inspection Inspect()
    {
        if (Mp4Box.At(bytes, 0, bytes.Length) is not { Name: "ftyp" } type)
        {
            return Inspection.Damaged;
        }
        var brand = bytes.Letters(type.Body);
        if (StillBrands.Contains(brand))
        {
            return Inspection.Heic;
        }
        var boxes = FindBoxes();
        data = [.. boxes.Where(box => box.Name == "mdat")];
        if (data.Count == 0 || !boxes.All(box => Take(box, Top)) || !hasPicture)
        {
            return Inspection.Damaged;
        }
        if (isTooLarge)
        {
            return Inspection.TooLarge;
        }
        return hasCutTrack && boxes.Any(box => box.Name == "moof")
            ? Inspection.Unreadable
            : new Inspection.Accepted(brand == "qt  " ? FileType.QuickTime : FileType.Mp4, overlay.Pieces(boxes[^1].End));
    }

    /// <summary>The boxes at the top; none when one of them is cut off, or there is no end of them.</summary>
    private List<Mp4Box> FindBoxes()
    {
        var found = new List<Mp4Box>();
        var at = 0L;
        while (Mp4Box.At(bytes, at, bytes.Length) is { } box && (Needed[Top].Contains(box.Name) || CutAtTop.Contains(box.Name)))
        {
            if (!bytes.TakeParts(1))
            {
                return [];
            }
            found.Add(box);
            at = box.End;
        }
        return Needed[Top].Contains(bytes.Letters(at + 4)) ? [] : found;
    }

    /// <summary>Keeps or cuts a box and all that is in it; false when it is damaged.</summary>
    private bool Take(Mp4Box box, string parent)
    {
        if (!Needed[parent].Contains(box.Name))
        {
            Cut(box);
            return true;
        }
        if (box.Name is "mvhd" or "tkhd" or "mdhd")
        {
            return TakeHeader(box);
        }
        if (box.Name == "trak" && !IsShown(box))
        {
            return CutTrack(box);
        }
        return !Needed.ContainsKey(box.Name) || (box.Children(bytes)?.All(child => Take(child, box.Name)) ?? false);
    }

    /// <summary>Whether a track is picture or sound.</summary>
    private bool IsShown(Mp4Box track)
    {
        var handler = track.Child(bytes, "mdia")?.Child(bytes, "hdlr");
        var kind = handler is null ? "" : bytes.Letters(handler.Body + 8);
        if (kind == Picture)
        {
            hasPicture = true;
            Measure(track);
        }
        return kind is Picture or Sound;
    }

    /// <summary>How large its pictures are, whatever size they are shown in.</summary>
    private void Measure(Mp4Box track)
    {
        if (track.Child(bytes, "mdia")?.Child(bytes, "minf")?.Child(bytes, "stbl")?.Child(bytes, "stsd") is not { } kinds)
        {
            return;
        }
        var at = kinds.Body + 8;
        while (bytes.TakeParts(1) && Mp4Box.At(bytes, at, kinds.End) is { } kind)
        {
            isTooLarge |= IsTooLarge(kind.Body + 24, bytesApart: 2);
            at = kind.End;
        }
    }

    /// <param name="width">Where it stands.</param>
    /// <param name="bytesApart">From there to the height.</param>
    private bool IsTooLarge(long width, int bytesApart) =>
        Inspection.OfSize(bytes.BigEndian16(width) ?? 0, bytes.BigEndian16(width + bytesApart) ?? 0) == Inspection.TooLarge;

    /// <summary>The times of recording; and the size on screen, which tells how large the pictures are.</summary>
    private bool TakeHeader(Mp4Box header)
    {
        var isLong = bytes.Byte(header.Body) == 1;
        var timesLength = isLong ? 16 : 8;
        if (header.BodyLength < 4 + timesLength)
        {
            return false;
        }
        if (!bytes.IsBlank(header.Body + 4, timesLength))
        {
            overlay.Blank(header.Body + 4, timesLength);
        }
        if (header.Name == "tkhd")
        {
            isTooLarge |= IsTooLarge(header.Body + (isLong ? 88 : 76), bytesApart: 4);
        }
        return true;
    }

    private void Cut(Mp4Box box)
    {
        if (box.Name != "free")
        {
            overlay.Write(box.Start + 4, FreeName);
        }
        if (!bytes.IsBlank(box.Body, box.BodyLength))
        {
            overlay.Blank(box.Body, box.BodyLength);
        }
    }

    /// <summary>The track, and what it says: that lies elsewhere in the file.</summary>
    private bool CutTrack(Mp4Box track)
    {
        hasCutTrack = true;
        if (Mp4Samples.Of(bytes, track) is not { } samples || !samples.All(sample => IsData(sample.Offset, sample.Length)))
        {
            return false;
        }
        foreach (var (offset, length) in samples)
        {
            overlay.Blank(offset, length);
        }
        Cut(track);
        return true;
    }

    private bool IsData(long offset, long length) =>
        length == 0 || (DataFrom(offset) is { } box && offset >= box.Body && offset + length <= box.End);

    /// <summary>The last box of data that begins at or before an offset; they are in the file's order.</summary>
    private Mp4Box? DataFrom(long offset)
    {
        var (before, after) = (-1, data.Count);
        while (after - before > 1)
        {
            var middle = (before + after) / 2;
            (before, after) = data[middle].Start <= offset ? (middle, after) : (before, middle);
        }
        return before >= 0 ? data[before] : null;
    }
}
