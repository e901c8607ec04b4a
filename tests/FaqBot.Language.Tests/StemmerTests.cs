using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("przesyłka przesyłki przesyłkę przesyłką przesyłce przesyłek przesyłkami przesylka przesylke")]
    [InlineData("paczka paczki paczce paczek paczkę paczkach")]
    [InlineData("reklamacja reklamacji reklamację reklamacjami reklamacje")]
    [InlineData("zamówienie zamówienia zamówieniu zamówień zamówieniami zamowienie")]
    [InlineData("zamówić zamówiłem zamówiłam zamówili zamówiliśmy zamówiłabym")]
    [InlineData("klient klienta klientowi kliencie klientów klientami")]
    [InlineData("kurier kuriera kurierowi kurierem kurierzy kurierze")]
    [InlineData("uszkodzony uszkodzona uszkodzonego uszkodzonej uszkodzonych uszkodzonymi")]
    [InlineData("kosztuje kosztować kosztował kosztowała koszt koszty")]
    [InlineData("działa działać działają działał działała")]
    public void Polish_forms_of_a_word_have_one_stem(string forms) => Assert.Single(Stems(forms, "pl"));

    [Theory]
    [InlineData("order orders ordered ordering")]
    [InlineData("delivery deliveries")]
    [InlineData("deliver delivers delivered delivering")]
    [InlineData("refund refunds refunded refunding")]
    [InlineData("return returns returned returning returnable")]
    [InlineData("ship ships shipped shipping")]
    [InlineData("pay pays paid paying payment payments")]
    [InlineData("buy buys bought buying")]
    [InlineData("complain complained complaining complains")]
    [InlineData("exchange exchanged exchanging exchanges")]
    public void English_forms_of_a_word_have_one_stem(string forms) => Assert.Single(Stems(forms, "en"));

    [Theory]
    [InlineData("pl", "zwrot zwykły zakup zapłata zegarek")]
    [InlineData("en", "new news ship shop shape price prize use bus")]
    public void Words_of_different_meaning_stay_apart(string language, string words) =>
        Assert.Equal(words.Split(' ').Length, Stems(words, language).Count);

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("de")]
    public void A_stem_is_its_own_stem(string language)
    {
        var stem = Stemmer.For(language);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(AnyText.Words, word => Assert.Equal(stem(word), stem(stem(word)))));
    }

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    public void A_stem_is_never_empty(string language)
    {
        var stem = Stemmer.For(language);

        Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Words, word => Assert.NotEmpty(stem(word))));
    }

    private static HashSet<string> Stems(string words, string language) =>
        [.. TextAnalysis.Of(words, language).Tokens.Select(token => token.Stem)];
}
