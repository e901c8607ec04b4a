using System.Globalization;
using NodaTime.Text;

namespace FaqBot.Server.Tests;

public sealed class OrderFieldsTests
{
    [Theory]
    [InlineData("2026-11-21T14:05:00+01:00", "2026-11-21T13:05:00Z")]
    [InlineData("2026-11-21T14:05:00.123456-05:00", "2026-11-21T19:05:00.123456Z")]
    [InlineData("2026-11-21T14:05:00Z", "2026-11-21T14:05:00Z")]
    [InlineData("2026-11-21 14:05:00+01:00", "2026-11-21T13:05:00Z")]
    [InlineData("2026-11-21T14:05Z", "2026-11-21T14:05:00Z")]
    [InlineData("2026-11-21 14:05", "2026-11-21T13:05:00Z")]
    [InlineData("2026-07-21 14:05:07", "2026-07-21T12:05:07Z")]
    [InlineData("2026-11-21T14:05", "2026-11-21T13:05:00Z")]
    [InlineData("21.11.2026 14:05", "2026-11-21T13:05:00Z")]
    [InlineData("1.2.2026 9:05:01", "2026-02-01T08:05:01Z")]
    [InlineData("2026-11-21", "2026-11-20T23:00:00Z")]
    [InlineData("21.11.2026", "2026-11-20T23:00:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z")]
    [InlineData("11/21/2026", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("1795262400", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Moments_are_read_in_the_shop_s_zone(string text, string? moment) => Assert.Equal(
        moment, OrderFields.Moment(text, TestOrders.Warsaw) is { } read ? InstantPattern.ExtendedIso.Format(read) : null);

    [Theory]
    [InlineData("2026-11-24", "2026-11-24")]
    [InlineData("24.11.2026", "2026-11-24")]
    [InlineData("4.1.2026", "2026-01-04")]
    [InlineData("24.11.26", null)]
    [InlineData("11/24/2026", null)]
    [InlineData("30.02.2026", null)]
    [InlineData("jutro", null)]
    public void Days_are_read_one_way(string text, string? day) => Assert.Equal(
        day, OrderFields.Day(text)?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("https://dpd.example/1?a=b", true)]
    [InlineData("https://śledzenie.example/1", true)]
    [InlineData("http://dpd.example/1", false)]
    [InlineData("https://user@dpd.example/1", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("https://dpd.example/\nX", false)]
    [InlineData("//dpd.example/1", false)]
    [InlineData("", false)]
    public void A_link_is_https_to_a_name(string text, bool isLink) => Assert.Equal(isLink, OrderFields.Link(text) is not null);

    [Theory]
    [InlineData(" 0000123 ", "0000123")]
    [InlineData("JJD 0003-9912_4", "JJD 0003-9912_4")]
    [InlineData("kliknij https://zly.example/1", null)]
    [InlineData("zly.example 1", null)]
    [InlineData("w drodze", null)]
    [InlineData("", null)]
    public void The_number_of_a_parcel_is_no_sentence_and_no_address(string text, string? number) =>
        Assert.Equal(number, OrderFields.Parcel(text));
}
