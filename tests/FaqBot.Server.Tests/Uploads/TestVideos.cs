using System.Buffers.Binary;
using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>Videos with a whole structure and pictures that are none: nothing of ours decodes them.</summary>
internal static class TestVideos
{
    public static readonly byte[] Pictures = [.. Enumerable.Range(1, 40).Select(n => (byte)n)];

    /// <summary>A video with one track of pictures.</summary>
    /// <param name="brand">Of the container.</param>
    /// <param name="inMovie">Further boxes of the movie.</param>
    /// <param name="top">Further boxes at the end.</param>
    /// <param name="inTrack">Further boxes of the track.</param>
    /// <param name="created">Time of recording.</param>
    public static byte[] Mp4(string brand = "isom", byte[]? inMovie = null, byte[]? top = null, byte[]? inTrack = null, int created = 0) =>
    [
        .. FileType(brand),
        .. Movie(created, [.. Track("vide", 0, inTrack, created), .. inMovie ?? []]),
        .. Box("mdat", Pictures),
        .. top ?? [],
    ];

    /// <summary>Pictures, and behind them a track of positions whose two samples are the words of <see cref="TestFiles.Secret"/>.</summary>
    public static byte[] Mp4WithPositions()
    {
        var secret = Encoding.ASCII.GetBytes(TestFiles.Secret);
        var half = secret.Length / 2;
        var head = FileType("isom");
        var movie = MovieOf(0);
        movie = MovieOf(head.Length + movie.Length + 8 + Pictures.Length);
        return [.. head, .. movie, .. Box("mdat", [.. Pictures, .. secret])];

        byte[] MovieOf(int offset) =>
            Movie(0, [.. Track("vide", 0), .. Track("meta", 0, tables: Tables([half, secret.Length - half], offset))]);
    }

    public static byte[] FileType(string brand) =>
        Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. Encoding.ASCII.GetBytes(brand)]);

    public static byte[] Box(string name, params byte[][] body)
    {
        byte[] content = [.. body.SelectMany(part => part)];
        return [.. BigEndian(content.Length + 8), .. Encoding.Latin1.GetBytes(name), .. content];
    }

    public static byte[] Movie(int created, byte[] boxes) => Box("moov", Header("mvhd", created, 100), boxes);

    /// <param name="kind">What its handler says.</param>
    /// <param name="width">Of its pictures.</param>
    /// <param name="further">Boxes at its end.</param>
    /// <param name="created">Time of recording.</param>
    /// <param name="tables">Of its samples.</param>
    public static byte[] Track(string kind, int width, byte[]? further = null, int created = 0, byte[]? tables = null)
    {
        var header = Header("tkhd", created, 84);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(8 + 76), (short)width);
        BinaryPrimitives.WriteInt16BigEndian(header.AsSpan(8 + 80), (short)width);
        return Box(
            "trak",
            header,
            Box(
                "mdia",
                Header("mdhd", created, 24),
                Box("hdlr", new byte[8], Encoding.ASCII.GetBytes(kind), new byte[13]),
                Box("minf", Box("stbl", tables ?? Tables([Pictures.Length], 0)))),
            further ?? []);
    }

    /// <summary>All samples in one chunk.</summary>
    public static byte[] Tables(int[] sizes, int offset) =>
    [
        .. Box("stsc", Numbers(0, 1, 1, sizes.Length, 1)),
        .. Box("stsz", Numbers([0, 0, sizes.Length, .. sizes])),
        .. Box("stco", Numbers(0, 1, offset)),
    ];

    /// <summary>A video with one track of pictures.</summary>
    /// <param name="isLive">As a browser records it: without lengths.</param>
    /// <param name="inInfo">Further elements that describe it.</param>
    /// <param name="inSegment">Further elements before the pictures.</param>
    /// <param name="trackKind">1 for pictures.</param>
    public static byte[] WebM(bool isLive = false, byte[]? inInfo = null, byte[]? inSegment = null, byte trackKind = 1)
    {
        var cluster = new[] { Element(0xE7, [0]), Element(0xA3, [0x81, 0, 0, 0x80, .. Pictures]) }.SelectMany(part => part).ToArray();
        byte[] content =
        [
            .. Element(0x1549A966, [.. Element(0x2AD7B1, [0x0F, 0x42, 0x40]), .. inInfo ?? []]),
            .. Element(0x1654AE6B, Element(0xAE, [
                .. Element(0xD7, [1]),
                .. Element(0x83, [trackKind]),
                .. Element(0xE0, [.. Element(0xB0, [16]), .. Element(0xBA, [16])]),
            ])),
            .. inSegment ?? [],
            .. isLive ? [.. Unbounded(0x1F43B675), .. cluster, .. Unbounded(0x1F43B675), .. cluster] : Element(0x1F43B675, cluster),
        ];
        return
        [
            .. Element(0x1A45DFA3, Element(0x4282, [.. "webm"u8])),
            .. isLive ? [.. Unbounded(0x18538067), .. content] : Element(0x18538067, content),
        ];
    }

    public static byte[] Element(uint id, byte[] body) =>
        [.. BigEndian((int)id).SkipWhile(part => part == 0), 0x10, .. BigEndian(body.Length)[1..], .. body];

    private static byte[] Unbounded(uint id) => [.. BigEndian((int)id), 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    private static byte[] Header(string name, int created, int length)
    {
        var body = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), created);
        return Box(name, body);
    }

    private static byte[] Numbers(params int[] values) => [.. values.SelectMany(BigEndian)];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
