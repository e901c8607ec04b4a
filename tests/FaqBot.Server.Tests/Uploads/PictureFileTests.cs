using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>PNG, GIF and WebP.</summary>
public sealed class PictureFileTests
{
    [Fact]
    public void An_end_of_a_PNG_that_holds_something_is_damage()
    {
        var picture = TestFiles.Png();
        byte[] holding = [.. picture[..^12], .. TestFiles.Chunk("IEND", [1, 2, 3])];

        Assert.Equal(Inspection.Damaged, Inspected.Refused(holding));
    }

    [Fact]
    public void A_picture_of_very_many_parts_is_refused_before_they_fill_the_memory()
    {
        byte[] kept = TestFiles.GifExtension(0xF9, [0, 0, 0, 0]);
        byte[] cut = TestFiles.GifExtension(0xFE);
        byte[] extensions = [.. Enumerable.Repeat<byte[]>([.. kept, .. cut], UploadLimits.PartsMax).SelectMany(part => part)];

        Assert.Equal(Inspection.Damaged, Inspected.Refused(TestFiles.Gif(extensions)));
    }

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(TestFiles.Secret);

    public static TheoryData<string> Untouched => [.. Files.Keys];

    private static Dictionary<string, (byte[] File, FileType Type)> Files { get; } = new()
    {
        ["png"] = (TestFiles.Png(), FileType.Png),
        ["png with colours"] =
            (TestFiles.Png([.. TestFiles.Chunk("gAMA", [0, 0, 1, 1]), .. TestFiles.Chunk("pHYs", new byte[9])]), FileType.Png),
        ["gif"] = (TestFiles.Gif(), FileType.Gif),
        ["gif that moves"] = (TestFiles.Gif([.. TestFiles.GifLoop(), .. TestFiles.GifExtension(0xF9, [0, 1, 0, 0])]), FileType.Gif),
        ["webp"] = (TestFiles.WebP(), FileType.WebP),
        ["webp, extended"] = (TestFiles.WebPExtended(0x20, TestFiles.RiffChunk("ICCP", [1, 2, 3])), FileType.WebP),
    };

    [Theory]
    [MemberData(nameof(Untouched))]
    public void A_picture_without_metadata_comes_back_byte_for_byte(string name)
    {
        var (file, type) = Files[name];

        Assert.Equal(file, Inspected.Kept(file, type));
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void One_that_is_cut_off_anywhere_is_refused(string name)
    {
        var (file, _) = Files[name];

        Assert.All(Enumerable.Range(13, file.Length - 13), length => Assert.Equal(Inspection.Damaged, Inspected.Refused(file[..length])));
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void What_stands_behind_the_end_is_cut(string name)
    {
        var (file, type) = Files[name];

        Assert.Equal(file, Inspected.Kept([.. file, .. "<script>alert(1)</script>PK\u0003\u0004"u8], type));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("tIME")]
    [InlineData("eXIf")]
    [InlineData("prIv")]
    public void Texts_times_and_private_parts_of_a_png_are_cut(string chunk)
    {
        var kept = Inspected.Kept(TestFiles.Png(TestFiles.Chunk(chunk, Secret)), FileType.Png);

        Assert.Equal(TestFiles.Png(), kept);
    }

    [Fact]
    public void A_png_that_lies_on_its_side_still_says_which_side_is_up()
    {
        var kept = Inspected.Kept(TestFiles.Png(TestFiles.Chunk("eXIf", TestFiles.Tiff(6))), FileType.Png);

        Assert.Equal(TestFiles.Png(TestFiles.Chunk("eXIf", Orientation.Tiff(6))), kept);
        Assert.Equal(kept, Inspected.Kept(kept, FileType.Png));
    }

    [Fact]
    public void A_png_with_a_part_that_must_be_known_and_is_not_is_refused() =>
        Assert.Equal(Inspection.Damaged, Inspected.Refused(TestFiles.Png(TestFiles.Chunk("EVIL", Secret))));

    [Theory]
    [InlineData(40_000, 40_000)]
    [InlineData(20_001, 1)]
    [InlineData(1, -1)]
    [InlineData(10_000, 6_000)]
    public void A_png_with_too_many_pixels_is_refused_by_its_header_alone(int width, int height) =>
        Assert.Equal(Inspection.TooLarge, Inspected.Refused(TestFiles.Png(width: width, height: height)));

    [Fact]
    public void Comments_XMP_and_texts_of_a_gif_are_cut()
    {
        byte[] xmp =
        [
            0x21, 0xFF, 11,
            .. "XMP DataXMP"u8,
            .. "<x>"u8,
            .. Secret,
            1,
            .. Enumerable.Range(0, 256).Select(n => (byte)(255 - n)),
            0,
        ];
        byte[] metadata = [.. TestFiles.GifExtension(0xFE, Secret), .. xmp, .. TestFiles.GifExtension(0x01, new byte[12], Secret)];

        var kept = Inspected.Kept(TestFiles.Gif(metadata), FileType.Gif);

        Assert.Equal(TestFiles.Gif(), kept);
    }

    [Fact]
    public void A_gif_that_is_a_script_too_is_refused() =>
        Assert.Equal(Inspection.Damaged, Inspected.Refused([.. "GIF89a/*"u8, .. "\u0010\u0010\0\0*/=1;alert(1);//"u8, .. new byte[64]]));

    [Fact]
    public void A_gif_with_a_picture_far_off_the_screen_is_refused()
    {
        var gif = TestFiles.Gif();
        gif[^14] = 0xFF;
        gif[^13] = 0xFF;

        Assert.Equal(Inspection.TooLarge, Inspected.Refused(gif));
    }

    [Fact]
    public void Exif_XMP_and_the_unknown_of_a_webp_are_cut_and_its_head_is_true()
    {
        byte[] metadata =
        [
            .. TestFiles.RiffChunk("EXIF", TestFiles.Tiff(1)),
            .. TestFiles.RiffChunk("XMP ", Secret),
            .. TestFiles.RiffChunk("what", Secret),
        ];

        var kept = Inspected.Kept(TestFiles.WebPExtended(0x2C, metadata), FileType.WebP);

        Assert.Equal(TestFiles.WebPExtended(0x20, []), kept);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Exif\0\0")]
    public void A_webp_that_lies_on_its_side_still_says_which_side_is_up(string prefix)
    {
        byte[] exif = [.. Encoding.ASCII.GetBytes(prefix), .. TestFiles.Tiff(6)];

        var kept = Inspected.Kept(TestFiles.WebPExtended(0x08, TestFiles.RiffChunk("EXIF", exif)), FileType.WebP);

        Assert.Equal(TestFiles.WebPExtended(0x08, TestFiles.RiffChunk("EXIF", Orientation.Tiff(6))), kept);
        Assert.Equal(kept, Inspected.Kept(kept, FileType.WebP));
    }

    [Fact]
    public void A_webp_with_too_many_pixels_is_refused_by_its_head_alone()
    {
        var file = TestFiles.WebPExtended(0, []);
        (file[24], file[25], file[27], file[28]) = (0x3F, 0x9C, 0x3F, 0x9C);

        Assert.Equal(Inspection.TooLarge, Inspected.Refused(file));
    }

    [Fact]
    public void Frames_of_a_moving_webp_hold_pictures_and_nothing_else()
    {
        var picture = TestFiles.WebP()[12..];
        var sound = TestFiles.WebPExtended(
            0x02, [.. TestFiles.RiffChunk("ANIM", new byte[6]), .. TestFiles.RiffChunk("ANMF", [.. new byte[16], .. picture])]);
        var strange = TestFiles.WebPExtended(
            0x02, TestFiles.RiffChunk("ANMF", [.. new byte[16], .. picture, .. TestFiles.RiffChunk("what", Secret)]));

        Assert.Equal(sound, Inspected.Kept(sound, FileType.WebP));
        Assert.Equal(Inspection.Damaged, Inspected.Refused(strange));
    }
}
