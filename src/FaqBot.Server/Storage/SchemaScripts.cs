using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FaqBot.Server;

/// <summary>Applies a provider's numbered scripts, in order, each in a transaction of its own, so that half of one is never there.
/// Scripts only ever add in the release that needs them, and remove a release later, so that nodes can be upgraded one by one.</summary>
internal sealed partial class SchemaScripts
{
    private readonly string versionTable;
    private readonly Script[] scripts;

    /// <param name="folder">Under <c>Storage</c>, of the scripts.</param>
    /// <param name="versionTable">Makes the table <c>schema_version</c> where there is none.</param>
    public SchemaScripts(string folder, string versionTable)
    {
        this.versionTable = versionTable;
        scripts = Embedded($".Storage.{folder}.");
    }

    /// <summary>Brings the database up to this program; returns the names of the scripts that were applied now.</summary>
    /// <exception cref="StartFailure">A newer program has made the database unreadable for this one.</exception>
    public IReadOnlyList<string> Apply(DbConnection connection, TimeProvider time)
    {
        Execute(connection, null, versionTable);
        RefuseNewer(connection);
        return [.. scripts.Where(script => ApplyOne(connection, script, time)).Select(script => script.Name)];
    }

    private void RefuseNewer(DbConnection connection)
    {
        var known = scripts[^1].Version;
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

    private static bool ApplyOne(DbConnection connection, Script script, TimeProvider time)
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
            "INSERT INTO schema_version (version, script, readable_from, applied_at) VALUES (@version, @script, @from, @at)",
            ("@version", script.Version),
            ("@script", script.Name),
            ("@from", script.ReadableFrom),
            ("@at", Microseconds.Of(Microseconds.Now(time))));
        transaction.Commit();
        return true;
    }

    private static bool IsApplied(DbConnection connection, DbTransaction transaction, Script script)
    {
        using var command = Command(
            connection, transaction, "SELECT count(*) FROM schema_version WHERE version = @version", ("@version", script.Version));
        return command.ExecuteScalar() is > 0L;
    }

    private static void Execute(
        DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, transaction, text, parameters);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(
        DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        // A script may take as long as its tables are large.
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static Script[] Embedded(string folder)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.Contains(folder, StringComparison.Ordinal))
                .Select(resource => (resource, match: ScriptName().Match(resource)))
                .Where(found => found.match.Success)
                .Select(found => Read(found.resource, found.match))
                .OrderBy(script => script.Version),
        ];
    }

    private static Script Read(string resource, Match name)
    {
        using var stream = typeof(SchemaScripts).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException(resource);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return new Script(
            int.Parse(name.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
            name.Groups[1].Value,
            int.Parse(ReadableFromLine().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            text);
    }

    [GeneratedRegex(@"\.(([0-9]{3})_[a-z_]+)\.sql$", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptName();

    [GeneratedRegex("^-- readable-from: ([0-9]+)\n", RegexOptions.NonBacktracking)]
    private static partial Regex ReadableFromLine();

    /// <param name="Version">The number that its name begins with.</param>
    /// <param name="Name">E.g. <c>001_journal</c>.</param>
    /// <param name="ReadableFrom">A program that knows scripts up to this number can work with the schema that this one makes.</param>
    /// <param name="Text">SQL.</param>
    private sealed record Script(int Version, string Name, int ReadableFrom, string Text);
}
