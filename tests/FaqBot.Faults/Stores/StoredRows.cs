using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace FaqBot.Faults;

/// <summary>Reads the whole database with plain SQL that both providers understand: not by the code that is being tested.</summary>
internal static class StoredRows
{
    /// <summary>Every conversation that there is, by id.</summary>
    public static async Task<IReadOnlyDictionary<string, StoredConversation>> Read(DbConnection connection)
    {
        var activities = await Query(
            connection,
            "SELECT conversation_id, sequence, timestamp, sender, client_activity_id, body "
            + "FROM activities ORDER BY conversation_id, sequence",
            row => (row.GetString(0), Activity(row)));
        var turns = await Query(
            connection,
            "SELECT conversation_id, turn, activity_sequence, input, outcome, knowledge_hash FROM turns ORDER BY conversation_id, turn",
            row => (row.GetString(0), Turn(row)));
        var effects = await Query(
            connection,
            "SELECT conversation_id, turn, kind, payload FROM outbox ORDER BY id",
            row => (row.GetString(0), new StoredEffect(Number(row, 1), row.GetString(2), row.GetString(3))));
        var conversations = await Query(
            connection,
            "SELECT id, shop, version, last_sequence, last_timestamp FROM conversations",
            Conversation);
        return conversations.ToDictionary(
            conversation => conversation.Id,
            conversation => conversation with
            {
                Activities = [.. activities[conversation.Id]],
                Turns = [.. turns[conversation.Id]],
                Effects = [.. effects[conversation.Id]],
            },
            StringComparer.Ordinal);
    }

    private static StoredConversation Conversation(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Shop = row.GetString(1),
        Version = Number(row, 2),
        LastSequence = Number(row, 3),
        LastTimestamp = Number(row, 4),
    };

    private static StoredActivity Activity(DbDataReader row)
    {
        using var body = JsonDocument.Parse(row.GetFieldValue<byte[]>(5));
        var text = body.RootElement.TryGetProperty("text", out var words) ? words.GetString() : null;
        return new StoredActivity(
            Number(row, 1), Number(row, 2), row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4), SeenActivity.Of(body.RootElement), text);
    }

    private static StoredTurn Turn(DbDataReader row) => new(
        Number(row, 1), row.IsDBNull(2) ? null : Number(row, 2), row.GetString(3), row.GetString(4), row.GetString(5));

    private static async Task<ILookup<string, T>> Query<T>(
        DbConnection connection, string text, Func<DbDataReader, (string Id, T Row)> read) =>
        (await Query<(string Id, T Row)>(connection, text, read)).ToLookup(pair => pair.Id, pair => pair.Row, StringComparer.Ordinal);

    private static async Task<List<T>> Query<T>(DbConnection connection, string text, Func<DbDataReader, T> read)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    /// <summary>Integers are 64 bits wide on SQLite, and of several widths on PostgreSQL.</summary>
    private static long Number(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
