using System.Text;
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
    [InlineData("wysyłka\u0328", "wysylka")]
    [InlineData("a\u0328Z\u0307", "az")]
    [InlineData("пам\u02BCятаю", "памятаю")]
    [InlineData("пам'ятаю", "памятаю")]
    [InlineData("пам\u2032ятаю", "памятаю")]
    [InlineData("Ґанок", "ганок")]
    [InlineData("צ\u05F3ק", "צק")]
    [InlineData("λόγος", "λογοσ")]
    [InlineData("ΛΌΓΟΣ", "λογοσ")]
    [InlineData("خدمة", "خدمه")]
    [InlineData("على", "علي")]
    [InlineData("أحذية", "احذيه")]
    [InlineData("ٱلسلام", "السلام")]
    [InlineData("شكـــرا", "شكرا")]
    [InlineData("شُكْرًا", "شكرا")]
    [InlineData("کی", "كي")]
    [InlineData("خانۀ", "خانه")]
    [InlineData("می\u200Cخواهم", "ميخواهم")]
    [InlineData("١٢٣٤", "1234")]
    [InlineData("۱۲۳۴", "1234")]
    [InlineData("१२३", "123")]
    [InlineData("１２３", "123")]
    [InlineData("2\uFE0F\u20E3", "2")]
    [InlineData("\uFE0F", "\uFE0F")]
    public void A_word_is_folded(string word, string folded) => Assert.Equal(folded, Folding.Fold(word));

    /// <summary>The list of letters was made from Unicode's decompositions; a machine that knows none compares nothing here. Each stands
    /// behind a letter: a word of nothing but dropped signs stays as it was written.</summary>
    [Fact]
    public void A_letter_folds_as_its_decomposition_does()
    {
        var letters = Enumerable.Range(0x80, 0x700 - 0x80).Concat(Enumerable.Range(0x1E00, 0x200))
            .Select(value => new Rune(value)).Where(Rune.IsLetter).Select(rune => rune.ToString());

        Assert.All(letters, letter =>
            Assert.Equal(Folding.Fold("a" + letter.Normalize(NormalizationForm.FormD)), Folding.Fold("a" + letter)));
    }

    [Fact]
    public void A_sign_that_is_written_for_a_dropped_one_is_dropped() => Assert.Equal("ab", Folding.Fold("a\u0374b"));

    [Fact]
    public void Folding_twice_is_folding_once() => Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Texts, text =>
    {
        var folded = Folding.Fold(text);

        Assert.Equal(folded, Folding.Fold(folded));
    }));
}
