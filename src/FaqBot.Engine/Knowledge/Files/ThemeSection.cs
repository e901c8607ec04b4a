using System.Globalization;

namespace FaqBot.Engine;

/// <summary>Reads <c>theme</c> of <c>shop.yaml</c>, and checks that its colours can be read.</summary>
internal static class ThemeSection
{
    /// <summary>Longer than that nobody waits for a greeting.</summary>
    private const int GreetingSecondsMax = 600;

    private const string NoGreeting = "none";

    private static readonly Key<string?> Color = new(
        "color", "The launcher, the chat's head, buttons. In quotes: a bare `#` begins a comment.", Shapes.Formed(Forms.Color));

    private static readonly Key<string?> OnColor = new(
        "on_color",
        "Text and signs on `color`, with a contrast of at least 4.5:1; white or black, whichever is easier to read, if not stated.",
        Shapes.Formed(Forms.Color));

    private static readonly Key<string?> Side =
        new("side", "The corner of the page that the launcher stands in.", Shapes.Choice("right", "left")) { Default = "right" };

    private static readonly Key<int?> Greeting = new(
        "greeting",
        $"After how long the launcher greets, at most {GreetingSecondsMax} s; `{NoGreeting}` for never.",
        new Shape<int?>(Seconds, () => Shapes.AnyOf(Forms.Seconds.Schema(), Shapes.Choice(NoGreeting).Schema())))
    { Default = $"{Theme.Default.GreetingSeconds} s" };

    /// <summary>The section; <see cref="Theme.Default"/> where there is none.</summary>
    public static Shape<Theme> Shape { get; } =
        new(Read, Shapes.Section(Color, OnColor, Side, Greeting).Schema) { Keys = [Color, OnColor, Side, Greeting] };

    private static Theme Read(YamlNode? node, Values values)
    {
        if (Section.Of(node, values, Shape.Keys) is not { } section)
        {
            return Theme.Default;
        }
        var color = Stated(section, Color);
        var onColor = Stated(section, OnColor);
        var theme = Theme.Of(color ?? Rgb.Of(Theme.Default.Color), onColor);
        CheckContrast(section, theme, values.Findings);
        return theme with
        {
            Side = section.Read(Side) == "left" ? ThemeSide.Left : ThemeSide.Right,
            GreetingSeconds = section[Greeting] is null ? Theme.Default.GreetingSeconds : section.Read(Greeting),
        };
    }

    private static Rgb? Stated(Section section, Key<string?> key) => section.Read(key) is { } text ? Rgb.Of(text) : null;

    private static int? Seconds(YamlNode? node, Values values)
    {
        if (values.Scalar(node) is not { Text: not NoGreeting } scalar || values.Formed(scalar, Forms.Seconds) is not { } text)
        {
            return null;
        }
        var seconds = int.Parse(text.AsSpan().TrimEnd(" s"), NumberStyles.None, CultureInfo.InvariantCulture);
        if (seconds <= GreetingSecondsMax)
        {
            return seconds;
        }
        values.Findings.Add(KnowledgeRules.BadSeconds, scalar.Span, $"'{scalar.Text}' is longer than {GreetingSecondsMax} s.");
        return null;
    }

    /// <summary>The colour itself may be as pale as the shop is: what is read on it tells what it is, and is readable on white as well
    /// (WCAG 2.2, 1.4.11 asks no more of a button). Text on it that is not stated is white or black, of which one always passes.</summary>
    private static void CheckContrast(Section section, Theme theme, Findings findings)
    {
        var (color, onColor) = (Rgb.Of(theme.Color), Rgb.Of(theme.OnColor));
        if (onColor.ContrastTo(color) < Rgb.TextContrastMin)
        {
            findings.Add(
                KnowledgeRules.LowContrast,
                section.ValueSpanOf(OnColor),
                $"{onColor} on {color} has a contrast of {Ratio(onColor.ContrastTo(color))}; "
                + $"for text on buttons to be read it needs {Ratio(Rgb.TextContrastMin)}.",
                Readable(color, onColor));
        }
    }

    /// <summary>The colour is the shop's, so the text is moved away from it: white or black can be read on any colour.</summary>
    private static string Readable(Rgb color, Rgb onColor)
    {
        var end = color.ContrastTo(Rgb.White) >= color.ContrastTo(Rgb.Black) ? Rgb.White : Rgb.Black;
        var shade = onColor.Towards(end, shade => shade.ContrastTo(color) >= Rgb.TextContrastMin);
        return $"Write `on_color: \"{shade}\"`, or leave `on_color` out.";
    }

    /// <summary>Rounded down: 4.49 is not 4.5.</summary>
    private static string Ratio(double contrast) => (Math.Floor(contrast * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture) + ":1";
}
