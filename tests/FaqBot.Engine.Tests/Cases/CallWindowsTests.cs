using System.Text;
using FaqBot.Testing;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

public sealed class CallWindowsTests
{
    private static readonly InstantPattern Clock = InstantPattern.ExtendedIso;

    [Fact]
    public void Long_openings_are_offered_in_halves_and_days_off_are_skipped()
    {
        // A Wednesday; Thursday is the shop's own day off, Friday and Saturday are Christmas.
        var windows = At("2026-12-23T10:10:00Z").Next(4);

        Assert.Equal(
            [
                "2026-12-23T11:30/2026-12-23T13:00", "2026-12-23T13:00/2026-12-23T17:00", "2026-12-28T09:00/2026-12-28T13:00",
                "2026-12-28T13:00/2026-12-28T17:00",
            ],
            windows.Select(window => window.ToString()));
    }

    [Theory]
    [InlineData("2026-11-24T10:00/2026-11-24T12:00", true)]
    [InlineData("2026-11-23T10:00/2026-11-23T13:00", true)]
    [InlineData("2026-11-24T10:00/2026-11-24T10:01", false)]
    [InlineData("2026-11-24T10:00/2026-11-30T10:00", false)]
    [InlineData("2026-11-24T16:00/2026-11-24T20:00", false)]
    [InlineData("2026-11-28T10:00/2026-11-28T12:00", false)]
    [InlineData("2026-12-24T10:00/2026-12-24T12:00", false)]
    [InlineData("2026-11-23T09:00/2026-11-23T10:00", false)]
    [InlineData("2026-11-20T10:00/2026-11-20T12:00", false)]
    [InlineData("2027-11-23T10:00/2027-11-23T12:00", false)]
    [InlineData("9998-12-31T10:00/9999-12-31T12:00", false)]
    public void A_window_holds_that_lies_in_one_opening_and_is_to_come(string window, bool holds)
    {
        var windows = At("2026-11-23T09:20:00Z");

        Assert.Equal(holds, CallWindow.Parse(window) is { } parsed && windows.Holds(parsed));
    }

    [Theory]
    [InlineData("2026-03-29", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z")]
    public void Half_past_two_in_the_night_when_clocks_change_is_one_moment(string day, string expected)
    {
        // In spring the clocks skip it: the first moment after. In autumn they show it twice: the first of the two.
        var at = Clock.Parse($"{day}T00:00:00Z").Value - Duration.FromHours(6);
        var windows = new CallWindows(DayAndNight, at);

        Assert.Equal(Clock.Parse(expected).Value, windows.InstantOf(Local($"{day}T02:30")));
        Assert.True(windows.Holds(new CallWindow(Local($"{day}T01:00"), Local($"{day}T02:30"))));
    }

    [Fact]
    public void In_the_hour_that_clocks_show_twice_a_promise_counts_from_the_moment()
    {
        // The second 2:15 of that night.
        var windows = new CallWindows(DayAndNight, Clock.Parse("2026-10-25T01:15:00Z").Value);

        Assert.Equal(Clock.Parse("2026-10-25T02:15:00Z").Value, windows.After(new Fact.Duration(1, null, DurationUnit.Hour)));
    }

    [Theory]
    [InlineData("2026-11-23T09:00:00Z", 1, "Hour", "2026-11-23T10:00:00Z")]
    [InlineData("2026-11-23T15:30:00Z", 1, "Hour", "2026-11-24T08:30:00Z")]
    [InlineData("2026-11-21T12:00:00Z", 30, "Minute", "2026-11-23T08:30:00Z")]
    [InlineData("2026-11-20T12:00:00Z", 1, "WorkingDay", "2026-11-23T16:00:00Z")]
    [InlineData("2026-11-23T09:00:00Z", 1, "Month", null)]
    public void A_promise_counts_only_the_hours_of_the_telephone(string now, int count, string unit, string? expected)
    {
        var due = At(now).After(new Fact.Duration(count, null, Enum.Parse<DurationUnit>(unit)));

        Assert.Equal(expected is null ? null : Clock.Parse(expected).Value, due);
    }

    [Fact]
    public void A_window_is_read_as_it_was_written_and_nothing_else_is()
    {
        Assert.Equal("2026-11-24T10:00/2026-11-24T12:00", CallWindow.Parse("2026-11-24T10:00/2026-11-24T12:00")?.ToString());
        Assert.Null(CallWindow.Parse("2026-11-24T12:00/2026-11-24T10:00"));
        Assert.Null(CallWindow.Parse("jutro"));
    }

    private static CallWindows At(string now) => new(ShippedKnowledge.Value.Shops["demo"], Clock.Parse(now).Value);

    private static LocalDateTime Local(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static Shop DayAndNight => TryDialogs.Compile(
    [
        .. ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
            ? TryDialogs.File(
                file.Path,
                Encoding.UTF8.GetString(file.Content.Span).Replace(
                    "phone:  { mon-fri: [09:00-17:00] }", "phone:  { mon-sun: [00:00-24:00] }", StringComparison.Ordinal))
            : file),
    ]).Shops["demo"];
}
