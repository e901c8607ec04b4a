using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>What all shops share: the starter pack, the laws, the system texts and the commands.</summary>
internal sealed record BaseKnowledge
{
    public required ImmutableDictionary<string, EntryStatement> Entries { get; init; }

    public required SharedWords Words { get; init; }

    public required ImmutableDictionary<string, CountryLaw> Laws { get; init; }

    public required ImmutableDictionary<string, ImmutableDictionary<string, TemplateText>> Texts { get; init; }

    public required Locales Locales { get; init; }

    public required StatedCommands Commands { get; init; }

    /// <summary>The dialogs that every shop has, by id.</summary>
    public required ImmutableDictionary<string, DialogStatement> Dialogs { get; init; }

    /// <summary>Of the rules of all countries' laws; empty where one of them cannot be read.</summary>
    public required ImmutableHashSet<string> RuleIds { get; init; }

    /// <summary>Checks the starter pack as if a shop spoke all its languages and stated all known facts.</summary>
    public static ImmutableDictionary<string, EntryStatement> Checked(IEnumerable<EntryStatement> statements, Findings findings)
    {
        var checks = new EntryChecks(findings);
        var entries = checks.Unique(statements);
        var languages = entries.Values
            .SelectMany(entry => entry.Utterances.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();
        var merged = entries.Values
            .Select(entry => MergedEntry.Of(entry, null, languages))
            .ToImmutableDictionary(entry => entry.Id, StringComparer.Ordinal);
        foreach (var entry in merged.Values)
        {
            checks.Contradictions(entries[entry.Id]);
            checks.Completeness(entry, languages);
            checks.Suggestions(entry with { Suggest = [.. entry.Suggest.Select(suggestion => suggestion with { IsOwn = true })] }, merged);
            foreach (var answer in entry.Answers.Values)
            {
                answer.CheckFacts(KnownFacts.Types.ContainsKey, KnownFacts.Types.Keys, findings);
            }
        }
        checks.SharedUtterances(merged.Values.OrderBy(entry => entry.Id, StringComparer.Ordinal), ofBase: true);
        return entries;
    }
}
