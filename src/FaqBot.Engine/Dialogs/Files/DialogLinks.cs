namespace FaqBot.Engine;

/// <summary>Checks which dialogs go on in which.</summary>
internal static class DialogLinks
{
    /// <summary>Adds dialogs that do not exist, and rounds, which might never end.</summary>
    /// <param name="statements">To be checked.</param>
    /// <param name="all">That they can go on in, by id.</param>
    /// <param name="findings">Collects.</param>
    public static void Check(
        IEnumerable<DialogStatement> statements, IReadOnlyDictionary<string, DialogStatement> all, Findings findings)
    {
        foreach (var statement in statements)
        {
            foreach (var next in statement.Next)
            {
                if (!all.ContainsKey(next.Text))
                {
                    var hint = findings.Nearest(next.Text, all.Keys, DialogRules.NextUnknown.Remedy);
                    findings.Add(DialogRules.NextUnknown, next.Span, $"There is no dialog '{next.Text}'.", hint);
                }
                else if (LeadsTo(next.Text, statement.Id, all))
                {
                    findings.Add(
                        DialogRules.NextRound,
                        next.Span,
                        next.Text == statement.Id
                            ? $"The dialog '{statement.Id}' goes on in itself."
                            : $"The dialog '{statement.Id}' goes on in '{next.Text}', which leads back to it.");
                }
            }
        }
    }

    private static bool LeadsTo(string from, string to, IReadOnlyDictionary<string, DialogStatement> all)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var id))
        {
            if (id == to)
            {
                return true;
            }
            if (seen.Add(id) && all.TryGetValue(id, out var statement))
            {
                foreach (var next in statement.Next)
                {
                    open.Push(next.Text);
                }
            }
        }
        return false;
    }
}
