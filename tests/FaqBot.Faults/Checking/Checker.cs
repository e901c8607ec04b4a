namespace FaqBot.Faults;

/// <summary>Compares what clients were told with what was streamed to them and with what is stored. It decides by comparing alone:
/// no clock, no tolerance. <c>FaqBot.Faults.Tests</c> shows that it finds each fault that it names.</summary>
internal static class Checker
{
    /// <summary>Everything that is wrong; nothing when all is well.</summary>
    /// <param name="told">Every conversation that a customer began.</param>
    /// <param name="stored">Every conversation in the database.</param>
    /// <param name="replay">Runs the stored inputs again; null where the knowledge is not at hand.</param>
    public static IReadOnlyList<Finding> Check(
        IReadOnlyList<Told> told, IReadOnlyDictionary<string, StoredConversation> stored, ReplayCheck? replay) =>
    [
        .. told.SelectMany(one => Check(one, stored.GetValueOrDefault(one.Conversation))),
        .. stored.Keys.Except(told.Select(one => one.Conversation)).Select(id => new Finding(Fault.Invented, id, "nobody began it")),
        .. stored.Values.SelectMany(LogCheck.Check),
        .. stored.Values.SelectMany(RowsCheck.Check),
        .. stored.Values.SelectMany(one => replay?.Check(one) ?? []),
    ];

    private static IEnumerable<Finding> Check(Told told, StoredConversation? stored)
    {
        var rows = stored ?? new StoredConversation { Id = told.Conversation, Shop = "", Version = 0, LastSequence = 0, LastTimestamp = 0 };
        return [.. told.Complaints, .. PostsCheck.Check(told, rows), .. ReadingsCheck.Check(told, rows)];
    }
}
