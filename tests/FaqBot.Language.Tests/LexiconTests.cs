using System.Text;

namespace FaqBot.Language.Tests;

public sealed class LexiconTests
{
    /// <summary>What its makers count: form, lemma and tags.</summary>
    private const long EntryCount = 4_800_433;

    [Fact]
    public void The_lexicon_holds_all_entries()
    {
        var automaton = new Automaton(DataFile.Bytes("polish.dict"));

        Assert.Equal(EntryCount, Strings(automaton, automaton.Root, []));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\fsa")]
    [InlineData("no automaton at all")]
    public void What_is_no_automaton_is_refused(string file) =>
        Assert.Throws<InvalidDataException>(() => new Automaton(Encoding.UTF8.GetBytes(file)));

    [Theory]
    [InlineData("przesylka", "przesyłka", false)]
    [InlineData("przesyłka", "przesyłka", true)]
    [InlineData("lodz", "łódź", false)]
    [InlineData("mają", "mieć", true)]
    [InlineData("krakowa", "Kraków", true)]
    public void A_word_is_found_without_regard_to_diacritics_and_capitals(string word, string lemma, bool isExact)
    {
        var reading = PolishWords.Readings(word, Folding.Fold(word))[0];

        Assert.Equal((lemma, isExact), (reading.Lemma, reading.IsExact));
    }

    [Theory]
    [InlineData("weiß", "Weiss")]
    [InlineData("groß", "Gross")]
    [InlineData("þingvallavatn", "Thingvallavatn")]
    public void A_letter_that_folds_to_two_is_read_as_both(string word, string lemma) =>
        Assert.Contains(PolishWords.Exactly(word), reading => reading.Lemma == lemma);

    [Theory]
    [InlineData("xqxqx")]
    [InlineData("przesyłkę1")]
    [InlineData("przesyłk")]
    [InlineData("zyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzyzy")]
    public void What_is_no_word_has_no_reading(string word) => Assert.Empty(PolishWords.Readings(word, word));

    [Theory]
    [InlineData("common-words-pl.txt")]
    [InlineData("lemmas-pl.txt")]
    [InlineData("tags-pl.txt")]
    [InlineData("supplement-pl.txt")]
    [InlineData("suffix-rules-pl.txt")]
    [InlineData("fixed-lemmas-pl.txt")]
    [InlineData("loans-pl.txt")]
    [InlineData("words-en.txt")]
    [InlineData("common-words-en.txt")]
    public void A_table_is_in_order_and_every_key_of_it_is_found(string name)
    {
        var table = SortedTable.Read(name);
        var keys = Encoding.UTF8.GetString(table.Lines)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')[0])
            .ToArray();

        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct().Count(), keys.Length);
        Assert.All(keys, key => Assert.True(table.Contains(key), key));
        Assert.False(table.Contains("!"));
        Assert.False(table.Contains("żżżż"));
    }

    private static long Strings(Automaton automaton, int node, Dictionary<int, long> known)
    {
        if (known.TryGetValue(node, out var count))
        {
            return count;
        }
        for (var arc = node; arc >= 0; arc = automaton.Next(arc))
        {
            var target = automaton.Target(arc);
            count += (automaton.IsFinal(arc) ? 1 : 0) + (target > 0 ? Strings(automaton, target, known) : 0);
        }
        return known[node] = count;
    }
}
