using Npgsql;

namespace FaqBot.Server;

/// <summary>What PostgreSQL's errors mean to us.</summary>
internal static class PostgresFailures
{
    /// <summary>Classes of errors that are of the server, not of the statement: connection, resources, an operator's intervention, its system.</summary>
    private static readonly string[] OutageClasses = ["08", "53", "57", "58", "XX"];

    /// <summary>Whether the database cannot be reached or used at present.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        // A replica that was not promoted yet takes no writes.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        PostgresException refused => OutageClasses.Any(start => refused.SqlState.StartsWith(start, StringComparison.Ordinal)),
        // The connection could not be made, broke, or was silent for too long; or all of the pool's were busy.
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>Whether another transaction was in the way, so that the same again may succeed.</summary>
    public static bool IsRace(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>What to tell the operator when the server cannot start. Never holds the password.</summary>
    public static string Explain(NpgsqlException exception, NpgsqlConnectionStringBuilder place)
    {
        var server = $"{place.Host}:{place.Port}";
        return exception is not PostgresException refused
            ? $"PostgreSQL at {server} cannot be reached: {exception.GetBaseException().Message} Start it, or correct ConnectionStrings:FaqBot."
            : refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    $"PostgreSQL at {server} does not let user '{place.Username}' in: {refused.MessageText}. "
                    + "Correct user and password in ConnectionStrings:FaqBot, or the server's pg_hba.conf.",
                PostgresErrorCodes.InvalidCatalogName =>
                    $"PostgreSQL at {server} has no database '{place.Database}'. Make it: CREATE DATABASE {place.Database} OWNER {place.Username}.",
                PostgresErrorCodes.InsufficientPrivilege =>
                    $"User '{place.Username}' may not make tables in database '{place.Database}' at {server}: {refused.MessageText}. "
                    + "Make that user the database's owner.",
                _ => $"PostgreSQL at {server} refuses ({refused.SqlState}): {refused.MessageText}.",
            };
    }
}
