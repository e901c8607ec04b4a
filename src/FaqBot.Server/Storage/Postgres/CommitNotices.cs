using System.Text;
using Npgsql;

namespace FaqBot.Server;

/// <summary>How nodes tell each other in which conversations they have committed: NOTIFY, within the transaction that commits. A notice is
/// a node's name and ids, a line each; a node passes over its own.</summary>
internal sealed class CommitNotices
{
    private const string Channel = "faqbot";

    /// <summary>PostgreSQL takes less than 8,000.</summary>
    private const int NoticeBytesMax = 7_900;

    private const char Break = '\n';

    private readonly string node = Guid.NewGuid().ToString("N");

    /// <summary>To go along with a batch: one notice, or as many as are needed for all ids.</summary>
    public NpgsqlBatchCommand Command(IEnumerable<string> ids) => new(PostgresHotPath.Notify)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = Channel },
            new NpgsqlParameter<string[]> { TypedValue = [.. Notices(ids)] },
        },
    };

    /// <summary>Hears until the connection breaks, which throws.</summary>
    public async Task Listen(NpgsqlDataSource source, Action heard, Action<ConversationId> ring, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        connection.Notification += (_, notice) => Read(notice.Payload, ring);
        await using (var command = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        heard();
        while (true)
        {
            await connection.WaitAsync(stop);
        }
    }

    private IEnumerable<string> Notices(IEnumerable<string> ids)
    {
        var notice = new StringBuilder(node);
        var bytes = node.Length;
        foreach (var id in ids)
        {
            var more = 1 + Encoding.UTF8.GetByteCount(id);
            if (more > NoticeBytesMax - node.Length)
            {
                // No room for it in any notice: the nodes find it when they look.
                continue;
            }
            if (bytes + more > NoticeBytesMax)
            {
                yield return notice.ToString();
                notice.Clear().Append(node);
                bytes = node.Length;
            }
            notice.Append(Break).Append(id);
            bytes += more;
        }
        yield return notice.ToString();
    }

    private void Read(string notice, Action<ConversationId> ring)
    {
        var lines = notice.Split(Break);
        if (lines[0] == node)
        {
            return;
        }
        foreach (var id in lines.Skip(1))
        {
            ring(new ConversationId(id));
        }
    }
}
