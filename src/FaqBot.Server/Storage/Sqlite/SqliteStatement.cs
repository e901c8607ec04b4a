using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FaqBot.Server;

/// <summary>A prepared statement with parameters <c>$1</c>, <c>$2</c> and so on.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand command;

    public SqliteStatement(SqliteConnection connection, string text, int parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = text;
        for (var number = 1; number <= parameters; number++)
        {
            command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${number}"), null));
        }
    }

    /// <summary>Runs it; returns the number of rows that were changed.</summary>
    public int Run(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a query. Dispose the reader before the next use.</summary>
    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }
    }
}
