using System.Data.Common;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FaqBot.Faults;

/// <summary>Pulls the plug after every flush, on paper: whatever had left for a client by then must be in the database that the disk would
/// hold, and what is in it must be whole.</summary>
internal sealed partial class PowerLossCheck(string folder, int seed)
{
    private readonly Disk disk = new();
    private readonly Random luck = new(seed);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];

    /// <summary>How often the plug was pulled.</summary>
    public int Losses { get; private set; }

    /// <summary>Activities whose ids left for a client.</summary>
    public int Told => told.Count;

    public async Task<IReadOnlyList<Finding>> Check(IEnumerable<TraceEvent> events)
    {
        foreach (var happened in events.Where(IsOfInterest))
        {
            switch (happened)
            {
                case TraceEvent.Written written:
                    disk.Write(written.Path, written.Offset, written.Bytes);
                    break;
                case TraceEvent.Truncated truncated:
                    disk.Truncate(truncated.Path, truncated.Length);
                    break;
                case TraceEvent.Deleted deleted:
                    disk.Delete(deleted.Path);
                    break;
                case TraceEvent.Sent sent:
                    told.UnionWith(ActivityId().Matches(Encoding.Latin1.GetString(sent.Bytes)).Select(match => match.Value));
                    break;
                case TraceEvent.Flushed flushed:
                    await PullThePlug();
                    disk.Flush(flushed.Path);
                    break;
            }
        }
        await PullThePlug();
        return findings;
    }

    /// <summary>What leaves for a client, and what concerns the database: models and logs are files too.</summary>
    private static bool IsOfInterest(TraceEvent happened) => happened is not TraceEvent.OnFile file
        || Path.GetFileName(file.Path).StartsWith(SqliteDatabase.FileName, StringComparison.Ordinal);

    /// <summary>Twice: nothing of what was not flushed has arrived, and some of it.</summary>
    private async Task PullThePlug()
    {
        if (told.Count > 0)
        {
            Losses++;
            await Look(null);
            await Look(luck);
        }
    }

    private async Task Look(Random? arrived)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, "found"));
        disk.Save(place.FullName, arrived);
        try
        {
            var database = new SqliteDatabase(place.FullName);
            var stored = await database.Read();
            findings.AddRange((await database.FindDamage()).Select(Found));
            var ids = stored.Values.SelectMany(conversation => conversation.Activities).Select(row => row.Body.Id);
            findings.AddRange(told.Except(ids).Select(id => Found($"{id} had left for a client and would be lost")));
            findings.AddRange(stored.Values.SelectMany(LogCheck.Check));
            findings.AddRange(stored.Values.SelectMany(RowsCheck.Check));
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or JsonException)
        {
            // Damage may read as anything.
            findings.Add(Found($"the database could not be read: {exception.Message}"));
        }
        place.Delete(recursive: true);
    }

    private Finding Found(string detail) => new(Fault.Lost, "(all)", $"power loss {Losses}: {detail}");

    [GeneratedRegex(@"[0-9a-f]{32}\|[0-9]{7}", RegexOptions.NonBacktracking)]
    private static partial Regex ActivityId();
}
