namespace FaqBot.Language;

/// <summary>Makes few weighted lemmas of the many readings of a Polish word.</summary>
internal static class PolishLemmas
{
    /// <summary>A reading less likely than this is left out.</summary>
    private const int WeightPermilleMin = 20;

    /// <summary>What goes to a noun or adjective of those readings that it shares with the verb it is made from (zamówienie - zamówić,
    /// uszkodzony - uszkodzić), so that the order is the same for all its forms.</summary>
    private const int TwinPermille = 600;

    private const string Negation = "nie";

    /// <summary>Adjectives that only look like negated ones: niedzielny is no opposite of dzielny.</summary>
    private static readonly string[] NotNegated = ["niedzielny", "niektóry", "niejaki"];

    /// <summary>The lemmas of a word that is known, the likeliest first.</summary>
    /// <param name="folded">The word that was read.</param>
    /// <param name="readings">At least one, the likeliest first.</param>
    public static Word Of(string folded, List<PolishReading> readings)
    {
        var candidates = new List<Candidate>();
        foreach (var reading in readings)
        {
            // An abbreviation of several words (agd) stands for itself.
            var (text, isNegated) = reading.Lemma.Contains(' ', StringComparison.Ordinal) ? (folded, false) : Split(reading);
            if (!candidates.Exists(candidate => candidate.Text == text && candidate.IsNegated == isNegated))
            {
                candidates.Add(new Candidate(text, isNegated, reading.IsVerbal, reading.Weight));
            }
        }
        if (candidates.Count == 1 && IsGerund(candidates[0].Text))
        {
            AddVerb(readings[0].Lemma, candidates);
        }
        ShareBetweenTwins(candidates);
        var total = candidates.Take(Word.LemmasMax).Sum(static candidate => candidate.Weight);
        return new Word(
            folded,
            [.. candidates.Take(Word.LemmasMax)
                .Select(candidate => new Lemma(candidate.Text, (int)(candidate.Weight * 1000 / total), candidate.IsNegated))
                .Where(static (lemma, rank) => rank == 0 || lemma.WeightPermille >= WeightPermilleMin)],
            "pl");
    }

    /// <summary>zamówień is a form of the noun alone; the noun itself is the verb's too.</summary>
    private static void AddVerb(string noun, List<Candidate> candidates)
    {
        foreach (var reading in PolishWords.Exactly(noun))
        {
            if (reading.IsVerbal && !candidates.Exists(candidate => candidate.IsVerbal))
            {
                candidates.Add(new Candidate(Folding.Fold(reading.Lemma), reading.IsNegated, IsVerbal: true, candidates[0].Weight));
            }
        }
    }

    private static void ShareBetweenTwins(List<Candidate> candidates)
    {
        var verb = candidates.FindIndex(static candidate => candidate.IsVerbal);
        var twin =
            candidates.FindIndex(static candidate => !candidate.IsVerbal && (IsGerund(candidate.Text) || candidate.Text[^1] is 'y' or 'i'));
        if (verb < 0 || twin < 0)
        {
            return;
        }
        var both = candidates[verb].Weight + candidates[twin].Weight;
        var first = both * TwinPermille / 1000;
        candidates[twin] = candidates[twin] with { Weight = first };
        candidates[verb] = candidates[verb] with { Weight = both - first };
        candidates.Sort(static (one, other) => other.Weight != one.Weight
            ? other.Weight.CompareTo(one.Weight)
            : string.CompareOrdinal(one.Text, other.Text));
    }

    private static bool IsGerund(string lemma) =>
        lemma.EndsWith("nie", StringComparison.Ordinal) || lemma.EndsWith("cie", StringComparison.Ordinal);

    /// <summary>Of an adjective too, which the lexicon lists with its "nie".</summary>
    private static (string Text, bool IsNegated) Split(PolishReading reading)
    {
        var lemma = reading.Lemma;
        if (!reading.IsNegated
            && lemma.StartsWith(Negation, StringComparison.Ordinal)
            && lemma[^1] is 'y' or 'i'
            && !NotNegated.Contains(lemma))
        {
            var positive = lemma[Negation.Length..];
            if (PolishWords.Exactly(positive).Exists(other => other.Lemma == positive))
            {
                return (Folding.Fold(positive), true);
            }
        }
        return (Folding.Fold(lemma), reading.IsNegated);
    }

    private readonly record struct Candidate(string Text, bool IsNegated, bool IsVerbal, long Weight);
}
