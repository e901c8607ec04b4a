namespace FaqBot.Faults;

/// <summary>What was acknowledged is stored: once, under the id that was named, and in the order in which it was written.</summary>
internal static class PostsCheck
{
    public static IEnumerable<Finding> Check(Told told, StoredConversation stored)
    {
        var rows = stored.Activities.Where(row => row.Body.IsCustomers).ToLookup(row => row.ClientId ?? "", StringComparer.Ordinal);
        var written = told.Posts.Select(post => post.ClientId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. told.Posts.SelectMany(post => Check(told, post, [.. rows[post.ClientId]])),
            .. rows.Where(group => !written.Contains(group.Key)).Select(group => new Finding(
                Fault.Invented, told.Conversation, $"{group.First().Body.Id} has client id '{group.Key}', which nobody sent")),
            .. Order(told, rows),
        ];
    }

    private static IEnumerable<Finding> Check(Told told, Post post, IReadOnlyList<StoredActivity> rows)
    {
        Finding Found(Fault fault, string detail) => new(fault, told.Conversation, $"post {post.ClientId}: {detail}");

        if (rows.Count > 1)
        {
            yield return Found(Fault.Doubled, $"stored as {string.Join(", ", rows.Select(row => row.Body.Id))}");
        }
        if (post.Ids.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            yield return Found(Fault.Changed, $"acknowledged as {string.Join(", ", post.Ids)}");
        }
        if (post.AcknowledgedAt is not null && rows.Count == 0)
        {
            yield return Found(Fault.Lost, $"acknowledged as {post.Ids[0]}, not stored");
        }
        else if (post.Ids.FirstOrDefault(id => rows.All(row => row.Body.Id != id)) is { } strange)
        {
            yield return Found(Fault.Changed, $"acknowledged as {strange}, stored as {rows[0].Body.Id}");
        }
        if (rows.FirstOrDefault(row => row.Sender != told.User) is { } foreign)
        {
            yield return Found(Fault.Changed, $"{foreign.Body.Id} is stored as written by '{foreign.Sender}', not by '{told.User}'");
        }
    }

    /// <summary>A message that was sent after another one had been acknowledged stands after it. Those sent together may
    /// stand either way.</summary>
    private static IEnumerable<Finding> Order(Told told, ILookup<string, StoredActivity> rows)
    {
        var inOrder = told.Posts
            .Where(post => rows[post.ClientId].Any())
            .Select(post => (Post: post, rows[post.ClientId].First().Sequence))
            .OrderBy(pair => pair.Sequence);
        Post? latest = null;
        foreach (var (post, sequence) in inOrder)
        {
            if (latest is not null && post.AcknowledgedAt < latest.SentAt)
            {
                yield return new Finding(
                    Fault.Misordered, told.Conversation,
                    $"{post.ClientId} was acknowledged before {latest.ClientId} was sent, and stands after it, at {sequence}");
            }
            latest = latest is null || post.SentAt > latest.SentAt ? post : latest;
        }
    }
}
