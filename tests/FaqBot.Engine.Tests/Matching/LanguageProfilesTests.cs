namespace FaqBot.Engine.Tests;

public sealed class LanguageProfilesTests
{
    private static readonly LanguageProfiles Profiles = LanguageProfiles.Of(["pl", "en"], NothingWritten);

    [Theory]
    [InlineData("nie dotarło do mnie zamówienie", "pl")]
    [InlineData("nie dotarlo do mnie zamowienie", "pl")]
    [InlineData("kiedy dostanę zwrot pieniędzy", "pl")]
    [InlineData("when will you send my money back", "en")]
    [InlineData("my order has not arrived yet", "en")]
    [InlineData("my order 123456 has not arrived, write to jan.kowalski@poczta.example.pl", "en")]
    public void A_sentence_shows_its_language_plainly(string text, string language) =>
        Assert.Equal(new SeenLanguage(language, IsPlain: true), Profiles.Detect(text));

    [Theory]
    [InlineData("ok")]
    [InlineData("tak")]
    [InlineData("no")]
    [InlineData("tracking")]
    [InlineData("blik status")]
    [InlineData("ok tak no")]
    [InlineData("status")]
    [InlineData("good morning")]
    [InlineData("123 456 789")]
    [InlineData("DPD InPost Samsung")]
    [InlineData("jan.kowalski@example.com https://example.com/where-is-my-order GR-26-7K3QX-4")]
    [InlineData("🙂")]
    [InlineData("")]
    public void A_short_text_switches_nothing(string text) => Assert.Null(Profiles.Detect(text));

    [Theory]
    [InlineData("chce zwrocic Samsung Galaxy Watch")]
    [InlineData("ile kosztuje express shipping do Niemiec")]
    [InlineData("moj tracking number nie dziala")]
    public void English_words_in_a_Polish_sentence_do_not_make_it_English(string text) =>
        Assert.NotEqual("en", Profiles.Detect(text)?.Language);

    [Fact]
    public void A_script_without_spaces_needs_no_three_words()
    {
        var profiles = LanguageProfiles.Of(["en", "zh"], language => language == "zh" ? ["我的包裹在哪里", "运费是多少"] : []);

        Assert.Equal("zh", profiles.Detect("请问我的包裹在哪里")?.Language);
    }

    [Fact]
    public void A_language_without_a_table_is_learnt_from_what_the_shop_has_written()
    {
        var profiles = LanguageProfiles.Of(
            ["fa", "ar"],
            language => language == "ar"
                ? ["أين طلبي؟", "كم تكلفة التوصيل؟", "أريد إرجاع الحذاء الذي اشتريته.", "نسيت كلمة المرور."]
                : ["سفارش من کجاست؟", "هزینه ارسال چقدر است؟", "می‌خواهم کفشی را که خریدم پس بدهم.", "رمز عبورم را فراموش کرده‌ام."]);

        Assert.Equal(
            ["ar", "fa"], new[] { "أريد إرجاع طلبي", "می‌خواهم سفارش را پس بدهم" }.Select(text => profiles.Detect(text)?.Language));
    }

    [Fact]
    public void A_shop_without_texts_knows_its_languages_all_the_same() =>
        Assert.Equal("en-GB", LanguageProfiles.Of(["en-GB", "pl-PL"], NothingWritten).Detect("could you tell me where they are")?.Language);

    private static IReadOnlyList<string> NothingWritten(string language) => [];
}
