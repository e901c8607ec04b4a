namespace FaqBot.Server.Tests;

public sealed class LanguageTableTests
{
    [Theory]
    [InlineData("pl", "ltr")]
    [InlineData("uk-UA", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("ar-EG", "rtl")]
    [InlineData("HE", "rtl")]
    [InlineData("fa-IR", "rtl")]
    [InlineData("az", "ltr")]
    [InlineData("az-Arab-IR", "rtl")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData("x", "ltr")]
    public void A_page_runs_in_the_direction_of_its_language_s_script(string tag, string direction)
    {
        Assert.Equal(direction, LanguageTable.DirectionOf(tag));
    }

    [Theory]
    [InlineData("pl", "Polski")]
    [InlineData("uk-UA", "Українська")]
    [InlineData("ar", "العربية")]
    [InlineData("tlh", "TLH")]
    public void A_language_is_called_what_its_speakers_call_it(string tag, string name)
    {
        Assert.Equal(name, LanguageTable.NameOf(tag));
    }
}
