using static System.FormattableString;

namespace FaqBot.Engine;

/// <summary>Checks the facts of one shop against the entries that say them and the law.</summary>
internal sealed class FactChecks(ShopFiles files, Findings findings)
{
    /// <summary>No fact is below what the law grants the customer, or above the time that it gives the shop.</summary>
    public void CheckBounds(CountryLaw? law, IEnumerable<MergedEntry> enabled, Locale locale)
    {
        foreach (var bound in law?.Bounds ?? [])
        {
            if (!files.Shop.Facts.TryGetValue(bound.Fact, out var fact))
            {
                continue;
            }
            var stated = $"The fact '{bound.Fact}' is {fact.Fact.Print(locale)}";
            if (fact.Fact.Amount < bound.AtLeast)
            {
                var least = Invariant($"{bound.AtLeast}");
                findings.Add(
                    KnowledgeRules.FactBelowLaw,
                    fact.ValueSpan,
                    $"{stated}; the law requires at least {least} ({bound.Article}).",
                    $"Write at least {least}.{Otherwise(bound, enabled)}");
            }
            if (MostOf(fact.Fact) > bound.AtMost)
            {
                var most = Invariant($"{bound.AtMost}");
                findings.Add(
                    KnowledgeRules.FactAboveLaw,
                    fact.ValueSpan,
                    $"{stated}; the law gives the shop at most {most} ({bound.Article}).",
                    $"Write at most {most}.");
            }
        }
    }

    /// <summary>Of a range its upper end.</summary>
    private static decimal? MostOf(Fact fact) => fact switch
    {
        Fact.Duration { To: { } to } => to,
        Fact.Quantity { To: { } to } => to,
        _ => fact.Amount,
    };

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

    /// <summary>A dialog that can do without an address says less without it: whom the customer writes to, where the goods go.</summary>
    public void CheckAddresses(Dialog withdrawal)
    {
        var names = withdrawal.Texts()
            .SelectMany(text => text.Text.Texts.Values)
            .SelectMany(text => text.Template.Mentions)
            .Select(mention => mention.Shown)
            .ToHashSet(StringComparer.Ordinal);
        if (files.Shop.Contact.Address is null && names.Contains("shop.address"))
        {
            findings.Add(
                KnowledgeRules.AddressMissing,
                files.Shop.Span,
                "The statement of a customer who withdraws goes to the shop's name alone.",
                "State `contact.address` in shop.yaml.");
        }
        if (!files.Shop.Facts.ContainsKey("return_address") && names.Contains("facts.return_address"))
        {
            findings.Add(
                KnowledgeRules.AddressMissing,
                files.Shop.FactsSpan,
                "Who withdraws is told by when to send the goods back, but not where to.",
                "State the fact `return_address` in shop.yaml.");
        }
    }

    /// <summary>A fact holds for everything that the shop sells; what the law excepts (cut flowers, food) an entry can say.</summary>
    private static string Otherwise(LegalBound bound, IEnumerable<MergedEntry> enabled)
    {
        var readers = enabled
            .Where(entry => entry.Answers.Values.Any(answer => answer.Template.Reads.Contains(bound.Fact)))
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
