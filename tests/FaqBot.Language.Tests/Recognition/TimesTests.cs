using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Language.Tests;

/// <summary>Days and times as customers write them, on a Wednesday, 18 November 2026, at ten.</summary>
public sealed class TimesTests
{
    private static readonly LocalDateTime Now = Recognized.Wednesday;

    private static readonly EntityKind[] Kinds =
        [EntityKind.Date, EntityKind.Time, EntityKind.DateTime, EntityKind.DateRange, EntityKind.TimeRange, EntityKind.DateTimeRange];

    [Theory]
    [InlineData("dziś", "2026-11-18")]
    [InlineData("czekam do jutra", "..2026-11-19")]
    [InlineData("pojutrze mnie nie ma", "2026-11-20")]
    [InlineData("w zeszły piątek kupiłam", "2026-11-13")]
    [InlineData("w przyszly wtorek", "2026-11-24")]
    [InlineData("w srode o 12", "2026-11-25T12:00")]
    [InlineData("w najbliższą sobotę", "2026-11-21")]
    [InlineData("piątek za tydzień", "2026-11-27")]
    [InlineData("poniedziałek w przyszłym tygodniu", "2026-11-23")]
    [InlineData("tydzień temu", "2026-11-11")]
    [InlineData("kupione 3 miesiące temu", "2026-08-18")]
    [InlineData("za dwa tygodnie", "2026-12-02")]
    [InlineData("za 5 dni roboczych", "2026-11-25")]
    [InlineData("za 500 dni roboczych", "2028-10-18")]
    [InlineData("latem '69", "1969-06-21..1969-09-23")]
    [InlineData("czekam od dwóch tygodni", "2026-11-04..")]
    [InlineData("od wczoraj", "2026-11-17..")]
    [InlineData("do piątku", "..2026-11-20")]
    [InlineData("dojdzie przed świętami?", "..2026-12-23")]
    [InlineData("tydzień przed Wigilią", "2026-12-17")]
    [InlineData("w Boże Ciało", "2027-05-27")]
    [InlineData("na Dzień Matki", "2027-05-26")]
    [InlineData("zamówione 12.05.2024 r.", "2024-05-12")]
    [InlineData("z dnia 2024-05-12", "2024-05-12")]
    [InlineData("31-10-74", "1974-10-31")]
    [InlineData("12/05", "2027-05-12")]
    [InlineData("dwunastego maja", "2027-05-12")]
    [InlineData("12-go maja 2025", "2025-05-12")]
    [InlineData("trzydziestego pierwszego grudnia", "2026-12-31")]
    [InlineData("3 maja br.", "2026-05-03")]
    [InlineData("15 przyszłego miesiąca", "2026-12-15")]
    [InlineData("w maju", "2027-05-01..2027-05-31")]
    [InlineData("w maju 2023 roku", "2023-05-01..2023-05-31")]
    [InlineData("w 2023", "2023-01-01..2023-12-31")]
    [InlineData("od 1 do 5 grudnia", "2026-12-01..2026-12-05")]
    [InlineData("1-5.12", "2026-12-01..2026-12-05")]
    [InlineData("24.12-02.01", "2026-12-24..2027-01-02")]
    [InlineData("od poniedziałku do piątku", "2026-11-23..2026-11-27")]
    [InlineData("w ten weekend", "2026-11-21..2026-11-22")]
    [InlineData("w ciągu 3 dni", "2026-11-18..2026-11-21")]
    [InlineData("ostatnie 2 tygodnie", "2026-11-04..2026-11-17")]
    [InlineData("do końca miesiąca", "..2026-11-30")]
    [InlineData("początek przyszłego roku", "2027-01-01..2027-03-31")]
    [InlineData("pierwszy poniedziałek grudnia", "2026-12-07")]
    [InlineData("ostatni dzień lutego 2028", "2028-02-29")]
    [InlineData("w trzecim kwartale 2025", "2025-07-01..2025-09-30")]
    [InlineData("w tamtym tygodniu", "2026-11-09..2026-11-15")]
    [InlineData("w tamten piątek", "2026-11-13")]
    [InlineData("przed tygodniem", "2026-11-11")]
    [InlineData("jakieś 3 tygodnie temu", "2026-10-28")]
    [InlineData("przed dwoma miesiącami", "2026-09-18")]
    [InlineData("tak ze 2-3 dni temu", "2026-11-15..2026-11-16")]
    [InlineData("dwa lub trzy tygodnie temu", "2026-10-28..2026-11-04")]
    [InlineData("na początku listopada", "2026-11-01..2026-11-10")]
    [InlineData("dnia 10", "2026-12-10")]
    [InlineData("w dniu 10.", "2026-12-10")]
    [InlineData("zeszłej zimy", "2025-12-21..2026-03-20")]
    [InlineData("tego lata", "2027-06-21..2027-09-23")]
    public void Polish_days_are_recognised(string text, string value) => Assert.Equal(value, First(text, "pl"));

    [Theory]
    [InlineData("kurier o 14", "14:00")]
    [InlineData("o czternastej", "14:00")]
    [InlineData("o 14.30", "14:30")]
    [InlineData("o wpół do ósmej", "19:30")]
    [InlineData("jutro o wpol do osmej", "2026-11-19T07:30")]
    [InlineData("za pięć ósma", "19:55")]
    [InlineData("za dwadzieścia szósta", "17:40")]
    [InlineData("kwadrans po trzeciej", "15:15")]
    [InlineData("10 po siódmej wieczorem", "19:10")]
    [InlineData("o drugiej w nocy", "02:00")]
    [InlineData("w południe", "12:00")]
    [InlineData("o północy", "00:00")]
    [InlineData("między 9 a 17", "09:00..17:00")]
    [InlineData("od 8 rano do 13", "08:00..13:00")]
    [InlineData("9-11", "09:00..11:00")]
    [InlineData("po 17", "17:00..")]
    [InlineData("jutro rano", "2026-11-19T08:00..2026-11-19T12:00")]
    [InlineData("w piątek po południu o 3", "2026-11-20T15:00")]
    [InlineData("dziś do 18", "..2026-11-18T18:00")]
    [InlineData("jutro między 10 a 12", "2026-11-19T10:00..2026-11-19T12:00")]
    [InlineData("5 grudnia o 12:45", "2026-12-05T12:45")]
    [InlineData("wieczorem", "18:00..00:00")]
    [InlineData("za pół godziny", "2026-11-18T10:30")]
    [InlineData("za kwadrans", "2026-11-18T10:15")]
    [InlineData("2 godziny temu", "2026-11-18T08:00")]
    public void Polish_times_are_recognised(string text, string value) => Assert.Equal(value, First(text, "pl"));

    [Theory]
    [InlineData("by Friday", "..2026-11-20")]
    [InlineData("since Monday", "2026-11-16..")]
    [InlineData("the day after tomorrow", "2026-11-20")]
    [InlineData("two Fridays ago", "2026-11-06")]
    [InlineData("next Wednesday at noon", "2026-11-25T12:00")]
    [InlineData("I ordered on the 21st of June", "2027-06-21")]
    [InlineData("June 1-2", "2027-06-01..2027-06-02")]
    [InlineData("between Dec 20 and Jan 3", "2026-12-20..2027-01-03")]
    [InlineData("March 3rd, 2025", "2025-03-03")]
    [InlineData("05-Aug-2016", "2016-08-05")]
    [InlineData("mid January", "2027-01-11..2027-01-20")]
    [InlineData("a fortnight ago", "2026-11-04")]
    [InlineData("3 weeks from tomorrow", "2026-12-10")]
    [InlineData("two days before Easter 2027", "2027-03-26")]
    [InlineData("last Monday of August", "2027-08-30")]
    [InlineData("Thanksgiving", "2026-11-26")]
    [InlineData("in Q3 2025", "2025-07-01..2025-09-30")]
    [InlineData("half past three", "15:30")]
    [InlineData("at five to seven", "18:55")]
    [InlineData("quarter to 5 in the morning", "04:45")]
    [InlineData("from 2pm to 4pm tomorrow", "2026-11-19T14:00..2026-11-19T16:00")]
    [InlineData("tomorrow between 2 and 4pm", "2026-11-19T14:00..2026-11-19T16:00")]
    [InlineData("4pm for 30 minutes", "16:00..16:30")]
    [InlineData("until noon", "..12:00")]
    [InlineData("tonight", "2026-11-18T18:00..2026-11-19T00:00")]
    [InlineData("in an hour and a half", "2026-11-18T11:30")]
    [InlineData("week 3 of 27", "2027-01-18..2027-01-24")]
    [InlineData("week 3 of 2027", "2027-01-18..2027-01-24")]
    [InlineData("summer of 69", "1969-06-21..1969-09-23")]
    [InlineData("in 500 working days", "2028-10-18")]
    [InlineData("two weeks or so ago", "2026-11-04")]
    [InlineData("the week before last", "2026-11-02..2026-11-08")]
    [InlineData("2-3 days ago", "2026-11-15..2026-11-16")]
    [InlineData("last month", "2026-10-01..2026-10-31")]
    [InlineData("last tuesday the one with my name on it", "2026-11-17")]
    [InlineData("bought in october the one with a hood", "2027-10-01..2027-10-31")]
    [InlineData("Friday the thirteenth", "2027-08-13")]
    public void English_days_and_times_are_recognised(string text, string value) => Assert.Equal(value, First(text, "en"));

    [Theory]
    [InlineData("вчора", "2026-11-17")]
    [InlineData("отримала вчора ввечері", "2026-11-17")]
    [InlineData("позавчора", "2026-11-16")]
    [InlineData("сьогодні зранку", "2026-11-18")]
    [InlineData("у середу", "2026-11-25")]
    [InlineData("у п'ятницю", "2026-11-20")]
    [InlineData("минулої п’ятниці", "2026-11-13")]
    [InlineData("2 дні тому", "2026-11-16")]
    [InlineData("два дні тому", "2026-11-16")]
    [InlineData("тиждень тому", "2026-11-11")]
    [InlineData("кілька днів тому", "2026-11-15")]
    [InlineData("минулого тижня", "2026-11-09..2026-11-15")]
    [InlineData("на початку листопада", "2026-11-01..2026-11-10")]
    [InlineData("25 листопада", "2026-11-25")]
    [InlineData("приїде 25.11", "2026-11-25")]
    [InlineData("10-го", "2026-12-10")]
    public void Ukrainian_days_are_recognised(string text, string value) => Assert.Equal(value, First(text, "uk"));

    [Theory]
    [InlineData("امبارح", "2026-11-17")]
    [InlineData("وصلت أمس", "2026-11-17")]
    [InlineData("أول امبارح", "2026-11-16")]
    [InlineData("أول أمس", "2026-11-16")]
    [InlineData("النهارده", "2026-11-18")]
    [InlineData("قبل يومين", "2026-11-16")]
    [InlineData("قبل 3 أيام", "2026-11-15")]
    [InlineData("من ٣ أيام", "2026-11-15")]
    [InlineData("من أسبوع", "2026-11-11")]
    [InlineData("يوم الجمعة", "2026-11-20")]
    [InlineData("من يوم الجمعة", "2026-11-20")]
    [InlineData("الأسبوع الماضي", "2026-11-09..2026-11-15")]
    [InlineData("الشهر اللي فات", "2026-10-01..2026-10-31")]
    [InlineData("25 نوفمبر", "2026-11-25")]
    public void Arabic_days_are_recognised(string text, string value) => Assert.Equal(value, First(text, "ar"));

    [Theory]
    [InlineData("en-GB", "05/11/2026", "2026-11-05")]
    [InlineData("en-US", "05/11/2026", "2026-05-11")]
    [InlineData("en", "05/11/2026", "2026-05-11 2026-11-05")]
    [InlineData("en-GB", "Mother's Day 2027", "2027-03-07")]
    [InlineData("en-US", "Mother's Day 2027", "2027-05-09")]
    [InlineData("pl", "w piątek", "2026-11-20 2026-11-13")]
    [InlineData("pl", "w środę", "2026-11-25 2026-11-11 2026-11-18")]
    [InlineData("pl", "w sobotę 14", "2026-11-14 2026-11-21")]
    [InlineData("pl", "w sobotę 15", "2026-11-21 2026-11-14")]
    [InlineData("pl", "o 9", "21:00 09:00")]
    [InlineData("pl", "10.", "2026-12-10 2026-11-10")]
    [InlineData("en", "10th", "2026-12-10 2026-11-10")]
    [InlineData("de", "am 2026-11-30", "2026-11-30")]
    public void All_readings_are_given(string language, string text, string values) => Assert.Equal(values, All(text, language));

    [Theory]
    [InlineData("pl", "Zapłaciłam 12.50 zł za dostawę i 20 zł za pudełko")]
    [InlineData("pl", "rozmiar 38-40, wkładka 26.5")]
    [InlineData("pl", "O co chodzi? Do 5 sztuk w 3 kolorach")]
    [InlineData("pl", "ul. 11 Listopada 4, Maja Nowak, tel. 22 123 45 67")]
    [InlineData("pl", "mam się o 5 zł bać po 5 próbach")]
    [InlineData("pl", "buty na zimę, dobry wieczór")]
    [InlineData("pl", "IP 10.12.11.10, wersja 2.10, wynik 2:1, połowa 1/2")]
    [InlineData("pl", "w każdy piątek i co tydzień")]
    [InlineData("pl", "druga para, pierwsza paczka, 5")]
    [InlineData("pl", "kilkanaście dni temu, lata temu, z tygodnia")]
    [InlineData("pl", "42. albo rozmiar 10.")]
    [InlineData("en", "10. is my size; weeks ago")]
    [InlineData("uk", "5 пачок гречки по 2 кг, номер 10, ціна 12.50 грн, тому й пишу")]
    [InlineData("ar", "5 قطع من الجبن، رقم الطلب 10")]
    [InlineData("pl", "kod MAJ20, zamówienie 20261118-05")]
    [InlineData("en", "May I march in the sun? The cat sat for one second")]
    [InlineData("en", "you may return 5 or 6 of 10 items at 5 stores")]
    [InlineData("en", "size 8-10, $12.50, 4/5 stars, 555-123-4567")]
    [InlineData("en", "good evening, an evening dress for June Smith")]
    [InlineData("en", "every Monday, each year, twice a week")]
    public void What_only_looks_like_time_is_left_alone(string language, string text) => Assert.Equal("", All(text, language));

    [Fact]
    public void A_phrase_is_found_where_it_stands()
    {
        var found = Recognizer.Recognize("Paczka 📦 miała być w\u200B piątek, a jest 20.11!", "pl", Now, null);

        var times = found.Where(static entity => Kinds.Contains(entity.Kind)).Select(static entity => entity.Text);
        Assert.Equal(["w\u200B piątek", "20.11"], times);
    }

    [Fact]
    public void Any_text_at_any_time_is_survived() => Check.QuickThrowOnFailure(Prop.ForAll(Phrases, AnyText.Texts, (phrase, text) =>
    {
        foreach (var language in new[] { "pl", "en", "en-US", "uk", "ar" })
        {
            var mixed = phrase + text;
            foreach (var entity in Recognizer.Recognize(mixed, language, Now, null))
            {
                Assert.Equal(mixed.Substring(entity.Start, entity.Length), entity.Text);
                Assert.NotEmpty(entity.Values);
            }
        }
    }));

    [Theory]
    [InlineData("1 ")]
    [InlineData("maj ")]
    [InlineData("od 1 do ")]
    [InlineData("99999 dni temu ")]
    [InlineData("ostatnie 9999 lat ")]
    [InlineData("31.12.2999 ")]
    [InlineData("99:99 24:00 ")]
    [InlineData("przed po za od ")]
    [InlineData("3 dni po ")]
    [InlineData("tydzień od ")]
    [InlineData("pierwszy piątek po ")]
    [InlineData("٣١.١٢.٢٠٢٦ ")]
    public void Long_rows_of_one_thing_are_survived(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 20_000));

        var found = Recognizer.Recognize(text, "pl", Now, null);

        Assert.All(found, entity => Assert.True(entity.Start + entity.Length <= TextAnalysis.TextLengthMax));
    }

    /// <summary>Words of time in any order: nonsense that the grammar has to get through.</summary>
    private static Arbitrary<string> Phrases { get; } = Gen.Elements(
            ("w o do od po za przed między a i - / . : , 1 5 12 31 2026 99999 maja maj piątek jutro rano godz. pół kwadrans "
                + "tydzień dni temu koniec ostatni następny pierwszy trzecia zł weekend święta "
                + "at the of last next from to until pm half past two march monday 3rd ago in").Split(' '))
        .ListOf().Select(static words => string.Join(' ', words)).ToArbitrary();

    private static string First(string text, string language) => All(text, language).Split(' ')[0];

    private static string All(string text, string language) => string.Join("; ", Recognizer.Recognize(text, language, Now, null)
        .Where(static entity => Kinds.Contains(entity.Kind))
        .Select(static entity => string.Join(' ', entity.Values.Select(Recognized.Value))));
}
