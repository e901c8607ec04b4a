using System.Globalization;
using System.Text;

namespace FaqBot.Testing;

/// <summary>Texts that no customer means and every client can send, by what is bad about them.</summary>
public static class BadInput
{
    private const int Many = 100_000;

    /// <summary>Longer than any text is read.</summary>
    private const int Enough = 5_000;

    private static readonly Dictionary<string, string> All = new()
    {
        ["nothing"] = "",
        ["half a pair, high"] = "gdzie \uD83D moja \uD83D\uD83D paczka\uD83D",
        ["half a pair, low"] = "\uDE00gdzie \uDE00\uD83D moja paczka\uDE00",
        ["half pairs alone"] = Times("\uD800\uDFFF\uDC00\uDBFF", Enough),
        ["a pair across the end"] = new string('a', 1_999) + "😀",
        ["a pair across the end of a number"] = new string('9', 1_999) + "𝟗𝟗",
        ["zero width"] = "z\u200Bw\u200Cr\u200Do\u2060t\uFEFF 1\u200B2\u200B,\u200B5\u200B z\u200Bł",
        ["zero width alone"] = Times("\u200B\u200C\u200D\u2060\uFEFF\u00AD", Enough),
        ["right to left"] = "\u202Ezwrot \u2067129,99\u2069 zł\u202C \u200Fjan\u200E@\u061Csklep.pl \u202D601 234 567",
        ["stacked accents"] = string.Concat("zwrot paczki 12 zł".Select(static unit => unit + Times("\u0300\u0335\u0489\u20DD", 50))),
        ["accents alone"] = Times("\u0301\u0328\u0338", Enough),
        ["what grows when composed"] = Times("\uD834\uDD60\uFB1D\u0958", Enough),
        ["letters of jamo"] = Times("\u1100\u1161\u11A8", Enough),
        ["one letter"] = new string('a', Many),
        ["one Polish letter"] = new string('ż', Many),
        ["one capital"] = new string('X', Many),
        ["one digit"] = new string('9', Many),
        ["digits of every script"] = string.Concat(Digits(static digit => digit.ToString())),
        ["numbers of every script"] = string.Join(' ', Digits(static digit => $"{digit}{digit},{digit} zł")),
        ["thousands of words"] = Times("gdzie jest moja paczka ", Many / 20),
        ["thousands of misspelled words"] = Times("gdzei jset mjoa pacxka ", Many / 20),
        ["thousands of letters"] = Times("a ", Many),
        ["NULs"] = "gdzie\0moja\0\0paczka 1\02 zł\0",
        ["NULs alone"] = new string('\0', Many),
        ["controls"] = string.Concat(Enumerable.Range(0, 0xA0).Select(static unit => (char)unit)),
        ["private use"] = "paczka \uE000\uF8FF \U000F0000\U0010FFFD 5\uE000 zł",
        ["unassigned"] = "paczka \u0378\u0530\u2FE0 \U0002FA20\U000E0080 5\u0378 zł",
        ["noncharacters"] = "paczka \uFFFE\uFFFF\uFDD0\U0001FFFE 5\uFFFE zł",
        ["joined emoji"] = Times("👨‍👩‍👧‍👦🏳️‍🌈👍🏽🇵🇱❤️1️⃣", Enough),
        ["tags"] = "\U000E0067\U000E0062\U000E007F gdzie \uFE0F paczka \U000E0100",
        ["spaces"] = new string(' ', Many),
        ["spaces of every kind"] = Times(" \t\u00A0\u2003\u3000\u2028\u0085\r\n", Enough),
        ["punctuation"] = Times("?!.,;:-", Many),
        ["signs"] = Times("@#$%^&*()[]{}<>/\\|~`\"'+=_", Enough),
        ["points"] = new string('.', Many),
        ["a long number"] = Times("1234567890", Many),
        ["a long decimal"] = "0," + Times("3", Many) + " zł",
        ["long numbers and scales"] = LongNumbers(static nines => nines, "tys.", "mln", "mld", "bln", "biliardów", "biliardów zł"),
        ["long numbers and English scales"] = LongNumbers(
            static nines => nines,
            "million", "billion", "trillion", "trillionth", "USD trillion", "thirds of a trillion", "point five trillion"),
        ["ranges of long numbers"] = LongNumbers(
            static nines => $"8{nines[1..]}-{nines}", "dni", "zł", "biliardów zł", "USD trillion", "years", "over 0.000000000000000001"),
        ["shared scales"] = LongNumbers(static nines => $"{nines}-5", "biliardów zł", "mln zł", "USD trillion"),
        ["long numbers below zero"] = LongNumbers(
            static nines => $"-{nines} USD trillion, -{nines}-10", "USD trillion", "bln zł", "mln dni"),
        ["groups behind long numbers"] = LongNumbers(static nines => nines + ",123,123,123,123,123", "zł", "trillion"),
        ["thousands of thousands"] = "1" + Times(" 000", Enough) + " zł",
        ["numbers"] = Times("1 ", Many),
        ["numbers and dashes"] = Times("1-", Enough),
        ["numbers and points"] = Times("1.", Enough),
        ["fractions"] = Times("½", Enough),
        ["hundreds"] = Times("sto ", Many),
        ["all numbers"] = Times("minus dwa tysiące trzysta i pół przecinek pięć ", Enough),
        ["all English numbers"] = Times("one hundred and one out of a half and ", Enough),
        ["days and months"] = Times("w poniedziałek 31 lutego 9999 maja ", Enough),
        ["days far away"] = "za 999999999 lat, 99999999999999999999 dni temu, 0000-00-00, 31.12.9999, 9999-12-31 plus 1 dzień",
        ["ranges"] = Times("od do od 1 do ", Enough),
        ["times"] = Times("12:30-", Enough),
        ["addresses"] = Times("a@a.pl@", Enough),
        ["spoken addresses"] = Times("at dot ", Enough),
        ["literal addresses"] = Times("a@[1", Enough),
        ["links"] = Times("http://a.pl/?", Enough),
        ["telephones"] = Times("+48 ", Enough),
        ["accounts"] = Times("PL61 1090 ", Enough),
        ["pluses"] = Times("+", Enough),
        ["letters and points"] = Times("a.", Enough),
        ["quotients"] = Times("1 over ", Enough),
        ["halves"] = Times("half and ", Enough),
        ["brackets"] = Times("(((1", Enough),
        ["answers"] = Times("tak nie ", Enough),
        ["sizes"] = Times("rozmiar XL 42 ", Enough),
        ["apostrophes"] = Times("a'", Enough),
        ["questions"] = Times("ile kosztuje kurier, a kiedy przyjdzie i ", Enough),
        ["templates"] = "{{ shop.phone }} {% for a in (1..99999) %} ${jndi:ldap://a} '; DROP TABLE --",
    };

    /// <summary>What the texts are called; tests name them so, since not every runner can write the texts down.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The text of a name.</summary>
    public static string Text(string name) => All[name];

    private static string Times(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    /// <summary>Numbers of 14 to 18 digits, each before each of the words.</summary>
    private static string LongNumbers(Func<string, string> write, params string[] words) => string.Concat(
        words.SelectMany(word => Enumerable.Range(14, 5).Select(length => $"{write(new string('9', length))} {word}, ")));

    private static IEnumerable<string> Digits(Func<Rune, string> write) => Enumerable.Range(0, 0x110000)
        .Where(static value => Rune.IsValid(value) && Rune.GetUnicodeCategory(new Rune(value)) == UnicodeCategory.DecimalDigitNumber)
        .Select(value => write(new Rune(value)));
}
