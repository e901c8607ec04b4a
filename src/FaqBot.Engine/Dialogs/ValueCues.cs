using System.Buffers;
using FaqBot.Language;

namespace FaqBot.Engine;

/// <summary>Tells by the words beside a value whose it is: of "ordered on the 10th, received on the 13th" each day has its verb.</summary>
internal sealed class ValueCues(Dialog dialog, string language)
{
    /// <summary>A cue counts for a value at most so many words behind it.</summary>
    private const int ReachBehind = 5;

    /// <summary>People put the verb first: "zamówiłam u Państwa kurtkę Halny zieloną dnia 10 listopada".</summary>
    private const int ReachBefore = 8;

    /// <summary>"For a week" means since when; "for my son on Monday" does not.</summary>
    private const int ReachOfApproximate = 2;

    /// <summary>What ends a clause.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create(",;.:!?\n()");

    /// <summary>The slot of that type whose word stands beside the value; null for none. A word in its own clause counts before one of the
    /// clause before, and one before the value counts before one behind it.</summary>
    public DialogSlot? OwnerOf(SlotType type, RecognizedEntity entity, DialogMessage message)
    {
        var slots = dialog.Slots.Where(slot => slot.Type == type && slot.HasCues).ToList();
        if (slots.Count == 0)
        {
            return null;
        }
        var first = message.TokenAt(entity);
        var last = first;
        while (last + 1 < message.Tokens.Length && message.Tokens[last + 1].Start < entity.Start + entity.Length)
        {
            last++;
        }
        return Inside(slots, entity, first, last, message)
            ?? Before(slots, entity, first, message, isSameClause: true)
            ?? Behind(slots, entity, last, message)
            ?? Before(slots, entity, first, message, isSameClause: false);
    }

    /// <summary>"Od tygodnia" and "rozmiar 43" hold their word themselves, and "przyszły 15 listopada" reads like one day; the "od" of a
    /// span of days says nothing of its first.</summary>
    private DialogSlot? Inside(List<DialogSlot> slots, RecognizedEntity entity, int first, int last, DialogMessage message)
    {
        for (var at = first; at <= last; at++)
        {
            var isOpening = at == first && entity.Kind == EntityKind.Date;
            if (slots.Find(slot =>
                (isOpening || slot.IsApproximate || slot.Type != SlotType.Date) && Holds(slot, at, message)) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private DialogSlot? Before(List<DialogSlot> slots, RecognizedEntity entity, int first, DialogMessage message, bool isSameClause)
    {
        for (var at = first - 1; at >= Math.Max(0, first - ReachBefore) && !IsOfOther(entity, at, message); at--)
        {
            if (isSameClause && IsApart(at, at + 1, message))
            {
                return null;
            }
            var distance = first - at;
            if (slots.Find(slot => Holds(slot, at, message) && (!slot.IsApproximate || distance <= ReachOfApproximate)) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private DialogSlot? Behind(List<DialogSlot> slots, RecognizedEntity entity, int last, DialogMessage message)
    {
        var end = Math.Min(message.Tokens.Length - 1, last + ReachBehind);
        for (var at = last + 1; at <= end && !IsOfOther(entity, at, message) && !IsApart(at - 1, at, message); at++)
        {
            if (slots.Find(slot => Holds(slot, at, message) && !slot.IsApproximate) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private bool Holds(DialogSlot slot, int at, DialogMessage message) => slot.Cues.In(language).Holds(message.Tokens[at].Stem);

    private static bool IsOfOther(RecognizedEntity entity, int at, DialogMessage message)
    {
        var start = message.Tokens[at].Start;
        foreach (var other in message.Entities)
        {
            if (other != entity && other.Kind == entity.Kind && other.Start <= start && start < other.Start + other.Length
                && (other.Start + other.Length <= entity.Start || other.Start >= entity.Start + entity.Length))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsApart(int before, int after, DialogMessage message)
    {
        var start = message.Tokens[before].Start + message.Tokens[before].Length;
        return message.Analysis.Text.AsSpan(start, message.Tokens[after].Start - start).IndexOfAny(Marks) >= 0;
    }
}
