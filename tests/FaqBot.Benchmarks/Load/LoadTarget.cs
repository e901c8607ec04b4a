using System.Net;

namespace FaqBot.Benchmarks;

/// <summary>A server under load, as a process of its own.</summary>
internal abstract class LoadTarget(string name) : IAsyncDisposable
{
    private long messages;

    public string Name => name;

    public abstract IPEndPoint Address { get; }

    /// <summary>The process that answers.</summary>
    public abstract int Server { get; }

    /// <summary>The process of its database; null where there is none, or where it is the server itself.</summary>
    public virtual int? Database => null;

    /// <summary>Whether the server is a .NET process, whose heap can be asked for.</summary>
    public virtual bool IsManaged => true;

    /// <summary>Who talks to it. They take turns, so that no conversation is busy with its own last message.</summary>
    public IReadOnlyList<Customer> Customers { get; protected set; } = [];

    /// <summary>How many messages were written so far; the number of the last one.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <summary>Writes the next message of the next customer; returns its number and the request's length.</summary>
    public (long Number, int Length) WriteNext(Span<byte> request)
    {
        var number = Interlocked.Increment(ref messages);
        return (number, Customers[(int)(number % Customers.Count)].Write(request, number));
    }

    public abstract ValueTask DisposeAsync();
}
