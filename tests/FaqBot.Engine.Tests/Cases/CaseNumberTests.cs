using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class CaseNumberTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Typed = "0123456789" + Letters;

    private static readonly LocalDate Day = new(2026, 11, 22);

    private static Gen<string> Prefixes =>
        from length in Gen.Choose(2, 4)
        from letters in Gen.Elements(Letters.ToCharArray()).ArrayOf(length)
        select new string(letters);

    private static Gen<CaseNumber> Numbers =>
        from prefix in Prefixes
        from year in Gen.Choose(2000, 2199)
        from id in ArbMap.Default.GeneratorFor<Guid>()
        select CaseNumber.Of(prefix, new LocalDate(year, 3, 1), id);

    [Fact]
    public void A_number_is_the_prefix_the_year_the_random_end_of_the_id_and_a_check()
    {
        var id = Guid.Parse("019aab12-3456-7abc-8def-0123ff398eff");

        Assert.Equal("GR-26-KK3QZ-K", CaseNumber.Of("GR", Day, id).ToString());
        Assert.Equal("OILU-01-KK3QZ-Q", CaseNumber.Of("OILU", new LocalDate(2101, 1, 1), id).ToString());
    }

    [Theory]
    [InlineData("GR-26-7K3QX-4", "GR-26-7K3QX-4")]
    [InlineData("gr-26-7k3qx-4", "GR-26-7K3QX-4")]
    [InlineData("  GR 26 7K3 QX 4 ", "GR-26-7K3QX-4")]
    [InlineData("gr267k3qx4", "GR-26-7K3QX-4")]
    [InlineData("GR–26—7K3QX−4", "GR-26-7K3QX-4")]
    [InlineData("g r - 2 6 - 7 k 3 q x - 4", "GR-26-7K3QX-4")]
    [InlineData("GR-26-7K3QX-5", null)]
    [InlineData("GR-62-7K3QX-4", null)]
    [InlineData("GP-26-7K3QX-4", null)]
    [InlineData("GR-26-7K3UX-4", null)]
    [InlineData("GR-26-7K3QX", null)]
    [InlineData("26-7K3QX-4", null)]
    [InlineData("GRRRR-26-7K3QX-4", null)]
    [InlineData("ĞR-26-7K3QX-4", null)]
    [InlineData("GR-26-7K3QX-٤", null)]
    [InlineData("GR/26/7K3QX/4", null)]
    [InlineData("{{7*7}}", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_people_type_is_read_or_refused(string? typed, string? expected)
    {
        var isNumber = CaseNumber.TryParse(typed, out var number);

        Assert.Equal((expected is not null, expected ?? ""), (isNumber, number.ToString()));
    }

    [Theory]
    [InlineData('0', "OoD")]
    [InlineData('1', "IiLlT")]
    public void Letters_that_look_like_a_digit_are_that_digit(char digit, string letters)
    {
        var number = FirstWith(digit);

        var readings = letters.Select(letter => CaseNumber.TryParse(number.Replace(digit, letter), out var read) ? read.ToString() : "");

        Assert.Equal([.. Enumerable.Repeat(number, letters.Length - 1), ""], readings);
    }

    [Theory]
    [InlineData("OI", "01")]
    [InlineData("GOI", "g0i")]
    [InlineData("IO", "1o")]
    public void Digits_that_look_like_a_letter_are_that_letter_in_a_prefix(string prefix, string typed)
    {
        var number = CaseNumber.Of(prefix, Day, Guid.NewGuid()).ToString();

        Assert.True(CaseNumber.TryParse(typed + number[prefix.Length..], out var read));
        Assert.Equal(number, read.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("GRGRG")]
    [InlineData("gr")]
    [InlineData("G1")]
    [InlineData("GŁ")]
    public void A_prefix_that_no_shop_can_have_is_refused(string prefix) =>
        Assert.Throws<ArgumentException>(() => CaseNumber.Of(prefix, Day, Guid.NewGuid()));

    [Fact]
    public void Every_number_is_read_as_it_is_told() => Check.QuickThrowOnFailure(Prop.ForAll(
        Numbers.ToArbitrary(),
        number => CaseNumber.TryParse(number.ToString(), out var read) && read == number));

    [Fact]
    public void Dashes_and_case_make_no_difference() => Check.QuickThrowOnFailure(Prop.ForAll(
        Numbers.ToArbitrary(),
        number => CaseNumber.TryParse(number.ToString().Replace('-', ' ').ToLowerInvariant(), out var read) && read == number));

    [Fact]
    public void No_wrong_character_goes_unseen() => Check.QuickThrowOnFailure(Prop.ForAll(
        Numbers.ToArbitrary(), number => Wrong(number).All(typed => !CaseNumber.TryParse(typed, out _))));

    [Fact]
    public void No_swap_of_neighbours_goes_unseen() => Check.QuickThrowOnFailure(Prop.ForAll(
        Numbers.ToArbitrary(), number => Swapped(number).All(typed => !CaseNumber.TryParse(typed, out var read) || read == number)));

    [Fact]
    public void Reading_never_throws() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), typed => !CaseNumber.TryParse(typed, out var number) || number.ToString().Length > 0));

    [Fact]
    public void Numbers_of_one_moment_spread_over_all_characters()
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        var words = Enumerable.Range(0, 2_000).Select(_ => CaseNumber.Of("GR", Day, Guid.CreateVersion7(now)).ToString()[6..11]).ToList();

        Assert.InRange(words.Distinct().Count(), 1_990, 2_000);
        Assert.All(Enumerable.Range(0, 5), place => Assert.Equal(32, words.Select(word => word[place]).Distinct().Count()));
    }

    [Fact]
    public void Nothing_is_the_number_of_no_case() => Assert.Equal("", default(CaseNumber).ToString());

    /// <summary>Every replacement of one character that does not look like it.</summary>
    private static IEnumerable<string> Wrong(CaseNumber number)
    {
        var text = number.ToString();
        var prefixLength = text.IndexOf('-', StringComparison.Ordinal);
        return
            from place in Enumerable.Range(0, text.Length)
            where text[place] != '-'
            from letter in Typed
            where Meant(letter, place < prefixLength) != text[place]
            select text[..place] + letter + text[(place + 1)..];
    }

    private static char Meant(char letter, bool isPrefix) => (letter, isPrefix) switch
    {
        ('0', true) => 'O',
        ('1', true) => 'I',
        ('O', false) => '0',
        ('I' or 'L', false) => '1',
        _ => letter,
    };

    /// <summary>Two that look alike make the same number.</summary>
    private static IEnumerable<string> Swapped(CaseNumber number)
    {
        var text = number.ToString().Replace("-", "", StringComparison.Ordinal);
        return Enumerable.Range(0, text.Length - 1)
            .Select(place => text[..place] + text[place + 1] + text[place] + text[(place + 2)..])
            .Where(swapped => swapped != text);
    }

    /// <summary>A number that has the digit behind its year.</summary>
    private static string FirstWith(char digit) => Enumerable.Range(0, 10_000)
        .Select(i => CaseNumber.Of("GR", Day, new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(i >> 8), (byte)i)).ToString())
        .First(number => number[6..].Contains(digit, StringComparison.Ordinal));
}
