using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

public sealed class OfficeHoursTests
{
    private const string Demo = """
        chat:   { mon-sun: [08:00-23:00] }
        phone:  { mon-fri: [09:00-17:00] }
        office: { mon-fri: [09:00-12:00, 13:00-17:00], sat: [10:00-14:00] }
        public_holidays: closed
        dates: { 2026-12-31: [08:00-14:00], 2026-12-24: [] }
        """;

    [Theory]
    [InlineData("2026-11-20T07:59:59", false)]
    [InlineData("2026-11-20T08:00:00", true)]
    [InlineData("2026-11-20T22:59:59", true)]
    [InlineData("2026-11-20T23:00:00", false)]
    [InlineData("2026-11-11T12:00:00", false)]
    [InlineData("2026-12-24T12:00:00", false)]
    [InlineData("2026-12-31T13:59:00", true)]
    [InlineData("2026-12-31T14:00:00", false)]
    public void An_interval_ends_before_the_named_minute_and_days_off_are_closed(string local, bool isOpen)
    {
        Assert.Equal(isOpen, Hours(Demo).IsOpen(HoursKind.Chat, Warsaw(local)));
    }

    [Theory]
    [InlineData(HoursKind.Phone, "2026-11-20T16:59:00", "2026-11-23T09:00:00")]
    [InlineData(HoursKind.Phone, "2026-11-23T09:00:00", "2026-11-24T09:00:00")]
    [InlineData(HoursKind.Phone, "2026-11-23T08:59:59", "2026-11-23T09:00:00")]
    [InlineData(HoursKind.Office, "2026-11-20T12:00:00", "2026-11-20T13:00:00")]
    [InlineData(HoursKind.Phone, "2026-11-10T17:00:00", "2026-11-12T09:00:00")]
    [InlineData(HoursKind.Phone, "2026-12-23T17:00:00", "2026-12-28T09:00:00")]
    public void The_next_opening_is_strictly_later_and_skips_days_off(HoursKind kind, string now, string opens)
    {
        Assert.Equal(Local(opens), Hours(Demo).NextOpening(kind, Warsaw(now)));
    }

    [Theory]
    [InlineData(HoursKind.Office, "2026-11-20T11:59:00", "2026-11-20T12:00:00")]
    [InlineData(HoursKind.Office, "2026-11-20T12:30:00", null)]
    [InlineData(HoursKind.Chat, "2026-12-31T08:00:00", "2026-12-31T14:00:00")]
    public void The_closing_is_that_of_the_opening_which_holds(HoursKind kind, string now, string? closes)
    {
        Assert.Equal(closes is null ? null : Local(closes), Hours(Demo).Closing(kind, Warsaw(now)));
    }

    [Theory]
    [InlineData("pl", "24 grudnia: nieczynne, 31 grudnia: 8:00-14:00, w święta nieczynne")]
    [InlineData("en", "24 December: closed, 31 December: 8:00-14:00, closed on public holidays")]
    public void What_differs_from_the_week_is_told_ahead(string language, string told)
    {
        Assert.Equal(told, Hours(Demo).DescribeExceptions(new LocalDate(2026, 11, 23), Shipped.Locale(language)));
    }

    [Fact]
    public void Dates_that_are_past_or_far_are_not_told()
    {
        var hours = Hours(Demo);

        Assert.Equal(
            "31 December: 8:00-14:00, closed on public holidays",
            hours.DescribeExceptions(new LocalDate(2026, 12, 25), Shipped.Locale("en")));
        Assert.Equal("closed on public holidays", hours.DescribeExceptions(new LocalDate(2027, 1, 1), Shipped.Locale("en")));
        Assert.Null(Hours("chat: { mon-fri: [09:00-17:00], public_holidays: open }")
            .DescribeExceptions(new LocalDate(2027, 1, 1), Shipped.Locale("en")));
    }

    [Fact]
    public void Hours_through_midnight_are_one_opening()
    {
        var hours = Hours("chat: { fri: [20:00-24:00], sat: [00:00-02:00] }");

        Assert.True(hours.IsOpen(HoursKind.Chat, Warsaw("2026-11-20T23:59:59")));
        Assert.Equal(Local("2026-11-21T02:00:00"), hours.Closing(HoursKind.Chat, Warsaw("2026-11-20T21:00:00")));
        Assert.Equal(Local("2026-11-27T20:00:00"), hours.NextOpening(HoursKind.Chat, Warsaw("2026-11-20T21:00:00")));
    }

    [Fact]
    public void Around_the_clock_never_opens_nor_closes()
    {
        var hours = Hours("chat: { mon-sun: [00:00-24:00], public_holidays: open }");

        Assert.True(hours.IsOpen(HoursKind.Chat, Warsaw("2026-11-11T00:00:00")));
        Assert.Null(hours.NextOpening(HoursKind.Chat, Warsaw("2026-11-20T12:00:00")));
        Assert.Null(hours.Closing(HoursKind.Chat, Warsaw("2026-11-20T12:00:00")));
    }

    [Fact]
    public void What_is_stated_inside_a_kind_outranks_what_holds_for_all()
    {
        var hours = Hours("""
            chat: { mon-sun: [08:00-20:00], public_holidays: open, dates: { 2026-12-31: [10:00-11:00] } }
            phone: { mon-sun: [08:00-20:00] }
            public_holidays: closed
            dates: { 2026-12-31: [], 2026-11-12: [] }
            """);

        Assert.True(hours.IsOpen(HoursKind.Chat, Warsaw("2026-11-11T12:00:00")));
        Assert.False(hours.IsOpen(HoursKind.Phone, Warsaw("2026-11-11T12:00:00")));
        Assert.True(hours.IsOpen(HoursKind.Chat, Warsaw("2026-12-31T10:30:00")));
        Assert.False(hours.IsOpen(HoursKind.Phone, Warsaw("2026-12-31T10:30:00")));
        Assert.False(hours.IsOpen(HoursKind.Chat, Warsaw("2026-11-12T10:30:00")));
    }

    [Fact]
    public void An_opening_that_the_clocks_skip_begins_when_they_have_moved()
    {
        var hours = Hours("chat: { sun: [02:30-05:00] }");

        Assert.Equal(Local("2026-03-29T03:00:00"), hours.NextOpening(HoursKind.Chat, Instant.FromUtc(2026, 3, 29, 0, 59)));
        Assert.False(hours.IsOpen(HoursKind.Chat, Instant.FromUtc(2026, 3, 29, 0, 59)));
        Assert.True(hours.IsOpen(HoursKind.Chat, Instant.FromUtc(2026, 3, 29, 1, 0)));
    }

    [Fact]
    public void An_opening_that_the_clocks_show_twice_begins_the_first_time()
    {
        var hours = Hours("chat: { sun: [02:30-05:00] }");

        Assert.Equal(Local("2026-10-25T02:30:00"), hours.NextOpening(HoursKind.Chat, Instant.FromUtc(2026, 10, 25, 0, 29)));
        Assert.Equal(Local("2026-11-01T02:30:00"), hours.NextOpening(HoursKind.Chat, Instant.FromUtc(2026, 10, 25, 0, 30)));
    }

    [Fact]
    public void Hours_that_are_not_stated_are_neither_open_nor_described()
    {
        var hours = Hours("chat: { mon: [08:00-09:00] }");

        Assert.True(hours.IsStated(HoursKind.Chat));
        Assert.False(hours.IsStated(HoursKind.Phone));
        Assert.False(hours.IsOpen(HoursKind.Phone, Warsaw("2026-11-23T08:30:00")));
        Assert.Null(hours.NextOpening(HoursKind.Phone, Warsaw("2026-11-23T08:30:00")));
        Assert.Null(hours.Describe(HoursKind.Phone, Shipped.Locale("en")));
    }

    [Theory]
    [InlineData("mon-sun: [08:00-23:00]", "codziennie 8:00-23:00", "every day 8:00-23:00")]
    [InlineData("mon-fri: [09:00-17:00]", "pn.-pt. 9:00-17:00", "Mon-Fri 9:00-17:00")]
    [InlineData(
        "mon-fri: [09:00-17:00], sat: [10:00-14:00]", "pn.-pt. 9:00-17:00, sob. 10:00-14:00", "Mon-Fri 9:00-17:00, Sat 10:00-14:00")]
    [InlineData("tue: [09:00-12:00, 13:00-17:00]", "wt. 9:00-12:00 i 13:00-17:00", "Tue 9:00-12:00 and 13:00-17:00")]
    [InlineData("sat-mon: [10:00-14:00]", "pn., sob.-niedz. 10:00-14:00", "Mon, Sat-Sun 10:00-14:00")]
    [InlineData("mon-wed: [9:00-10:00], fri: [9:00-10:00]", "pn.-śr., pt. 9:00-10:00", "Mon-Wed, Fri 9:00-10:00")]
    [InlineData("mon: []", "nieczynne", "closed")]
    public void A_week_is_said_in_words(string week, string polish, string english)
    {
        var hours = Hours($"office: {{ {week} }}");

        Assert.Equal(polish, hours.Describe(HoursKind.Office, Shipped.Locale("pl")));
        Assert.Equal(english, hours.Describe(HoursKind.Office, Shipped.Locale("en-GB")));
    }

    [Theory]
    [InlineData("2026-11-21T09:00:00", "dziś o 9:00", "today at 9:00", "9:00")]
    [InlineData("2026-11-22T09:30:00", "jutro o 9:30", "tomorrow at 9:30", "2026-11-22 9:30")]
    [InlineData("2026-11-23T09:00:00", "w poniedziałek o 9:00", "on Monday at 9:00", "2026-11-23 9:00")]
    [InlineData("2026-11-24T09:00:00", "we wtorek o 9:00", "on Tuesday at 9:00", "2026-11-24 9:00")]
    [InlineData("2026-11-28T09:00:00", "w sobotę 28 listopada o 9:00", "on Saturday 28 November at 9:00", "2026-11-28 9:00")]
    public void A_moment_is_said_as_people_say_it(string when, string polish, string english, string other)
    {
        var today = new LocalDate(2026, 11, 21);

        Assert.Equal(polish, OfficeHours.DescribeMoment(Local(when), today, Shipped.Locale("pl")));
        Assert.Equal(english, OfficeHours.DescribeMoment(Local(when), today, Shipped.Locale("en")));
        Assert.Equal(other, OfficeHours.DescribeMoment(Local(when), today, Shipped.Locale("sw")));
    }

    private static OfficeHours Hours(string yaml)
    {
        var indented = string.Join("\n  ", yaml.Split('\n'));
        return KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Law, CountryLawTests.PolishDaysOff)
            .With(KnowledgeFiles.Shop, $"name: a\nlanguages: [en]\ncountry: PL\ntime_zone: Europe/Warsaw\nhours:\n  {indented}")
            .CompiledShop().Hours;
    }

    private static LocalDateTime Local(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;

    private static Instant Warsaw(string local) => Local(local).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).ToInstant();
}
