using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Server.Tests;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("zdjęcie 1.jpg", "zdjęcie 1.jpg")]
    [InlineData("IMG_0001.JPEG", "IMG_0001.JPEG")]
    [InlineData("照片 👟.jpg", "照片 👟.jpg")]
    [InlineData("zdje\u0328cie.jpg", "zdjęcie.jpg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData(@"C:\Users\Anna\but.jpg", "but.jpg")]
    [InlineData("faktura.exe", "faktura.jpg")]
    [InlineData("page.html", "page.jpg")]
    [InlineData("but.jpg.svg", "but.jpg")]
    [InlineData("but\u202Egpj.exe", "butgpj.jpg")]
    [InlineData("a\u0000b\r\nc.jpg", "abc.jpg")]
    [InlineData("<b>\"x\".jpg", "_b__x_.jpg")]
    [InlineData("3.5 cm", "3.5 cm.jpg")]
    [InlineData("...", "photo.jpg")]
    [InlineData(".jpg", "photo.jpg")]
    [InlineData("\u202E\u200B", "photo.jpg")]
    [InlineData("", "photo.jpg")]
    [InlineData(null, "photo.jpg")]
    public void A_name_is_cleaned_and_ends_as_what_it_is(string? given, string expected) =>
        Assert.Equal(expected, FileName.Of(given, FileType.Jpeg));

    [Fact]
    public void A_video_without_a_name_is_called_one() => Assert.Equal("video.mov", FileName.Of(null, FileType.QuickTime));

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending()
    {
        var name = FileName.Of(new string('ż', 300) + ".jpeg", FileType.Jpeg);

        Assert.Equal(UploadLimits.NameCharsMax, name.Length);
        Assert.EndsWith("ż.jpeg", name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_never_cut_through_a_character()
    {
        var name = FileName.Of("a" + string.Concat(Enumerable.Repeat("🇵🇱", 60)), FileType.Jpeg);

        Assert.Equal("a" + string.Concat(Enumerable.Repeat("🇵🇱", 23)) + ".jpg", name);
    }

    [Fact]
    public void Any_name_becomes_a_bounded_one_without_folders_or_hidden_characters() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(given =>
        {
            var name = FileName.Of(given, FileType.Png);
            return name.Length <= UploadLimits.NameCharsMax && name.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
                && !name.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or '"') && FileName.Of(name, FileType.Png) == name;
        }));
}
