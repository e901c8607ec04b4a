using System.Globalization;
using System.Text;

namespace FaqBot.Faults;

/// <summary>What the server did to its files and told its clients, in the order in which the system was asked to do it.</summary>
internal abstract record TraceEvent
{
    private TraceEvent()
    {
    }

    public abstract record OnFile(string Path) : TraceEvent;

    public sealed record Written(string Path, long Offset, byte[] Bytes) : OnFile(Path);

    public sealed record Truncated(string Path, long Length) : OnFile(Path);

    /// <summary>What was written to the file before is on the disk now.</summary>
    public sealed record Flushed(string Path) : OnFile(Path);

    /// <summary>Gone at once: SQLite deletes a file only while nothing was promised yet, and flushes the folder.</summary>
    public sealed record Deleted(string Path) : OnFile(Path);

    /// <summary>Left for a client; nothing can take it back.</summary>
    public sealed record Sent(byte[] Bytes) : TraceEvent;
}

/// <summary>Reads the output of <c>strace -f -y -xx</c>. A call that others interrupt stands on two lines: files change at its end,
/// a client may hear from its beginning.</summary>
internal static class Trace
{
    private const string Unfinished = " <unfinished ...>";
    private const string Resumed = " resumed>";

    /// <summary>The program and its arguments, before those of the server.</summary>
    /// <param name="output">The file to write.</param>
    public static string[] Observer(string output) =>
    [
        "strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "1048576",
        "-e", "trace=pwrite64,fsync,fdatasync,ftruncate,unlink,sendto,sendmsg",
        "-o", output,
    ];

    public static IEnumerable<TraceEvent> Read(IEnumerable<string> lines)
    {
        var begun = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (thread, call) = (line[..space], line[space..].TrimStart());
            if (call.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[thread] = call[..^Unfinished.Length];
                call = call.StartsWith("send", StringComparison.Ordinal) ? begun[thread] : "";
            }
            else if (call.IndexOf(Resumed, StringComparison.Ordinal) is > 0 and var end
                && call.StartsWith("<...", StringComparison.Ordinal))
            {
                call = begun.Remove(thread, out var head) && !head.StartsWith("send", StringComparison.Ordinal)
                    ? head + call[(end + Resumed.Length)..]
                    : "";
            }
            if (Parse(call) is { } found)
            {
                yield return found;
            }
        }
    }

    private static TraceEvent? Parse(string call)
    {
        var name = call.Split('(', 2)[0];
        if (name is "sendto" or "sendmsg")
        {
            return new TraceEvent.Sent(Quoted(call));
        }
        if (call.LastIndexOf(" = ", StringComparison.Ordinal) is not (> 0 and var result) || call[result + 3] == '-')
        {
            return null;
        }
        var path = call.IndexOf('<', StringComparison.Ordinal) is > 0 and var open
            ? Encoding.UTF8.GetString(Bytes(call[open..call.IndexOf('>', open)]))
            : "";
        var last = call[(call.LastIndexOf(',', result) + 1)..call.LastIndexOf(')', result)];
        return name switch
        {
            "pwrite64" => new TraceEvent.Written(path, Number(last), Quoted(call)),
            "ftruncate" => new TraceEvent.Truncated(path, Number(last)),
            "unlink" => new TraceEvent.Deleted(Encoding.UTF8.GetString(Quoted(call))),
            "fsync" or "fdatasync" => new TraceEvent.Flushed(path),
            _ => null,
        };
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);

    /// <summary>What is handed over; before it stands the file's path.</summary>
    private static byte[] Quoted(string call) =>
        call.IndexOf('"', StringComparison.Ordinal) is > 0 and var quote ? Bytes(call[quote..]) : [];

    /// <summary>All that is written as <c>\x7b\x22</c>.</summary>
    private static byte[] Bytes(string call)
    {
        var bytes = new List<byte>(call.Length / 4);
        var at = call.IndexOf("\\x", StringComparison.Ordinal);
        while (at >= 0 && at + 4 <= call.Length)
        {
            bytes.Add(byte.Parse(call.AsSpan(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            at = call.IndexOf("\\x", at + 4, StringComparison.Ordinal);
        }
        return [.. bytes];
    }
}
