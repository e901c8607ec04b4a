using System.Collections.Frozen;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A drawing of a product for the demonstration storefronts, which have no photos: by its type, in the colour that
/// <c>products.yaml</c> states.</summary>
internal static class ProductDrawing
{
    /// <summary>Where the colour of the product goes.</summary>
    private const string Paint = "%";

    private const string Neutral = "#8a939b";

    /// <summary>By the id of the type; 120 by 96 units.</summary>
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["shoes"] = """
            <path fill="%" d="M32 18c8 4 17 4 25 0l3 20c9 2 21 7 29 13 6 4 8 8 8 13H32c-4-14-4-32 0-46z"/>
            <path fill="#000" opacity=".55" d="M30 64h68c3 0 4 2 4 5v3c0 3-2 5-5 5H34c-3 0-5-2-5-5z"/>
            <path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".8" d="m47 30 13-3M49 38l13-3M53 46l13-4M61 52l10-5"/>
            <path fill="#fff" opacity=".25" d="M84 49c7 4 12 8 13 15H82c-2-6-1-11 2-15z"/>
            """,
        ["jacket"] = """
            <path fill="%" d="M44 16 26 24 14 62l13 5 7-22v39h52V45l7 22 13-5-12-38-18-8c-6 8-26 8-32 0z"/>
            <path fill="#000" opacity=".22" d="M44 16c2-6 30-6 32 0-3 9-10 14-16 16-6-2-13-7-16-16z"/>
            <path fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" opacity=".75" d="M60 32v50M41 62h11M68 62h11"/>
            """,
        ["backpack"] = """
            <path fill="none" stroke="#000" stroke-opacity=".4" stroke-width="5" d="M50 20c0-12 20-12 20 0"/>
            <path fill="%" d="M36 36c0-12 9-20 24-20s24 8 24 20v40c0 6-4 10-10 10H46c-6 0-10-4-10-10z"/>
            <path fill="#000" opacity=".2" d="M30 50c0-3 2-5 6-5v28c-4 0-6-2-6-5zM90 50c0-3-2-5-6-5v28c4 0 6-2 6-5z"/>
            <path fill="#fff" opacity=".28" d="M44 56h32v16c0 4-2 6-6 6H50c-4 0-6-2-6-6z"/>
            <path fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" opacity=".75" d="M44 42h32M53 64h14"/>
            """,
        ["phone"] = """
            <rect fill="%" x="42" y="8" width="36" height="80" rx="7"/><rect fill="#0e1a26" x="45" y="14" width="30" height="66" rx="3"/>
            <path fill="#fff" opacity=".16" d="M45 17c0-2 1-3 3-3h20L45 62z"/><circle fill="#fff" opacity=".7" cx="60" cy="11" r="1.4"/>
            <rect fill="#fff" opacity=".75" x="51" y="26" width="18" height="3" rx="1.5"/><rect fill="#fff" opacity=".4" x="51" y="33" width="12" height="3" rx="1.5"/>
            """,
        ["laptop"] = """
            <rect fill="%" x="27" y="16" width="66" height="48" rx="5"/><rect fill="#0e1a26" x="31" y="20" width="58" height="39" rx="2"/>
            <path fill="#fff" opacity=".14" d="M31 22c0-1 1-2 2-2h34L31 56z"/><path fill="%" d="M14 68h92l-4 8c-1 2-3 3-5 3H23c-2 0-4-1-5-3z"/>
            <path fill="#000" opacity=".25" d="M50 68h20l-2 4H52z"/>
            """,
        ["headphones"] = """
            <path fill="none" stroke="%" stroke-width="8" stroke-linecap="round" d="M28 60V52a32 32 0 0 1 64 0v8"/>
            <rect fill="%" x="20" y="52" width="18" height="30" rx="8"/><rect fill="%" x="82" y="52" width="18" height="30" rx="8"/>
            <rect fill="#000" opacity=".3" x="34" y="54" width="7" height="26" rx="3"/><rect fill="#000" opacity=".3" x="79" y="54" width="7" height="26" rx="3"/>
            """,
        ["washing_machine"] = """
            <rect fill="%" x="30" y="8" width="60" height="80" rx="6"/><path fill="#000" opacity=".14" d="M30 26h60v2H30z"/>
            <circle fill="#fff" opacity=".85" cx="60" cy="56" r="22"/><circle fill="#24506e" cx="60" cy="56" r="16"/>
            <path fill="#7fb8dc" d="M45 58c5-4 10 3 15 0s10-3 15 0a15.5 15.5 0 0 1-30 0z"/>
            <circle fill="#000" opacity=".4" cx="78" cy="17" r="4"/><rect fill="#000" opacity=".3" x="37" y="14" width="20" height="6" rx="3"/>
            """,
        ["cable"] = """
            <path fill="none" stroke="%" stroke-width="6" stroke-linecap="round" d="M30 66c-12-30 24-46 30-22s-20 34-6 40 40-8 34-38"/>
            <rect fill="#2b333a" x="22" y="64" width="16" height="20" rx="4"/><path fill="#b9c2ca" d="M25 84h10v7H25z"/>
            <rect fill="#2b333a" x="80" y="26" width="16" height="20" rx="4"/><path fill="#b9c2ca" d="M83 18h10v8H83z"/>
            """,
        ["program"] = """
            <path fill="%" d="M32 20 78 12v70l-46 4z"/><path fill="#000" opacity=".28" d="M78 12 92 20v60l-14 2z"/>
            <circle fill="#fff" opacity=".85" cx="55" cy="44" r="15"/><circle fill="#000" opacity=".3" cx="55" cy="44" r="4"/>
            <path fill="#fff" opacity=".6" d="m39 68 32-3v4l-32 3z"/>
            """,
        ["dairy"] = """
            <path fill="#f3f5f7" stroke="#9aa5ae" stroke-width="1.5" d="m42 34 8-16h20l8 16v52H42z"/><path fill="%" d="M42 46h36v24H42z"/>
            <path fill="#000" opacity=".1" d="M60 34h18v52H60z"/><rect fill="%" x="50" y="11" width="20" height="8" rx="2"/>
            <path fill="#fff" d="M60 51c4 5 6 8 6 10a6 6 0 0 1-12 0c0-2 2-5 6-10z"/>
            """,
        ["frozen"] = """
            <rect fill="%" x="26" y="20" width="68" height="60" rx="8"/><rect fill="#fff" opacity=".22" x="26" y="20" width="68" height="14" rx="7"/>
            <path fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" d="M60 38v34M45 46l30 18M75 46 45 64M55 40l5 5 5-5M55 70l5-5 5 5"/>
            """,
        ["pantry"] = """
            <rect fill="#6d4c33" x="42" y="10" width="36" height="12" rx="3"/><path fill="%" d="M40 24h40c4 4 6 9 6 14v38c0 6-4 10-10 10H44c-6 0-10-4-10-10V38c0-5 2-10 6-14z"/>
            <rect fill="#fff" opacity=".88" x="34" y="44" width="52" height="24"/><path fill="none" stroke="#6d4c33" stroke-width="3" stroke-linecap="round" d="M44 52h32M44 60h20"/>
            """,
        ["sweets"] = """
            <path fill="%" d="M38 48 16 32c-2 10-2 22 0 32zM82 48l22-16c2 10 2 22 0 32z"/><circle fill="%" cx="60" cy="48" r="26"/>
            <path fill="none" stroke="#fff" stroke-width="6" opacity=".7" d="M60 22c14 10-14 42 0 52M42 30c10 8-8 28 2 38M78 28c8 10-10 30-2 40"/>
            """,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The types that have a drawing.</summary>
    public static IReadOnlyList<string> Types => Shapes.Keys;

    /// <summary>An SVG element that says nothing to a screen reader: the name stands beside it. Null for a type that nobody has drawn: a
    /// shop has types that we have never heard of, and one sign for all of them would look like a fault.</summary>
    public static string? Svg(Product product) => Shapes.TryGetValue(product.Type, out var shape)
        ? $"""
            <svg viewBox="0 0 120 96" width="120" height="96" aria-hidden="true" focusable="false">{shape.Replace(Paint, product.Color ?? Neutral, StringComparison.Ordinal)}</svg>
            """
        : null;
}
