using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace FaqBot.Server;

/// <summary>The server cannot start, for a reason that the operator can mend: printed without a stack trace, exit code 1.</summary>
internal sealed class StartFailure(string message) : Exception(message)
{
    /// <summary>What to tell the operator; null for a fault of ours, whose stack trace is wanted.</summary>
    public static string? Explain(Exception? exception) => exception switch
    {
        StartFailure or OptionsValidationException => exception.Message,
        // What binding a setting throws that is not of its type; it names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => exception.Message,
        IOException when exception.GetBaseException() is SocketException => $"{exception.Message} Name another address with --urls.",
        AggregateException { InnerExceptions: var several } when several.All(one => Explain(one) is not null) =>
            string.Join(Environment.NewLine, several.Select(Explain)),
        _ => null,
    };
}
