using System.Globalization;

namespace FaqBot.Faults;

/// <summary>What a run found, with the figures that say how much it looked at.</summary>
/// <param name="Tally">What the customers did.</param>
/// <param name="Told">What they were told.</param>
/// <param name="Stored">What is stored.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Measured">How long things took.</param>
/// <param name="Kept">Where the data was left for a look; null when nothing is wrong.</param>
internal sealed record Verdict(
    Tally Tally,
    IReadOnlyList<Told> Told,
    IReadOnlyDictionary<string, StoredConversation> Stored,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<Spread> Measured,
    string? Kept)
{
    private const int FindingsShownMax = 50;

    /// <summary>A table, then the findings.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="own">What only this kind of run measures.</param>
    public void Print(TextWriter output, IEnumerable<(string Name, string Value)> own)
    {
        foreach (var (name, value) in own.Concat(Measured.Select(times => times.Row)).Concat(Figures()))
        {
            output.WriteLine($"{name,-42} {value}");
        }
        foreach (var finding in Findings.Take(FindingsShownMax))
        {
            output.WriteLine(finding);
        }
        if (Findings.Count > FindingsShownMax)
        {
            output.WriteLine($"... and {Findings.Count - FindingsShownMax} more");
        }
        if (Kept is not null)
        {
            output.WriteLine($"The database and the logs are kept in {Kept}");
        }
    }

    private IEnumerable<(string Name, string Value)> Figures()
    {
        yield return ("conversations", Count(Told.Count));
        yield return ("posts acknowledged", $"{Count(Tally.Acknowledged)} of {Count(Tally.Posts)}");
        yield return ("  sent again, as nothing came back", Count(Tally.Repeated));
        yield return ("  sent again though acknowledged", Count(Tally.SentTwice));
        yield return ("  refused with 503", Count(Tally.Refused));
        yield return ("requests whose connection broke", Count(Tally.Broken));
        yield return ("activities streamed", $"{Count(Tally.Streamed)} over {Count(Tally.Connections)} connections");
        yield return ("  connections opened again", Count(Tally.Connections - Told.Count));
        yield return ("  connections ended in order by a stop", Count(Tally.Goodbyes));
        yield return ("pages polled", Count(Tally.Pages));
        yield return ("stored activities", Count(Stored.Values.Sum(conversation => conversation.Activities.Count)));
        yield return ("stored turns", Count(Stored.Values.Sum(conversation => conversation.Turns.Count)));
        yield return ("stored effects", Count(Stored.Values.Sum(conversation => conversation.Effects.Count)));
        yield return ("findings", Count(Findings.Count));
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
