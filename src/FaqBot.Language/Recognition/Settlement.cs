using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>
/// Decides between candidates that overlap. The longest stands and hides what it overlaps; of two with the same span the more
/// specific one hides the other. Three exceptions, because a slot could want either: what is equally specific on the same span stays
/// side by side (<c>42</c> as number and as size, nine digits as phone and as the shop's order number); so do a date and a
/// fraction, decimal or ordinal of the same span (<c>5/12</c>, <c>1.10</c>); and the number that begins a duration stays inside it
/// (<c>3 dni</c>), as does a duration at the end of the days that it spans (<c>w ciągu 3 dni</c>).
/// </summary>
internal static class Settlement
{
    /// <summary>Those that stand, in reading order, longer ones first where they begin together.</summary>
    public static ImmutableArray<RecognizedEntity> Of(string text, List<Candidate> found)
    {
        if (found.Count == 0)
        {
            return [];
        }
        found.Sort(LongestFirst);
        var standing = new List<Candidate>(found.Count);
        var covers = new Cover?[found.Max(static candidate => candidate.End)];
        foreach (var candidate in found)
        {
            // What stands is as long or longer, so where it overlaps it covers the first unit or the last.
            if (Stands(candidate, covers[candidate.Start], text) && Stands(candidate, covers[candidate.End - 1], text))
            {
                standing.Add(candidate);
                Lay(candidate, covers);
            }
        }
        standing.Sort(InReadingOrder);
        return [.. standing.Select(candidate => new RecognizedEntity(
            candidate.Kind, candidate.Start, candidate.Length, text.Substring(candidate.Start, candidate.Length), candidate.Values))];
    }

    /// <summary>Whether <paramref name="candidate"/> may stand beside all that stands at one of its units: never many.</summary>
    private static bool Stands(Candidate candidate, Cover? cover, string text)
    {
        for (var other = cover; other is not null; other = other.Below)
        {
            if (!StandsBeside(candidate, other.Candidate, text))
            {
                return false;
            }
        }
        return true;
    }

    private static void Lay(Candidate candidate, Cover?[] covers)
    {
        var top = new Cover(candidate, covers[candidate.Start]);
        for (var unit = candidate.Start; unit < candidate.End; unit++)
        {
            top = top.Below == covers[unit] ? top : new Cover(candidate, covers[unit]);
            covers[unit] = top;
        }
    }

    private static bool StandsBeside(Candidate candidate, Candidate other, string text)
    {
        if (candidate.Start != other.Start || candidate.End != other.End)
        {
            return (candidate.Kind == EntityKind.Number && other.Kind == EntityKind.Duration && candidate.Start == other.Start)
                || (candidate.Kind == EntityKind.Duration && other.Kind is EntityKind.DateRange or EntityKind.DateTimeRange
                    && candidate.End == other.End);
        }
        if (candidate.Kind == other.Kind)
        {
            return false;
        }
        return Specificity(candidate.Kind) == Specificity(other.Kind)
            || (candidate.Kind == EntityKind.Number && text.AsSpan(candidate.Start, candidate.Length).ContainsAny('/', '.'))
            || (candidate.Kind is EntityKind.Ordinal or EntityKind.Number && other.Kind == EntityKind.Date);
    }

    /// <summary>How much of a form a kind asks for: a check digit or a fixed shape, a unit or a calendar, a bare word or digits.</summary>
    private static int Specificity(EntityKind kind) => kind switch
    {
        EntityKind.Email or EntityKind.Url or EntityKind.Iban or EntityKind.ParcelNumber or EntityKind.OrderNumber or EntityKind.Phone
            or EntityKind.Nip or EntityKind.Pesel or EntityKind.Postcode => 3,
        EntityKind.Number or EntityKind.Ordinal or EntityKind.Size or EntityKind.Color or EntityKind.Boolean => 1,
        _ => 2,
    };

    private static int LongestFirst(Candidate a, Candidate b)
    {
        var byLength = b.Length.CompareTo(a.Length);
        if (byLength != 0)
        {
            return byLength;
        }
        var bySpecificity = Specificity(b.Kind).CompareTo(Specificity(a.Kind));
        return bySpecificity != 0 ? bySpecificity : InReadingOrder(a, b);
    }

    private static int InReadingOrder(Candidate a, Candidate b)
    {
        var byStart = a.Start.CompareTo(b.Start);
        if (byStart != 0)
        {
            return byStart;
        }
        var byLength = b.Length.CompareTo(a.Length);
        return byLength != 0 ? byLength : a.Kind.CompareTo(b.Kind);
    }

    /// <summary>What stands at a unit of the text.</summary>
    private sealed class Cover(Candidate candidate, Cover? below)
    {
        public Candidate Candidate { get; } = candidate;

        /// <summary>What stands there too; null for nothing.</summary>
        public Cover? Below { get; } = below;
    }
}
