using System.Globalization;

namespace FaqBot.Engine.Tests;

public sealed class PluralRulesTests
{
    /// <summary>Expected categories: ICU 74 (Intl.PluralRules of Node 20).</summary>
    [Theory]
    [InlineData("pl", "0 many|1 one|2 few|4 few|5 many|11 many|12 many|14 many|21 many|22 few|24 few|112 many|122 few|1.5 other")]
    [InlineData("en", "0 other|1 one|2 other|11 other|21 other|1.5 other")]
    [InlineData("cs", "0 other|1 one|2 few|4 few|5 other|22 other|1.5 many")]
    [InlineData("uk", "0 many|1 one|2 few|5 many|11 many|12 many|21 one|22 few|111 many|1.5 other")]
    [InlineData("hr", "0 other|1 one|2 few|5 other|11 other|21 one|22 few|1.5 other")]
    [InlineData("sl", "0 other|1 one|2 two|3 few|5 other|101 one|102 two|1.5 few")]
    [InlineData("lt", "0 other|1 one|2 few|10 other|11 other|20 other|21 one|22 few|1.5 many")]
    [InlineData("lv", "0 zero|1 one|2 other|10 zero|11 zero|21 one|22 other")]
    [InlineData("ro", "0 few|1 one|2 few|19 few|20 other|101 few|120 other|1.5 few")]
    [InlineData("fr", "0 one|1 one|2 other|1.5 one")]
    [InlineData("ar", "0 zero|1 one|2 two|3 few|10 few|11 many|99 many|100 other|102 other|103 few|111 many|1.5 other")]
    [InlineData("he", "0 other|1 one|2 two|3 other|20 other")]
    [InlineData("ja", "0 other|1 other")]
    [InlineData("xx", "1 one|2 other")]
    public void The_form_is_that_of_CLDR(string language, string cases)
    {
        var rules = PluralRules.Of(language);

        var chosen = cases.Split('|')
            .Select(pair => pair.Split(' ')[0])
            .Select(count => $"{count} {rules.Forms[rules.FormFor(decimal.Parse(count, CultureInfo.InvariantCulture))]}");

        Assert.Equal(cases, string.Join('|', chosen));
    }
}
