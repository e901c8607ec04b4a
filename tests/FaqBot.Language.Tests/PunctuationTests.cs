namespace FaqBot.Language.Tests;

public sealed class PunctuationTests
{
    [Theory]
    [InlineData("пам'ятаю об\u02BCєкт п’ять", 3)]
    [InlineData("м\u2032ясо 'так'", 2)]
    public void An_apostrophe_does_not_part_a_word(string text, int words) =>
        Assert.Equal(words, TextAnalysis.Of(text, "uk").Tokens.Length);
}
