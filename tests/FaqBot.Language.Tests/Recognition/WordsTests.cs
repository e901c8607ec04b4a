namespace FaqBot.Language.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("czerwoną sukienkę", "pl", "czerwoną=red")]
    [InlineData("w kolorze granatowym", "pl", "granatowym=navy")]
    [InlineData("jasnozielone albo ciemno szare", "pl", "jasnozielone=light green; ciemno szare=dark grey")]
    [InlineData("biało-czarny", "pl", "biało=white; czarny=black")]
    [InlineData("złota bransoletka za 30 złotych", "pl", "złota=gold")]
    [InlineData("Czarny Piątek", "pl", "")]
    [InlineData("na czarno", "pl", "")]
    [InlineData("the dark blue one", "en", "dark blue=dark blue")]
    [InlineData("grey or gray", "en", "grey=grey; gray=grey")]
    [InlineData("face cream", "en", "")]
    [InlineData("in cream", "en", "cream=cream")]
    public void Colours(string text, string language, string expected) =>
        Assert.Equal(expected, Recognized.Of(text, language, EntityKind.Color));

    [Theory]
    [InlineData("rozmiar 39", "pl", "39=39")]
    [InlineData("rozm. 43,5", "pl", "43,5=43.5")]
    [InlineData("buty nr 41", "pl", "41=41")]
    [InlineData("41", "pl", "41=41")]
    [InlineData("EU 44", "pl", "EU 44=EU 44")]
    [InlineData("9 UK", "en", "9 UK=UK 9")]
    [InlineData("xl", "pl", "xl=XL")]
    [InlineData("XXXL", "pl", "XXXL=3XL")]
    [InlineData("4xl", "pl", "4xl=4XL")]
    [InlineData("M czy L", "pl", "M=M; L=L")]
    [InlineData("rozmiar s", "pl", "s=S")]
    [InlineData("W31 L32", "pl", "W31 L32=W31 L32")]
    [InlineData("80C", "pl", "80C=80C")]
    [InlineData("rozmiar dziecięcy 116", "pl", "116=116")]
    [InlineData("mam 41 pytań", "pl", "")]
    [InlineData("w mieście", "pl", "")]
    [InlineData("90 dni", "pl", "")]
    public void Sizes_of_shoes_and_clothes(string text, string language, string expected) =>
        Assert.Equal(expected, Recognized.Of(text, language, EntityKind.Size));
}
