using System.Diagnostics;

namespace FaqBot.Benchmarks;

/// <summary>What one round of a closed loop found.</summary>
/// <param name="Turns">Acknowledged with success.</param>
/// <param name="Refused">Acknowledged otherwise.</param>
/// <param name="Time">How long it took.</param>
/// <param name="ServerCpu">Of the server, its database not counted.</param>
/// <param name="DatabaseCpu">Zero where there is none.</param>
/// <param name="ClientCpu">Ours.</param>
/// <param name="Latencies">From sending to the whole answer.</param>
/// <param name="WorkingSet">The server's, in bytes, at the end.</param>
internal sealed record ClosedRound(
    int Turns, int Refused, TimeSpan Time, TimeSpan ServerCpu, TimeSpan DatabaseCpu,
    TimeSpan ClientCpu, Latencies Latencies, long WorkingSet)
{
    public double TurnsPerSecond => Turns / Time.TotalSeconds;

    public double ServerMicroseconds => ServerCpu.TotalMicroseconds / Turns;

    public double DatabaseMicroseconds => DatabaseCpu.TotalMicroseconds / Turns;

    public double ClientMicroseconds => ClientCpu.TotalMicroseconds / Turns;
}

/// <summary>So many connections, each posting its next message as soon as the last was acknowledged: how much a server can take.</summary>
internal static class ClosedLoop
{
    public static async Task<ClosedRound> Run(LoadTarget target, int connections, TimeSpan time)
    {
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => HttpConnection.Open(target.Address)));
        var (server, database, client) = Cpu(target);
        var began = Stopwatch.GetTimestamp();
        var until = began + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var driven = await Task.WhenAll(open.Select(connection => Drive(target, connection, until)));
        var took = Stopwatch.GetElapsedTime(began);
        var (serverAfter, databaseAfter, clientAfter) = Cpu(target);
        Array.ForEach(open, connection => connection.Dispose());
        return new ClosedRound(
            driven.Sum(one => one.Ticks.Count),
            driven.Sum(one => one.Refused),
            took,
            serverAfter - server,
            databaseAfter - database,
            clientAfter - client,
            new Latencies(driven.SelectMany(one => one.Ticks)),
            ProcessMeter.WorkingSet(target.Server));
    }

    private static (TimeSpan Server, TimeSpan Database, TimeSpan Client) Cpu(LoadTarget target) => (
        ProcessMeter.Cpu(target.Server),
        target.Database is { } database ? ProcessMeter.Cpu(database) : TimeSpan.Zero,
        Environment.CpuUsage.TotalTime);

    private static async Task<(List<long> Ticks, int Refused)> Drive(LoadTarget target, HttpConnection connection, long until)
    {
        var request = new byte[Customer.PostBytesMax];
        var ticks = new List<long>();
        var refused = 0;
        for (var began = Stopwatch.GetTimestamp(); began < until;)
        {
            var status = await connection.Ask(request.AsMemory(0, target.WriteNext(request).Length));
            var ended = Stopwatch.GetTimestamp();
            if (status is >= 200 and < 300)
            {
                ticks.Add(ended - began);
            }
            else
            {
                refused++;
            }
            began = ended;
        }
        return (ticks, refused);
    }
}
