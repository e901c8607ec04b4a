using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Checks entries by themselves and against each other.</summary>
internal sealed class EntryChecks(Findings findings)
{
    /// <summary>Entries of one shop (or of <c>_base</c>) by id; the second of two with one id is an error.</summary>
    public ImmutableDictionary<string, EntryStatement> Unique(IEnumerable<EntryStatement> statements)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, EntryStatement>(StringComparer.Ordinal);
        foreach (var statement in statements)
        {
            if (entries.TryGetValue(statement.Id, out var first))
            {
                findings.Add(
                    KnowledgeRules.EntryTwice, statement.Span, $"The entry '{statement.Id}' is defined twice; first at {first.Span}.");
                continue;
            }
            entries.Add(statement.Id, statement);
        }
        return entries.ToImmutable();
    }

    /// <summary>What an entry states that cannot stand together.</summary>
    public void Contradictions(EntryStatement entry)
    {
        if (entry is { Dialog: not null, Handoff: true })
        {
            findings.Add(KnowledgeRules.DialogAndHandoff, entry.Span, $"The entry '{entry.Id}' starts a dialog and asks for a person.");
        }
    }

    /// <summary>An entry that is enabled says something, and in each language has utterances and an answer.</summary>
    public void Completeness(MergedEntry entry, ImmutableArray<string> languages)
    {
        if (entry.Answers.Count == 0 && !entry.HasAction)
        {
            findings.Add(KnowledgeRules.EntrySaysNothing, entry.Span, $"The entry '{entry.Id}' has nothing to say.");
            return;
        }
        foreach (var language in languages)
        {
            var hasUtterances = entry.Utterances.ContainsKey(language);
            if (!hasUtterances)
            {
                findings.Add(KnowledgeRules.NoUtterances, entry.Span, $"The entry '{entry.Id}' has no utterances in '{language}'.");
            }
            else if (!entry.HasAction && !entry.Answers.ContainsKey(language))
            {
                findings.Add(KnowledgeRules.NoAnswer, entry.Span, $"The entry '{entry.Id}' has no answer in '{language}'.");
            }
        }
    }

    /// <summary>Suggestions exist, are enabled, and lead elsewhere. Of what <c>_base</c> suggests and a shop has switched off nothing is
    /// said.</summary>
    public void Suggestions(MergedEntry entry, IReadOnlyDictionary<string, MergedEntry> all)
    {
        foreach (var suggestion in entry.Suggest.Where(suggestion => suggestion.IsOwn))
        {
            if (!all.TryGetValue(suggestion.Entry, out var suggested))
            {
                var hint = findings.Nearest(suggestion.Entry, all.Keys, KnowledgeRules.SuggestUnknown.Remedy);
                findings.Add(KnowledgeRules.SuggestUnknown, suggestion.Span, $"There is no entry '{suggestion.Entry}'.", hint);
            }
            else if (suggested.IsDisabled)
            {
                findings.Add(KnowledgeRules.SuggestDropped, suggestion.Span, $"The entry '{suggestion.Entry}' is switched off.");
            }
            else if (suggested.Id == entry.Id)
            {
                findings.Add(KnowledgeRules.SuggestDropped, suggestion.Span, $"The entry '{suggestion.Entry}' suggests itself.");
            }
        }
    }

    /// <summary>The same utterance under two entries. What <c>_base</c> shares with itself is said of <c>_base</c>, not of each
    /// shop.</summary>
    public void SharedUtterances(IEnumerable<MergedEntry> entries, bool ofBase)
    {
        var first = new Dictionary<(string Language, string Wording), (string Entry, StatedUtterance Utterance)>();
        foreach (var entry in entries)
        {
            foreach (var (language, utterances) in entry.Utterances)
            {
                foreach (var utterance in utterances.Where(utterance => utterance.Wording.Length > 0))
                {
                    if (first.TryAdd((language, utterance.Wording), (entry.Id, utterance)))
                    {
                        continue;
                    }
                    var (other, before) = first[(language, utterance.Wording)];
                    if (other != entry.Id && (ofBase || utterance.IsOwn || before.IsOwn))
                    {
                        Share(utterance, entry.Id, before, other);
                    }
                }
            }
        }
    }

    /// <summary>Said where the owner can change it.</summary>
    private void Share(StatedUtterance utterance, string entry, StatedUtterance before, string other)
    {
        if (before.IsOwn && !utterance.IsOwn)
        {
            (utterance, entry, before, other) = (before, other, utterance, entry);
        }
        findings.Add(
            KnowledgeRules.UtteranceShared,
            utterance.Span,
            $"The utterance '{utterance.Text}' of '{entry}' belongs to '{other}' as well, at {before.Span}.");
    }
}
