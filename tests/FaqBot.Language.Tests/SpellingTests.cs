using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Language.Tests;

public sealed class SpellingTests
{
    private static readonly SpellingCorrector Polish = SpellingCorrector.For(
        "pl", SpellingVocabulary.Of(["Ile kosztuje dostawa paczki?", "kijki trekkingowe Granit", "Moja paczka i kod rabatowy"]));
    private static readonly SpellingCorrector English = SpellingCorrector.For("en", SpellingVocabulary.Of(["Granit hiking poles"]));

    [Theory]
    [InlineData("przesyłka")]
    [InlineData("Przesyłka")]
    [InlineData("mieć")]
    [InlineData("warszawie")]
    [InlineData("paczkomatów")]
    [InlineData("trekkingowe")]
    [InlineData("granit")]
    public void A_word_that_the_lexicon_or_the_shop_spells_so_is_known_and_stays(string word)
    {
        Assert.True(Polish.IsKnown(word));
        Assert.Empty(Polish.Candidates(word, 5));
    }

    [Theory]
    [InlineData("przesylka")]
    [InlineData("sie")]
    [InlineData("zamowenie")]
    [InlineData("trekingowe")]
    [InlineData("qwrtz")]
    public void A_word_that_nobody_spells_so_is_not_known(string word) => Assert.False(Polish.IsKnown(word));

    [Theory]
    [InlineData("przesylka", "przesyłka")]
    [InlineData("zamowenie", "zamówienie")]
    [InlineData("dostwa", "dostawa")]
    [InlineData("dsotawa", "dostawa")]
    [InlineData("zwrott", "zwrot")]
    [InlineData("paczka1", null)]
    [InlineData("paczkoamtu", "paczkomatu")]
    [InlineData("reklmaacja", "reklamacja")]
    [InlineData("trekingowe", "trekkingowe")]
    [InlineData("bęndzie", "będzie")]
    [InlineData("wysyłke", "wysyłkę")]
    [InlineData("pżesyłka", "przesyłka")]
    [InlineData("chandel", "handel")]
    [InlineData("który", null)]
    [InlineData("ktury", "który")]
    [InlineData("nei", "nie")]
    [InlineData("xyz", null)]
    public void A_misspelled_word_has_what_was_meant_first(string word, string? meant) =>
        Assert.Equal(meant, Polish.Candidates(word, 3) is [var first, ..] ? first : null);

    [Theory]
    [InlineData("Gdzei jest moja przesylak", "gdzie jest moja przesylka")]
    [InlineData("chce zwrocic zamowenie nr 123", "chce zwrocic zamowienie nr 123")]
    [InlineData("niemoge sie zalogowac", "nie moge sie zalogowac")]
    [InlineData("napewno wogole nwm", "na pewno w ogole nie wiem")]
    [InlineData("mojapaczka zaginela", "moja paczka zaginela")]
    [InlineData("pls kod rabtowy", "prosze kod rabatowy")]
    [InlineData("GDZIE PACZAK", "gdzie paczka")]
    [InlineData("szukam Wojtkowskiej i plecaka Grainta", "szukam wojtkowskiej i plecaka grainta")]
    [InlineData("kod RABTA10 albo RABTA", "kod rabta10 albo rabta")]
    [InlineData("wkretarka makita dewalt", "wkretarka makita dewalt")]
    [InlineData("proszeeee o zwrot", "prosze o zwrot")]
    [InlineData("📦 doszła 👍", "paczka doszla")]
    [InlineData("🙂", "")]
    [InlineData("nie stety paczka na prawde nie doszła", "niestety paczka naprawde nie doszla")]
    [InlineData("za mówienie i do stawa", "zamowienie i dostawa")]
    [InlineData("prze syłka za raz bedzie", "przesylka zaraz bedzie")]
    [InlineData("na pewno nie wiem, na razie za późno", "na pewno nie wiem na razie za pozno")]
    [InlineData("do Xiaomi mi pasuje", "do xiaomi mi pasuje")]
    [InlineData("na, prawde", "na prawde")]
    [InlineData("gdziejestmojapaczka", "gdzie jest moja paczka")]
    [InlineData("czymoge i ileczekac", "czy moge i ile czekac")]
    [InlineData("jakzwrocic niezabardzo wiem", "jak zwrocic nie za bardzo wiem")]
    [InlineData("dziendobry narazie wogóle niewiem", "dzien dobry na razie w ogole nie wiem")]
    [InlineData("dzieki wielkie pzdr", "dziekuje wielkie pozdrawiam")]
    [InlineData("wgl nwm kiedt bd jzu", "w ogole nie wiem kiedy bedzie juz")]
    [InlineData("heeej soooorry prooosze czeeeść", "hej sorry prosze czesc")]
    [InlineData("czemu😭tak długo", "czemu tak dlugo")]
    public void A_Polish_text_is_read_as_it_was_meant(string text, string words) =>
        Assert.Equal(words, string.Join(' ', TextAnalysis.Of(text, "pl", Polish).Tokens.Select(token => token.Folded)));

    [Theory]
    [InlineData("wheres my prcel", "where is my parcel")]
    [InlineData("pls cancle my oder", "please cancel my oder")]
    [InlineData("delivry of hikng poles", "delivery of hiking poles")]
    [InlineData("is there a paczkomat", "is there a paczkomat")]
    [InlineData("re fund to morrow", "refund tomorrow")]
    public void An_English_text_is_read_as_it_was_meant(string text, string words) =>
        Assert.Equal(words, string.Join(' ', TextAnalysis.Of(text, "en", English).Tokens.Select(token => token.Folded)));

    [Fact]
    public void What_stands_for_several_words_is_shared_among_them_and_offsets_point_into_the_text()
    {
        var analysis = TextAnalysis.Of("nwm, wogóle niemoge 📦", "pl");

        Assert.Equal(
            ["n", "wm", "w", "ogóle", "nie", "moge", "📦"],
            analysis.Tokens.Select(token => analysis.Text.Substring(token.Start, token.Length)));
        Assert.Equal("nie wiem w ogole nie moge paczka", string.Join(' ', analysis.Tokens.Select(token => token.Folded)));
    }

    [Fact]
    public void Without_a_corrector_no_word_is_corrected() =>
        Assert.Equal("gdzei", TextAnalysis.Of("gdzei", "pl").Tokens[0].Folded);

    [Fact]
    public void A_language_without_a_lexicon_is_corrected_by_the_words_of_the_shop_alone()
    {
        var corrector = SpellingCorrector.For("de", SpellingVocabulary.Of(["Wann kommt meine Lieferung?"]));

        Assert.Equal("lieferung", TextAnalysis.Of("liefrung", "de", corrector).Tokens[0].Folded);
        Assert.Equal("pakett", TextAnalysis.Of("pakett", "de", corrector).Tokens[0].Folded);
    }

    [Fact]
    public void Candidates_are_words_that_are_known() => Check.QuickThrowOnFailure(Prop.ForAll(AnyText.Words, word =>
        Assert.All(Polish.Candidates(word, 3), candidate => Assert.True(Polish.IsKnown(candidate) && candidate != word, candidate))));

    [Fact]
    public void A_word_that_was_parted_covers_both_parts()
    {
        var analysis = TextAnalysis.Of("Na  prawde, na prawde!", "pl");

        Assert.Equal(["Na", "prawde", "na prawde"], analysis.Tokens.Select(token => analysis.Text.Substring(token.Start, token.Length)));
    }

    [Theory]
    [InlineData("split-words-pl.txt")]
    [InlineData("split-words-en.txt")]
    [InlineData("written-out-pl.txt")]
    [InlineData("written-out-en.txt")]
    public void Tables_are_in_order(string name)
    {
        var keys = Encoding.UTF8.GetString(SortedTable.Read(name).Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')[0]);

        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Theory]
    [InlineData("written-out-pl.txt")]
    [InlineData("written-out-en.txt")]
    public void What_is_written_out_has_no_more_words_than_letters(string name) => Assert.All(
        Encoding.UTF8.GetString(SortedTable.Read(name).Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')),
        row => Assert.True(row[1].Split(' ').Length <= row[0].Length && Folding.Fold(row[0]) == row[0], row[0]));

    [Fact]
    public void An_emoji_that_stands_for_a_word_does_so_in_Polish_and_English_alone()
    {
        Assert.Equal("paczka", TextAnalysis.Of("📦", "pl").Tokens[0].Folded);
        Assert.Equal("parcel", TextAnalysis.Of("📦", "en").Tokens[0].Folded);
        Assert.Empty(TextAnalysis.Of("📦", "de").Tokens);
    }
}
