namespace FaqBot.Language.Tests;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("pl-PL", "pl")]
    [InlineData("EN", "en")]
    [InlineData("zh-Hans-CN", "zh")]
    [InlineData("", "")]
    public void The_language_of_a_tag_is_its_first_part(string tag, string language) => Assert.Equal(language, LanguageTag.Primary(tag));
}
