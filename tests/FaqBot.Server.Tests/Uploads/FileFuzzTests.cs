using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

/// <summary>Whatever bytes come: no exception, no endless walk, and what is kept of a file is a file of the same type that
/// has no metadata.</summary>
public sealed class FileFuzzTests
{
    private static readonly byte[][] Files =
    [
        TestFiles.Jpeg([.. TestFiles.Jfif(), .. TestFiles.Exif(6), .. TestFiles.Xmp()]),
        TestFiles.Jpeg(TestFiles.Exif(3, isLittleEndian: false), behind: [.. "PK"u8]),
        TestFiles.Png([.. TestFiles.Chunk("eXIf", TestFiles.Tiff(8)), .. TestFiles.Chunk("tEXt", [1, 2, 3])]),
        TestFiles.Gif([.. TestFiles.GifLoop(), .. TestFiles.GifExtension(0xFE, [1, 2, 3])]),
        TestFiles.WebP(),
        TestFiles.WebPExtended(0x2C, [.. TestFiles.RiffChunk("EXIF", TestFiles.Tiff(6)), .. TestFiles.RiffChunk("XMP ", [1, 2, 3])]),
        TestVideos.Mp4("qt  ", inMovie: TestVideos.Box("udta", [1, 2, 3]), top: TestVideos.Box("meta", [4, 5, 6]), created: 9),
        TestVideos.Mp4WithPositions(),
        TestVideos.WebM(inInfo: TestVideos.Element(0x7BA9, [.. "title"u8]), inSegment: TestVideos.Element(0x1254C367, new byte[20])),
        TestVideos.WebM(isLive: true),
    ];

    private static readonly FileType[] Others = [FileType.Pdf, FileType.PlainText];

    /// <summary>Some bytes of a real file changed, some cut out, some put in.</summary>
    private static Arbitrary<byte[]> Mutated { get; } = (
        from file in Gen.Elements(Files)
        from changes in Gen.Choose(1, 6)
        from places in Gen.ArrayOf(Gen.Choose(0, file.Length - 1), changes)
        from kinds in Gen.ArrayOf(Gen.Choose(0, 3), changes)
        from values in Gen.ArrayOf(Gen.Frequency((2, Gen.Choose(0, 255)), (1, Gen.Elements(0, 1, 0x7F, 0x80, 0xFF))), changes)
        select Mutate(file, places, kinds, values)).ToArbitrary();

    [Fact]
    public void Any_bytes_are_taken_or_refused() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes => Inspected.Of(bytes ?? [], Others) is not null));

    [Fact]
    public void Any_bytes_behind_a_beginning_that_is_known_are_taken_or_refused() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements(Files).Select(file => file[..Math.Min(file.Length, 16)]).ToArbitrary(),
        ArbMap.Default.ArbFor<byte[]>(), (head, tail) => IsSound([.. head, .. tail])));

    [Fact]
    public void What_is_kept_of_a_changed_file_is_a_file_of_its_type_that_nothing_more_can_be_cut_from() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Mutated, IsSound));

    [Fact]
    public void What_is_kept_is_read_alike_in_pieces_of_any_length()
    {
        var pieces = from file in Gen.Elements(Files) from length in Gen.Choose(1, 400) select (file, length);

        Check.QuickThrowOnFailure(Prop.ForAll(pieces.ToArbitrary(), sample =>
        {
            var accepted = Assert.IsType<Inspection.Accepted>(Inspected.Of(sample.file));
            return Inspected.Kept(sample.file, accepted, sample.length).AsSpan().SequenceEqual(Inspected.Kept(sample.file, accepted, 1));
        }));
    }

    private static bool IsSound(byte[] file)
    {
        if (Inspected.Of(file) is not Inspection.Accepted accepted)
        {
            return true;
        }
        var kept = Inspected.Kept(file, accepted);
        return Inspected.Of(kept) is Inspection.Accepted again
            && again.Type == accepted.Type
            && Inspected.Kept(kept, again).AsSpan().SequenceEqual(kept);
    }

    private static byte[] Mutate(byte[] file, int[] places, int[] kinds, int[] values)
    {
        var bytes = file.ToList();
        foreach (var ((place, kind), value) in places.Zip(kinds).Zip(values))
        {
            var at = Math.Min(place, bytes.Count - 1);
            switch (kind)
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(1 + (value % 8), bytes.Count - at - 1));
                    break;
                case 1:
                    bytes.Insert(at, (byte)value);
                    break;
                default:
                    bytes[at] = (byte)value;
                    break;
            }
        }
        return [.. bytes];
    }
}
