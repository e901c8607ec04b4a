namespace FaqBot.Language.Tests;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("pl-PL", "pl")]
    [InlineData("EN", "en")]
    [InlineData("zh-Hans-CN", "zh")]
    [InlineData("", "")]
    public void The_language_of_a_tag_is_its_first_part(string tag, string language) => Assert.Equal(language, LanguageTag.Primary(tag));

    [Theory]
    [InlineData("sr-Latn", true)]
    [InlineData("zh-hans-CN", true)]
    [InlineData("sr-RS", false)]
    [InlineData("es-419", false)]
    [InlineData("de-1996", false)]
    [InlineData("Latn", false)]
    [InlineData("", false)]
    public void A_script_is_a_part_of_four_letters_behind_the_language(string tag, bool namesScript) =>
        Assert.Equal(namesScript, LanguageTag.NamesScript(tag));
}
