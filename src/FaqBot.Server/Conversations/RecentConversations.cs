namespace FaqBot.Server;

/// <summary>Conversations as this node's own last commits left them, so that the next turn need not read them. One of these may be old,
/// because another node has gone on with it: nothing rests on it, for the commit is fenced. Whoever takes one has it to himself;
/// only after a commit does one come back.</summary>
internal sealed class RecentConversations
{
    public const int CountMax = 10_000;
    public const long BytesMax = 32 * 1024 * 1024;

    /// <summary>What a row and its place here hold beside its texts.</summary>
    private const int RowBytes = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<ConversationRow>> byId = new(StringComparer.Ordinal);
    private readonly LinkedList<ConversationRow> oldestFirst = [];
    private long bytes;

    /// <summary>Null when it is not known here.</summary>
    public ConversationRow? Take(ConversationId id)
    {
        lock (gate)
        {
            if (!byId.TryGetValue(id.Value, out var node))
            {
                return null;
            }
            Remove(node);
            return node.Value;
        }
    }

    /// <summary>Keeps what a commit left; the oldest give way.</summary>
    public void Keep(ConversationRow row)
    {
        lock (gate)
        {
            if (byId.TryGetValue(row.Id, out var before))
            {
                Remove(before);
            }
            byId.Add(row.Id, oldestFirst.AddLast(row));
            bytes += Bytes(row);
            while (oldestFirst.First is { } oldest && (byId.Count > CountMax || bytes > BytesMax))
            {
                Remove(oldest);
            }
        }
    }

    private void Remove(LinkedListNode<ConversationRow> node)
    {
        oldestFirst.Remove(node);
        byId.Remove(node.Value.Id);
        bytes -= Bytes(node.Value);
    }

    /// <summary>The state's texts twice: as JSON, and written out.</summary>
    private static long Bytes(ConversationRow row) =>
        RowBytes + ((long)sizeof(char) * ((2 * row.State.Length) + (row.Channel?.Length ?? 0)));
}
