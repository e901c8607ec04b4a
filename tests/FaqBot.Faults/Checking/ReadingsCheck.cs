using System.Globalization;

namespace FaqBot.Faults;

/// <summary>Every stream and every page gave what is stored after its watermark, each activity once, in order and byte for byte.</summary>
internal static class ReadingsCheck
{
    public static IEnumerable<Finding> Check(Told told, StoredConversation stored)
    {
        var bySequence = stored.Activities.ToLookup(row => row.Sequence);
        return told.Readings.SelectMany(reading => Check(told, stored, reading, bySequence));
    }

    private static IEnumerable<Finding> Check(Told told, StoredConversation stored, Reading reading, ILookup<long, StoredActivity> rows)
    {
        Finding Found(Fault fault, string detail) => new(fault, told.Conversation, $"{reading.Name} after {reading.After}: {detail}");

        var position = reading.After;
        foreach (var delivery in reading.Deliveries)
        {
            foreach (var activity in delivery.Activities)
            {
                if (Step(position, activity) is var (fault, what))
                {
                    yield return Found(fault, what);
                }
                if (Difference(activity, rows[activity.Sequence].FirstOrDefault()) is var (difference, how))
                {
                    yield return Found(difference, how);
                }
                position = activity.Sequence;
            }
            if (delivery.Watermark != position.ToString(CultureInfo.InvariantCulture))
            {
                yield return Found(Fault.Changed, $"watermark '{delivery.Watermark}' came with {position}");
            }
        }
        if (reading.IsComplete && position != stored.LastSequence)
        {
            yield return Found(Fault.Gap, $"it ended at {position}, and {stored.LastSequence} are stored");
        }
        if (position < reading.Known && reading.Deliveries.All(delivery => delivery.Activities.Count == 0))
        {
            yield return Found(Fault.Stale, $"it was empty, and {reading.Known} had been acknowledged");
        }
    }

    private static (Fault, string)? Step(long position, SeenActivity activity) => activity.Sequence switch
    {
        < 0 => (Fault.Changed, $"id '{activity.Id}' is not one of ours"),
        var sequence when sequence == position => (Fault.Doubled, $"{activity.Id} came twice"),
        var sequence when sequence < position => (Fault.Misordered, $"{activity.Id} came after {position}"),
        var sequence when sequence > position + 1 => (Fault.Gap, $"{activity.Id} came after {position}"),
        _ => null,
    };

    private static (Fault, string)? Difference(SeenActivity given, StoredActivity? stored) => stored switch
    {
        null => (Fault.Lost, $"{given.Id} was given and is not stored"),
        _ when stored.Body.Digest != given.Digest => (Fault.Changed, $"{given.Id} was given otherwise than it is stored"),
        _ => null,
    };
}
