namespace FaqBot.Benchmarks;

/// <summary>What <c>load</c> is asked to do.</summary>
/// <param name="Targets">Names of <see cref="LoadCommand"/>.</param>
/// <param name="Connections">Of the closed loop.</param>
/// <param name="Rounds">Of each target, in turn.</param>
/// <param name="RoundTime">Of one target in one round.</param>
/// <param name="WarmUp">Before the first round, for the runtime to compile its best code.</param>
internal sealed record LoadOptions(IReadOnlyList<string> Targets, int Connections, int Rounds, TimeSpan RoundTime, TimeSpan WarmUp);
