using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FaqBot.Language;

/// <summary>
/// Tells which of a few candidate languages a text of some words is in, with or without diacritics. The script decides where the
/// candidates' scripts differ, then tables of letter runs (<see cref="LanguageTable"/>), which are built in for European languages and
/// learnt from texts for others. Immutable; the same text and candidates, in whatever order, give the same answer.
/// </summary>
public sealed class LanguageDetector
{
    /// <summary>The most that one word counts, so that a foreign name or title does not outweigh the sentence around it.</summary>
    public const int WordBitsMax = 20;

    /// <summary>The most that a name inside a sentence counts, which has less to say on the language around it.</summary>
    private const int NameBitsMax = 4;

    /// <summary>The most that a word counts for English, whose words stand in sentences of all languages ("gift wrap macie?").</summary>
    private const int EnglishBitsMax = 8;

    /// <summary>A smaller lead is none.</summary>
    private const int LeadMin = 1;

    private const string English = "en";

    /// <summary>Letters of another script say more than as many Latin ones, which brands are written in everywhere.</summary>
    private const int WeightOfOtherScripts = 3;

    /// <summary>What a letter costs in a language that nothing is known of, in parts of a bit: between what it costs in the right language
    /// and in a wrong one.</summary>
    private const int UnknownLetter = 18;

    private readonly ImmutableArray<Candidate> candidates;

    private LanguageDetector(ImmutableArray<Candidate> candidates) => this.candidates = candidates;

    /// <param name="Language">As handed in.</param>
    /// <param name="Scripts">That it is written in.</param>
    /// <param name="Table">Read or learnt when two candidates share a script; null where nothing is known of the language.</param>
    private sealed record Candidate(string Language, ImmutableArray<int> Scripts, Func<LanguageTable?> Table)
    {
        /// <summary>The most that a word counts for this language.</summary>
        public int WordMax { get; } = (LanguageTag.Primary(Language) == English ? EnglishBitsMax : WordBitsMax) * LanguageTable.PartsPerBit;
    }

    /// <summary>A detector for these candidates; their tables are read when a text needs them, those of others never.</summary>
    /// <param name="languages">BCP-47 codes; one that stands twice counts once.</param>
    /// <param name="texts">What a candidate without a table of its own is learnt from; asked for no others, and for these only once
    /// they are needed.</param>
    public static LanguageDetector For(IEnumerable<string> languages, Func<string, IReadOnlyList<string>> texts) =>
        new([.. languages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(language => CandidateOf(language, texts))]);

    /// <inheritdoc cref="For(IEnumerable{string}, Func{string, IReadOnlyList{string}})"/>
    public static LanguageDetector For(params IEnumerable<string> languages) => For(languages, static _ => []);

    /// <summary>The code of the candidate that <paramref name="text"/> is in; null where it holds no words, or none that tell.</summary>
    public string? Detect(string text) => Guess(text)?.Language;

    /// <inheritdoc cref="Detect"/>
    public LanguageGuess? Guess(string text) => Guess(TextAnalysis.Of(text, ""));

    /// <summary>The same for a text that is analysed already, in whatever language.</summary>
    /// <inheritdoc cref="Detect"/>
    public LanguageGuess? Guess(TextAnalysis text)
    {
        var words = Prose.Words(text.Text);
        var fitting = Fitting(words);
        if (fitting.IsEmpty)
        {
            return null;
        }
        words.RemoveAll(word => !fitting[0].Scripts.Contains(Scripts.Of(word.Letters[0])));
        var letters = words.Sum(static word => word.Letters.Length);
        var isUnspaced = words.Exists(static word => Scripts.IsUnspaced(Scripts.Of(word.Letters[0])));
        if (fitting is [var only])
        {
            return new LanguageGuess(only.Language, words.Count * WordBitsMax, words.Count, letters, isUnspaced);
        }
        var (best, lead) = Best(fitting, words);
        return lead < LeadMin
            ? null
            : new LanguageGuess(fitting[best].Language, lead / LanguageTable.PartsPerBit, words.Count, letters, isUnspaced);
    }

    /// <summary>Those whose scripts most of the letters are in; among these those that have no script of which there is no
    /// letter.</summary>
    private ImmutableArray<Candidate> Fitting(List<ProseWord> words)
    {
        var weights = Weights(words);
        (int Present, int Absent) Fit(Candidate candidate) => (
            candidate.Scripts.Sum(script => weights.GetValueOrDefault(script)),
            -candidate.Scripts.Count(script => !weights.ContainsKey(script)));
        var most = candidates.Select(Fit).DefaultIfEmpty().Max();
        return most.Present == 0 ? [] : [.. candidates.Where(candidate => Fit(candidate) == most)];
    }

    private static Dictionary<int, int> Weights(List<ProseWord> words)
    {
        var weights = new Dictionary<int, int>();
        foreach (var word in words)
        {
            foreach (var letter in word.Letters)
            {
                var script = Scripts.Of(letter);
                CollectionsMarshal.GetValueRefOrAddDefault(weights, script, out _) += script == Scripts.Latin ? 1 : WeightOfOtherScripts;
            }
        }
        return weights;
    }

    /// <summary>The least surprised, and its lead over the next in parts of a bit.</summary>
    private static (int Candidate, int Lead) Best(ImmutableArray<Candidate> fitting, List<ProseWord> words)
    {
        var sums = new int[fitting.Length];
        var surprises = new int[fitting.Length];
        var tables = fitting.Select(static candidate => candidate.Table()).ToArray();
        var hasSmallBefore = false;
        foreach (var word in words)
        {
            // A capital behind a word without one: a name or a title, which may be in another language.
            var isName = word.HasCapital && hasSmallBefore;
            hasSmallBefore |= !word.HasCapital;
            for (var at = 0; at < fitting.Length; at++)
            {
                surprises[at] = tables[at]?.Surprise(word.Letters) ?? ((word.Letters.Length + 1) * UnknownLetter);
            }
            var least = surprises.Min();
            var lead = fitting[Array.IndexOf(surprises, least)].WordMax;
            var most = least + (isName ? Math.Min(lead, NameBitsMax * LanguageTable.PartsPerBit) : lead);
            for (var at = 0; at < fitting.Length; at++)
            {
                sums[at] += Math.Min(surprises[at], most);
            }
        }
        var best = Array.IndexOf(sums, sums.Min());
        var next = sums.Where((_, at) => at != best).Min();
        return (best, next - sums[best]);
    }

    private static Candidate CandidateOf(string language, Func<string, IReadOnlyList<string>> texts)
    {
        var scripts = Scripts.Of(language);
        if (LanguageTables.Find(language) is { } table)
        {
            return new Candidate(language, scripts.IsEmpty ? [Scripts.Latin] : scripts, () => table.Value);
        }
        var learnt = new Lazy<LearntTable?>(() => LearntTable.Of(texts(language)));
        return new Candidate(
            language,
            scripts.IsEmpty ? learnt.Value?.Scripts ?? [Scripts.Latin] : scripts,
            () => learnt.Value?.Table);
    }
}
