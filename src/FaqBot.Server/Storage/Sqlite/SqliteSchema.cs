using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace FaqBot.Server;

/// <summary>Applies the numbered scripts beside this file, in order, each in a transaction of its own.
/// Scripts only ever add in the release that needs them, and remove a release later, so that nodes can be upgraded one by one.</summary>
internal static partial class SqliteSchema
{
    private static readonly Script[] Scripts = Embedded();

    /// <summary>Brings the database up to this program; returns the names of the scripts that were applied now.</summary>
    /// <exception cref="StartFailure">A newer program has made the database unreadable for this one.</exception>
    public static IReadOnlyList<string> Apply(SqliteConnection connection, TimeProvider time)
    {
        Execute(connection, null, """
            CREATE TABLE IF NOT EXISTS schema_version (
                version       INTEGER NOT NULL PRIMARY KEY,
                script        TEXT    NOT NULL,
                readable_from INTEGER NOT NULL,
                applied_at    INTEGER NOT NULL,
                checked_at    INTEGER NULL
            ) STRICT
            """);
        RefuseNewer(connection);
        return [.. Scripts.Where(script => ApplyOne(connection, script, time)).Select(script => script.Name)];
    }

    private static void RefuseNewer(SqliteConnection connection)
    {
        var known = Scripts[^1].Version;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(version), max(readable_from) FROM schema_version";
        using var reader = command.ExecuteReader();
        if (reader.Read() && !reader.IsDBNull(0) && reader.GetInt32(1) > known)
        {
            throw new StartFailure(
                $"The database is at schema {reader.GetInt32(0)}, which needs a program that knows schema {reader.GetInt32(1)}; "
                + $"this one knows {known}. Install the newer program, or restore a backup made before the upgrade.");
        }
    }

    private static bool ApplyOne(SqliteConnection connection, Script script, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction();
        if (IsApplied(connection, transaction, script))
        {
            return false;
        }
        Execute(connection, transaction, script.Text);
        Execute(
            connection,
            transaction,
            "INSERT INTO schema_version (version, script, readable_from, applied_at) VALUES ($version, $script, $from, $at)",
            ("$version", script.Version),
            ("$script", script.Name),
            ("$from", script.ReadableFrom),
            ("$at", Microseconds.Of(Microseconds.Now(time))));
        transaction.Commit();
        return true;
    }

    private static bool IsApplied(SqliteConnection connection, SqliteTransaction transaction, Script script)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT count(*) FROM schema_version WHERE version = $version";
        command.Parameters.AddWithValue("$version", script.Version);
        return command.ExecuteScalar() is > 0L;
    }

    private static void Execute(
        SqliteConnection connection, SqliteTransaction? transaction, string text, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
        command.ExecuteNonQuery();
    }

    private static Script[] Embedded()
    {
        var assembly = typeof(SqliteSchema).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Select(resource => (resource, match: ScriptName().Match(resource)))
                .Where(found => found.match.Success)
                .Select(found => Read(found.resource, found.match))
                .OrderBy(script => script.Version),
        ];
    }

    private static Script Read(string resource, Match name)
    {
        using var stream = typeof(SqliteSchema).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException(resource);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return new Script(
            int.Parse(name.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            name.Groups[1].Value,
            int.Parse(ReadableFromLine().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            text);
    }

    [GeneratedRegex(@"\.Sqlite\.(_?([0-9]{3})_[a-z_]+)\.sql$", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptName();

    [GeneratedRegex("^-- readable-from: ([0-9]+)\n", RegexOptions.NonBacktracking)]
    private static partial Regex ReadableFromLine();

    /// <param name="Version">The number that its name begins with.</param>
    /// <param name="Name">E.g. <c>001_journal</c>.</param>
    /// <param name="ReadableFrom">A program that knows scripts up to this number can work with the schema that this one makes.</param>
    /// <param name="Text">SQL.</param>
    private sealed record Script(int Version, string Name, int ReadableFrom, string Text);
}
