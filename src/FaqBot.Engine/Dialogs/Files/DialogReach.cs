using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Whether there are answers under which a condition holds: tries them, of the few slots that have a say.</summary>
internal sealed class DialogReach
{
    /// <summary>Past so many tries it is taken for granted that there are.</summary>
    private const int TriesMax = 50_000;

    private readonly Dialog dialog;
    private readonly DialogCondition goal;
    private readonly int step;
    private readonly ImmutableArray<string> names;
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);
    private int tries;

    private DialogReach(Dialog dialog, DialogCondition goal, int step)
    {
        this.dialog = dialog;
        this.goal = goal;
        this.step = step;
        names = Names();
    }

    /// <summary>Whether <paramref name="goal"/> can hold when the dialog is at its step <paramref name="step"/>.</summary>
    public static bool CanHold(Dialog dialog, DialogCondition goal, int step) => new DialogReach(dialog, goal, step).Try(0);

    /// <summary>All that <paramref name="name"/> can be; false where there is no such slot or worked-out name.</summary>
    public static bool TryFindValues(Dialog dialog, string name, out ImmutableArray<string> values)
    {
        if (dialog.SlotsById.TryGetValue(name, out var slot))
        {
            values = DialogNames.ValuesOf(slot);
            return true;
        }
        return DialogNames.Worked.TryGetValue(name, out values);
    }

    /// <summary>What the question for <paramref name="slot"/> waits for.</summary>
    public static List<string> Before(Dialog dialog, string slot) =>
    [
        .. (dialog.StepOf(slot)?.When?.Tests ?? []).Select(test => test.Name)
            .Where(name => dialog.SlotsById.ContainsKey(name) || DialogNames.Worked.ContainsKey(name)),
        .. dialog.SlotsById.TryGetValue(slot, out var stated) && stated.Of is { } product ? [product] : Array.Empty<string>(),
    ];

    /// <summary>Those of the goal, each behind what its own question waits for.</summary>
    private ImmutableArray<string> Names()
    {
        var ordered = new List<string>();
        foreach (var test in goal.Tests)
        {
            Add(test.Name);
        }
        return [.. ordered];

        void Add(string name)
        {
            if (ordered.Contains(name))
            {
                return;
            }
            Before(dialog, name).ForEach(Add);
            ordered.Add(name);
        }
    }

    private bool Try(int index)
    {
        if (index == names.Length)
        {
            return ++tries > TriesMax || goal.Holds(name => values.GetValueOrDefault(name));
        }
        foreach (var value in Possible(names[index]))
        {
            values[names[index]] = value;
            if (Try(index + 1))
            {
                return true;
            }
        }
        values.Remove(names[index]);
        return false;
    }

    /// <summary>What a name can be, given those before it: nothing where its question does not apply; perhaps nothing where it is asked
    /// later, or never.</summary>
    private IEnumerable<string?> Possible(string name)
    {
        TryFindValues(dialog, name, out var possible);
        if (!dialog.SlotsById.ContainsKey(name))
        {
            return possible;
        }
        var asked = dialog.StepOf(name);
        if (asked?.When is { } when && !when.Holds(other => values.GetValueOrDefault(other)))
        {
            return [null];
        }
        return asked is not null && dialog.Steps.IndexOf(asked) < step ? possible : possible.Append(null);
    }
}
