namespace FaqBot.Language.Tests;

public sealed class AnswersTests
{
    [Theory]
    [InlineData("Tak", "pl", "Tak=Yes")]
    [InlineData("tak, poproszę", "pl", "tak=Yes; poproszę=Yes")]
    [InlineData("taaaak", "pl", "taaaak=Yes")]
    [InlineData("no", "pl", "no=Yes")]
    [InlineData("no jasne", "pl", "no jasne=Yes")]
    [InlineData("no nie", "pl", "no nie=No")]
    [InlineData("Nie, dzięki", "pl", "Nie=No")]
    [InlineData("nie mam paragonu", "pl", "nie=No")]
    [InlineData("raczej nie", "pl", "raczej nie=No")]
    [InlineData("hmm, chyba tak", "pl", "chyba tak=Yes")]
    [InlineData("oczywiście że nie", "pl", "oczywiście że nie=No")]
    [InlineData("niewiem", "pl", "niewiem=Unsure")]
    [InlineData("nie jestem pewna", "pl", "nie jestem pewna=Unsure")]
    [InlineData("trudno powiedzieć", "pl", "trudno powiedzieć=Unsure")]
    [InlineData("nie ma sprawy", "pl", "nie ma sprawy=Yes")]
    [InlineData("👍🏽", "pl", "👍🏽=Yes")]
    [InlineData("👎", "en", "👎=No")]
    [InlineData("yup", "en", "yup=Yes")]
    [InlineData("no", "en", "no=No")]
    [InlineData("well, of course not", "en", "of course not=No")]
    [InlineData("I'm not sure", "en", "I'm not sure=Unsure")]
    [InlineData("no idea", "en", "no idea=Unsure")]
    [InlineData("no worries", "en", "no worries=Yes")]
    public void What_people_answer(string text, string language, string expected) =>
        Assert.Equal(expected, Recognized.Of(text, language, EntityKind.Boolean));

    [Theory]
    [InlineData("telefon nie działa", "pl")]
    [InlineData("nie działa, prawda?", "pl")]
    [InlineData("tak samo jak ostatnio", "pl")]
    [InlineData("czy tak można", "pl")]
    [InlineData("jasne buty", "pl")]
    [InlineData("No 7 cream", "en")]
    [InlineData("no. 7", "en")]
    [InlineData("there is no box", "en")]
    public void What_is_no_answer(string text, string language)
    {
        var found = Recognized.Of(text, language, EntityKind.Boolean);

        Assert.Equal(text.StartsWith("nie", StringComparison.Ordinal) ? "nie=No" : "", found);
    }
}
