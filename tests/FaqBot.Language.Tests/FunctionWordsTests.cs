namespace FaqBot.Language.Tests;

public sealed class FunctionWordsTests
{
    [Theory]
    [InlineData("pl", "gdzie")]
    [InlineData("en", "where")]
    public void Polish_and_English_are_listed(string language, string word) => Assert.Contains(word, FunctionWords.Of(language));

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    public void A_list_holds_each_word_once_and_no_comment(string language)
    {
        var words = FunctionWords.Of(language);

        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.DoesNotContain(words, word => word.Contains('#', StringComparison.Ordinal) || word.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void Another_language_has_none() => Assert.Empty(FunctionWords.Of("de"));
}
