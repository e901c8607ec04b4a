using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>Small real pictures, byte by byte: a browser shows them.</summary>
internal static class TestFiles
{
    /// <summary>Where a photo was taken, as it must not be handed on.</summary>
    public const string Secret = "52.2297N 21.0122E";

    /// <summary>Grey, of so many blocks of 8 by 8 pixels side by side.</summary>
    /// <param name="segments">Between the beginning and the tables.</param>
    /// <param name="blocks">At most 32.</param>
    /// <param name="behind">After the end.</param>
    public static byte[] Jpeg(byte[]? segments = null, int blocks = 2, byte[]? behind = null)
    {
        var tables = Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        var frame = Segment(0xC0, [8, 0, 8, (byte)(blocks * 8 >> 8), (byte)(blocks * 8), 1, 1, 0x11, 0]);
        // One code of one bit in each table: "no difference" and "end of block".
        byte[] codes = [1, .. new byte[15], 0];
        byte[] scan =
        [
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. new byte[blocks / 4],
            .. blocks % 4 == 0 ? [] : new[] { (byte)(0xFF >> (blocks % 4 * 2)) },
        ];
        return
        [
            0xFF, 0xD8, .. segments ?? [], .. tables, .. frame, .. Segment(0xC4, [0x00, .. codes]), .. Segment(0xC4, [0x10, .. codes]),
            .. scan, 0xFF, 0xD9, .. behind ?? [],
        ];
    }

    public static byte[] Segment(byte marker, byte[] body) =>
        [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    public static byte[] Jfif() => Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    /// <summary>Exif data with an orientation and, in a text, a place.</summary>
    public static byte[] Tiff(int orientation, bool isLittleEndian = true)
    {
        var place = Encoding.ASCII.GetBytes(Secret + '\0');
        const int Entries = 2;
        const int Data = 8 + 2 + (Entries * 12) + 4;
        return
        [
            .. isLittleEndian ? "II*\0"u8 : "MM\0*"u8, .. Number(8), .. Short(Entries),
            .. Short(0x010E), .. Short(2), .. Number(place.Length), .. Number(Data),
            .. Short(0x0112), .. Short(3), .. Number(1), .. Short(orientation), .. Short(0),
            .. Number(0), .. place,
        ];

        byte[] Number(int value)
        {
            var bytes = BitConverter.GetBytes(value);
            return isLittleEndian ? bytes : [.. bytes.Reverse()];
        }

        byte[] Short(int value) => isLittleEndian ? [(byte)value, (byte)(value >> 8)] : [(byte)(value >> 8), (byte)value];
    }

    public static byte[] Exif(int orientation, bool isLittleEndian = true) =>
        Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation, isLittleEndian)]);

    public static byte[] Xmp() => Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0<x>{Secret}</x>"));

    /// <summary>Red.</summary>
    /// <param name="chunks">Between the header and the picture.</param>
    /// <param name="width">Announced; the picture has one pixel.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="behind">After the end.</param>
    public static byte[] Png(byte[]? chunks = null, int width = 1, int height = 1, byte[]? behind = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        using var data = new MemoryStream();
        using (var zip = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write([0, 255, 0, 0]);
        }
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header), .. chunks ?? [],
            .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", []), .. behind ?? [],
        ];
    }

    public static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        return [.. BigEndian(body.Length), .. named, .. BigEndian(unchecked((int)Crc(named)))];
    }

    /// <summary>One white pixel.</summary>
    /// <param name="extensions">Before the picture.</param>
    /// <param name="behind">After the end.</param>
    public static byte[] Gif(byte[]? extensions = null, byte[]? behind = null) =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, .. extensions ?? [],
        0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B, .. behind ?? [],
    ];

    public static byte[] GifExtension(byte label, params byte[][] blocks) =>
        [0x21, label, .. blocks.SelectMany(block => new[] { [(byte)block.Length], block }).SelectMany(part => part), 0];

    public static byte[] GifLoop() => GifExtension(0xFF, [.. "NETSCAPE2.0"u8], [1, 0, 0]);

    /// <summary>One pixel, in the simple form.</summary>
    public static byte[] WebP() => Riff(WebPPicture);

    /// <summary>One pixel, in the extended form.</summary>
    public static byte[] WebPExtended(byte flags, byte[] chunks, byte[]? behind = null) =>
        [.. Riff([.. RiffChunk("VP8X", [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. WebPPicture, .. chunks]), .. behind ?? []];

    public static byte[] RiffChunk(string name, byte[] body) =>
        [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(body.Length), .. body, .. new byte[body.Length & 1]];

    private static byte[] WebPPicture => Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")[12..];

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var bit in bytes.SelectMany(value => Enumerable.Range(0, 8).Select(index => (uint)(value >> index) & 1)))
        {
            sum = (sum >> 1) ^ (((sum ^ bit) & 1) * 0xEDB88320);
        }
        return ~sum;
    }
}
