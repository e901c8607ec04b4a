using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Tells from its words whether "yes" to a question means that all is well. Polish and English; a hint for owners, not a
/// proof.</summary>
internal sealed record QuestionWording(ImmutableArray<string> Bad, ImmutableArray<string> Good)
{
    /// <summary>Folded beginnings of words.</summary>
    private static readonly FrozenDictionary<string, QuestionWording> ByLanguage = new Dictionary<string, QuestionWording>
    {
        ["pl"] = new(
            ["inny", "inna", "inne", "innego", "innej", "rozni", "odbiega", "niezgodn",
             "uszkodz", "pekni", "zepsut", "brakuje", "rozdart", "porysowan"],
            ["zgodn", "taki", "taka", "takie", "dziala", "caly", "cala", "cale", "sprawn", "trzyma", "zapina"]),
        ["en"] = new(
            ["different", "differ", "damaged", "broken", "torn", "cracked", "missing", "faulty", "scratched"],
            ["same", "match", "work", "intact", "hold", "fine", "close"]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether yes means well; null where the words do not tell, or tell both.</summary>
    public static bool? YesIsWell(string question, string language)
    {
        if (LanguageCodes.Find(ByLanguage, language) is not { } stems)
        {
            return null;
        }
        var words = Wording.Of(question).Split(' ');
        var (isBad, isGood) = (Begins(words, stems.Bad), Begins(words, stems.Good));
        return isBad == isGood ? null : isGood;
    }

    private static bool Begins(string[] words, ImmutableArray<string> stems) =>
        words.Any(word => stems.Any(stem => word.StartsWith(stem, StringComparison.Ordinal)));
}
