using NodaTime;

namespace FaqBot.Engine;

/// <summary>The date of Easter in the Gregorian calendar.</summary>
internal static class Easter
{
    /// <summary>Years after which the dates of Easter come again.</summary>
    private const int Cycle = 5_700_000;

    /// <summary>Easter Sunday, by the algorithm of Meeus, Jones and Butcher (Nature, 1876; J. Meeus, Astronomical Algorithms, ch. 8);
    /// exact for every Gregorian year, so its letters are kept.</summary>
    /// <example>2025-04-20, 2026-04-05, 2027-03-28, 2028-04-16</example>
    public static LocalDate Sunday(int year)
    {
        // Remainders must not be negative: a year before our era is reckoned as one of the next cycle.
        var y = year < 0 ? year + Cycle : year;
        var a = y % 19;
        var (b, c) = (y / 100, y % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 19 * l) / 433;
        var month = (h + l - 7 * m + 90) / 25;
        var day = (h + l - 7 * m + 33 * month + 19) % 32;
        return new LocalDate(year, month, day);
    }
}
