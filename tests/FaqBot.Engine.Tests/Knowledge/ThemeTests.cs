using FsCheck;
using FsCheck.Fluent;

namespace FaqBot.Engine.Tests;

public sealed class ThemeTests
{
    [Fact]
    public void A_shop_that_states_no_theme_has_a_complete_one()
    {
        var theme = KnowledgeFiles.Minimal.CompiledShop().Theme;

        Assert.Equal(("#1d5b8f", "#ffffff", "#1d5b8f"), (theme.Color, theme.OnColor, theme.TextColor));
        Assert.Equal((ThemeSide.Right, 8), (theme.Side, theme.GreetingSeconds));
    }

    [Fact]
    public void What_is_stated_is_kept()
    {
        var theme = Shop("{ color: \"#FFD000\", on_color: \"#000000\", side: left, greeting: none }").Theme;

        Assert.Equal(("#ffd000", "#000000"), (theme.Color, theme.OnColor));
        Assert.Equal((ThemeSide.Left, default(int?)), (theme.Side, theme.GreetingSeconds));
    }

    [Theory]
    [InlineData("30 s", 30)]
    [InlineData("30s", 30)]
    [InlineData("0 s", 0)]
    public void The_greeting_comes_after_so_many_seconds(string stated, int seconds)
    {
        Assert.Equal(seconds, Shop($"{{ greeting: {stated} }}").Theme.GreetingSeconds);
    }

    /// <summary>Pairs from https://www.w3.org/TR/WCAG22/ and its well-known edge: #767676 is the lightest grey for text on white.</summary>
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#ff0000", "#ffffff", 4.00)]
    public void Contrast_is_that_of_the_guidelines(string one, string other, double ratio)
    {
        Assert.Equal(ratio, Rgb.Of(one).ContrastTo(Rgb.Of(other)), tolerance: 0.005);
        Assert.Equal(ratio, Rgb.Of(other).ContrastTo(Rgb.Of(one)), tolerance: 0.005);
    }

    [Fact]
    public void The_colour_of_text_can_be_read_whatever_the_shops_colour()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<byte, byte, byte>((red, green, blue) =>
        {
            var theme = Theme.Of(new Rgb(red, green, blue), null);

            return Rgb.Of(theme.TextColor).ContrastTo(Rgb.Of("#eef0f2")) >= 4.5
                && Rgb.Of(theme.TextColorDark).ContrastTo(Rgb.Of("#2a2f33")) >= 4.5
                && Rgb.Of(theme.OnColor).ContrastTo(Rgb.Of(theme.Color)) >= 4.5;
        }));
    }

    [Fact]
    public void The_theme_that_a_warning_proposes_has_none()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<byte, byte, byte>((red, green, blue) =>
        {
            var color = new Rgb(red, green, blue);

            return new[] { "#777777", "#ffffff", "#000000", color.ToString() }.All(onColor =>
                Found($"{{ color: \"{color}\", on_color: \"{onColor}\" }}") switch
                {
                    [] => true,
                    [var only] => Found($"{{ color: \"{color}\", {only.Hint.Split('`')[1]} }}").Length == 0,
                    _ => false,
                });
        }));
    }

    [Theory]
    [InlineData("#ffe0f0")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    public void A_shop_may_be_of_any_colour(string color)
    {
        Assert.Empty(Found($"{{ color: \"{color}\" }}"));
    }

    [Fact]
    public void A_warning_says_the_ratio_and_what_it_is_needed_for()
    {
        var found = Assert.Single(Found("{ color: \"#1f5c3d\", on_color: \"#777777\" }"));

        Assert.Equal(
            "#777777 on #1f5c3d has a contrast of 1.7:1; for text on buttons to be read it needs 4.5:1.", found.Message);
        Assert.Equal("Write `on_color: \"#c4c4c4\"`, or leave `on_color` out.", found.Hint);
    }

    private static Diagnostic[] Found(string theme) => [.. Files(theme).Compile().Diagnostics.Where(found => found.Id == "KB087")];

    private static Shop Shop(string theme) => Files(theme).CompiledShop();

    private static KnowledgeFiles Files(string theme) =>
        KnowledgeFiles.Minimal.With(KnowledgeFiles.Shop, $"name: a\nlanguages: [en]\ncountry: PL\ntheme: {theme}");
}
