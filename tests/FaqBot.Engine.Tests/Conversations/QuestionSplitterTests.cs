using FaqBot.Language;

namespace FaqBot.Engine.Tests.Conversations;

public sealed class QuestionSplitterTests
{
    private static readonly QuestionSplitter Splitter = new(
        "pl", new WordLists { Joints = ["i", "a jeszcze", "a"], Openings = ["kiedy", "ile", "za ile", "jak"], Pointers = ["jak to"] });

    [Theory]
    [InlineData("ile kosztuje kurier i kiedy przyjdzie", "ile kosztuje kurier|kiedy przyjdzie")]
    [InlineData("gdzie paczka, co z fakturą", "gdzie paczka|co z fakturą")]
    [InlineData("gdzie paczka a jeszcze proszę fakturę", "gdzie paczka|proszę fakturę")]
    [InlineData("po wpłacie za ile wyślecie", "po wpłacie|za ile wyślecie")]
    [InlineData("GDZIE paczka I co z fakturą", "GDZIE paczka|co z fakturą")]
    public void A_message_is_cut_at_commas_joints_and_openings(string text, string parts)
    {
        var message = TextAnalysis.Of(text, "pl");

        var cut = Assert.Single(Splitter.Cuts(message));

        Assert.Equal(parts, $"{message.Part(0, cut.End).Text}|{message.Part(cut.Next, message.Tokens.Length).Text}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("kiedy")]
    [InlineData("buty i paczka")]
    [InlineData("paczka i")]
    [InlineData("ile kosztuje kurier")]
    public void A_part_has_at_least_two_words(string text) => Assert.Empty(Splitter.Cuts(TextAnalysis.Of(text, "pl")));

    [Theory]
    [InlineData("chcę oddać buty, jak to zrobić")]
    [InlineData("chcę oddać buty i JAK TO zrobić")]
    [InlineData("oddaję buty jak to wysłać")]
    public void Nothing_is_cut_before_what_only_points_back(string text) => Assert.Empty(Splitter.Cuts(TextAnalysis.Of(text, "pl")));

    [Fact]
    public void A_message_of_many_commas_is_cut_at_the_first_few() =>
        Assert.Equal(8, Splitter.Cuts(TextAnalysis.Of(string.Join(", ", Enumerable.Repeat("buty trekkingowe", 50)), "pl")).Length);

    [Fact]
    public void Sentences_are_ranges_of_words_and_single_words_are_none()
    {
        var message = TextAnalysis.Of("Dzień dobry! Ile kosztuje kurier? Hej. Kiedy przyjdzie", "pl");

        var sentences = Splitter.Sentences(message).Select(range => message.Part(range.Start.Value, range.End.Value).Text);

        Assert.Equal(["Dzień dobry", "Ile kosztuje kurier", "Kiedy przyjdzie"], sentences);
    }
}
