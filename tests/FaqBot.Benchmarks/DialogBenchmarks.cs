using BenchmarkDotNet.Attributes;
using FaqBot.Engine;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Benchmarks;

/// <summary>A turn of the complaint against a turn that answers a question, on the shipped demo shop: both a mean over several turns,
/// the ratio in one run.</summary>
[MemoryDiagnoser]
public class DialogBenchmarks
{
    private const int FaqTurns = 4;
    private const int DialogTurns = 10;

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private readonly string[] questions =
        ["za ile przyjdzie paczka kurierem?", "kiedy dostanę zwrot kasy", "czy mogę zapłacić blikiem", "jesteście otwarci w sobotę"];

    private readonly string[] answers =
    [
        "123456", "buty granit", "w poniedziałek", "tak", "nie, odkleja się z przodu", "tak", "od tygodnia", "nie mam zdjęcia", "wymiana",
        "prywatnie",
    ];

    private ConversationState greeted = new() { Shop = "demo", Language = "pl" };
    private ConversationState complaining = new() { Shop = "demo", Language = "pl" };

    [GlobalSetup]
    public void Begin()
    {
        greeted = Take(greeted, new TurnEvent.Started());
        complaining = Take(Take(greeted, new TurnEvent.Message("chcę złożyć reklamację")), new TurnEvent.Message("ma wadę"));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = FaqTurns)]
    public int Question()
    {
        var state = greeted;
        foreach (var question in questions)
        {
            state = Take(state, new TurnEvent.Message(question));
        }
        return state.Turn;
    }

    [Benchmark(OperationsPerInvoke = DialogTurns)]
    public int Dialog()
    {
        var state = complaining;
        foreach (var answer in answers)
        {
            state = Take(state, new TurnEvent.Message(answer));
        }
        return state.Turn;
    }

    private static ConversationState Take(ConversationState state, TurnEvent what) =>
        Turn.Run(ShippedKnowledge.Value, state, new TurnInput { Now = Now, Event = what, PageLanguage = "pl" }).State;
}
