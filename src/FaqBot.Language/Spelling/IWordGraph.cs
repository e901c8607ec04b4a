namespace FaqBot.Language;

/// <summary>Words as paths of letters from a root: the frequent ones in a trie, all of them in the lexicon's automaton.</summary>
internal interface IWordGraph
{
    int Root { get; }

    /// <summary>Whether the letters down to <paramref name="node"/> are a word.</summary>
    bool IsWord(int node);

    /// <summary>False when no word goes on with <paramref name="letter"/>, whatever its diacritics; true when one may.</summary>
    bool MayFollow(int node, char letter);

    /// <summary>Moves to the next letter that may follow; false behind the last.</summary>
    /// <param name="branch">Begins as <see cref="Branch.Of"/> a node.</param>
    bool Next(ref Branch branch);
}

/// <summary>A letter below a node, and where it leads.</summary>
internal struct Branch
{
    /// <summary>Where the graph stands: what that means is its own affair.</summary>
    public int At;
    public int Outer;

    public char Letter;
    public int Node;

    public static Branch Of(int node) => new() { At = node, Outer = -1, Node = -1 };
}
