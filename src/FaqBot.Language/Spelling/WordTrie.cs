using System.Collections.Immutable;

namespace FaqBot.Language;

/// <summary>Words with their frequencies, letter by letter. The nodes lie level by level, so that those below one node
/// are neighbours.</summary>
internal sealed class WordTrie
{
    private readonly ImmutableArray<char> _letters;

    /// <summary>Of each node the first below it; those of the next node follow.</summary>
    private readonly ImmutableArray<int> _first;

    private readonly ImmutableArray<int> _counts;

    /// <summary>Of each node a bit for every letter below it; see <see cref="TypingCosts.Bit"/>.</summary>
    private readonly ImmutableArray<uint> _following;

    /// <param name="words">Lower case, each once, with how often it is met (at least 1).</param>
    public WordTrie(IEnumerable<KeyValuePair<string, int>> words)
    {
        ImmutableArray<KeyValuePair<string, int>> sorted = [.. words.OrderBy(static word => word.Key, StringComparer.Ordinal)];
        var nodes = new Nodes(['\0'], [1], [], []);
        var level = new List<Range> { new(0, sorted.Length) };
        for (var depth = 0; level.Count > 0; depth++)
        {
            var below = new List<Range>();
            foreach (var range in level)
            {
                AddNode(nodes, sorted, range, depth, below);
            }
            level = below;
        }
        (_letters, _first, _counts, _following) = ([.. nodes.Letters], [.. nodes.First], [.. nodes.Counts], [.. nodes.Following]);
    }

    /// <summary>The trie as a graph to search.</summary>
    public WordTrieGraph Graph => new(this);

    /// <summary>How often <paramref name="word"/> is met; 0 when it is not there.</summary>
    public int Count(ReadOnlySpan<char> word)
    {
        var node = 0;
        foreach (var letter in word)
        {
            var end = _first[node + 1];
            for (node = _first[node]; node < end && _letters[node] != letter; node++)
            {
            }
            if (node == end)
            {
                return 0;
            }
        }
        return _counts[node];
    }

    public int CountAt(int node) => _counts[node];

    public char Letter(int node) => _letters[node];

    public (int Start, int End) Below(int node) => (_first[node], _first[node + 1]);

    public uint Following(int node) => _following[node];

    /// <summary>The node of the words in <paramref name="range"/>, which share their first <paramref name="depth"/> letters.</summary>
    private static void AddNode(Nodes nodes, ImmutableArray<KeyValuePair<string, int>> sorted, Range range, int depth, List<Range> below)
    {
        var (at, following) = (range.Start, 0u);
        var isWord = at < range.End && sorted[at].Key.Length == depth;
        nodes.Counts.Add(isWord ? sorted[at++].Value : 0);
        while (at < range.End)
        {
            var start = at;
            var letter = sorted[start].Key[depth];
            while (at < range.End && sorted[at].Key[depth] == letter)
            {
                at++;
            }
            nodes.Letters.Add(letter);
            following |= TypingCosts.Bit(letter);
            below.Add(new Range(start, at));
        }
        nodes.Following.Add(following);
        nodes.First.Add(nodes.Letters.Count);
    }

    private readonly record struct Nodes(List<char> Letters, List<int> First, List<int> Counts, List<uint> Following);

    private readonly record struct Range(int Start, int End);
}

/// <summary>A trie as a graph to search.</summary>
internal readonly struct WordTrieGraph(WordTrie trie) : IWordGraph
{
    public int Root => 0;

    public bool IsWord(int node) => trie.CountAt(node) > 0;

    public bool MayFollow(int node, char letter) => (trie.Following(node) & TypingCosts.Bit(letter)) != 0;

    /// <remarks><see cref="Branch.At"/> is the next node to hand out and <see cref="Branch.Outer"/> the one behind the last.</remarks>
    public bool Next(ref Branch branch)
    {
        if (branch.Outer < 0)
        {
            (branch.At, branch.Outer) = trie.Below(branch.At);
        }
        if (branch.At == branch.Outer)
        {
            return false;
        }
        branch.Letter = trie.Letter(branch.At);
        branch.Node = branch.At++;
        return true;
    }
}
