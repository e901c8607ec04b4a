using BenchmarkDotNet.Attributes;
using FaqBot.Engine;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Benchmarks;

/// <summary>A whole turn on the shipped demo shop: from the customer's words to the reply, without wire and store.</summary>
[MemoryDiagnoser]
public class TurnBenchmarks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private readonly string[] questions =
        ["za ile przyjdzie paczka kurierem?", "kiedy dostanę zwrot kasy", "czy mogę zapłacić blikiem", "jesteście otwarci w sobotę"];

    private ConversationState state = new() { Shop = "demo", Language = "pl" };
    private int next;

    [GlobalSetup]
    public void Greet() => state = Run(new TurnEvent.Started()).State;

    [Benchmark]
    public int Answer() => Run(new TurnEvent.Message(questions[next = (next + 1) % questions.Length])).Replies.Length;

    /// <summary>Nothing fits, so the other language is tried as well.</summary>
    [Benchmark]
    public int Miss() => Run(new TurnEvent.Message("qwertyuiop zxcvbnm asdfghjkl")).Replies.Length;

    private TurnOutcome Run(TurnEvent what) =>
        Turn.Run(ShippedKnowledge.Value, state, new TurnInput { Now = Now, Event = what, PageLanguage = "pl" });
}
