namespace FaqBot.Benchmarks;

/// <summary>What <c>load</c> is asked to do.</summary>
/// <param name="Parts">Names of <see cref="LoadCommand"/>: what is measured.</param>
/// <param name="Targets">Names of <see cref="LoadCommand"/>: what is loaded.</param>
/// <param name="Customers">Conversations that take turns.</param>
/// <param name="Connections">Of the closed loop.</param>
/// <param name="Rounds">Of each target, in turn.</param>
/// <param name="RoundTime">Of one target in one round.</param>
/// <param name="OpenTime">Of one open loop.</param>
/// <param name="Rate">Messages a second of an open loop; 0 where the closed loop says.</param>
/// <param name="Sockets">Idle ones.</param>
/// <param name="Silence">On the idle ones, before they are measured.</param>
internal sealed record LoadOptions(
    IReadOnlyList<string> Parts,
    IReadOnlyList<string> Targets,
    int Customers,
    int Connections,
    int Rounds,
    TimeSpan RoundTime,
    TimeSpan OpenTime,
    int Rate,
    int Sockets,
    TimeSpan Silence)
{
    /// <summary>Before the first round, for the runtime to compile its best code.</summary>
    public TimeSpan WarmUp => 2 * RoundTime;
}
