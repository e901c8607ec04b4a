using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A shop's colours as properties of a page's style sheet.</summary>
internal static class ThemeStyle
{
    /// <param name="theme">Whose.</param>
    /// <param name="nonce">Of the page.</param>
    public static string Html(Theme theme, string nonce) => $"<style nonce=\"{nonce}\">:root {{ {Properties(theme)} }}</style>";

    /// <summary>For a rule of a style sheet.</summary>
    public static string Properties(Theme theme) =>
        $"--accent: {theme.Color}; --on-accent: {theme.OnColor}; --accent-text: {theme.TextColor}; "
        + $"--accent-text-dark: {theme.TextColorDark};";
}
