using System.Globalization;

namespace FaqBot.Engine;

/// <summary>A colour of the screen, with the arithmetic of the Web Content Accessibility Guidelines 2.2
/// (https://www.w3.org/TR/WCAG22/, "relative luminance" and "contrast ratio").</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Text that is not large (WCAG 1.4.3, level AA).</summary>
    public const double TextContrastMin = 4.5;

    /// <summary>How finely <see cref="Towards"/> looks for a shade.</summary>
    private const int Steps = 100;

    public static Rgb White => new(255, 255, 255);

    public static Rgb Black => new(0, 0, 0);

    /// <summary>0 for black, 1 for white.</summary>
    private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>Reads <c>#rrggbb</c>; <paramref name="text"/> must have the form of <see cref="Forms.Color"/>.</summary>
    public static Rgb Of(string text)
    {
        var bytes = Convert.FromHexString(text.AsSpan(1));
        return new Rgb(bytes[0], bytes[1], bytes[2]);
    }

    /// <summary>From 1 (the same) to 21 (black and white); the same in both directions.</summary>
    public double ContrastTo(Rgb other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>The first shade on the way to <paramref name="end"/> that passes; the end itself if none does before.</summary>
    public Rgb Towards(Rgb end, Func<Rgb, bool> passes)
    {
        for (var step = 0; step < Steps; step++)
        {
            var shade = new Rgb(Mixed(Red, end.Red, step), Mixed(Green, end.Green, step), Mixed(Blue, end.Blue, step));
            if (passes(shade))
            {
                return shade;
            }
        }
        return end;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Mixed(byte from, byte to, int step) => (byte)((from * (Steps - step) + to * step) / Steps);

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
