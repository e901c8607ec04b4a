using System.Data.Common;

namespace FaqBot.Server;

/// <summary>Proves that the store can be written, by writing the time into the newest row of <c>schema_version</c>.</summary>
internal static class SchemaCheck
{
    /// <exception cref="BusyException">It cannot.</exception>
    public static Task Write(Journal journal, TimeProvider time)
    {
        var now = Microseconds.Of(Microseconds.Now(time));
        return journal.Write((connection, transaction) => Touch(connection, transaction, now));
    }

    private static void Touch(DbConnection connection, DbTransaction transaction, long now)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE schema_version SET checked_at = @now WHERE version = (SELECT max(version) FROM schema_version)";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@now";
        parameter.Value = now;
        command.Parameters.Add(parameter);
        command.ExecuteNonQuery();
    }
}
