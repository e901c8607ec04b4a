using System.Collections.Frozen;
using System.Collections.Immutable;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Tells from its words whether "yes" to a question means that all is well: by those below, and by the lists <c>well</c> and
/// <c>wrong</c> of dialogs/commands.yaml. A hint for owners, not a proof.</summary>
/// <param name="Bad">Folded beginnings of words.</param>
/// <param name="Good">The same.</param>
/// <param name="Denials">Folded words that turn others round ("with no stripes"): the lists say nothing of such a question.</param>
internal sealed record QuestionWording(ImmutableArray<string> Bad, ImmutableArray<string> Good, ImmutableArray<string> Denials)
{
    private static readonly QuestionWording Other = new([], [], []);

    private static readonly FrozenDictionary<string, QuestionWording> ByLanguage = new Dictionary<string, QuestionWording>
    {
        ["pl"] = new(
            ["inny", "inna", "inne", "innego", "innej", "rozni", "odbiega", "niezgodn",
             "uszkodz", "pekni", "zepsut", "brakuje", "rozdart", "porysowan"],
            ["zgodn", "taki", "taka", "takie", "dziala", "caly", "cala", "cale", "sprawn", "trzyma", "zapina"],
            ["nie", "bez", "zaden", "zadna", "zadne", "zadnych"]),
        ["en"] = new(
            ["different", "differ", "damaged", "broken", "torn", "cracked", "missing", "faulty", "scratched"],
            ["same", "match", "work", "intact", "hold", "fine", "close"],
            ["no", "not", "without", "free"]),
        ["uk"] = new([], [], ["не", "без"]),
        ["ar"] = new([], [], ["غير", "ليس", "ليست", "بدون", "بلا", "دون", "لا", "مو"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether yes means well; null where the words do not tell, or tell both.</summary>
    /// <param name="question">As it is asked, without markup.</param>
    /// <param name="language">BCP-47 code.</param>
    /// <param name="hints">The lists of that language.</param>
    public static bool? YesIsWell(string question, string language, DialogHints hints)
    {
        var known = LanguageCodes.Find(ByLanguage, language) ?? Other;
        var words = Wording.Of(question).Split(' ');
        var (isBad, isGood) = (Begins(words, known.Bad), Begins(words, known.Good));
        if (!words.Any(word => known.Denials.Contains(word)))
        {
            var verdict = hints.Verdict(TextAnalysis.Of(question, language).Tokens);
            (isBad, isGood) = (isBad || verdict == false, isGood || verdict == true);
        }
        return isBad == isGood ? null : isGood;
    }

    private static bool Begins(string[] words, ImmutableArray<string> stems) =>
        words.Any(word => stems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal)));
}
