using Npgsql;

namespace FaqBot.Server;

/// <summary>What PostgreSQL's errors mean to us.</summary>
internal static class PostgresFailures
{
    /// <summary>Classes of errors that are of the server, not of the statement: connection, login, no such database, resources, an
    /// operator's intervention, its system; or the server ended a transaction in which this node was silent for too long.</summary>
    private static readonly string[] OutageClasses = ["08", "25P03", "28", "3D", "53", "57", "58"];

    /// <summary>Whether the database cannot be reached or used at present.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        PostgresException refused when IsPassing(refused) => false,
        // A replica that was not promoted yet takes no writes; rights that were taken away are missing for all.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege } => true,
        PostgresException refused => OutageClasses.Any(start => refused.SqlState.StartsWith(start, StringComparison.Ordinal)),
        // The connection could not be made, broke, or was silent for too long; or all of the pool's were busy.
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether it may be of one statement alone, while others succeed, and pass: someone holds a lock, a row's page is damaged,
    /// the statement was cancelled or asked for too much memory.</summary>
    public static bool IsPassing(Exception exception) => IsRace(exception) || exception is PostgresException
    {
        SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InternalError or PostgresErrorCodes.DataCorrupted
            or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.QueryCanceled,
    };

    /// <summary>Whether another transaction was in the way, so that the same again may succeed at once.</summary>
    public static bool IsRace(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>Whether a case does not fit those that are there.</summary>
    public static bool IsClash(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation, TableName: "cases" or "case_history",
    };

    /// <summary>What to tell the operator when the server cannot start. Never holds the password.</summary>
    public static string Explain(NpgsqlException exception, NpgsqlConnectionStringBuilder place)
    {
        var server = $"{place.Host}:{place.Port}";
        return exception is not PostgresException refused
            ? exception.InnerException is TimeoutException
                ? $"PostgreSQL at {server} does not answer in time. See what it is busy with (pg_stat_activity), then start again."
                : $"PostgreSQL at {server} cannot be reached: {exception.GetBaseException().Message} "
                    + "Start it, or correct ConnectionStrings:FaqBot."
            : refused.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    $"PostgreSQL at {server} does not let user '{place.Username}' in: {refused.MessageText}. "
                    + "Correct user and password in ConnectionStrings:FaqBot, or the server's pg_hba.conf.",
                PostgresErrorCodes.InvalidCatalogName =>
                    $"PostgreSQL at {server} has no database '{place.Database}'. Make it: "
                    + $"CREATE DATABASE {place.Database} OWNER {place.Username}.",
                PostgresErrorCodes.InsufficientPrivilege =>
                    $"User '{place.Username}' may not make tables in database '{place.Database}' at {server}: {refused.MessageText}. "
                    + "Make that user the database's owner.",
                PostgresErrorCodes.LockNotAvailable =>
                    $"The schema in database '{place.Database}' at {server} cannot be brought up to date, "
                    + "for another session holds a lock on it. "
                    + "Wait until the other node has done it, or end the session (pg_stat_activity), then start again.",
                _ => $"PostgreSQL at {server} refuses ({refused.SqlState}): {refused.MessageText}.",
            };
    }
}
