using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Which form of a word goes with a number. Data: Unicode CLDR 45, plural rules (cardinal), checked against ICU 74.
/// The categories for millions ("many" in Spanish, French, Italian and Portuguese) are left out: no shop counts days by the million.
/// Croatian, Serbian, Bosnian, Latvian and Danish fractions go by their last digit in CLDR (0,1 is "one"); here they take the form that
/// is right from 0,2 up. A language that is not listed has the two forms of English.</summary>
internal sealed class PluralRules
{
    private static readonly PluralRules Germanic = new(["one", "other"], n => n == 1 ? 0 : 1);
    private static readonly PluralRules Uncounted = new(["other"], _ => 0);

    private static readonly PluralRules French = new(["one", "other"], n => decimal.Truncate(n) is 0 or 1 ? 0 : 1);

    private static readonly PluralRules Polish = new(["one", "few", "many"], n => n == 1 ? 0 : IsFew(n) ? 1 : 2, "other");

    private static readonly PluralRules Czech = new(["one", "few", "other"], n => n == 1 ? 0 : n is 2 or 3 or 4 ? 1 : 2, "many");

    private static readonly PluralRules Russian =
        new(["one", "few", "many"], n => n % 10 == 1 && n % 100 != 11 ? 0 : IsFew(n) ? 1 : 2, "other");

    private static readonly PluralRules Croatian =
        new(["one", "few", "other"], n => !decimal.IsInteger(n) ? 2 : n % 10 == 1 && n % 100 != 11 ? 0 : IsFew(n) ? 1 : 2);

    private static readonly PluralRules Slovene =
        new(["one", "two", "few", "other"], n => !decimal.IsInteger(n) ? 2 : (n % 100) switch { 1 => 0, 2 => 1, 3 or 4 => 2, _ => 3 });

    private static readonly PluralRules Lithuanian =
        new(["one", "few", "other"], n => (n % 100) is > 10 and < 20 || n % 10 == 0 ? 2 : n % 10 == 1 ? 0 : 1, "many");

    private static readonly PluralRules Latvian =
        new(["zero", "one", "other"], n => !decimal.IsInteger(n) ? 2 : n % 10 == 0 || (n % 100) is > 10 and < 20 ? 0 : n % 10 == 1 ? 1 : 2);

    private static readonly PluralRules Romanian =
        new(["one", "few", "other"], n => n == 1 ? 0 : !decimal.IsInteger(n) || n == 0 || (n % 100) is > 0 and < 20 ? 1 : 2);

    private static readonly PluralRules Hebrew = new(["one", "two", "other"], n => n == 1 ? 0 : n == 2 ? 1 : 2);

    private static readonly PluralRules Arabic = new(
        ["zero", "one", "two", "few", "many", "other"],
        n => !decimal.IsInteger(n) ? 5 : n is 0 or 1 or 2 ? (int)n : (n % 100) switch { >= 3 and <= 10 => 3, >= 11 => 4, _ => 5 });

    private static readonly FrozenDictionary<string, PluralRules> ByLanguage = new Dictionary<string, PluralRules>
    {
        ["ar"] = Arabic,
        ["be"] = Russian,
        ["bs"] = Croatian,
        ["cs"] = Czech,
        ["fr"] = French,
        ["he"] = Hebrew,
        ["hr"] = Croatian,
        ["id"] = Uncounted,
        ["ja"] = Uncounted,
        ["ko"] = Uncounted,
        ["lt"] = Lithuanian,
        ["lv"] = Latvian,
        ["pl"] = Polish,
        ["pt"] = French,
        ["ro"] = Romanian,
        ["ru"] = Russian,
        ["sk"] = Czech,
        ["sl"] = Slovene,
        ["sr"] = Croatian,
        ["th"] = Uncounted,
        ["uk"] = Russian,
        ["vi"] = Uncounted,
        ["zh"] = Uncounted,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Func<decimal, int> choose;
    private readonly bool hasFractionForm;

    private PluralRules(ImmutableArray<string> forms, Func<decimal, int> choose, string? fractionForm = null)
    {
        this.choose = choose;
        hasFractionForm = fractionForm is not null;
        FormsMin = forms.Length;
        Forms = fractionForm is null ? forms : forms.Add(fractionForm);
    }

    /// <summary>CLDR's names of the forms, in the order in which an author gives them; a form for fractions only comes last.</summary>
    public ImmutableArray<string> Forms { get; }

    /// <summary>How many forms whole numbers need.</summary>
    public int FormsMin { get; }

    public static PluralRules Of(string language) => ByLanguage.GetValueOrDefault(LanguageTag.Primary(language), Germanic);

    /// <summary>Index into <see cref="Forms"/> for <paramref name="count"/>, whose sign and trailing zeros do not matter.</summary>
    public int FormFor(decimal count)
    {
        var size = Math.Abs(count);
        return hasFractionForm && !decimal.IsInteger(size) ? Forms.Length - 1 : choose(size);
    }

    private static bool IsFew(decimal n) => (n % 10) is 2 or 3 or 4 && (n % 100) is not (12 or 13 or 14);
}
