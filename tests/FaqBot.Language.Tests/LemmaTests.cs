using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class LemmaTests
{
    [Theory]
    [InlineData("przesyłka przesyłki przesyłkę przesyłką przesyłce przesyłek przesyłkami przesylka przesylke przesylek PRZESYŁKA")]
    [InlineData("paczka paczki paczce paczek paczkę paczkach")]
    [InlineData("reklamacja reklamacji reklamację reklamacjami reklamacje reklamacja")]
    [InlineData("zamówienie zamówienia zamówieniu zamówień zamówieniami zamowienie zamowien zamowieniem")]
    [InlineData("zamówić zamówiłem zamówiłam zamówili zamówiliśmy zamówiłabym zamowilem")]
    [InlineData("odstąpienie odstąpienia odstąpieniu odstapieniem odstąpić odstąpiłem")]
    [InlineData("klient klienta klientowi kliencie klientów klientami klientow")]
    [InlineData("kurier kuriera kurierowi kurierem kurierzy kurierze kurierow")]
    [InlineData("uszkodzony uszkodzona uszkodzonego uszkodzonej uszkodzonych uszkodzonymi")]
    [InlineData("kosztuje kosztować kosztował kosztowała kosztowac kosztują")]
    [InlineData("działa działać działają działał działała dziala dzialac nie działa dzialal", 2)]
    [InlineData("pieniądze pieniędzy pieniądz pieniedzy pieniadze pieniędzmi")]
    [InlineData("but buty butów butach butami butow")]
    [InlineData("jest są był była będzie być bylo sa bedzie")]
    [InlineData("przyszedł przyszła przyszło przyjdzie przyjść przyszlo")]
    [InlineData("dobry lepszy najlepszy lepsza dobrego najlepsze")]
    [InlineData("paczkomat paczkomatu paczkomacie paczkomatów paczkomatem paczkomatow Paczkomatu")]
    [InlineData("smartfon smartfona smartfonu smartfonów smartfonie smartfonow")]
    [InlineData("blik blika blikiem BLIK-iem", 2)]
    [InlineData("Warszawa Warszawie warszawy warszawe")]
    public void Polish_forms_of_a_word_have_one_stem(string forms, int stems = 1) => Assert.Equal(stems, Stems(forms, "pl").Count);

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
    [InlineData("pl", "zadać zwrot wzrost kupon kupić")]
    [InlineData("en", "new news ship shop shape price prize use bus")]
    public void Words_of_different_meaning_stay_apart(string language, string words) =>
        Assert.Equal(words.Split(' ').Length, Stems(words, language).Count);

    /// <summary>Written after M. Porter's list of sample words, and after the rules of the description.</summary>
    [Theory]
    [InlineData("consign consign, consigned consign, consigning consign, consignment consign, consist consist, consisted consist")]
    [InlineData("consistency consist, consistent consist, consistently consist, consolation consol, consolatory consolatori")]
    [InlineData("consolidate consolid, consolidating consolid, consolingly consol, conspicuous conspicu, conspiracy conspiraci")]
    [InlineData("conspirator conspir, conspire conspir, constable constabl, constance constanc, constancy constanc, constant constant")]
    [InlineData("knackeries knackeri, knavish knavish, kneading knead, knees knee, knelt knelt, knif knif, knife knife, knightly knight")]
    [InlineData("knitted knit, knives knive, knocker knocker, knopp knopp, knots knot")]
    [InlineData(
        "general general, generous generous, communication communic, arsenal arsenal, university universiti, international internat")]
    [InlineData("skies sky, dying die, tying tie, news news, ugly ugli, only onli, early earli, bias bias, evening evening, inning inning")]
    [InlineData("proceed proceed, exceed exceed, agreed agre, feed feed, hopping hop, hoping hope, falling fall, fizzed fizz, egged egg")]
    [InlineData(
        "ties tie, cries cri, gas gas, gaps gap, kiwis kiwi, luxuriated luxuri, pasted paste, cry cri, by by, say say, replacement replac")]
    [InlineData(
        "controllable control, biology biolog, biologist biolog, happiness happi, rational ration, hopefulness hope, allowance allow")]
    public void English_is_stemmed_by_Porters_second_algorithm(string pairs) => Assert.All(pairs.Split(", "), pair =>
        Assert.Equal(pair.Split(' ')[1], EnglishStemmer.Shorten(pair.Split(' ')[0])));

    [Theory]
    [InlineData("zamówień", "zamowienie zamowic")]
    [InlineData("zadac", "zadac")]
    [InlineData("uszkodzona", "uszkodzony uszkodzic")]
    [InlineData("xiaomi", "xiaomi")]
    [InlineData("tabletofon", "tabletofon")]
    [InlineData("vloggerkami", "vloggerka")]
    public void A_word_has_its_lemmas_the_likeliest_first(string word, string lemmas) =>
        Assert.Equal(lemmas, string.Join(' ', TextAnalysis.Of(word, "pl").Tokens[0].Lemmas.Select(lemma => lemma.Text)));

    [Theory]
    [InlineData("niedostarczona", "dostarczyc", "niedostarczyc")]
    [InlineData("nieuszkodzony", "uszkodzony", "nieuszkodzony")]
    [InlineData("niekompletnego", "kompletny", "niekompletny")]
    public void A_negated_word_is_marked_and_keeps_its_nie_in_the_stem(string word, string lemma, string stem)
    {
        var token = TextAnalysis.Of(word, "pl").Tokens[0];

        Assert.Equal((lemma, true, stem), (token.Lemmas[0].Text, token.Lemmas[0].IsNegated, token.Stem));
    }

    [Theory]
    [InlineData("niedzielny", "niedzielny")]
    [InlineData("niebieski", "niebieski")]
    [InlineData("nigdy", "nigdy")]
    public void What_only_begins_with_nie_is_not_negated(string word, string lemma)
    {
        var token = TextAnalysis.Of(word, "pl").Tokens[0];

        Assert.Equal((lemma, false), (token.Lemmas[0].Text, token.Lemmas[0].IsNegated));
    }

    [Theory]
    [InlineData("pl", "czy macie size M i jak działa return", "pl pl en pl pl pl pl en")]
    [InlineData("en", "is there a paczkomat nearby", "en en en pl en")]
    [InlineData("en", "przesyłka delayed", "pl en")]
    [InlineData("pl", "qwrtzxv 123 a1", "  ")]
    [InlineData("de", "Wo ist mein Paket", "   ")]
    public void The_language_that_knows_a_word_reads_it(string language, string text, string languages) =>
        Assert.Equal(languages, string.Join(' ', TextAnalysis.Of(text, language).Tokens.Select(token => token.Word.Language)));

    [Fact]
    public void An_English_word_in_a_Polish_sentence_also_has_the_Polish_lemma_that_shops_mean_by_it()
    {
        var lemmas = TextAnalysis.Of("jak zrobić return", "pl").Tokens[^1].Lemmas;

        Assert.Equal(["return", "zwrot"], lemmas.Select(lemma => lemma.Text));
    }

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("de")]
    public void Lemmas_are_one_to_three_folded_and_weigh_at_most_a_thousand(string language) =>
        Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Words, word =>
        {
            var lemmas = TextAnalysis.Of(word, language).Tokens[0].Lemmas;

            Assert.InRange(lemmas.Length, 1, Word.LemmasMax);
            Assert.InRange(lemmas.Sum(lemma => lemma.WeightPermille), 1, 1000);
            Assert.All(lemmas, lemma => Assert.Equal(Folding.Fold(lemma.Text), lemma.Text));
            Assert.All(lemmas, lemma => Assert.NotEmpty(lemma.Text));
        }));

    [Fact]
    public void A_guessed_lemma_is_folded_where_its_parts_meet() =>
        Assert.All(TextAnalysis.Of("frfulnessdziecie", "pl").Tokens[0].Lemmas, lemma => Assert.Equal(Folding.Fold(lemma.Text), lemma.Text));

    [Fact]
    public void A_word_is_read_the_same_however_often()
    {
        var text = string.Join(' ', Enumerable.Range(0, 400).Select(number => "abc"[number % 3] + new string('x', number % 20)));

        var first = TextAnalysis.Of(text, "pl").Tokens;

        Assert.Equal(first.Select(token => token.Stem), TextAnalysis.Of(text, "pl").Tokens.Select(token => token.Stem));
    }

    private static HashSet<string> Stems(string words, string language) =>
        [.. TextAnalysis.Of(words, language).Tokens.Select(token => token.Stem)];
}
