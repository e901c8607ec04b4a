using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FaqBot.Server;

/// <summary>A prepared statement with parameters <c>$1</c>, <c>$2</c> and so on, in that order of first mention or numbered alike. It
/// speaks to SQLite itself: on the hot path the driver's commands and readers would cost as much as SQLite does.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    /// <param name="connection">Open; it must outlive the statement.</param>
    /// <param name="text">One statement.</param>
    /// <param name="parameters">How many.</param>
    public SqliteStatement(SqliteConnection connection, string text, int parameters)
    {
        database = connection.Handle ?? throw new ArgumentException("The connection is not open.", nameof(connection));
        Check(raw.sqlite3_prepare_v2(database, text, out statement));
        places = [.. Enumerable.Range(1, parameters).Select(number => raw.sqlite3_bind_parameter_index(statement, $"${number}"))];
    }

    /// <summary>Runs it; returns the number of rows that were changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        var result = raw.sqlite3_step(statement);
        var changed = result == raw.SQLITE_DONE ? raw.sqlite3_changes(database) : 0;
        // Says once more what went wrong, if anything did.
        Check(raw.sqlite3_reset(statement));
        return changed;
    }

    /// <summary>Runs a query. Dispose the rows before the next use.</summary>
    public Rows Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return new Rows(this);
    }

    public void Dispose() => statement.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            Check(Bind(places[index], values[index]));
        }
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool isTrue => raw.sqlite3_bind_int64(statement, place, isTrue ? 1 : 0),
        _ => throw new UnreachableException(),
    };

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);

    /// <summary>The rows of a query, one after the other; columns are counted from 0.</summary>
    internal readonly ref struct Rows(SqliteStatement owner)
    {
        /// <summary>Goes to the next row; false when there is none.</summary>
        public bool Read()
        {
            var result = raw.sqlite3_step(owner.statement);
            if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            {
                owner.Check(result);
            }
            return result == raw.SQLITE_ROW;
        }

        public bool IsNull(int column) => raw.sqlite3_column_type(owner.statement, column) == raw.SQLITE_NULL;

        public string Text(int column) => raw.sqlite3_column_text(owner.statement, column).utf8_to_string();

        public long Number(int column) => raw.sqlite3_column_int64(owner.statement, column);

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(owner.statement, column).ToArray();

        public void Dispose() => raw.sqlite3_reset(owner.statement);
    }
}
