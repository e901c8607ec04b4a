using System.Globalization;

namespace FaqBot.Engine;

/// <summary>Checks the facts of one shop against the entries that say them and the law.</summary>
internal sealed class FactChecks(ShopFiles files, Findings findings)
{
    /// <summary>No fact is below what the law requires.</summary>
    public void CheckFloors(CountryLaw? law, IEnumerable<MergedEntry> enabled, Locale locale)
    {
        foreach (var floor in law?.Floors ?? [])
        {
            if (files.Shop.Facts.TryGetValue(floor.Fact, out var fact) && fact.Fact.Amount < floor.AtLeast)
            {
                var least = floor.AtLeast.ToString(CultureInfo.InvariantCulture);
                findings.Add(
                    KnowledgeRules.FactBelowLaw,
                    fact.ValueSpan,
                    $"The fact '{floor.Fact}' is {fact.Fact.Print(locale)}; the law requires at least {least} ({floor.Article}).",
                    $"Write at least {least}.{Otherwise(floor, enabled)}");
            }
        }
    }

    /// <summary>Facts that entries cannot be answered without are stated. Own entries are mended where they stand; those of <c>_base</c>
    /// all in one place, so they are one finding.</summary>
    public void CheckNeeds(IEnumerable<MergedEntry> enabled)
    {
        var needs = enabled
            .Select(entry => (Entry: entry, Facts: Missing(entry)))
            .Where(need => need.Facts.Count > 0)
            .ToLookup(need => OwnAnswers(need.Entry));
        foreach (var (entry, facts) in needs[true])
        {
            findings.Add(
                KnowledgeRules.FactNotStated,
                entry.Span,
                $"The entry '{entry.Id}' will not be answered: "
                + $"it needs {string.Join(", ", facts.Select(fact => $"'{fact}'"))}, which is not stated.");
        }
        var inherited = needs[false].ToList();
        if (inherited.Count == 0)
        {
            return;
        }
        var byFact = inherited
            .SelectMany(need => need.Facts.Select(fact => (Fact: fact, need.Entry.Id)))
            .GroupBy(need => need.Fact, need => need.Id)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} ({string.Join(", ", group)})");
        findings.Add(
            KnowledgeRules.FactNotStated,
            files.Shop.FactsSpan,
            $"Entries of _base that will not be answered, because a fact is not stated: {inherited.Count}.",
            $"State under `facts` in shop.yaml what holds for the shop, or switch the entry off: {string.Join("; ", byFact)}.");
    }

    /// <summary>A fact holds for everything that the shop sells; what the law excepts (cut flowers, food) an entry can say.</summary>
    private static string Otherwise(LegalFloor floor, IEnumerable<MergedEntry> enabled)
    {
        var readers = enabled
            .Where(entry => entry.Answers.Values.Any(answer => answer.Template.Reads.Contains(floor.Fact)))
            .Select(entry => $"'{entry.Id}'")
            .ToList();
        return readers.Count == 0
            ? ""
            : $" For goods that the law excepts, leave the fact out and say so in answers of your own: {string.Join(", ", readers)}.";
    }

    private bool OwnAnswers(MergedEntry entry) => files.Entries.TryGetValue(entry.Id, out var own) && !own.Answers.IsEmpty;

    /// <summary>Facts that nobody knows are found elsewhere.</summary>
    private List<string> Missing(MergedEntry entry) =>
    [
        .. entry.Answers.Values
            .SelectMany(answer => answer.Template.Needs)
            .Where(fact => !files.Shop.Facts.ContainsKey(fact) && KnownFacts.Types.ContainsKey(fact))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
