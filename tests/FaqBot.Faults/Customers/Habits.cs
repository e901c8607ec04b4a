namespace FaqBot.Faults;

/// <summary>How customers behave.</summary>
internal sealed record Habits
{
    /// <summary>A customer thinks up to so long between two messages.</summary>
    public TimeSpan ThinkMax { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Before it tries again what did not work, a client waits up to so long.</summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>After so long without success, it is a finding.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A client that hears nothing takes the connection for broken.</summary>
    public TimeSpan AnswerMax { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Beside its stream, a client polls so often.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>So long may the stream of a conversation be behind what was acknowledged in it.</summary>
    public TimeSpan LagMax { get; init; } = Bounds.StreamLag;

    /// <summary>Whether the servers stay alive, so that a page which is not answered at all is a finding.</summary>
    public bool ServersStay { get; init; }

    /// <summary>Whether an empty page is allowed although something was acknowledged: while the database is down, reading answers nothing,
    /// for polling clients stop for ever on an error.</summary>
    public bool PagesMayBeEmpty { get; init; }
}
