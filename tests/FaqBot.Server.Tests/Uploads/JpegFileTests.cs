namespace FaqBot.Server.Tests;

public sealed class JpegFileTests
{
    [Fact]
    public void A_photo_without_metadata_comes_back_byte_for_byte()
    {
        var photo = TestFiles.Jpeg(TestFiles.Jfif());

        Assert.Equal(photo, Inspected.Kept(photo, FileType.Jpeg));
    }

    [Fact]
    public void Exif_XMP_comments_and_private_segments_are_cut()
    {
        var secret = System.Text.Encoding.ASCII.GetBytes(TestFiles.Secret);
        byte[] metadata =
        [
            .. TestFiles.Exif(1),
            .. TestFiles.Xmp(),
            .. TestFiles.Segment(0xED, secret),
            .. TestFiles.Segment(0xFE, secret),
            .. TestFiles.Segment(0xE2, [.. "MPF\0"u8, .. secret]),
        ];

        var kept = Inspected.Kept(TestFiles.Jpeg([.. TestFiles.Jfif(), .. metadata]), FileType.Jpeg);

        Assert.Equal(TestFiles.Jpeg(TestFiles.Jfif()), kept);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public void A_photo_that_lies_on_its_side_still_says_which_side_is_up(int orientation, bool isLittleEndian)
    {
        var kept = Inspected.Kept(TestFiles.Jpeg([.. TestFiles.Exif(orientation, isLittleEndian), .. TestFiles.Exif(1)]), FileType.Jpeg);

        Inspected.AssertNoSecret(kept);
        Assert.Equal(TestFiles.Jpeg(TestFiles.Segment(0xE1, [.. "Exif\0\0"u8, .. Orientation.Tiff(orientation)])), kept);
        Assert.Equal(kept, Inspected.Kept(kept, FileType.Jpeg));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(700)]
    public void A_side_that_does_not_exist_is_not_kept(int orientation)
    {
        var kept = Inspected.Kept(TestFiles.Jpeg(TestFiles.Exif(orientation)), FileType.Jpeg);

        Assert.Equal(TestFiles.Jpeg(), kept);
    }

    [Theory]
    [InlineData(0xE1, "Exif\0\0")]
    [InlineData(0xE2, "ICC_PROFILE\0")]
    public void A_segment_that_is_shorter_than_its_own_name_is_cut(byte marker, string name)
    {
        var photo = TestFiles.Jpeg();
        byte[] behind = [0xFF, 0xD8, 0xFF, marker, 0, 2, .. System.Text.Encoding.ASCII.GetBytes(name)];

        Assert.Equal(Inspection.Damaged, Inspected.Refused(behind));
        Assert.All(Enumerable.Range(0, name.Length), length => Assert.Equal(
            photo,
            Inspected.Kept(TestFiles.Jpeg(TestFiles.Segment(marker, System.Text.Encoding.ASCII.GetBytes(name[..length]))), FileType.Jpeg)));
    }

    [Fact]
    public void A_thumbnail_in_the_header_is_cut_and_the_header_stays()
    {
        byte[] thumbnail = [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 2, 1, 1, 2, 3, 4, 5, 6];

        var kept = Inspected.Kept(TestFiles.Jpeg(TestFiles.Segment(0xE0, thumbnail)), FileType.Jpeg);

        Assert.Equal(TestFiles.Jpeg(TestFiles.Jfif()), kept);
    }

    [Theory]
    [InlineData(0x02)]
    [InlineData(0xBF)]
    [InlineData(0xF0)]
    [InlineData(0xFD)]
    public void Segments_that_no_decoder_knows_are_cut(byte marker) =>
        Assert.Equal(TestFiles.Jpeg(), Inspected.Kept(TestFiles.Jpeg(TestFiles.Segment(marker, [1, 2, 3])), FileType.Jpeg));

    [Fact]
    public void Colours_are_kept()
    {
        byte[] needed =
        [
            .. TestFiles.Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7]),
            .. TestFiles.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        ];
        var photo = TestFiles.Jpeg(needed);

        Assert.Equal(photo, Inspected.Kept(photo, FileType.Jpeg));
    }

    [Fact]
    public void A_header_that_is_longer_than_it_says_is_cut()
    {
        var kept = Inspected.Kept(
            TestFiles.Jpeg(TestFiles.Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, .. "/*<script>"u8])), FileType.Jpeg);

        Assert.Equal(TestFiles.Jpeg(), kept);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("PK\u0003\u0004 an archive")]
    [InlineData("\u0000\u0000\u0000\u0018ftypmp42 a moving photo")]
    public void What_stands_behind_the_end_is_cut(string behind)
    {
        var kept = Inspected.Kept(TestFiles.Jpeg(behind: System.Text.Encoding.Latin1.GetBytes(behind)), FileType.Jpeg);

        Assert.Equal(TestFiles.Jpeg(), kept);
    }

    [Fact]
    public void A_scan_goes_on_past_escaped_data_restarts_and_filling()
    {
        var photo = TestFiles.Jpeg();
        byte[] longer = [.. photo[..^2], 0xFF, 0x00, 0xFF, 0xD3, 0x12, 0xFF, 0xFF, 0xD9];

        Assert.Equal(longer, Inspected.Kept(longer, FileType.Jpeg));
    }

    [Fact]
    public void Comments_between_scans_are_cut()
    {
        var photo = TestFiles.Jpeg();
        var scan = photo[Inspected.Find(photo, 0xFF, 0xDA)..^2];
        byte[] progressive = [.. photo[..^2], .. TestFiles.Segment(0xFE, [1, 2, 3]), .. scan, 0xFF, 0xD9];

        Assert.Equal([.. photo[..^2], .. scan, 0xFF, 0xD9], Inspected.Kept(progressive, FileType.Jpeg));
    }

    [Fact]
    public void One_that_is_cut_off_anywhere_is_refused()
    {
        var photo = TestFiles.Jpeg(TestFiles.Jfif());

        Assert.All(Enumerable.Range(3, photo.Length - 3), length => Assert.Equal(Inspection.Damaged, Inspected.Refused(photo[..length])));
    }

    [Fact]
    public void A_page_that_only_begins_like_a_photo_is_refused() =>
        Assert.Equal(Inspection.Damaged, Inspected.Refused([0xFF, 0xD8, 0xFF, 0xE0, .. "<html><script>alert(1)</script></html>"u8]));

    [Theory]
    [InlineData(0x9C, 0x40, 0x9C, 0x40)]
    [InlineData(0x4E, 0x21, 0, 1)]
    [InlineData(0x20, 0, 0x20, 0)]
    public void Too_many_pixels_are_refused_by_the_header_alone(byte height1, byte height2, byte width1, byte width2)
    {
        var photo = TestFiles.Jpeg();
        var size = Inspected.Find(photo, 0xFF, 0xC0) + 5;
        (photo[size], photo[size + 1], photo[size + 2], photo[size + 3]) = (height1, height2, width1, width2);

        Assert.Equal(Inspection.TooLarge, Inspected.Refused(photo));
    }

    [Fact]
    public void Fifty_megapixels_are_taken()
    {
        var photo = TestFiles.Jpeg();
        var size = Inspected.Find(photo, 0xFF, 0xC0) + 5;
        // 8192 x 6144, as telephones take them.
        (photo[size], photo[size + 1], photo[size + 2], photo[size + 3]) = (0x18, 0, 0x20, 0);

        Assert.Equal(photo, Inspected.Kept(photo, FileType.Jpeg));
    }
}
