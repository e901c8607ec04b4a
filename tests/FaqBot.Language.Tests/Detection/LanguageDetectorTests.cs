using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class LanguageDetectorTests
{
    private static readonly LanguageDetector PolishOrEnglish = LanguageDetector.For("pl", "en");

    private static readonly string[] Europe = "bg cs da de en es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sv tr uk".Split(' ');

    [Theory]
    [InlineData("paczka", "pl")]
    [InlineData("zwrot", "pl")]
    [InlineData("reklamacja", "pl")]
    [InlineData("kurier", "pl")]
    [InlineData("przesylka", "pl")]
    [InlineData("zamowienie", "pl")]
    [InlineData("platnosc", "pl")]
    [InlineData("rozmiar buta", "pl")]
    [InlineData("ile za dostawe", "pl")]
    [InlineData("Gdzie jest moja paczka z Allegro?", "pl")]
    [InlineData("PROSZĘ O FAKTURĘ", "pl")]
    [InlineData("proszeeee o pomooooc", "pl")]
    [InlineData("gdzie jest moj tracking number", "pl")]
    [InlineData("parcel", "en")]
    [InlineData("refund", "en")]
    [InlineData("complaint", "en")]
    [InlineData("shoe size", "en")]
    [InlineData("dont want it anymore", "en")]
    [InlineData("Where's my parcel from Zalando?", "en")]
    [InlineData("invoice please", "en")]
    public void Shop_words_are_told_apart(string text, string language) => Assert.Equal(language, PolishOrEnglish.Detect(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123 456 789")]
    [InlineData("GR-26-7K3QX-4")]
    [InlineData("jan.kowalski@example.com")]
    [InlineData("https://example.com/where-is-my-order")]
    [InlineData("sklep.example.pl/zwroty?id=1")]
    [InlineData("faktura.pdf")]
    [InlineData("🙂🙂")]
    [InlineData("?!")]
    [InlineData("ok")]
    [InlineData("DPD")]
    [InlineData("iPhone 15")]
    [InlineData("где моя посылка")]
    public void What_is_in_no_candidate_language_is_undetermined(string text) => Assert.Null(PolishOrEnglish.Detect(text));

    [Theory]
    [InlineData("jan.kowalski@example.com gdzie jest moje zamówienie", "pl")]
    [InlineData("order 123456/7 https://example.pl/gdzie/jest/moja/paczka has not arrived", "en")]
    [InlineData("zamówienie GR-26-7K3QX-4, Samsung Galaxy S24 Ultra", "pl")]
    [InlineData("14-dniowy", "pl")]
    [InlineData("nie dotarło.Gdzie jest?", "pl")]
    public void Addresses_codes_and_brands_are_not_counted(string text, string language) =>
        Assert.Equal(language, PolishOrEnglish.Detect(text));

    [Theory]
    [InlineData("де моє замовлення", "uk")]
    [InlineData("где мой заказ", "ru")]
    [InlineData("як повернути товар", "uk")]
    [InlineData("как вернуть товар", "ru")]
    [InlineData("wo bleibt mein Paket", "de")]
    [InlineData("kde je moje objednávka", "cs")]
    [InlineData("kde je moja objednávka", "sk")]
    [InlineData("kur mano siunta", "lt")]
    [InlineData("où est mon colis", "fr")]
    [InlineData("donde esta mi pedido", "es")]
    [InlineData("hol van a csomagom", "hu")]
    [InlineData("gdzie jest moja przesylka", "pl")]
    public void Many_candidates_are_told_apart(string text, string language) =>
        Assert.Equal(language, LanguageDetector.For(Europe).Detect(text));

    [Theory]
    [InlineData("أين طلبي", "ar")]
    [InlineData("Samsung Galaxy купити", "uk")]
    [InlineData("我的包裹在哪里", "zh")]
    [InlineData("荷物はどこですか", "ja")]
    [InlineData("που ειναι το δεμα μου", "el")]
    public void Scripts_decide_without_a_table(string text, string language) =>
        Assert.Equal(language, LanguageDetector.For("pl", "uk", "ar", "zh", "ja", "el").Detect(text));

    [Theory]
    [InlineData("pl-PL")]
    [InlineData("PL")]
    public void A_region_or_capitals_have_the_table_of_the_language(string language) =>
        Assert.Equal(language, LanguageDetector.For(language, "en-GB").Detect("gdzie jest moja paczka"));

    [Theory]
    [InlineData("gde je moj paket", "sr-Latn")]
    [InlineData("где је мој пакет", "sr-Cyrl")]
    public void A_tag_may_name_the_script(string text, string language) =>
        Assert.Equal(language, LanguageDetector.For("sr-Cyrl", "sr-Latn").Detect(text));

    [Fact]
    public void Where_the_script_decides_no_texts_are_asked_for() =>
        Assert.Equal("ar", LanguageDetector.For(["pl", "ar"], static _ => throw new InvalidOperationException()).Detect("أين طلبي"));

    [Fact]
    public void Two_regions_of_one_language_cannot_be_told_apart() =>
        Assert.Null(LanguageDetector.For("en-GB", "en-US").Detect("where is my parcel"));

    [Fact]
    public void No_candidates_no_language() => Assert.Null(LanguageDetector.For().Detect("gdzie jest moja paczka"));

    [Theory]
    [InlineData("kifurushi changu kiko wapi", "sw")]
    [InlineData("where is my parcel", "en")]
    public void A_language_without_a_table_is_learnt_from_texts(string text, string language)
    {
        var detector = LanguageDetector.For(
            ["en", "sw"],
            static _ =>
            [
                "Kifurushi changu kitafika lini?", "Ninawezaje kurudisha bidhaa?", "Usafirishaji unagharimu kiasi gani?", "Duka liko wapi?",
            ]);

        Assert.Equal(language, detector.Detect(text));
    }

    [Fact]
    public void A_language_that_has_a_table_asks_for_no_texts() =>
        Assert.Equal("pl", LanguageDetector.For(["pl", "en"], static _ => throw new InvalidOperationException()).Detect("gdzie paczka"));

    [Fact]
    public void Any_text_is_survived_and_its_language_is_a_candidate() => Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Texts, text =>
        Assert.Contains(PolishOrEnglish.Detect(text), new[] { "pl", "en", null })));

    [Fact]
    public void The_order_of_the_candidates_does_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(
        AnyText.Texts, Gen.Shuffle(Europe).ToArbitrary(), (text, shuffled) =>
            Assert.Equal(LanguageDetector.For(Europe).Guess(text), LanguageDetector.For(shuffled).Guess(text))));

    [Fact]
    public void Case_and_what_stands_around_the_words_do_not_matter() => Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Words, word =>
        Assert.Equal(PolishOrEnglish.Guess(word), PolishOrEnglish.Guess($"  „{word.ToUpperInvariant()}”, 123! 🙂"))));

    [Theory]
    [InlineData('a')]
    [InlineData('\u0301')]
    [InlineData('\uD83D')]
    [InlineData('٣')]
    [InlineData('\u200F')]
    public void One_unit_a_hundred_thousand_times_is_survived(char unit) =>
        Assert.True(PolishOrEnglish.Guess(new string(unit, 100_000)) is null or { Words: 1 });
}
