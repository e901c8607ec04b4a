namespace FaqBot.Engine;

/// <summary>"Did you mean": the known name that a typing error is nearest to.</summary>
public static class NearestName
{
    /// <summary>Longer names are not compared: the work grows with the square of the length.</summary>
    private const int LengthMax = 80;

    /// <summary>The nearest of <paramref name="known"/> within a third of the name's length, else the only one that shares its words;
    /// null for none.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > LengthMax)
        {
            return null;
        }
        var best = default(string);
        var bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var distance = candidate.Length > LengthMax || Math.Abs(candidate.Length - name.Length) >= bestDistance
                ? bestDistance
                : Distance(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best ?? OnlyPartner(name, known);
    }

    /// <summary>The only known name that has all words of this one, or of which this one has all words: <c>privacy</c> for
    /// <c>privacy_url</c>.</summary>
    private static string? OnlyPartner(string name, IEnumerable<string> known)
    {
        var words = Words(name);
        var partners =
            known.Where(candidate => Words(candidate).IsSupersetOf(words) || words.IsSupersetOf(Words(candidate))).Take(2).ToList();
        return partners is [var only] ? only : null;
    }

    private static HashSet<string> Words(string name) => [.. name.ToLowerInvariant().Split('_', '-')];

    /// <summary>Edit distance in which case and a swap of neighbours cost one.</summary>
    private static int Distance(string a, string b)
    {
        var (older, old, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            old[j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, 1 + Math.Min(old[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
                }
            }
            (older, old, row) = (old, row, older);
        }
        return old[b.Length];
    }
}
