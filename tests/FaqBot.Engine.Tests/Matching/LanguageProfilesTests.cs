namespace FaqBot.Engine.Tests;

public sealed class LanguageProfilesTests
{
    private static readonly LanguageProfiles Profiles = LanguageProfiles.Train(new Dictionary<string, IReadOnlyList<string>>
    {
        ["pl"] = ["Gdzie jest moja paczka?", "Ile kosztuje wysyłka kurierem?", "Chcę zwrócić buty, które kupiłem.",
            "Zapomniałem hasła do konta."],
        ["en"] = ["Where is my parcel?", "How much is delivery by courier?", "I want to return the shoes I bought.",
            "I forgot my password."],
    });

    [Theory]
    [InlineData("nie dotarło do mnie zamówienie", "pl")]
    [InlineData("nie dotarlo do mnie zamowienie", "pl")]
    [InlineData("kiedy dostanę zwrot pieniędzy", "pl")]
    [InlineData("when will you send my money back", "en")]
    [InlineData("my order has not arrived yet", "en")]
    [InlineData("my order 123456 has not arrived, write to jan.kowalski@poczta.example.pl", "en")]
    public void A_sentence_shows_its_language(string text, string language) => Assert.Equal(language, Profiles.Detect(text));

    [Theory]
    [InlineData("ok")]
    [InlineData("tak")]
    [InlineData("no")]
    [InlineData("ok tak no")]
    [InlineData("status")]
    [InlineData("123 456 789")]
    [InlineData("jan.kowalski@example.com https://example.com/where-is-my-order GR-26-7K3QX-4")]
    [InlineData("🙂")]
    [InlineData("")]
    public void A_short_text_switches_nothing(string text) => Assert.Null(Profiles.Detect(text));

    [Fact]
    public void A_script_without_spaces_needs_no_three_words()
    {
        var profiles = LanguageProfiles.Train(new Dictionary<string, IReadOnlyList<string>>
        {
            ["en"] = ["Where is my parcel?"],
            ["zh"] = ["我的包裹在哪里", "运费是多少"],
        });

        Assert.Equal("zh", profiles.Detect("请问我的包裹在哪里"));
    }

    [Fact]
    public void A_shop_without_texts_knows_no_language() =>
        Assert.Null(LanguageProfiles.Train(new Dictionary<string, IReadOnlyList<string>>()).Detect("where is my order please"));

    [Fact]
    public void A_region_has_the_function_words_of_its_language()
    {
        var profiles = LanguageProfiles.Train(new Dictionary<string, IReadOnlyList<string>> { ["en-GB"] = [], ["pl-PL"] = [] });

        Assert.Equal("en-GB", profiles.Detect("could you tell me where they are"));
    }
}
