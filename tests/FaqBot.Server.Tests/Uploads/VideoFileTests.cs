using System.Text;

namespace FaqBot.Server.Tests;

/// <summary>MP4, MOV and WebM. What is cut is blanked where it stands.</summary>
public sealed class VideoFileTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(TestFiles.Secret);

    public static TheoryData<string> Untouched => [.. Files.Keys];

    private static byte[] Fragment => TestVideos.Box(
        "moof", TestVideos.Box("mfhd", new byte[8]), TestVideos.Box("traf", TestVideos.Box("tfhd", new byte[8])));

    private static Dictionary<string, (byte[] File, FileType Type)> Files { get; } = new()
    {
        ["mp4"] = (TestVideos.Mp4(), FileType.Mp4),
        ["mov"] = (TestVideos.Mp4("qt  "), FileType.QuickTime),
        ["mp4 with room"] = (TestVideos.Mp4(top: TestVideos.Box("free", new byte[20])), FileType.Mp4),
        ["mp4 in fragments"] = (TestVideos.Mp4(top: [.. Fragment, .. TestVideos.Box("mdat", [1, 2, 3])]), FileType.Mp4),
        ["webm"] = (TestVideos.WebM(), FileType.WebM),
        ["webm from a browser"] = (TestVideos.WebM(isLive: true), FileType.WebM),
    };

    [Theory]
    [MemberData(nameof(Untouched))]
    public void A_video_without_metadata_comes_back_byte_for_byte(string name)
    {
        var (file, type) = Files[name];

        Assert.Equal(file, Inspected.Kept(file, type));
    }

    [Theory]
    [MemberData(nameof(Untouched))]
    public void What_stands_behind_the_end_is_cut(string name)
    {
        var (file, type) = Files[name];

        Assert.Equal(file, Inspected.Kept([.. file, .. "PK\u0003\u0004 an archive <script>alert(1)</script>"u8], type));
    }

    [Theory]
    [InlineData("mp4")]
    [InlineData("webm")]
    public void One_that_is_cut_off_is_refused(string name)
    {
        var (file, _) = Files[name];

        Assert.All(Enumerable.Range(12, file.Length - 12), length => Assert.IsType<Inspection.Refused>(Inspected.Of(file[..length])));
    }

    [Theory]
    [InlineData("udta")]
    [InlineData("meta")]
    [InlineData("uuid")]
    [InlineData("©xyz")]
    [InlineData("skip")]
    public void Places_and_texts_become_empty_room_of_the_same_length(string name)
    {
        var box = TestVideos.Box(name, Secret);
        var room = TestVideos.Box("free", new byte[Secret.Length]);
        var isAtTop = name != "©xyz";

        var kept = Inspected.Kept(TestVideos.Mp4("qt  ", inMovie: box, top: isAtTop ? box : null, inTrack: box), FileType.QuickTime);

        Assert.Equal(TestVideos.Mp4("qt  ", inMovie: room, top: isAtTop ? room : null, inTrack: room), kept);
    }

    [Fact]
    public void The_time_of_recording_is_cut() =>
        Assert.Equal(TestVideos.Mp4(), Inspected.Kept(TestVideos.Mp4(created: 0x7A5B3C1D), FileType.Mp4));

    [Fact]
    public void A_track_of_positions_is_cut_with_all_that_it_says()
    {
        var video = TestVideos.Mp4WithPositions();

        var kept = Inspected.Kept(video, FileType.Mp4);

        Assert.Equal(video.Length, kept.Length);
        Assert.Equal(-1, kept.AsSpan().IndexOf(Secret.AsSpan(0, 4)));
        Assert.Equal(-1, kept.AsSpan().IndexOf(Secret.AsSpan(^4)));
        Assert.True(kept.AsSpan().IndexOf(TestVideos.Pictures) > 0, "the pictures stay");
        Assert.Equal(kept, Inspected.Kept(kept, FileType.Mp4));
    }

    [Fact]
    public void Positions_that_cannot_be_found_are_a_reason_to_refuse()
    {
        var inFragments = TestVideos.Mp4(
            inMovie: TestVideos.Track("meta", 0, tables: TestVideos.Tables([], 60)),
            top: TestVideos.Box("moof", TestVideos.Box("mfhd", new byte[8])));
        var outside = TestVideos.Mp4(inMovie: TestVideos.Track("meta", 0, tables: TestVideos.Tables([4], 1_000_000)));
        var inStructure = TestVideos.Mp4(inMovie: TestVideos.Track("meta", 0, tables: TestVideos.Tables([4], 8)));

        Assert.Equal(Inspection.Unreadable, Inspected.Refused(inFragments));
        Assert.Equal(Inspection.Damaged, Inspected.Refused(outside));
        Assert.Equal(Inspection.Damaged, Inspected.Refused(inStructure));
    }

    [Fact]
    public void Very_many_samples_in_very_many_boxes_are_refused_before_they_fill_the_memory()
    {
        const int Chunks = 20_000;
        var numbers = new byte[Chunks * 4];
        var tables = new[]
        {
            TestVideos.Box("stsc", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]),
            TestVideos.Box("stsz", [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, Chunks >> 8, Chunks & 0xFF]),
            TestVideos.Box("stco", [0, 0, 0, 0, 0, 0, Chunks >> 8, Chunks & 0xFF], numbers),
        };
        byte[] track = TestVideos.Track("meta", 0, tables: [.. tables.SelectMany(table => table)]);
        byte[] boxes = [.. Enumerable.Repeat(TestVideos.Box("mdat", [7]), 10_000).SelectMany(box => box)];
        byte[] head = [.. TestVideos.FileType("isom"), .. boxes];
        // Each sample is in the last of the boxes.
        var offset = head.Length - 1;
        var place = Inspected.Find(track, [.. "stco"u8]) + 12;
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(track.AsSpan(place + (chunk * 4)), offset);
        }

        byte[] one = [.. head, .. TestVideos.Movie(0, [.. TestVideos.Track("vide", 0), .. track])];
        byte[] many =
            [.. head, .. TestVideos.Movie(0, [.. TestVideos.Track("vide", 0), .. Enumerable.Repeat(track, 3).SelectMany(part => part)])];

        Assert.Equal(0, Inspected.Kept(one, FileType.Mp4)[offset]);
        Assert.Equal(Inspection.Damaged, Inspected.Refused(many));
    }

    [Fact]
    public void Very_many_titles_of_a_webm_are_refused_before_they_fill_the_memory()
    {
        byte[] notes = [.. Enumerable.Repeat<byte[]>([0x83, 0x80], 20_000).SelectMany(part => part)];
        byte[] infos = [.. Enumerable.Repeat(TestVideos.Element(0x1549A966, notes), 3).SelectMany(part => part)];

        Assert.Equal(Inspection.Damaged, Inspected.Refused(TestVideos.WebM(inSegment: infos)));
    }

    [Fact]
    public void Sound_alone_is_no_video()
    {
        byte[] sound =
        [
            .. TestVideos.FileType("M4A "),
            .. TestVideos.Movie(0, TestVideos.Track("soun", 0)),
            .. TestVideos.Box("mdat", TestVideos.Pictures),
        ];

        Assert.Equal(Inspection.Damaged, Inspected.Refused(sound));
        Assert.Equal(Inspection.Damaged, Inspected.Refused(TestVideos.WebM(trackKind: 2)));
    }

    [Theory]
    [InlineData("heic")]
    [InlineData("avif")]
    [InlineData("mif1")]
    public void Still_pictures_in_a_film_s_container_are_asked_for_as_JPEG(string brand)
    {
        var refused = Inspected.Refused([.. TestVideos.FileType(brand), .. TestVideos.Box("meta", Secret)]);

        Assert.Contains("JPEG", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_with_too_many_pixels_are_refused() =>
        Assert.Equal(Inspection.TooLarge, Inspected.Refused(TestVideos.Mp4(inMovie: TestVideos.Track("vide", 30_000))));

    [Fact]
    public void Frames_that_are_shown_small_are_measured_themselves()
    {
        byte[] entry = [.. new byte[24], 0x75, 0x30, 0x75, 0x30, .. new byte[50]];
        var kinds = TestVideos.Box("stsd", [0, 0, 0, 0, 0, 0, 0, 1], TestVideos.Box("avc1", entry));
        var track = TestVideos.Track("vide", 16, tables: [.. kinds, .. TestVideos.Tables([], 0)]);

        Assert.Equal(Inspection.TooLarge, Inspected.Refused(TestVideos.Mp4(inMovie: track)));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x75, 0x30)]
    [InlineData(0xFF, 0, 0, 0, 0, 0, 0, 1)]
    public void Frames_of_a_webm_are_measured_however_long_the_number_is(params int[] side)
    {
        byte[] number = [.. side.Select(part => (byte)part)];
        var settings = TestVideos.Element(0xE0, [.. TestVideos.Element(0xB0, number), .. TestVideos.Element(0xBA, number)]);
        var track = TestVideos.Element(0xAE, [.. TestVideos.Element(0x83, [1]), .. settings]);

        Assert.Equal(Inspection.TooLarge, Inspected.Refused(TestVideos.WebM(inSegment: TestVideos.Element(0x1654AE6B, track))));
    }

    [Theory]
    [InlineData(true, 0xECu)]
    [InlineData(false, 0xECu)]
    [InlineData(false, 0x4DBBu)]
    public void Room_and_strange_parts_among_the_pictures_of_a_webm_are_emptied(bool isLive, uint id)
    {
        var cluster = TestVideos.Element(0x1F43B675, [.. TestVideos.Element(0xE7, [0]), .. TestVideos.Element(id, Secret)]);
        var video = TestVideos.WebM(isLive, inSegment: cluster);

        var kept = Inspected.Kept(video, FileType.WebM);

        Assert.Equal(video.Length, kept.Length);
        Inspected.AssertNoSecret(kept);
        Assert.Equal(kept, Inspected.Kept(kept, FileType.WebM));
    }

    [Theory]
    [InlineData(0x1254C367u)]
    [InlineData(0x1941A469u)]
    [InlineData(0x1043A770u)]
    public void Tags_attachments_and_chapters_of_a_webm_become_empty_room(uint id)
    {
        var video = TestVideos.WebM(inSegment: TestVideos.Element(id, Secret));

        var kept = Inspected.Kept(video, FileType.WebM);

        Assert.Equal(video.Length, kept.Length);
        Inspected.AssertNoSecret(kept);
        Assert.Equal(kept, Inspected.Kept(kept, FileType.WebM));
    }

    [Theory]
    [InlineData(0x7BA9u, 17)]
    [InlineData(0x4461u, 8)]
    [InlineData(0x4461u, 0)]
    public void Title_and_date_of_a_webm_become_empty_room_and_a_checksum_over_them_too(uint id, int length)
    {
        byte[] checksum = [0xBF, 0x84, 1, 2, 3, 4];
        var video = TestVideos.WebM(inInfo: TestVideos.Element(id, Secret[..length]));
        var start = Inspected.Find(video, 0x2A, 0xD7, 0xB1);
        byte[] summed = [.. video[..(start - 1)], (byte)(video[start - 1] + checksum.Length), .. checksum, .. video[start..]];
        // The segment is longer by as much.
        summed[Inspected.Find(summed, 0x18, 0x53, 0x80, 0x67) + 7] += (byte)checksum.Length;

        var kept = Inspected.Kept(summed, FileType.WebM);

        Assert.Equal(summed.Length, kept.Length);
        Assert.Equal(-1, kept.AsSpan().IndexOf(checksum));
        Assert.Equal(-1, kept.AsSpan().IndexOf(Secret.AsSpan(0, Math.Max(4, length))));
        Assert.Equal(kept, Inspected.Kept(kept, FileType.WebM));
    }

    [Fact]
    public void A_webm_with_subtitles_is_refused() =>
        Assert.Equal(Inspection.Unreadable, Inspected.Refused(TestVideos.WebM(
            inSegment: TestVideos.Element(0x1654AE6B, TestVideos.Element(0xAE, TestVideos.Element(0x83, [0x11]))))));

    [Fact]
    public void Matroska_that_is_no_webm_is_refused() =>
        Assert.Equal(
            Inspection.Unknown,
            Inspected.Refused([.. TestVideos.Element(0x1A45DFA3, TestVideos.Element(0x4282, [.. "matroska"u8])), .. new byte[40]]));
}
