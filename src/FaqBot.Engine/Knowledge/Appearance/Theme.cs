namespace FaqBot.Engine;

/// <summary>How the chat looks and behaves on a shop's page. Complete: what a shop does not state has a value all the same.</summary>
public sealed record Theme
{
    /// <summary>Where a page is light, text is read on white.</summary>
    private static readonly Rgb LightPage = Rgb.White;

    /// <summary>Where a page is dark, text is read on this.</summary>
    private static readonly Rgb DarkPage = new(0x1b, 0x1e, 0x21);

    private static readonly Rgb DarkText = new(0x1b, 0x1b, 0x1b);

    private Theme(Rgb color, Rgb onColor)
    {
        Color = color.ToString();
        OnColor = onColor.ToString();
        TextColor = color.Towards(Rgb.Black, shade => shade.ContrastTo(LightPage) >= Rgb.TextContrastMin).ToString();
        TextColorDark = color.Towards(Rgb.White, shade => shade.ContrastTo(DarkPage) >= Rgb.TextContrastMin).ToString();
    }

    /// <summary>What a shop looks like that states nothing.</summary>
    public static Theme Default { get; } = Of(new Rgb(0x1d, 0x5b, 0x8f), null);

    /// <summary>The launcher, the panel's head, buttons: <c>#rrggbb</c>, as are all colours here.</summary>
    public string Color { get; }

    /// <summary>Text and signs on <see cref="Color"/>.</summary>
    public string OnColor { get; }

    /// <summary><see cref="Color"/>, darkened until it can be read as text on white (4.5:1).</summary>
    public string TextColor { get; }

    /// <summary><see cref="Color"/>, lightened until it can be read as text on <c>#1b1e21</c> (4.5:1).</summary>
    public string TextColorDark { get; }

    /// <summary>The corner of the page that the launcher stands in.</summary>
    public ThemeSide Side { get; init; } = ThemeSide.Right;

    /// <summary>After how long the launcher greets; null for never.</summary>
    public int? GreetingSeconds { get; init; } = 8;

    /// <param name="color">As stated.</param>
    /// <param name="onColor">Null: white or nearly black, whichever is read more easily on <paramref name="color"/>.</param>
    internal static Theme Of(Rgb color, Rgb? onColor) =>
        new(color, onColor ?? (color.ContrastTo(Rgb.White) >= color.ContrastTo(DarkText) ? Rgb.White : DarkText));
}

/// <summary>A side of the page.</summary>
public enum ThemeSide
{
    /// <summary>Right, also where the page's language runs from right to left.</summary>
    Right,

    /// <summary>Left.</summary>
    Left,
}
