using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

public sealed class LocalesTests
{
    private const string Week = "{ mon-fri: [09:00-12:00, 13:00-17:00], sat: [10:00-14:00] }";

    private const string Swahili = """
        sw:
          name: Kiswahili
          days: [Jtt, Jnn, Jtn, Alh, Ijm, Jms, Jpl]
          on_days: [Jumatatu, Jumanne, Jumatano, Alhamisi, Ijumaa, Jumamosi, Jumapili]
          months: [Januari, Februari, Machi, Aprili, Mei, Juni, Julai, Agosti, Septemba, Oktoba, Novemba, Desemba]
          moment: "{day} saa {time}"
          today: leo
          tomorrow: kesho
          every_day: kila siku
          closed: imefungwa
          closed_on_holidays: imefungwa siku za sikukuu
          and: na
          durations:
            day: { one: "siku {count}", other: "siku {count}" }
        """;

    private static readonly LocalDate Today = new(2026, 11, 21);

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("uk")]
    [InlineData("ar")]
    public void A_shipped_language_has_all_its_words(string language) => Assert.Empty(Demo().MissingWords(language));

    [Theory]
    [InlineData("pl", "Polski", "ltr")]
    [InlineData("uk-UA", "Українська", "ltr")]
    [InlineData("ar", "العربية", "rtl")]
    [InlineData("ar-EG", "العربية", "rtl")]
    [InlineData("he", "עברית", "rtl")]
    [InlineData("tlh", "tlh", "ltr")]
    public void A_language_says_what_it_is_called_and_which_way_it_is_written(string language, string name, string direction)
    {
        var locale = Shipped.Locale(language);

        Assert.Equal((name, direction), (locale.Name, locale.Direction));
    }

    [Fact]
    public void A_shop_s_own_language_brings_its_name_and_direction_with_it()
    {
        var shop = In("ckb", "", "ckb: { name: کوردی, direction: rtl }");

        Assert.Equal(("کوردی", "rtl"), (shop.Locales["ckb"].Name, shop.Locales["ckb"].Direction));
    }

    [Theory]
    [InlineData("1 день", "uk", 1, null, DurationUnit.Day)]
    [InlineData("2 дні", "uk", 2, null, DurationUnit.Day)]
    [InlineData("14 днів", "uk", 14, null, DurationUnit.Day)]
    [InlineData("21 день", "uk", 21, null, DurationUnit.Day)]
    [InlineData("1,5 дня", "uk", 1.5, null, DurationUnit.Day)]
    [InlineData("1-2 робочі дні", "uk", 1, 2.0, DurationUnit.WorkingDay)]
    [InlineData("24 години", "uk", 24, null, DurationUnit.Hour)]
    [InlineData("يوم واحد", "ar", 1, null, DurationUnit.Day)]
    [InlineData("يومان", "ar", 2, null, DurationUnit.Day)]
    [InlineData("3 أيام", "ar", 3, null, DurationUnit.Day)]
    [InlineData("14 يومًا", "ar", 14, null, DurationUnit.Day)]
    [InlineData("100 يوم", "ar", 100, null, DurationUnit.Day)]
    [InlineData("1-2 يوم", "ar", 1, 2.0, DurationUnit.Day)]
    [InlineData("3-5 أيام", "ar", 3, 5.0, DurationUnit.Day)]
    [InlineData("سنتان", "ar", 2, null, DurationUnit.Year)]
    [InlineData("1.5 ساعة", "ar", 1.5, null, DurationUnit.Hour)]
    public void A_length_of_time_has_the_form_of_its_number(string said, string language, double from, double? to, DurationUnit unit) =>
        Assert.Equal(said, new Fact.Duration((decimal)from, (decimal?)to, unit).Print(Shipped.Locale(language)));

    [Theory]
    [InlineData("uk", "пн-пт 9:00-12:00 і 13:00-17:00, сб 10:00-14:00")]
    [InlineData("ar", "الاثنين-الجمعة 9:00-12:00 و 13:00-17:00، السبت 10:00-14:00")]
    public void Hours_are_said_in_the_language(string language, string said) =>
        Assert.Equal(said, Hours(Week).Describe(HoursKind.Chat, Shipped.Locale(language)));

    [Theory]
    [InlineData("uk", "24 грудня: зачинено, 31 грудня: 8:00-14:00, у святкові дні зачинено")]
    [InlineData("ar", "24 ديسمبر: مغلق، 31 ديسمبر: 8:00-14:00، مغلق في العطل الرسمية")]
    [InlineData("sw", "2026-12-24: –, 2026-12-31: 8:00-14:00")]
    public void Days_that_differ_are_said_in_the_language(string language, string said) =>
        Assert.Equal(said, Hours(Week).DescribeExceptions(Today, Shipped.Locale(language)));

    [Theory]
    [InlineData("uk", "2026-11-21T09:00:00", "сьогодні о 9:00")]
    [InlineData("uk", "2026-11-27T09:00:00", "у п'ятницю о 9:00")]
    [InlineData("ar", "2026-11-22T09:00:00", "غدًا الساعة 9:00")]
    [InlineData("ar", "2026-11-30T09:00:00", "يوم الاثنين 30 نوفمبر الساعة 9:00")]
    public void A_moment_is_said_in_the_language(string language, string when, string said) =>
        Assert.Equal(
            said,
            OfficeHours.DescribeMoment(NodaTime.Text.LocalDateTimePattern.ExtendedIso.Parse(when).Value, Today, Shipped.Locale(language)));

    [Theory]
    [InlineData("uk", "21 листопада 2026 р.")]
    [InlineData("ar", "21 نوفمبر 2026")]
    [InlineData("sw", "2026-11-21")]
    public void A_date_is_said_in_the_language(string language, string said) =>
        Assert.Equal(said, TemplateDriver.Render("{{ '2026-11-21' | date }}", language));

    [Fact]
    public void A_language_of_no_file_says_digits_and_signs_and_nothing_in_English()
    {
        var shop = In("sw", "facts: { courier_price: 1499.50 PLN, courier_time: 1-2 days, locker_time: 24 h, dispatch_time: 2 weeks }");

        var said = Answer(
            shop,
            "sw",
            "{{ facts.courier_price }}|{{ facts.courier_time }}|{{ facts.locker_time }}|{{ facts.dispatch_time }}|{{ hours.phone }}");

        Assert.Equal("1499.50 PLN|1-2 d|24 h|14 d|8:00-20:00", said);
    }

    [Fact]
    public void What_a_language_cannot_say_without_words_is_missing_there()
    {
        var shop = In("sw", "facts: { courier_time: 3 working days }");

        var said = Answer(
            shop, "sw",
            "{% if facts.courier_time %}?{% endif %}{% if law.liability %}?{% endif %}{% if hours.chat %}?{% endif %}"
            + "{% if law.withdrawal %}{{ law.withdrawal }}{% endif %}");

        Assert.Equal("14 d", said);
    }

    [Fact]
    public void A_shop_brings_the_words_of_its_language()
    {
        var shop = In("sw", "facts: { courier_time: 1-2 siku }", Swahili);

        Assert.Equal(
            "siku 1-2|Jtt-Ijm 9:00-12:00 na 13:00-17:00, Jms 10:00-14:00|21 Novemba 2026|24 h",
            Answer(shop, "sw", "{{ facts.courier_time }}|{{ hours.chat }}|{{ '2026-11-21' | date }}|{{ '24 h' | duration }}"));
        Assert.Equal("1-2 days", Answer(shop, "en", "{{ facts.courier_time }}"));
    }

    [Fact]
    public void A_shop_says_a_single_word_its_own_way()
    {
        var shop = In(
            "en-GB",
            "facts: { courier_time: 1-2 days }",
            "en: { today: this very day }\nen-GB: { closed_on_holidays: shut on bank holidays }");

        Assert.Equal("on Monday", shop.Locales["en-GB"].Schedules.Moment(new LocalDateTime(2026, 11, 23, 9, 0), Today)[..9]);
        Assert.Equal("this very day at 9:00", shop.Locales["en-GB"].Schedules.Moment(new LocalDateTime(2026, 11, 21, 9, 0), Today));
        Assert.Equal("shut on bank holidays", shop.Locales["en-GB"].Schedules.Exceptions([], isClosedOnHolidays: true));
        Assert.Equal("closed on public holidays", shop.Locales["en"].Schedules.Exceptions([], isClosedOnHolidays: true));
    }

    [Fact]
    public void A_price_may_be_written_by_the_sign_of_the_shops_language()
    {
        var shop = In("sw", "facts: { courier_price: 5 dola }", "sw: { currencies: { USD: dola } }");

        Assert.Equal("5 dola|$5", $"{Answer(shop, "sw", "{{ facts.courier_price }}")}|{Answer(shop, "en", "{{ facts.courier_price }}")}");
    }

    [Fact]
    public void Two_shops_do_not_share_their_own_words()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.OwnLocales, "en: { today: this very day }")
            .With("knowledge/other/shop.yaml", KnowledgeFiles.MinimalShop);

        var shops = files.Compile().Knowledge?.Shops;

        Assert.Equal("today at 9:00", shops?["other"].Locales["en"].Schedules.Moment(new LocalDateTime(2026, 11, 21, 9, 0), Today));
    }

    [Fact]
    public void Without_the_file_of_words_a_shop_compiles_all_the_same()
    {
        var compilation = KnowledgeFiles.Minimal.Without(KnowledgeFiles.Locales).Compile();

        Assert.NotNull(compilation.Knowledge);
        Assert.Contains(compilation.Diagnostics, found => found.Id == "KB184");
    }

    private static Locales Demo() => ShippedKnowledge.Value.Shops["demo"].Locales;

    private static OfficeHours Hours(string chat) => KnowledgeFiles.Minimal
        .With(KnowledgeFiles.Law, CountryLawTests.PolishDaysOff)
        .With(
            KnowledgeFiles.Shop,
            $"name: a\nlanguages: [en]\ncountry: PL\nhours: {{ chat: {chat}, dates: {{ 2026-12-31: [08:00-14:00], 2026-12-24: [] }} }}")
        .CompiledShop().Hours;

    /// <summary>A shop that speaks the language and English, with different hours for the chat and equal ones on the phone.</summary>
    private static Shop In(string language, string facts, string locales = "") => KnowledgeFiles.Minimal
        .With(KnowledgeFiles.Law, File.ReadAllText(Repository.PathOf("knowledge", "_law", "PL.yaml")))
        .With(
            KnowledgeFiles.Shop,
            $"name: a\nlanguages: [{language}, en]\ncountry: PL\nhours: {{ chat: {Week}, phone: {{ mon-sun: [08:00-20:00] }} }}\n{facts}")
        .With(KnowledgeFiles.OwnLocales, locales)
        .CompiledShop();

    private static string Answer(Shop shop, string language, string source) =>
        TemplateDriver.Parse(source).Render(TemplateRoots.For(shop, language, Instant.FromUtc(2026, 11, 21, 12, 0)));
}
