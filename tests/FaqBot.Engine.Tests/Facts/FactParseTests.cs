using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class FactParseTests
{
    [Theory]
    [InlineData("14.99 PLN", "14,99 zł", "PLN 14.99")]
    [InlineData("14,99 zł", "14,99 zł", "PLN 14.99")]
    [InlineData("PLN 14.99", "14,99 zł", "PLN 14.99")]
    [InlineData("14,99zł", "14,99 zł", "PLN 14.99")]
    [InlineData("200 PLN", "200 zł", "PLN 200")]
    [InlineData("200.00 PLN", "200 zł", "PLN 200")]
    [InlineData("0 PLN", "0 zł", "PLN 0")]
    [InlineData("14,5 zł", "14,50 zł", "PLN 14.50")]
    [InlineData("1 234,50 zł", "1234,50 zł", "PLN 1,234.50")]
    [InlineData("1.234 PLN", "1234 zł", "PLN 1,234")]
    [InlineData("12,345.60 PLN", "12\u00A0345,60 zł", "PLN 12,345.60")]
    [InlineData("€9.99", "9,99 €", "€9.99")]
    [InlineData("10 USD", "10 USD", "$10")]
    [InlineData("10 CHF", "10 CHF", "CHF 10")]
    public void Money_prints_by_language(string text, string polish, string english) =>
        AssertPrints<Fact.Money>(text, polish, english);

    [Theory]
    [InlineData("1-2 days", "1-2 dni", "1-2 days")]
    [InlineData("1–2 dni", "1-2 dni", "1-2 days")]
    [InlineData("1 dzień", "1 dzień", "1 day")]
    [InlineData("5 days", "5 dni", "5 days")]
    [InlineData("24 hours", "24 godziny", "24 hours")]
    [InlineData("24 h", "24 godziny", "24 hours")]
    [InlineData("48 godz.", "48 godzin", "48 hours")]
    [InlineData("12 months", "12 miesięcy", "12 months")]
    [InlineData("2 lata", "2 lata", "2 years")]
    [InlineData("1 year", "1 rok", "1 year")]
    [InlineData("30 MIN", "30 minut", "30 minutes")]
    [InlineData("1,5 godziny", "1,5 godziny", "1.5 hours")]
    [InlineData("1-2 dni robocze", "1-2 dni robocze", "1-2 working days")]
    [InlineData("5 business days", "5 dni roboczych", "5 working days")]
    [InlineData("2 tygodnie", "2 tygodnie", "2 weeks")]
    [InlineData("3 miesiace", "3 miesiące", "3 months")]
    [InlineData("2 тижні", "2 tygodnie", "2 weeks")]
    [InlineData("3 أيام", "3 dni", "3 days")]
    public void Durations_print_by_language(string text, string polish, string english) =>
        AssertPrints<Fact.Duration>(text, polish, english);

    [Theory]
    [InlineData("5-25 °C", "5-25 °C", "5-25 °C")]
    [InlineData("-18 °C", "-18 °C", "-18 °C")]
    [InlineData("2.5 kg", "2,5 kg", "2.5 kg")]
    [InlineData("5-10%", "5-10%", "5-10%")]
    public void Quantities_print_by_language(string text, string polish, string english) =>
        AssertPrints<Fact.Quantity>(text, polish, english);

    [Theory]
    [InlineData("98 %", "98%", "98%")]
    [InlineData("99,5%", "99,5%", "99.5%")]
    public void Percentages_print_by_language(string text, string polish, string english) =>
        AssertPrints<Fact.Percent>(text, polish, english);

    [Theory]
    [InlineData("14", "14", "14")]
    [InlineData("2026", "2026", "2026")]
    [InlineData("12500,5", "12\u00A0500,5", "12,500.5")]
    public void Numbers_print_by_language(string text, string polish, string english) =>
        AssertPrints<Fact.Number>(text, polish, english);

    [Theory]
    [InlineData("14:00", "14:00")]
    [InlineData("09:30", "9:30")]
    public void A_time_prints_on_the_24_hour_clock(string text, string printed) => AssertPrints<Fact.Time>(text, printed, printed);

    [Theory]
    [InlineData("InPost")]
    [InlineData("25:00")]
    [InlineData("14:60")]
    [InlineData("5252525252")]
    [InlineData("22 123 456")]
    [InlineData("0042")]
    [InlineData("1.234")]
    [InlineData("2-1 days")]
    [InlineData("PL61 1090 1014 0000 0712 1981 2874")]
    [InlineData("ul. Halna 1, Kraków")]
    [InlineData("javascript:alert(1)")]
    [InlineData("{{ facts.x }}")]
    public void What_has_no_other_form_is_a_text_and_prints_as_written(string text) => AssertPrints<Fact.Text>(text, text, text);

    [Fact]
    public void A_link_prints_as_written() =>
        AssertPrints<Fact.Url>("https://sklep.example/zwrot.pdf", "https://sklep.example/zwrot.pdf", "https://sklep.example/zwrot.pdf");

    [Theory]
    [InlineData("14 days", FactType.Number, "'14 days' is not a number.")]
    [InlineData("1.234", FactType.Number, "'1.234' is not a number.")]
    [InlineData("14", FactType.Money, "'14' is not an amount of money.")]
    [InlineData("-5 PLN", FactType.Money, "'-5 PLN' is not an amount of money.")]
    [InlineData("14.999 PLN gross", FactType.Money, "'14.999 PLN gross' is not an amount of money.")]
    [InlineData("soon", FactType.Duration, "'soon' is not a length of time.")]
    [InlineData("2 pm", FactType.Time, "'2 pm' is not a time of day.")]
    [InlineData("www.sklep.example", FactType.Url, "'www.sklep.example' is not a web address.")]
    [InlineData("", null, "The fact is empty.")]
    [InlineData("  ", FactType.Text, "The fact is empty.")]
    public void A_value_of_the_wrong_form_is_refused_with_a_hint(string text, FactType? type, string problem)
    {
        var reading = Shipped.Parse(text, type);

        Assert.Null(reading.Fact);
        Assert.Equal(problem, reading.Problem);
        Assert.NotEmpty(reading.Hint);
    }

    [Fact]
    public void A_known_type_outranks_the_form()
    {
        var reading = Shipped.Parse("5 PLN", FactType.Text);

        Assert.IsType<Fact.Text>(reading.Fact);
    }

    [Fact]
    public void A_text_by_language_is_said_only_in_its_languages()
    {
        var fact = Fact.Parse(new Dictionary<string, string> { ["pl"] = "kurier DPD", ["en"] = " DPD courier " }).Fact;

        Assert.NotNull(fact);
        Assert.Equal(
            ("kurier DPD", "DPD courier", ""),
            (fact.Print(Shipped.Locale("pl-PL")), fact.Print(Shipped.Locale("en")), fact.Print(Shipped.Locale("de"))));
        Assert.Equal((true, false), (fact.IsSaidIn(Shipped.Locale("pl-PL")), fact.IsSaidIn(Shipped.Locale("de"))));
    }

    [Theory]
    [InlineData(FactType.Money)]
    [InlineData(FactType.Duration)]
    public void Only_texts_are_stated_by_language(FactType type) =>
        Assert.Null(Fact.Parse(new Dictionary<string, string> { ["pl"] = "5 zł" }, type).Fact);

    [Theory]
    [InlineData("14.99 PLN", "14.99")]
    [InlineData("7-14 days", "7")]
    [InlineData("5-25 °C", "5")]
    [InlineData("98%", "98")]
    [InlineData("14", "14")]
    [InlineData("14:00", null)]
    [InlineData("https://sklep.example", null)]
    [InlineData("nie", null)]
    public void The_amount_is_the_lower_end(string text, string? amount) =>
        Assert.Equal(amount, Shipped.Parse(text).Fact?.Amount?.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("de", "14,99 PLN", "1.234,50 €", "98 %", "12.500")]
    [InlineData("fr", "14,99 PLN", "1\u202F234,50 €", "98 %", "12\u202F500")]
    [InlineData("nl", "PLN 14,99", "€ 1.234,50", "98%", "12.500")]
    [InlineData("cs-CZ", "14,99 PLN", "1\u00A0234,50 €", "98 %", "12\u00A0500")]
    [InlineData("uk", "14,99 зл", "1\u00A0234,50 €", "98%", "12\u00A0500")]
    [InlineData("ar", "14.99 زلوتي", "1,234.50 €", "98%", "12,500")]
    [InlineData("xx", "14.99 PLN", "1234.50 EUR", "98%", "12500")]
    public void Other_languages_write_numbers_as_in_CLDR(string language, string zlotys, string euros, string share, string number)
    {
        string[] texts = ["14.99 PLN", "1234.50 EUR", "98%", "12500"];

        var printed = texts.Select(text => Shipped.Parse(text).Fact?.Print(Shipped.Locale(language)));

        Assert.Equal([zlotys, euros, share, number], printed);
    }

    [Fact]
    public void Reading_never_throws_and_always_answers() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        ArbMap.Default.ArbFor<FactType?>(),
        (text, type) =>
        {
            var reading = Shipped.Parse(text ?? "", type);
            return reading.Fact is null
                ? reading.Problem.Length > 0 && reading.Hint.Length > 0
                : reading.Fact.Print(Shipped.Locale("pl")) is not null;
        }));

    [Fact]
    public void Reading_text_that_looks_like_facts_never_throws() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("1", "234", "000", ".", ",", " ", "-", "–", "PLN", "zł", "€", "%", "dni", "h", "°C", ":", "https://", "\u00A0")
            .ListOf().Select(string.Concat).ToArbitrary(),
        text => Shipped.Parse(text) is { Fact: not null } or { Problem.Length: > 0 }));

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("uk")]
    [InlineData("ar")]
    [InlineData("xx")]
    public void Printed_money_reads_as_the_same_money(string language) => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 2_000_000_000).ToArbitrary(),
        Gen.Elements("PLN", "EUR", "USD", "CHF").ToArbitrary(),
        (cents, currency) =>
        {
            var money = new Fact.Money(cents / 100m, currency);
            return Shipped.Parse(money.Print(Shipped.Locale(language))).Fact is Fact.Money read
                && read.Value == money.Value
                && read.Currency == currency;
        }));

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("uk")]
    public void A_printed_duration_reads_as_the_same_duration(string language) => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 99_999).ToArbitrary(),
        Gen.Choose(0, 500).ToArbitrary(),
        Gen.Elements(Enum.GetValues<DurationUnit>()).ToArbitrary(),
        (from, more, unit) =>
        {
            var duration = new Fact.Duration(from, more == 0 ? null : from + more, unit);
            return duration.Equals(Shipped.Parse(duration.Print(Shipped.Locale(language))).Fact);
        }));

    [Fact]
    public void A_time_is_read_as_a_time() => Assert.Equal(new Fact.Time(new LocalTime(9, 5)), Shipped.Parse("9:05").Fact);

    private static void AssertPrints<T>(string text, string polish, string english)
        where T : Fact
    {
        var fact = Shipped.Parse(text).Fact;

        Assert.IsType<T>(fact);
        Assert.Equal((polish, english), (fact.Print(Shipped.Locale("pl")), fact.Print(Shipped.Locale("en"))));
    }
}
