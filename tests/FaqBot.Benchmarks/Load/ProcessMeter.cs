using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace FaqBot.Benchmarks;

/// <summary>What a process and its children have used, as Linux counts it.</summary>
internal static class ProcessMeter
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const int TicksPerSecond = 100;

    // Events come in blocks, which are sent when full or at the end: there is nothing to wait for but time.
    private static readonly TimeSpan CollectionTime = TimeSpan.FromSeconds(2);

    // The fields of /proc/PID/stat after the name, counted from 0.
    private const int ParentField = 1;
    private const int FirstTimeField = 11;
    private const int TimeFields = 4;

    /// <summary>Processor time of the process and of all below it, user and system, to the hundredth of a second.</summary>
    public static TimeSpan Cpu(int process)
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Fields: Stat(id)))
            .Where(found => found.Fields.Length > FirstTimeField + TimeFields)
            .ToArray();
        var children = all.ToLookup(found => int.Parse(found.Fields[ParentField], CultureInfo.InvariantCulture), found => found.Id);
        var times = all.ToDictionary(found => found.Id, found => found.Fields.Skip(FirstTimeField).Take(TimeFields).Sum(Number));
        return TimeSpan.FromSeconds(Below(process, children).Sum(id => times.GetValueOrDefault(id)) / (double)TicksPerSecond);
    }

    /// <summary>Bytes of memory that the process holds at present.</summary>
    public static long WorkingSet(int process) =>
        Number(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    /// <summary>Has a .NET process collect its garbage; returns the bytes of its heap that are left. On a thread of the pool: it waits for
    /// answers, and must not do so on the thread that fetches them (<see cref="InlineSockets"/>).</summary>
    public static Task<long> CollectedHeap(int process) => Task.Run(() => Collect(process));

    private static long Collect(int process)
    {
        const ClrTraceEventParser.Keywords collect = ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect;
        var provider = new EventPipeProvider(Runtime, EventLevel.Informational, (long)collect);
        using var session = new DiagnosticsClient(process).StartEventPipeSession(provider, requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var bytes = 0L;
        source.Clr.GCHeapStats += stats => bytes = stats.TotalHeapSize;
        var stopping = Task.Delay(CollectionTime).ContinueWith(_ => session.Stop(), TaskScheduler.Default);
        source.Process();
        stopping.Wait();
        return bytes;
    }

    private static IEnumerable<int> Below(int process, ILookup<int, int> children) =>
        children[process].SelectMany(child => Below(child, children)).Prepend(process);

    private static string[] Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
