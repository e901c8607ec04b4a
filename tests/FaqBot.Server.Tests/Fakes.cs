using System.Collections.Concurrent;
using FaqBot.Engine;
using Microsoft.Extensions.Logging;

namespace FaqBot.Server.Tests;

/// <summary>Turns that stand in for the engine's.</summary>
internal static class FakeTurns
{
    /// <summary>Greets a start, repeats a message with its turn's number and the misses so far, ends at an end and at "goodbye".</summary>
    public static TurnOutcome Echo(Knowledge knowledge, ConversationState state, TurnInput input)
    {
        var next = state with
        {
            Turn = state.Turn + 1,
            Greeted = true,
            IsEnded = input.Event is TurnEvent.Ended or TurnEvent.Message { Text: "goodbye" },
            Misses = state.Misses + (input.Event is TurnEvent.Message { Text.Length: > 3 } ? 1 : 0),
        };
        Reply[] replies = input.Event switch
        {
            TurnEvent.Message message => [Say($"{next.Turn}: {message.Text} {next.Misses} {input.Now.ToUnixTimeTicks()} {message.Button}")],
            TurnEvent.Started when !state.Greeted => [Say("Hello."), Say("What can I do?")],
            _ => [],
        };
        Effect[] effects = input.Event is TurnEvent.Message { Text: "person" } ? [new Effect.PersonWanted(input.Now, state.Language)] : [];
        var trace =
            new TurnTrace { Outcome = Outcome.Unknown, Score = 12, Threshold = 345, Language = state.Language, Knowledge = knowledge.Hash };
        return new TurnOutcome(next, [.. replies], [.. effects], trace);

        Reply Say(string text) => new(text, [new Button("A", "entry:a")], state.Language);
    }

    /// <summary>As <see cref="Echo"/>, but breaks on the message "break", quoting it.</summary>
    public static TurnOutcome Brittle(Knowledge knowledge, ConversationState state, TurnInput input) =>
        input.Event is TurnEvent.Message { Text: var text } && text.StartsWith("break", StringComparison.Ordinal)
            ? throw new FormatException($"Cannot read '{text}'.")
            : Echo(knowledge, state, input);
}

/// <summary>Keeps what is logged.</summary>
internal sealed class FakeLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{level}: {formatter(state, exception)} {exception}");
}
