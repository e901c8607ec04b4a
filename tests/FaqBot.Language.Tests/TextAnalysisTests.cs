using System.Text;

namespace FaqBot.Language.Tests;

public sealed class TextAnalysisTests
{
    [Fact]
    public void The_text_is_composed_and_cut_and_no_pair_is_halved()
    {
        var text = string.Concat(Enumerable.Repeat("z\u0307\U0001F600", TextAnalysis.TextLengthMax));

        var analysis = TextAnalysis.Of(text, "pl");

        Assert.InRange(analysis.Text.Length, TextAnalysis.TextLengthMax / 2, TextAnalysis.TextLengthMax);
        Assert.True(analysis.Text.IsNormalized(NormalizationForm.FormC));
        Assert.False(char.IsHighSurrogate(analysis.Text[^1]));
    }

    [Theory]
    [InlineData("ł\uFFFEdź", "ł\uFFFDdź")]
    [InlineData("ł\uFFFFdź", "ł\uFFFDdź")]
    [InlineData("ł\uFDD0dź", "ł\uFFFDdź")]
    [InlineData("ł\uD83F\uDFFEdź", "ł\uFFFDdź")]
    [InlineData("ł\uFFFDdź🙂", "ł\uFFFDdź🙂")]
    public void What_is_no_character_is_replaced(string text, string whole) => Assert.Equal(whole, TextAnalysis.Of(text, "pl").Text);

    [Fact]
    public void Offsets_point_into_the_text()
    {
        var analysis = TextAnalysis.Of("🙂 Gdzie   jest (Przesyłka)?", "pl");

        Assert.Equal(["Gdzie", "jest", "Przesyłka"], analysis.Tokens.Select(token => analysis.Text.Substring(token.Start, token.Length)));
        Assert.Equal(["gdzie", "jest", "przesylka"], analysis.Tokens.Select(token => token.Folded));
    }

    [Theory]
    [InlineData("don't won’t", "dont wont")]
    [InlineData("'quoted' rock 'n' roll", "quoted rock n roll")]
    [InlineData("e-mail, 24h/7", "e mail 24h 7")]
    [InlineData("أينَ طلبي؟", "اين طلبي")]
    [InlineData("我的订单在哪里", "我的订单在哪里")]
    [InlineData("می‌خواهم", "ميخواهم")]
    [InlineData("🙂 ... !", "")]
    [InlineData("", "")]
    public void Words_are_found_in_any_script(string text, string words) =>
        Assert.Equal(words, string.Join(' ', TextAnalysis.Of(text, "und").Tokens.Select(token => token.Folded)));

    [Fact]
    public void A_region_does_not_change_the_stemmer() =>
        Assert.Equal(TextAnalysis.Of("paczkami", "pl").Tokens[0].Stem, TextAnalysis.Of("paczkami", "pl-PL").Tokens[0].Stem);

    [Fact]
    public void An_unknown_language_is_not_stemmed() => Assert.Equal("lieferungen", TextAnalysis.Of("Lieferungen", "de").Tokens[0].Stem);
}
