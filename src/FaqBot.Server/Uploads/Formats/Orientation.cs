using System.Buffers.Binary;

namespace FaqBot.Server;

/// <summary>Which side of a photo is up: the one thing of its Exif data that is kept, because without it the photo lies on its
/// side.</summary>
internal static class Orientation
{
    /// <summary>Up is up.</summary>
    public const int Upright = 1;

    private const int Last = 8;
    private const ushort Tag = 0x0112;
    private const ushort ShortType = 3;
    private const int EntryBytes = 12;

    /// <summary>1 to 8, as Exif counts them; <see cref="Upright"/> where it is not stated or makes no sense.</summary>
    /// <param name="tiff">Exif data from its byte order on.</param>
    public static int Of(ReadOnlySpan<byte> tiff)
    {
        bool? isLittleEndian = tiff switch
        {
            [(byte)'I', (byte)'I', 42, 0, ..] => true,
            [(byte)'M', (byte)'M', 0, 42, ..] => false,
            _ => null,
        };
        if (isLittleEndian is not { } little || tiff.Length < 8)
        {
            return Upright;
        }
        var directory = Number32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return Upright;
        }
        var entries = tiff[(int)directory..];
        var count = Number16(entries, little);
        entries = entries[2..];
        for (var i = 0; i < count && entries.Length >= EntryBytes; i++, entries = entries[EntryBytes..])
        {
            if (Number16(entries, little) == Tag)
            {
                var value = Number16(entries[2..], little) == ShortType ? Number16(entries[8..], little) : Upright;
                return value is > Upright and <= Last ? value : Upright;
            }
        }
        return Upright;
    }

    /// <summary>Exif data that states nothing else.</summary>
    public static byte[] Tiff(int orientation) =>
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static uint Number32(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ushort Number16(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
