using FaqBot.Language;
using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Engine.Tests;

public sealed class MatchModelTests
{
    private static readonly MatchModel Small = MatchModel.Train(Shops.Small);

    [Theory]
    [InlineData("Ile kosztuje wysyłka?", "delivery-cost")]
    [InlineData("ILE KOSZTUJE WYSYLKA", "delivery-cost")]
    [InlineData("jaki jest koszt przesylki kurierem", "delivery-cost")]
    [InlineData("gdzie są moje paczki", "order-status")]
    [InlineData("chciałbym zwrócić zakupy", "return-how")]
    [InlineData("proszeeee o status zamowienia", "order-status")]
    public void An_utterance_finds_its_entry(string text, string entry)
    {
        var best = Match(Small, text)[0];

        Assert.Equal(entry, best.Entry);
        Assert.InRange(best.Score, Small.Threshold, 1000);
    }

    [Theory]
    [InlineData("kto wygrał mecz wczoraj wieczorem")]
    [InlineData("opowiedz mi bajkę o smoku")]
    [InlineData("xyz")]
    [InlineData("🙂")]
    [InlineData("")]
    public void A_foreign_utterance_stays_below_the_threshold(string text) => Assert.True(Match(Small, text)[0].Score < Small.Threshold);

    [Fact]
    public void Every_example_finds_its_own_entry()
    {
        foreach (var entry in Shops.Small.Entries)
        {
            Assert.All(entry.Utterances, utterance => Assert.Equal(entry.Id, Match(Small, utterance)[0].Entry));
        }
    }

    [Fact]
    public void Scores_fall_down_the_list_and_equal_ones_are_ordered_by_id() => Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
    {
        var candidates = Match(Small, $"paczka {text} zwrot");

        for (var at = 1; at < candidates.Length; at++)
        {
            var (before, after) = (candidates[at - 1], candidates[at]);
            var isOrderedById = string.CompareOrdinal(before.Entry, after.Entry) < 0;
            Assert.True(before.Score > after.Score || (before.Score == after.Score && isOrderedById));
        }
    }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(10, 4)]
    public void As_many_candidates_come_back_as_were_asked_for_and_are_there(int asked, int given) =>
        Assert.Equal(given, Small.Match(TextAnalysis.Of("paczka", "pl"), asked).Length);

    [Fact]
    public void Training_twice_gives_the_same_bytes() =>
        Assert.Equal(Shops.Bytes(MatchModel.Train(Shops.Many(40, 6))), Shops.Bytes(MatchModel.Train(Shops.Many(40, 6))));

    [Fact]
    public void The_order_of_entries_does_not_matter()
    {
        var turned = Shops.Small with { Entries = [.. Shops.Small.Entries.Reverse()] };

        var candidates = Match(MatchModel.Train(turned), "koszt kuriera");

        Assert.Equal(Match(Small, "koszt kuriera"), candidates);
    }

    [Fact]
    public void A_shop_without_entries_matches_nothing() => Assert.Empty(Match(MatchModel.Train(new TrainingSet("pl", [])), "paczka"));

    [Fact]
    public void A_shop_with_one_entry_answers_only_what_belongs_to_it()
    {
        var model = MatchModel.Train(Shops.Set("pl", ("hours", ["jakie są godziny otwarcia", "kiedy jest otwarte", "do której czynne"])));

        Assert.True(Match(model, "godziny otwarcia sklepu")[0].Score >= model.Threshold);
        Assert.True(Match(model, "zwrot butów")[0].Score < model.Threshold);
    }

    [Fact]
    public void Entries_of_one_example_each_get_a_cautious_threshold()
    {
        var model = MatchModel.Train(Shops.Set("en", ("a", ["where is my parcel"]), ("b", ["how much is delivery"])));

        Assert.Equal(ThresholdFit.Cautious, model.Threshold);
        Assert.Equal("b", Match(model, "how much is delivery")[0].Entry);
    }

    [Theory]
    [InlineData("zh", "我的包裹在哪里", "运费是多少", "请问我的包裹现在在哪里呢")]
    [InlineData("ar", "أين طلبي", "كم تكلفة الشحن", "أين هو طلبي الآن")]
    [InlineData("uk", "де моя посилка", "скільки коштує доставка", "де зараз моя посилка")]
    public void Any_script_works_with_texts_alone(string language, string status, string cost, string question)
    {
        var model = MatchModel.Train(Shops.Set(language, ("cost", [cost]), ("status", [status])));

        var best = model.Match(TextAnalysis.Of(question, language), 2)[0];

        Assert.Equal("status", best.Entry);
    }

    [Fact]
    public void Matching_never_throws_whatever_the_text() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text => Assert.Equal(4, Match(Small, text ?? "").Length)));

    [Fact]
    public void The_longest_text_is_matched()
    {
        var text = string.Concat(Enumerable.Range(0, TextAnalysis.TextLengthMax).Select(at => (char)('a' + (at * at % 26))));

        Assert.Equal(4, Match(Small, text).Length);
    }

    private static Candidate[] Match(MatchModel model, string text) => [.. model.Match(TextAnalysis.Of(text, "pl"), 10)];
}
