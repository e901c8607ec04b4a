using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>Rung after a commit that left effects, so that they need not wait for the next look.</summary>
internal sealed class OutboxBell
{
    private ImmutableArray<Listener> listeners = [];

    /// <param name="kind"><see cref="OutboxRow.Kind"/>; of other kinds nothing is heard.</param>
    public Listener Listen(string kind)
    {
        var listener = new Listener(this, kind);
        ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Add(one), listener);
        return listener;
    }

    public void Ring(string kind)
    {
        foreach (var listener in listeners)
        {
            if (string.Equals(listener.Kind, kind, StringComparison.Ordinal))
            {
                listener.Hear();
            }
        }
    }

    private void Forget(Listener listener) => ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Remove(one), listener);

    /// <summary>Rings between two waits collapse into one. Dispose to hear no more.</summary>
    internal sealed class Listener(OutboxBell bell, string kind) : IDisposable
    {
        private readonly SemaphoreSlim rung = new(0);
        private bool hasNews;

        public string Kind => kind;

        /// <summary>Completes when it has rung since the last call returned, or after <paramref name="patience"/>.</summary>
        public Task Next(TimeSpan patience, CancellationToken cancellation) => rung.WaitAsync(patience, cancellation);

        public void Dispose() => bell.Forget(this);

        /// <summary>There are new effects.</summary>
        public void Hear()
        {
            Volatile.Write(ref hasNews, true);
            Wake();
        }

        /// <summary>Whether there were since it was last asked.</summary>
        public bool HasNews() => Interlocked.Exchange(ref hasNews, false);

        /// <summary>Only ends the wait.</summary>
        public void Wake()
        {
            lock (rung)
            {
                if (rung.CurrentCount == 0)
                {
                    rung.Release();
                }
            }
        }
    }
}
