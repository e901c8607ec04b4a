namespace FaqBot.Server;

/// <summary>The server cannot start, for a reason that the operator can mend: printed without a stack trace, exit code 1.</summary>
internal sealed class StartFailure(string message) : Exception(message);
