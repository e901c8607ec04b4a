using FaqBot.Language;

namespace FaqBot.Engine.Tests;

public sealed class ConceptsTests
{
    private static readonly Concepts Words = Concepts.Of(
        "pl", [["pieniądze", "kasa"], ["ile kosztuje", "po ile"], ["ile", "jak dużo"], ["zwrot", "oddać"]]);

    [Theory]
    [InlineData("gdzie moja kasa", 0)]
    [InlineData("gdzie moich pieniedzy", 0)]
    [InlineData("ile kosztuje kurier", 1)]
    [InlineData("ILE KOSZTUJĄ przesyłki", 1)]
    [InlineData("ile czekam", 2)]
    [InlineData("oddam buty", 3)]
    public void A_list_is_met_by_any_form_of_its_words_and_by_its_longest_phrase(string text, int list) =>
        Assert.Equal([list], Found(text));

    [Fact]
    public void Lists_come_in_the_order_of_the_words() => Assert.Equal([1, 3, 0], Found("po ile zwrot kasy"));

    [Theory]
    [InlineData("")]
    [InlineData("ile")]
    [InlineData("po")]
    [InlineData("dzień dobry")]
    public void A_phrase_that_is_not_complete_is_not_met(string text) => Assert.DoesNotContain(1, Found(text));

    [Fact]
    public void What_finds_no_room_is_left_out()
    {
        var found = new int[2];

        var count = Words.Find(TextAnalysis.Of("kasa kasa kasa", "pl").Tokens, found);

        Assert.Equal(2, count);
    }

    [Fact]
    public void A_family_widens_the_synonyms_that_share_a_word_with_it()
    {
        var lists = new WordLists { Families = [["zwrot", "zwrócić"], ["but", "obuwie"]], Synonyms = [["zwrot", "oddać"]] };

        Assert.Equal(["zwrot, oddać, zwrócić", "but, obuwie"], lists.Meanings.Select(list => string.Join(", ", list)));
    }

    [Fact]
    public void A_list_of_the_shop_goes_into_the_common_ones_that_share_a_word_with_it()
    {
        var common = new WordLists { Synonyms = [["pieniądze", "kasa"], ["but", "obuwie"]], Names = [["InPost"]] };
        var own = new WordLists { Synonyms = [["Pieniadze", "kasiora"], ["śpiwór", "kołderka"]], Names = [["inpost", "zielony kurier"]] };

        var meanings = own.Over(common).Meanings.Select(list => string.Join(", ", list));

        Assert.Equal(["śpiwór, kołderka", "pieniądze, kasa, kasiora", "but, obuwie", "InPost, zielony kurier"], meanings);
    }

    [Fact]
    public void A_list_that_no_example_meets_changes_nothing()
    {
        var set = Shops.Set("pl", ("parcel", ["gdzie jest przesyłka", "moja paczka"]), ("shoes", ["jakie są buty", "rozmiar butów"]));
        var model = MatchModel.Train(set with { Concepts = Concepts.Of("pl", [["zumbax", "zumbaks"]]) });
        var message = TextAnalysis.Of("gdzie jest przesyłka zumbax", "pl");

        Assert.Equal(MatchModel.Train(set).Match(message, 2).AsEnumerable(), model.Match(message, 2).AsEnumerable());
    }

    [Fact]
    public void An_utterance_in_other_words_is_matched_by_its_concepts()
    {
        var set = Shops.Set("pl", ("money", ["pieniądze"]), ("parcel", ["przesyłka"]), ("shoes", ["buty"]));
        var plain = MatchModel.Train(set);
        var knowing = MatchModel.Train(set with { Concepts = Concepts.Of("pl", [["pieniądze", "hajs"]]) });
        var message = TextAnalysis.Of("hajs", "pl");

        Assert.Equal(0, plain.Match(message, 1)[0].Score);
        Assert.Equal("money", knowing.Match(message, 1)[0].Entry);
        Assert.True(knowing.Match(message, 1)[0].Score > 0);
    }

    private static int[] Found(string text)
    {
        var found = new int[8];
        return found[..Words.Find(TextAnalysis.Of(text, "pl").Tokens, found)];
    }
}
