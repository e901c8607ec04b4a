using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Przesyłką", "przesylka")]
    [InlineData("ZAŻÓŁĆ", "zazolc")]
    [InlineData("proszęęęę", "prosze")]
    [InlineData("hello", "hello")]
    [InlineData("1000", "1000")]
    [InlineData("Straße", "strasse")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("ŽLUŤOUČKÝ", "zlutoucky")]
    [InlineData("Їжак", "іжак")]
    [InlineData("don’t", "dont")]
    [InlineData("한국어", "한국어")]
    public void A_word_is_folded(string word, string folded) => Assert.Equal(folded, Folding.Fold(word));

    [Fact]
    public void Folding_twice_is_folding_once() => Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Texts, text =>
    {
        var folded = Folding.Fold(text);

        Assert.Equal(folded, Folding.Fold(folded));
    }));
}
