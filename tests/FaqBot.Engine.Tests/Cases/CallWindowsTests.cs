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
    [InlineData("2026-11-24T10:00", "2026-11-24T12:00", "2026-11-24T10:00/2026-11-24T12:00")]
    [InlineData("2026-11-24T16:00", "2026-11-24T20:00", "2026-11-24T16:00/2026-11-24T17:00")]
    [InlineData("2026-11-24T18:00", "2026-11-24T20:00", null)]
    [InlineData("2026-11-28T10:00", "2026-11-28T12:00", null)]
    [InlineData("2026-11-23T08:00", "2026-11-23T09:30", null)]
    [InlineData("2026-11-24T16:50", null, "2026-11-25T09:00/2026-11-25T17:00")]
    public void A_wanted_time_is_cut_to_the_hours_of_the_telephone(string from, string? to, string? expected)
    {
        var windows = At("2026-11-23T09:00:00Z");

        var window = windows.Within(Local(from), to is null ? null : Local(to));

        Assert.Equal(expected, window?.ToString());
    }

    [Theory]
    [InlineData("2026-03-29", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T00:30:00Z")]
    public void Half_past_two_in_the_night_when_clocks_change_is_one_moment(string day, string expected)
    {
        // In spring the clocks skip it: the first moment after. In autumn they show it twice: the first of the two.
        var at = Clock.Parse($"{day}T00:00:00Z").Value - Duration.FromHours(6);
        var windows = new CallWindows(DayAndNight, at);

        var window = windows.Within(Local($"{day}T01:00"), Local($"{day}T02:30"));

        Assert.NotNull(window);
        Assert.Equal(Clock.Parse(expected).Value, windows.InstantOf(window.To));
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
