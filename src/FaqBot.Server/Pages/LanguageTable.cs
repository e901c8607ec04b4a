using System.Collections.Frozen;
using System.Globalization;
using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>What pages need to know of a language beside its texts. Source: Unicode CLDR 45, names of languages in themselves (with a capital
/// letter, as menus write them) and <c>characterOrder</c>.</summary>
internal static class LanguageTable
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["ar"] = "العربية",
        ["be"] = "Беларуская",
        ["bg"] = "Български",
        ["ca"] = "Català",
        ["cs"] = "Čeština",
        ["da"] = "Dansk",
        ["de"] = "Deutsch",
        ["el"] = "Ελληνικά",
        ["en"] = "English",
        ["es"] = "Español",
        ["et"] = "Eesti",
        ["fa"] = "فارسی",
        ["fi"] = "Suomi",
        ["fr"] = "Français",
        ["he"] = "עברית",
        ["hr"] = "Hrvatski",
        ["hu"] = "Magyar",
        ["it"] = "Italiano",
        ["ja"] = "日本語",
        ["ko"] = "한국어",
        ["lt"] = "Lietuvių",
        ["lv"] = "Latviešu",
        ["nb"] = "Norsk bokmål",
        ["nl"] = "Nederlands",
        ["pl"] = "Polski",
        ["pt"] = "Português",
        ["ro"] = "Română",
        ["ru"] = "Русский",
        ["sk"] = "Slovenčina",
        ["sl"] = "Slovenščina",
        ["sr"] = "Српски",
        ["sv"] = "Svenska",
        ["tr"] = "Türkçe",
        ["uk"] = "Українська",
        ["ur"] = "اردو",
        ["vi"] = "Tiếng Việt",
        ["zh"] = "中文",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Languages that are written from right to left unless their tag names another script.</summary>
    private static readonly FrozenSet<string> RightToLeft = FrozenSet.Create(
        StringComparer.Ordinal,
        "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "sdh", "syr", "ug", "ur", "yi");

    /// <summary>Scripts that run from right to left, whatever the language (ISO 15924).</summary>
    private static readonly FrozenSet<string> RightToLeftScripts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa");

    private const int ScriptLetters = 4;

    /// <summary>The language's name for itself, e.g. <c>Polski</c>; the tag where it is unknown.</summary>
    public static string NameOf(string tag) => Names.GetValueOrDefault(LanguageTag.Primary(tag)) ?? tag.ToUpper(CultureInfo.InvariantCulture);

    /// <summary><c>ltr</c> or <c>rtl</c>, as HTML says it.</summary>
    public static string DirectionOf(string tag)
    {
        var script = tag.Split('-').Skip(1).FirstOrDefault(part => part.Length == ScriptLetters && part.All(char.IsAsciiLetter));
        var isRightToLeft = script is null ? RightToLeft.Contains(LanguageTag.Primary(tag)) : RightToLeftScripts.Contains(script);
        return isRightToLeft ? "rtl" : "ltr";
    }
}
