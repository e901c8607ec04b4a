using System.Collections.Immutable;

namespace FaqBot.Server;

/// <summary>Rung after a commit that left effects, so that they need not wait for the next look.</summary>
internal sealed class OutboxBell
{
    private ImmutableArray<Listener> listeners = [];

    public Listener Listen()
    {
        var listener = new Listener(this);
        ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Add(one), listener);
        return listener;
    }

    public void Ring()
    {
        foreach (var listener in listeners)
        {
            listener.Hear();
        }
    }

    private void Forget(Listener listener) => ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Remove(one), listener);

    /// <summary>Rings between two waits collapse into one. Dispose to hear no more.</summary>
    internal sealed class Listener(OutboxBell bell) : IDisposable
    {
        private readonly SemaphoreSlim rung = new(0);

        /// <summary>Completes when it has rung since the last call returned, or after <paramref name="patience"/>.</summary>
        public Task Next(TimeSpan patience, CancellationToken cancellation) => rung.WaitAsync(patience, cancellation);

        public void Dispose() => bell.Forget(this);

        public void Hear()
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
