namespace FaqBot.Faults;

/// <summary>A conversation's log by itself: sequences without gaps, rising timestamps, and every reply right after
/// what it answers.</summary>
internal static class LogCheck
{
    private const long MicrosecondsPerMillisecond = 1000;

    public static IEnumerable<Finding> Check(StoredConversation stored) =>
        [.. Sequences(stored), .. Bodies(stored), .. Times(stored), .. Replies(stored)];

    private static IEnumerable<Finding> Sequences(StoredConversation stored)
    {
        var expected = 0L;
        foreach (var row in stored.Activities)
        {
            expected++;
            if (row.Sequence != expected)
            {
                yield return new Finding(
                    row.Sequence > expected ? Fault.Gap : Fault.Doubled, stored.Id,
                    $"sequence {row.Sequence} stands where {expected} should");
                expected = row.Sequence;
            }
        }
    }

    private static IEnumerable<Finding> Bodies(StoredConversation stored) =>
        from row in stored.Activities
        let id = $"{stored.Id}|{row.Sequence:D7}"
        where row.Body.Id != id || row.Body.ClientId != row.ClientId || row.Body.Timestamp?.ToUnixTimeMilliseconds() != Milliseconds(row)
        select new Finding(
            Fault.Changed,
            stored.Id,
            $"the body of sequence {row.Sequence} has id '{row.Body.Id}', client id '{row.Body.ClientId}' and time {row.Body.Timestamp:O}");

    private static IEnumerable<Finding> Times(StoredConversation stored) =>
        from pair in stored.Activities.Zip(stored.Activities.Skip(1))
        where Milliseconds(pair.Second) <= Milliseconds(pair.First)
        select new Finding(Fault.Timestamp, stored.Id, $"{pair.Second.Body.Id} is not later than {pair.First.Body.Id}");

    /// <summary>Clients sort by milliseconds.</summary>
    private static long Milliseconds(StoredActivity row) => row.Timestamp / MicrosecondsPerMillisecond;

    /// <summary>A turn is committed whole, so between a message and its replies there can be nothing else.</summary>
    private static IEnumerable<Finding> Replies(StoredConversation stored)
    {
        StoredActivity? heard = null;
        var isAnswered = true;
        foreach (var row in stored.Activities)
        {
            if (row.Body.IsCustomers)
            {
                if (!isAnswered)
                {
                    yield return new Finding(Fault.Reply, stored.Id, $"{heard?.Body.Id} has no reply");
                }
                heard = row;
                isAnswered = row.Body.Type != "message";
            }
            else
            {
                if (row.Body.ReplyTo != heard?.Body.Id)
                {
                    yield return new Finding(
                        Fault.Reply, stored.Id, $"{row.Body.Id} answers '{row.Body.ReplyTo}' and stands after '{heard?.Body.Id}'");
                }
                isAnswered = true;
            }
        }
        if (!isAnswered)
        {
            yield return new Finding(Fault.Reply, stored.Id, $"{heard?.Body.Id} has no reply");
        }
    }
}
