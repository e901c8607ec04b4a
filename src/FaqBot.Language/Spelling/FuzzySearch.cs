namespace FaqBot.Language;

/// <summary>A word near to what was typed.</summary>
/// <param name="Word">Lower case, with diacritics.</param>
/// <param name="Cost">How far; a letter changed, left out or put in costs about 1,000.</param>
/// <param name="Edits">How many letters were mistaken; a missing diacritic is none.</param>
internal readonly record struct NearWord(string Word, int Cost, int Edits);

/// <summary>Bounds of a search.</summary>
internal static class FuzzySearch
{
    /// <summary>Longer words are not corrected.</summary>
    public const int WordLengthMax = 24;

    public const int PathLengthMax = WordLengthMax + 8;
}

/// <summary>Finds the words of a graph within a distance of what was typed: one walk that follows every path not yet too dear.</summary>
/// <param name="graph">Where to look.</param>
/// <param name="typed">Lower case.</param>
/// <param name="editsMax">0 follows only other diacritics.</param>
/// <param name="costMax">What a word may cost at most.</param>
/// <param name="found">Gains what is found; a word may come several times.</param>
/// <param name="path">Room for <see cref="FuzzySearch.PathLengthMax"/> letters.</param>
internal readonly ref struct FuzzySearch<TGraph>(
    TGraph graph, ReadOnlySpan<char> typed, int editsMax, int costMax, List<NearWord> found, Span<char> path)
    where TGraph : struct, IWordGraph
{
    private readonly TGraph _graph = graph;
    private readonly ReadOnlySpan<char> _typed = typed;
    private readonly Span<char> _path = path;

    public void Run() => Visit(_graph.Root, 0, 0, 0, 0);

    private void Visit(int node, int at, int length, int cost, int edits)
    {
        if (at == _typed.Length && cost <= costMax && _graph.IsWord(node))
        {
            found.Add(new NearWord(_path[..length].ToString(), cost, edits));
        }
        if (length >= FuzzySearch.PathLengthMax - 2 || cost > costMax
            || (edits == editsMax && (at == _typed.Length || !_graph.MayFollow(node, _typed[at]))))
        {
            return;
        }
        if (at < _typed.Length && edits < editsMax)
        {
            var isDoubled = at > 0 && _typed[at] == _typed[at - 1];
            Visit(node, at + 1, length, cost + TypingCosts.Extra(isDoubled, at == 0), edits + 1);
        }
        for (var branch = Branch.Of(node); _graph.Next(ref branch);)
        {
            _path[length] = branch.Letter;
            Follow(branch, at, length, cost, edits);
        }
    }

    private void Follow(in Branch branch, int at, int length, int cost, int edits)
    {
        if (at < _typed.Length && TypingCosts.IsSame(_typed[at], branch.Letter))
        {
            Visit(branch.Node, at + 1, length + 1, cost + TypingCosts.OtherDiacritic(_typed[at], branch.Letter), edits);
        }
        else if (at < _typed.Length && edits < editsMax)
        {
            Visit(branch.Node, at + 1, length + 1, cost + TypingCosts.Instead(_typed[at], branch.Letter, at == 0), edits + 1);
        }
        if (edits == editsMax)
        {
            return;
        }
        var isDoubled = length > 0 && _path[length - 1] == branch.Letter;
        Visit(branch.Node, at, length + 1, cost + TypingCosts.Missing(isDoubled, at == 0), edits + 1);
        if (at + 1 < _typed.Length && TypingCosts.SoundsLike(_typed.Slice(at, 2), branch.Letter))
        {
            Visit(branch.Node, at + 2, length + 1, cost + TypingCosts.Sound, edits + 1);
        }
        if (at < _typed.Length)
        {
            FollowPairs(branch, at, length, cost, edits);
        }
    }

    /// <summary>Two letters at once: swapped, or one written for both.</summary>
    private void FollowPairs(in Branch branch, int at, int length, int cost, int edits)
    {
        var isSwapped = at + 1 < _typed.Length && _typed[at] != _typed[at + 1] && TypingCosts.IsSame(_typed[at + 1], branch.Letter);
        var mayBeSound = TypingCosts.MayBeginSound(branch.Letter);
        if (!isSwapped && !mayBeSound)
        {
            return;
        }
        for (var second = Branch.Of(branch.Node); _graph.Next(ref second);)
        {
            _path[length + 1] = second.Letter;
            if (isSwapped && TypingCosts.IsSame(_typed[at], second.Letter))
            {
                Visit(second.Node, at + 2, length + 2, cost + TypingCosts.Swapped(at == 0), edits + 1);
            }
            if (mayBeSound && TypingCosts.SoundsLike([branch.Letter, second.Letter], _typed[at]))
            {
                Visit(second.Node, at + 1, length + 2, cost + TypingCosts.Sound, edits + 1);
            }
        }
    }
}
