namespace FaqBot.Engine;

/// <summary>How the chat looks and behaves on a shop's page. Complete: what a shop does not state has a value all the same.</summary>
public sealed record Theme
{
    /// <summary>The ground of the bot's words on a light page: what is read on it is read on white, too.</summary>
    private static readonly Rgb LightGround = new(0xee, 0xf0, 0xf2);

    /// <summary>The same on a dark page, whose own ground is darker.</summary>
    private static readonly Rgb DarkGround = new(0x2a, 0x2f, 0x33);

    private Theme(Rgb color, Rgb onColor)
    {
        Color = color.ToString();
        OnColor = onColor.ToString();
        TextColor = color.Towards(Rgb.Black, shade => shade.ContrastTo(LightGround) >= Rgb.TextContrastMin).ToString();
        TextColorDark = color.Towards(Rgb.White, shade => shade.ContrastTo(DarkGround) >= Rgb.TextContrastMin).ToString();
    }

    /// <summary>What a shop looks like that states nothing.</summary>
    public static Theme Default { get; } = Of(new Rgb(0x1d, 0x5b, 0x8f), null);

    /// <summary>The launcher, the panel's head, buttons: <c>#rrggbb</c>, as are all colours here.</summary>
    public string Color { get; }

    /// <summary>Text and signs on <see cref="Color"/>.</summary>
    public string OnColor { get; }

    /// <summary><see cref="Color"/>, darkened until it can be read as text on <c>#eef0f2</c> (4.5:1).</summary>
    public string TextColor { get; }

    /// <summary><see cref="Color"/>, lightened until it can be read as text on <c>#2a2f33</c> (4.5:1).</summary>
    public string TextColorDark { get; }

    /// <summary>The corner of the page that the launcher stands in.</summary>
    public ThemeSide Side { get; init; } = ThemeSide.Right;

    /// <summary>After how long the launcher greets; null for never.</summary>
    public int? GreetingSeconds { get; init; } = 8;

    /// <param name="color">As stated.</param>
    /// <param name="onColor">Null: white or black, whichever is read more easily on <paramref name="color"/>; one of them
    /// always has 4.5:1.</param>
    internal static Theme Of(Rgb color, Rgb? onColor) =>
        new(color, onColor ?? (color.ContrastTo(Rgb.White) >= color.ContrastTo(Rgb.Black) ? Rgb.White : Rgb.Black));
}

/// <summary>A side of the page.</summary>
public enum ThemeSide
{
    /// <summary>Right, also where the page's language runs from right to left.</summary>
    Right,

    /// <summary>Left.</summary>
    Left,
}
