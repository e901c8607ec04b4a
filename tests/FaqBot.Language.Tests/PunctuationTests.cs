namespace FaqBot.Language.Tests;

public sealed class PunctuationTests
{
    [Theory]
    [InlineData("Ile to kosztuje? A kiedy będzie!", "Ile to kosztuje|A kiedy będzie")]
    [InlineData("كم التوصيل؟ وين المحل؟", "كم التوصيل|وين المحل")]
    [InlineData("كم التوصيل؛ وين المحل", "كم التوصيل|وين المحل")]
    [InlineData("ترسیل کتنی ہے۔ دکان کہاں ہے؟", "ترسیل کتنی ہے|دکان کہاں ہے")]
    [InlineData("Πόσο κάνει\u037E Πότε έρχεται;", "Πόσο κάνει\u037E Πότε έρχεται")]
    [InlineData("कितना है? कब आएगा।", "कितना है|कब आएगा")]
    [InlineData("多少钱？什么时候到。", "多少钱|什么时候到")]
    [InlineData(" \n?!", "")]
    [InlineData("", "")]
    public void A_text_is_cut_at_the_marks_of_its_script(string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', Punctuation.Sentences(text)));

    [Fact]
    public void A_Greek_question_mark_is_a_semicolon_once_the_text_is_analysed() =>
        Assert.Equal(["Πόσο κάνει", "Πότε έρχεται"], Punctuation.Sentences(TextAnalysis.Of("Πόσο κάνει\u037E Πότε έρχεται", "el").Text));

    [Theory]
    [InlineData("пам'ятаю об\u02BCєкт п’ять", 3)]
    [InlineData("м\u2032ясо 'так'", 2)]
    public void An_apostrophe_does_not_part_a_word(string text, int words) =>
        Assert.Equal(words, TextAnalysis.Of(text, "uk").Tokens.Length);
}
