using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FaqBot.Server.Tests;

/// <summary>The scripts make the schema, the EF model describes it: each is written out as text, and the texts are compared.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_model_and_the_schema_are_the_same()
    {
        using var test = new TestConversations();
        using var db = test.Store.OpenDb();
        using var connection = test.Store.OpenForWriting();

        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(Describe);
        var schema = Query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .SelectMany(row => Describe(connection, row[0]));

        Assert.Equal(
            string.Join('\n', schema.Order(StringComparer.Ordinal)), string.Join('\n', model.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_second_start_applies_nothing()
    {
        using var test = new TestConversations();

        var applied = test.Store.Migrate(test.Time);

        Assert.Empty(applied);
        using var db = test.Store.OpenDb();
        Assert.Equal(["001_journal", "002_channels", "003_files"], db.SchemaVersions.OrderBy(row => row.Version).Select(row => row.Script));
    }

    [Fact]
    public void A_schema_that_a_newer_program_made_is_worked_with_as_long_as_it_says_so()
    {
        using var test = new TestConversations();
        Execute(test.Store, "INSERT INTO schema_version VALUES (900, '900_later', 1, 0, NULL)");

        var applied = test.Store.Migrate(test.Time);

        Assert.Empty(applied);
    }

    [Fact]
    public void A_schema_that_needs_a_newer_program_is_refused()
    {
        using var test = new TestConversations();
        Execute(test.Store, "INSERT INTO schema_version VALUES (900, '900_later', 800, 0, NULL)");

        var failure = Assert.Throws<StartFailure>(() => test.Store.Migrate(test.Time));

        Assert.Contains("needs a program that knows schema 800", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Describe(ITable table)
    {
        foreach (var column in table.Columns)
        {
            yield return $"{table.Name} column {column.Name} {column.StoreType} {(column.IsNullable ? "null" : "not null")}";
        }
        yield return $"{table.Name} key {string.Join(',', table.PrimaryKey?.Columns.Select(column => column.Name) ?? [])}";
        foreach (var index in table.Indexes)
        {
            var columns = string.Join(',', index.Columns.Select(column => column.Name));
            yield return $"{table.Name} index {index.Name} {columns} {(index.IsUnique ? "unique" : "")} {index.Filter}";
        }
        foreach (var key in table.ForeignKeyConstraints)
        {
            var columns = string.Join(',', key.Columns.Select(column => column.Name));
            yield return $"{table.Name} references {key.PrincipalTable.Name} by {columns}";
        }
    }

    private static IEnumerable<string> Describe(SqliteConnection connection, string table)
    {
        var columns = Query(connection, $"""SELECT name, type, "notnull", pk FROM pragma_table_info('{table}') ORDER BY pk""");
        foreach (var column in columns)
        {
            yield return $"{table} column {column[0]} {column[1]} {(column[2] == "1" ? "not null" : "null")}";
        }
        yield return $"{table} key {string.Join(',', columns.Where(column => column[3] != "0").Select(column => column[0]))}";
        var indexes = Query(connection, $"""
            SELECT list.name, list."unique", schema.sql,
                (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno))
            FROM pragma_index_list('{table}') AS list JOIN sqlite_schema AS schema ON schema.name = list.name
            WHERE list.origin = 'c'
            """);
        foreach (var index in indexes)
        {
            var filter = index[2].Split("WHERE ") is [_, var condition] ? condition : "";
            yield return $"{table} index {index[0]} {index[3]} {(index[1] == "1" ? "unique" : "")} {filter}";
        }
        foreach (var key in Query(connection, $"""SELECT "table", "from" FROM pragma_foreign_key_list('{table}')"""))
        {
            yield return $"{table} references {key[0]} by {key[1]}";
        }
    }

    private static List<string[]> Query(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.IsDBNull(field) ? "" : reader.GetString(field))]);
        }
        return rows;
    }

    private static void Execute(Store store, string text)
    {
        using var connection = store.OpenForWriting();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
