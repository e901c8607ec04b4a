using FaqBot.Language;

namespace FaqBot.Engine.Tests.Conversations;

public sealed class QuestionSplitterTests
{
    private static readonly QuestionSplitter Splitter = new(
        "pl",
        new WordLists
        {
            Joints = ["i", "a jeszcze", "a", "tylko"],
            Openings = ["kiedy", "ile", "za ile", "jak"],
            Pointers = ["jak to"],
            Denials = ["nie chcę"],
        });

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
    [InlineData("chcę oddać buty, jak to zrobić", true)]
    [InlineData("chcę oddać buty i JAK TO zrobić", true)]
    [InlineData("oddaję buty jak to wysłać", true)]
    [InlineData("oddaję buty, jak długo czekam", false)]
    public void A_part_that_only_points_back_is_told_from_a_question(string text, bool pointsBack) =>
        Assert.Equal(pointsBack, Assert.Single(Splitter.Cuts(TextAnalysis.Of(text, "pl"))).PointsBack);

    [Theory]
    [InlineData("nie chcę zwrotu, tylko wymienić", "zwrotu|wymienić")]
    [InlineData("hej nie chce zwrotu kiedy paczka", "zwrotu|kiedy paczka")]
    [InlineData("nie chcę zwrotu i faktury", "zwrotu|faktury")]
    [InlineData("nie chcę zwrotu", "")]
    [InlineData("nie chcę zwrotu, jak to zrobić", "")]
    [InlineData("chcę zwrotu, tylko nie teraz", "")]
    public void What_is_denied_is_told_from_what_is_wanted(string text, string parts)
    {
        var message = TextAnalysis.Of(text, "pl");

        var found = Splitter.Denials(message).Select(part => $"{Words(part.Denied)}|{Words(part.Wanted)}");

        Assert.Equal(parts, string.Join(' ', found));

        string Words(Range range) => message.Part(range.Start.Value, range.End.Value).Text;
    }

    [Theory]
    [InlineData("zamówiłem 12.05 i płaciłem kartą", 1)]
    [InlineData("koszt 12,50 czy więcej zł", 0)]
    [InlineData("kurier o 10:30 do domu", 0)]
    [InlineData("paczka nadana,nie ma jej", 1)]
    public void What_parts_the_digits_of_a_number_parts_no_questions(string text, int cuts)
    {
        var message = TextAnalysis.Of(text, "pl");

        Assert.Equal(cuts, Splitter.Cuts(message).Length);
        Assert.Single(Splitter.Sentences(message));
    }

    [Fact]
    public void A_joint_near_the_end_hides_no_place_behind_it() =>
        Assert.Equal(3, Assert.Single(Splitter.Cuts(TextAnalysis.Of("buty są a, jeszcze kiedy", "pl")), cut => cut.End == 3).End);

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
