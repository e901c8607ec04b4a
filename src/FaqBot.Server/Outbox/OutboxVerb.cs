using System.Data.Common;
using System.Globalization;

namespace FaqBot.Server;

/// <summary>What the operator asks of the outbox: <c>outbox</c> shows what was given up, <c>outbox waiting</c> what is still to be carried
/// out, <c>outbox retry ID|all</c> has the former tried again. A server that is running on the same store does so within
/// <see cref="OutboxOptions.PollSeconds"/>.</summary>
internal sealed class OutboxVerb(Outbox outbox, IEnumerable<IOutboxKind> kinds, Store store, Journal journal)
{
    /// <summary>More than anybody reads; those beyond it are only said to be there.</summary>
    private const int RowsMax = 1_000;

    /// <summary>The oldest say what is wrong.</summary>
    private const int WaitingRowsMax = 100;

    private const string Waiting = "waiting";
    private const string Retry = "retry";
    private const string All = "all";

    /// <summary>Whether these words behind the verb mean something.</summary>
    public static bool Understands(string[] words) =>
        words is [] or [Waiting] or [Retry, All] || (words is [Retry, var id] && Id(id) is not null);

    /// <param name="words">Which <see cref="Understands"/>.</param>
    /// <param name="output">For the operator.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartFailure">The store cannot be used.</exception>
    public async Task<int> Run(string[] words, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            return words switch
            {
                [Retry, var what] => await Revive(what, output, cancellation),
                [Waiting] => await ListWaiting(output, cancellation),
                _ => await List(output, cancellation),
            };
        }
        catch (BusyException)
        {
            throw new StartFailure("The database cannot be written at present. Look what is wrong, or try again.");
        }
        catch (Exception exception) when (exception is DbException || store.IsUnavailable(exception))
        {
            throw new StartFailure(
                $"The outbox cannot be read: {exception.GetBaseException().Message.TrimEnd('.')}. "
                + "State the server's own ConnectionStrings:FaqBot and Storage:Provider; 'migrate' makes a database that is not there.");
        }
    }

    private async Task<int> List(TextWriter output, CancellationToken cancellation)
    {
        var dead = await outbox.Dead(RowsMax + 1, cancellation);
        await output.WriteLineAsync($"Database: {store.Place}");
        if (dead.Count == 0)
        {
            await output.WriteLineAsync("Nothing was given up.");
            return 0;
        }
        await output.WriteLineAsync("id\tgiven up\tkind\tfor\twhat\tconversation\ttries\tlast error");
        foreach (var row in dead.Take(RowsMax))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Id}\t{row.DeadAt}\t{row.Kind}\t{OrNone(row.Lane)}\t{OrNone(row.Dedupe)}\t"
                + $"{row.ConversationId}\t{row.Attempts}\t{row.LastError}"));
        }
        if (dead.Count > RowsMax)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Only the latest {RowsMax} are shown."));
        }
        return 0;
    }

    private async Task<int> ListWaiting(TextWriter output, CancellationToken cancellation)
    {
        var rows = await outbox.Waiting([.. kinds.Select(kind => kind.Kind)], WaitingRowsMax + 1, cancellation);
        await output.WriteLineAsync($"Database: {store.Place}");
        if (rows.Count == 0)
        {
            await output.WriteLineAsync("Nothing waits.");
            return 0;
        }
        await output.WriteLineAsync("id\tsince\tkind\tfor\twhat\tconversation\ttries\tnext try\tlast error");
        foreach (var row in rows.Take(WaitingRowsMax))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Id}\t{row.CreatedAt}\t{row.Kind}\t{OrNone(row.Lane)}\t{OrNone(row.Dedupe)}\t"
                + $"{row.ConversationId}\t{row.Attempts}\t{row.DueAt}\t{OrNone(row.LastError)}"));
        }
        if (rows.Count > WaitingRowsMax)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Only the oldest {WaitingRowsMax} are shown."));
        }
        return 0;
    }

    private async Task<int> Revive(string what, TextWriter output, CancellationToken cancellation)
    {
        journal.Start();
        var count = await outbox.Revive(Id(what), cancellation);
        await journal.Stop(cancellation);
        if (count == 0 && what != All)
        {
            await output.WriteLineAsync($"There is no {what} that was given up.");
            return 1;
        }
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} will be tried again."));
        return 0;
    }

    private static string OrNone(string? text) => string.IsNullOrEmpty(text) ? "-" : text;

    /// <summary>Null for a word.</summary>
    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
