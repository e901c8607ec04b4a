namespace FaqBot.Faults;

/// <summary>The rows of one conversation fit together: each commit raised the version by one and left exactly its turn,
/// activities and effects.</summary>
internal static class RowsCheck
{
    public static IEnumerable<Finding> Check(StoredConversation stored)
    {
        Finding Found(string detail) => new(Fault.Rows, stored.Id, detail);

        var customers = stored.Activities.Where(row => row.Body.IsCustomers).Select(row => row.Sequence).ToHashSet();
        var answered = stored.Turns.Select(turn => turn.ActivitySequence).OfType<long>().ToList();
        if (!stored.Turns.Select(turn => turn.Number).SequenceEqual(Enumerable.Range(1, stored.Turns.Count).Select(number => (long)number)))
        {
            yield return Found($"turns {string.Join(", ", stored.Turns.Select(turn => turn.Number))} are not 1 to {stored.Turns.Count}");
        }
        if (!answered.Zip(answered.Skip(1)).All(pair => pair.First < pair.Second) || !answered.All(customers.Contains))
        {
            yield return Found($"turns answer the activities {string.Join(", ", answered)}");
        }
        var unanswered = stored.Activities
            .Where(row => row.Body is { IsCustomers: true, Type: "message" } && !answered.Contains(row.Sequence))
            .Select(row => row.Body.Id)
            .ToList();
        if (unanswered.Count > 0)
        {
            yield return Found($"{string.Join(", ", unanswered)} have no turn");
        }
        var commits = stored.Turns.Count + customers.Count - answered.Count;
        if (stored.Version != commits)
        {
            yield return Found($"version {stored.Version} after {commits} commits");
        }
        var last = stored.Activities is [.., var newest] ? (newest.Sequence, newest.Timestamp) : (0, stored.LastTimestamp);
        if ((stored.LastSequence, stored.LastTimestamp) != last)
        {
            yield return Found($"the conversation says {stored.LastSequence} at {stored.LastTimestamp}, its activities {last}");
        }
        foreach (var effect in stored.Effects.Where(effect => stored.Turns.All(turn => turn.Number != effect.Turn)))
        {
            yield return Found($"effect {effect.Kind} is of turn {effect.Turn}, which there is not");
        }
        foreach (var twice in stored.Effects.GroupBy(effect => (effect.Turn, effect.Kind)).Where(group => group.Count() > 1))
        {
            yield return Found($"effect {twice.Key.Kind} of turn {twice.Key.Turn} stands {twice.Count()} times");
        }
    }
}
