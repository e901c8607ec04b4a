using System.Collections.Immutable;
using System.Text;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>A customer's way through the complaint; prints as a transcript of the customer's side.</summary>
internal sealed record DialogWalk(string Shop, string Language, ImmutableArray<DialogMove> Moves)
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 9, 0);

    /// <summary>Runs it from the first message.</summary>
    public DialogWalkRun Run()
    {
        var run = new DialogWalkRun(this, Start);
        foreach (var move in Moves)
        {
            run.Take(move);
        }
        return run;
    }

    /// <summary>The walks that lack one half, a quarter, ..., one move of this.</summary>
    public IEnumerable<DialogWalk> Shorter()
    {
        for (var length = Moves.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= Moves.Length; start += length)
            {
                yield return this with { Moves = Moves.RemoveRange(start, length) };
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder("\n@shop ").Append(Shop).Append("\n@lang ").Append(Language).Append('\n');
        var run = new DialogWalkRun(this, Start);
        try
        {
            foreach (var move in Moves)
            {
                text.Append(move.After > Duration.FromMinutes(1) ? $"(after {move.After})\n" : "");
                text.Append(move.Print(run.State)).Append('\n');
                run.Take(move);
                text.Append("    slot: ").Append(run.State.Dialog?.Waiting);
                text.Append(", misses: ").Append(run.State.Dialog?.Misses).Append('\n');
            }
        }
        catch (Exception thrown)
        {
            // The property that failed tells the same; the walk is to be read up to here.
            text.Append("# ").Append(thrown.GetType().Name).Append(": ").Append(thrown.Message).Append('\n');
        }
        return text.ToString();
    }
}

/// <summary>A step of a walk as it went.</summary>
internal sealed record DialogWalkStep(ConversationState Before, TurnEvent Event, Instant At, TurnOutcome Outcome);

/// <summary>A walk while it is gone.</summary>
internal sealed class DialogWalkRun(DialogWalk walk, Instant start)
{
    private readonly RehearsedConversation conversation = new(ShippedKnowledge.Value, walk.Shop);
    private Instant now = start;

    public ConversationState State => conversation.State;

    public List<DialogWalkStep> Steps { get; } = [];

    public DialogWalkStep Take(DialogMove move)
    {
        now += move.After;
        var (before, happened) = (State, move.Event(State));
        var step = new DialogWalkStep(before, happened, now, conversation.Take(happened, now, walk.Language));
        Steps.Add(step);
        return step;
    }
}
