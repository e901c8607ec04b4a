using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FaqBot.Server.Tests;

/// <summary>The scripts make the schema, the EF model describes it: each is written out as text, and the texts are compared.</summary>
public class SchemaTests : StoreTests
{
    [Fact]
    public void The_model_and_the_schema_are_the_same()
    {
        using var test = New();
        using var db = test.Store.OpenDb();

        var model = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.SelectMany(Describe);
        var schema = db.Database.IsNpgsql() ? DescribePostgres(test.Place) : DescribeSqlite(test.Place);

        Assert.Equal(
            string.Join('\n', schema.Order(StringComparer.Ordinal)), string.Join('\n', model.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_second_start_applies_nothing()
    {
        using var test = New();

        var applied = test.Store.Migrate(test.Time);

        Assert.Empty(applied);
        using var db = test.Store.OpenDb();
        Assert.Equal(
            ["001_journal", "002_channels", "003_files", "004_outbox", "005_customers", "006_cases", "007_outbox_lanes", "008_cases_told"],
            db.SchemaVersions.OrderBy(row => row.Version).Select(row => row.Script));
    }

    [Fact]
    public void A_script_that_fails_halfway_leaves_nothing_and_is_repeated()
    {
        using var place = NewPlace();
        using var store = place.Open();
        place.Execute("CREATE TABLE turns (in_the_way int)");

        Assert.ThrowsAny<Exception>(() => store.Migrate(TimeProvider.System));
        var afterFailure = place.Query("SELECT count(*) FROM schema_version").Single()[0];
        var leftOver = Assert.ThrowsAny<Exception>(() => place.Query("SELECT * FROM conversations"));
        place.Execute("DROP TABLE turns");
        var applied = store.Migrate(TimeProvider.System);

        Assert.Equal("0", afterFailure);
        Assert.Contains("conversations", leftOver.Message, StringComparison.Ordinal);
        Assert.Equal("001_journal", applied[0]);
    }

    [Fact]
    public async Task Programs_that_start_at_once_apply_each_script_once()
    {
        using var place = NewPlace();
        var stores = Enumerable.Range(0, 4).Select(_ => place.Open()).ToList();

        var applied = await Task.WhenAll(stores.Select(store => Task.Run(() => store.Migrate(TimeProvider.System))));

        Assert.Equal(applied.SelectMany(names => names).Distinct(StringComparer.Ordinal).Count(), applied.Sum(names => names.Count));
        Assert.Contains("001_journal", applied.SelectMany(names => names));
        stores.ForEach(store => store.Dispose());
    }

    [Fact]
    public void A_schema_that_a_newer_program_made_is_worked_with_as_long_as_it_says_so()
    {
        using var test = New();
        test.Place.Execute("INSERT INTO schema_version VALUES (900, '900_later', 1, 0, NULL)");

        var applied = test.Store.Migrate(test.Time);

        Assert.Empty(applied);
    }

    [Fact]
    public void A_schema_that_needs_a_newer_program_is_refused()
    {
        using var test = New();
        test.Place.Execute("INSERT INTO schema_version VALUES (900, '900_later', 800, 0, NULL)");

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
            yield return $"{table.Name} index {index.Name} {columns} {(index.IsUnique ? "unique" : "")} {index.Filter}".TrimEnd();
        }
        foreach (var key in table.ForeignKeyConstraints)
        {
            var columns = string.Join(',', key.Columns.Select(column => column.Name));
            yield return $"{table.Name} references {key.PrincipalTable.Name} by {columns}";
        }
    }

    private static IEnumerable<string> DescribeSqlite(TestPlace place) =>
        place
            .Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .SelectMany(row => DescribeSqlite(place, row[0]));

    private static IEnumerable<string> DescribeSqlite(TestPlace place, string table)
    {
        var columns = place.Query($"""SELECT name, type, "notnull", pk FROM pragma_table_info('{table}') ORDER BY pk""");
        foreach (var column in columns)
        {
            yield return $"{table} column {column[0]} {column[1]} {(column[2] == "1" ? "not null" : "null")}";
        }
        yield return $"{table} key {string.Join(',', columns.Where(column => column[3] != "0").Select(column => column[0]))}";
        var indexes = place.Query($"""
            SELECT list.name, list."unique", schema.sql,
                (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno))
            FROM pragma_index_list('{table}') AS list JOIN sqlite_schema AS schema ON schema.name = list.name
            WHERE list.origin = 'c'
            """);
        foreach (var index in indexes)
        {
            var filter = index[2].Split("WHERE ") is [_, var condition] ? condition : "";
            yield return $"{table} index {index[0]} {index[3]} {(index[1] == "1" ? "unique" : "")} {filter}".TrimEnd();
        }
        foreach (var key in place.Query($"""SELECT "table", "from" FROM pragma_foreign_key_list('{table}')"""))
        {
            yield return $"{table} references {key[0]} by {key[1]}";
        }
    }

    private static IEnumerable<string> DescribePostgres(TestPlace place) => place.Query("""
        WITH tables AS (SELECT oid, relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace),
        columns AS (
            SELECT t.oid, t.name, a.attnum, a.attname, a.attnotnull, format_type(a.atttypid, a.atttypmod) AS type
            FROM tables AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        ),
        indexes AS (
            SELECT t.name, i.indexrelid::regclass AS index, i.indisprimary, i.indisunique,
                replace(translate(pg_get_expr(i.indpred, i.indrelid), '()', ''), '::text', '') AS filter,
                (SELECT string_agg(c.attname, ',' ORDER BY k.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
                JOIN columns AS c ON c.oid = t.oid AND c.attnum = k.attnum) AS columns
            FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid
        )
        SELECT concat_ws(' ', name, 'column', attname, type, CASE WHEN attnotnull THEN 'not null' ELSE 'null' END) FROM columns
        UNION ALL SELECT concat_ws(' ', name, 'key', columns) FROM indexes WHERE indisprimary
        UNION ALL SELECT rtrim(concat_ws(' ', name, 'index', index, columns, CASE WHEN indisunique THEN 'unique' ELSE '' END, filter))
        FROM indexes WHERE NOT indisprimary
        UNION ALL SELECT concat_ws(' ', t.name, 'references', k.confrelid::regclass, 'by', c.attname)
        FROM tables AS t JOIN pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'f'
        JOIN columns AS c ON c.oid = t.oid AND c.attnum = k.conkey[1]
        """).Select(row => row[0]);
}
