using System.Collections.Immutable;
using FaqBot.Engine;
using Microsoft.Data.Sqlite;

namespace FaqBot.Server;

/// <summary>The hot path's reads: prepared once, used by one thread at a time.</summary>
internal sealed class SqliteReading : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement conversation;
    private readonly SqliteStatement clientActivity;
    private readonly SqliteStatement page;
    private readonly SqliteStatement openCases;

    /// <param name="connection">Owned from here on.</param>
    public SqliteReading(SqliteConnection connection)
    {
        this.connection = connection;
        conversation = new(connection, SqliteHotPath.Conversation, 1);
        clientActivity = new(connection, SqliteHotPath.ClientActivity, 3);
        page = new(connection, SqliteHotPath.Page, 3);
        openCases = new(connection, SqliteHotPath.OpenCases, 3);
    }

    public ConversationRow? Conversation(ConversationId id)
    {
        using var rows = conversation.Query(id.Value);
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>The sequence under which the activity was recorded; null if it was not.</summary>
    public long? ClientActivity(ConversationId id, string sender, string clientActivityId)
    {
        using var rows = clientActivity.Query(id.Value, sender, clientActivityId);
        return rows.Read() ? rows.Number(0) : null;
    }

    /// <summary>Activities after a sequence; stops early, with at least one, once <paramref name="bytesMax"/> are together.</summary>
    public ActivityPage Page(ConversationId id, long after, int count, int bytesMax)
    {
        var activities = new List<ReadOnlyMemory<byte>>();
        var watermark = after;
        var bytes = 0;
        using var rows = page.Query(id.Value, after, count);
        while (bytes < bytesMax && rows.Read())
        {
            watermark = rows.Number(0);
            var body = rows.Bytes(1);
            bytes += body.Length;
            activities.Add(body);
        }
        return new ActivityPage(activities, watermark);
    }

    /// <summary>Those that are open, of the conversation or its verified customer.</summary>
    public ImmutableArray<OpenCase> OpenCases(ConversationId id, string shop)
    {
        var cases = ImmutableArray.CreateBuilder<OpenCase>();
        using var rows = openCases.Query(id.Value, shop, CaseLimits.OpenCasesMax);
        while (rows.Read())
        {
            cases.Add(OpenCaseRow.Of(
                rows.Text(0),
                rows.Text(1),
                rows.Text(2),
                TextOrNull(rows, 3),
                rows.Text(4),
                TextOrNull(rows, 5),
                TextOrNull(rows, 6),
                TextOrNull(rows, 7),
                TextOrNull(rows, 8)));
        }
        return cases.DrainToImmutable();
    }

    public void Dispose()
    {
        conversation.Dispose();
        clientActivity.Dispose();
        page.Dispose();
        openCases.Dispose();
        connection.Dispose();
    }

    private static string? TextOrNull(SqliteStatement.Rows row, int column) => row.IsNull(column) ? null : row.Text(column);

    private static ConversationRow Row(SqliteStatement.Rows row) => new()
    {
        Id = row.Text(0),
        Shop = row.Text(1),
        UserId = row.Text(2),
        Language = row.Text(3),
        Version = row.Number(4),
        LastSequence = row.Number(5),
        LastTimestamp = Microseconds.ToInstant(row.Number(6)),
        State = row.Text(7),
        IsEnded = row.Number(8) != 0,
        CreatedAt = Microseconds.ToInstant(row.Number(9)),
        UpdatedAt = Microseconds.ToInstant(row.Number(10)),
        Channel = row.IsNull(11) ? null : row.Text(11),
    };
}
