using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using FaqBot.Testing;

namespace FaqBot.Faults;

/// <summary>Kills the migration of a fresh database, sometimes more than once, and then lets it finish: the schema must be as if
/// nothing had happened.</summary>
internal sealed class MigrateRun(Provider provider, int kills, int seed)
{
    private const int KillsPerDatabaseMax = 3;

    private readonly Random random = new(seed);
    private readonly List<string> findings = [];
    private readonly SortedDictionary<int, int> survived = [];
    private TimeSpan undisturbed;

    /// <summary>Runs to the end and prints; returns the number of findings.</summary>
    public async Task<int> Run(TextWriter output, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("faqbot-faults-");
        await using (var server = await Database.New(provider, folder.FullName))
        {
            await Measure(server, folder.FullName);
            var expected = await server.Schema();
            for (var left = kills; left > 0;)
            {
                stop.ThrowIfCancellationRequested();
                var place = folder.CreateSubdirectory(left.ToString(CultureInfo.InvariantCulture)).FullName;
                await using var database = server.Another(place);
                var times = Math.Min(left, random.Next(1, KillsPerDatabaseMax + 1));
                for (var time = 0; time < times; time++)
                {
                    await Kill(database, place);
                }
                await Migrate(database, place);
                Compare(expected, await database.Schema());
                left -= times;
                if (findings.Count > 0)
                {
                    // One is enough, and its database is kept.
                    await database.Keep(folder.FullName);
                    break;
                }
            }
        }
        Print(output);
        if (findings.Count > 0)
        {
            output.WriteLine($"The database is kept in {folder.FullName}");
        }
        else
        {
            folder.Delete(recursive: true);
        }
        return findings.Count;
    }

    /// <summary>How long a migration works with the database when it is left alone.</summary>
    private async Task Measure(Database database, string folder)
    {
        using var process = await BeginToWork(database, folder);
        var visited = Stopwatch.GetTimestamp();
        await process.End();
        undisturbed = Stopwatch.GetElapsedTime(visited);
    }

    /// <summary>Strikes some time after the migration has begun to work with the database.</summary>
    private async Task Kill(Database database, string folder)
    {
        using var process = await BeginToWork(database, folder);
        // Mostly early: the last thing that it does is to end.
        await Task.Delay(undisturbed * random.NextDouble() * random.NextDouble());
        if (!process.HasEnded)
        {
            await process.Kill();
        }
        var scripts = await Scripts(database);
        survived[scripts] = survived.GetValueOrDefault(scripts) + 1;
    }

    private async Task<ServerProcess> BeginToWork(Database database, string folder)
    {
        var process = ServerProcess.BeginVerb(folder, "migrate", [.. database.Settings]);
        await database.AwaitMigration(() => process.HasEnded);
        return process;
    }

    private async Task Migrate(Database database, string folder)
    {
        var (exitCode, output) = await ServerProcess.Run(folder, "migrate", [.. database.Settings]);
        if (exitCode != 0)
        {
            findings.Add($"migrate ended with exit code {exitCode}: {output}");
        }
    }

    /// <summary>How many scripts are applied.</summary>
    private static async Task<int> Scripts(Database database)
    {
        try
        {
            await using var connection = await database.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM schema_version";
            return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        }
        catch (DbException)
        {
            // There is not even that table.
            return 0;
        }
    }

    private void Compare(IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        findings.AddRange(expected.Except(found).Select(line => $"missing after a kill: {line}"));
        findings.AddRange(found.Except(expected).Select(line => $"left by a kill: {line}"));
    }

    private void Print(TextWriter output)
    {
        output.WriteLine($"{"kills of a migration",-40} {survived.Values.Sum()}");
        output.WriteLine($"{"store, seed",-40} {provider}, {seed}");
        output.WriteLine(
            $"{"scripts applied when it died",-40} {string.Join(", ", survived.Select(pair => $"{pair.Key}: {pair.Value} times"))}");
        output.WriteLine($"{"a migration left alone works for",-40} {undisturbed.TotalMilliseconds:0} ms");
        output.WriteLine($"{"findings",-40} {findings.Count}");
        findings.ForEach(output.WriteLine);
    }
}
