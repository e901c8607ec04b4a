using Microsoft.Data.Sqlite;

namespace FaqBot.Server;

/// <summary>The hot path's reads: prepared once, used by one thread at a time.</summary>
internal sealed class SqliteReading : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement conversation;
    private readonly SqliteStatement clientActivity;
    private readonly SqliteStatement page;

    /// <param name="connection">Owned from here on.</param>
    public SqliteReading(SqliteConnection connection)
    {
        this.connection = connection;
        conversation = new(connection, SqliteHotPath.Conversation, 1);
        clientActivity = new(connection, SqliteHotPath.ClientActivity, 3);
        page = new(connection, SqliteHotPath.Page, 3);
    }

    public ConversationRow? Conversation(ConversationId id)
    {
        using var reader = conversation.Query(id.Value);
        return reader.Read() ? Row(reader) : null;
    }

    /// <summary>The sequence under which the activity was recorded; null if it was not.</summary>
    public long? ClientActivity(ConversationId id, string sender, string clientActivityId)
    {
        using var reader = clientActivity.Query(id.Value, sender, clientActivityId);
        return reader.Read() ? reader.GetInt64(0) : null;
    }

    /// <summary>Activities after a sequence; stops early, with at least one, once <paramref name="bytesMax"/> are together.</summary>
    public ActivityPage Page(ConversationId id, long after, int count, int bytesMax)
    {
        var activities = new List<ReadOnlyMemory<byte>>();
        var watermark = after;
        var bytes = 0;
        using var reader = page.Query(id.Value, after, count);
        while (bytes < bytesMax && reader.Read())
        {
            watermark = reader.GetInt64(0);
            var body = reader.GetFieldValue<byte[]>(1);
            bytes += body.Length;
            activities.Add(body);
        }
        return new ActivityPage(activities, watermark);
    }

    public void Dispose()
    {
        conversation.Dispose();
        clientActivity.Dispose();
        page.Dispose();
        connection.Dispose();
    }

    private static ConversationRow Row(SqliteDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Shop = reader.GetString(1),
        UserId = reader.GetString(2),
        Language = reader.GetString(3),
        Version = reader.GetInt64(4),
        LastSequence = reader.GetInt64(5),
        LastTimestamp = Microseconds.ToInstant(reader.GetInt64(6)),
        State = reader.GetString(7),
        IsEnded = reader.GetBoolean(8),
        CreatedAt = Microseconds.ToInstant(reader.GetInt64(9)),
        UpdatedAt = Microseconds.ToInstant(reader.GetInt64(10)),
        Channel = reader.IsDBNull(11) ? null : reader.GetString(11),
    };
}
