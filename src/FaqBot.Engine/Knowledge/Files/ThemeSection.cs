using System.Globalization;

namespace FaqBot.Engine;

/// <summary>Reads <c>theme</c> of <c>shop.yaml</c>, and checks that its colours can be read.</summary>
internal static class ThemeSection
{
    /// <summary>Longer than that nobody waits for a greeting.</summary>
    private const int GreetingSecondsMax = 600;

    private const string NoGreeting = "none";

    public static Theme Read(YamlNode? node, Values values)
    {
        if (Section.Of(node, values, "color", "on_color", "side", "greeting") is not { } section)
        {
            return Theme.Default;
        }
        var color = Color(section, "color", values);
        var onColor = Color(section, "on_color", values);
        var theme = Theme.Of(color ?? Rgb.Of(Theme.Default.Color), onColor);
        CheckContrast(section, theme, values.Findings);
        return theme with
        {
            Side = values.Choice(section["side"], "right", "left") == "left" ? ThemeSide.Left : ThemeSide.Right,
            GreetingSeconds = Greeting(section["greeting"], values),
        };
    }

    private static Rgb? Color(Section section, string key, Values values)
    {
        if (section.IsEmpty(key))
        {
            // An unquoted #1f5c3d is a comment, so the value looks absent: say so instead of ignoring it.
            section.Need(key);
        }
        return values.Formed(section[key], KnowledgeRules.BadColor, "a colour", Forms.IsColor) is { } text ? Rgb.Of(text) : null;
    }

    private static int? Greeting(YamlNode? node, Values values)
    {
        if (values.Scalar(node) is not { } scalar)
        {
            return Theme.Default.GreetingSeconds;
        }
        if (scalar.Text == NoGreeting)
        {
            return null;
        }
        if (Forms.IsSeconds(scalar.Text)
            && int.Parse(scalar.Text.AsSpan().TrimEnd(" s"), NumberStyles.None, CultureInfo.InvariantCulture) is <= GreetingSecondsMax and var seconds)
        {
            return seconds;
        }
        values.Findings.Add(KnowledgeRules.BadSeconds, scalar.Span, $"'{scalar.Text}' is not a time to wait for the greeting.");
        return null;
    }

    /// <summary>Said of what the shop states; the colours of a shop that states none are ours.</summary>
    private static void CheckContrast(Section section, Theme theme, Findings findings)
    {
        var (color, onColor) = (Rgb.Of(theme.Color), Rgb.Of(theme.OnColor));
        if (color.ContrastTo(Rgb.White) < Rgb.ControlContrastMin)
        {
            var darker = color.Towards(Rgb.Black, shade => shade.ContrastTo(Rgb.White) >= Rgb.ControlContrastMin);
            findings.Add(
                KnowledgeRules.LowContrast,
                section.ValueSpanOf("color"),
                $"The colour {color} on white has a contrast of {Ratio(color.ContrastTo(Rgb.White))}; "
                + $"for the launcher to be seen on a page it needs {Ratio(Rgb.ControlContrastMin)}.",
                $"Write e.g. `color: \"{darker}\"`.");
        }
        if (onColor.ContrastTo(color) < Rgb.TextContrastMin)
        {
            var key = section["on_color"] is null ? "color" : "on_color";
            findings.Add(
                KnowledgeRules.LowContrast,
                section.ValueSpanOf(key),
                $"{onColor} on {color} has a contrast of {Ratio(onColor.ContrastTo(color))}; "
                + $"for text on buttons to be read it needs {Ratio(Rgb.TextContrastMin)}.",
                Readable(color, onColor));
        }
    }

    /// <summary>The colour is the shop's, so the text is moved away from it: white or black can be read on any colour.</summary>
    private static string Readable(Rgb color, Rgb onColor)
    {
        var end = color.ContrastTo(Rgb.White) >= color.ContrastTo(Rgb.Black) ? Rgb.White : Rgb.Black;
        return $"Write e.g. `on_color: \"{onColor.Towards(end, shade => shade.ContrastTo(color) >= Rgb.TextContrastMin)}\"`.";
    }

    /// <summary>Rounded down: 4.49 is not 4.5.</summary>
    private static string Ratio(double contrast) => (Math.Floor(contrast * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture) + ":1";
}
