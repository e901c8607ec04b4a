using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>
/// How surprising words are in one language: the sum of what each letter costs behind the up to four before it. Immutable.
/// </summary>
/// <remarks>
/// A tree of runs of letters in one array, level by level. Reading a word walks down it; where no child has the letter, the surcharge of
/// the node is paid and the walk goes on from the node of the same run without its first letter. So a letter costs a few steps, whatever
/// the size of the table.
/// </remarks>
internal sealed class LanguageTable
{
    /// <summary>Surprise is told in these parts of a bit.</summary>
    public const int PartsPerBit = 4;

    /// <summary>The letter behind the last and before the first.</summary>
    public const char WordEnd = ' ';

    private const int Root = 0;

    /// <summary>The context in which a word begins: the root's first child, as <see cref="WordEnd"/> is the first letter.</summary>
    private const int WordStart = 1;

    /// <summary>What a letter costs that the language does not have.</summary>
    private const int ForeignLetter = 20 * PartsPerBit;

    private readonly FrozenDictionary<char, ushort> letters;
    private readonly ushort[] letterOf;
    private readonly int[] firstChild;
    private readonly int[] shorter;
    private readonly byte[] surprise;
    private readonly byte[] surcharge;

    /// <param name="alphabet"><see cref="WordEnd"/> first; the number of a letter is its place.</param>
    /// <param name="childCounts">Of each node, level by level, the root first.</param>
    /// <param name="letterOf">Of each node; the root's is not read. The children of a node stand in the order of the alphabet.</param>
    /// <param name="surprise">Of each node's letter behind the others of its run.</param>
    /// <param name="surcharge">Of each node, for a letter that it has no child for.</param>
    public LanguageTable(string alphabet, ReadOnlySpan<int> childCounts, ushort[] letterOf, byte[] surprise, byte[] surcharge)
    {
        Alphabet = alphabet;
        letters = alphabet.Select(static (letter, at) => KeyValuePair.Create(letter, (ushort)at)).ToFrozenDictionary();
        this.letterOf = letterOf;
        this.surprise = surprise;
        this.surcharge = surcharge;
        firstChild = FirstChildren(childCounts);
        shorter = Shorter();
    }

    /// <summary><see cref="WordEnd"/>, then the letters of the language, in lower case.</summary>
    public string Alphabet { get; }

    /// <summary>How surprising <paramref name="word"/> is, in parts of a bit; the less, the more it looks like the language.</summary>
    /// <param name="word">In lower case.</param>
    public int Surprise(ReadOnlySpan<char> word)
    {
        var node = WordStart;
        var sum = 0;
        foreach (var letter in word)
        {
            if (letters.TryGetValue(letter, out var number))
            {
                sum += Step(ref node, number);
            }
            else
            {
                sum += ForeignLetter;
                node = Root;
            }
        }
        return sum + Step(ref node, 0);
    }

    /// <summary>The root has a child for each letter, so the way up ends there at the latest.</summary>
    private int Step(ref int node, ushort letter)
    {
        var paid = 0;
        while (true)
        {
            if (Child(node, letter) is var child and > 0)
            {
                node = child;
                return paid + surprise[child];
            }
            paid += surcharge[node];
            node = shorter[node];
        }
    }

    /// <summary>0 if there is none.</summary>
    private int Child(int node, ushort letter)
    {
        var first = firstChild[node];
        var at = letterOf.AsSpan(first, firstChild[node + 1] - first).IndexOf(letter);
        return at < 0 ? 0 : first + at;
    }

    private static int[] FirstChildren(ReadOnlySpan<int> childCounts)
    {
        var first = new int[childCounts.Length + 1];
        first[Root] = WordStart;
        for (var node = 0; node < childCounts.Length; node++)
        {
            first[node + 1] = first[node] + childCounts[node];
        }
        return first;
    }

    /// <summary>Of each node the one that has the longest end of its run: that of its parent, one step on.</summary>
    private int[] Shorter()
    {
        var result = new int[letterOf.Length];
        for (var node = 0; node < letterOf.Length; node++)
        {
            for (var child = firstChild[node]; child < firstChild[node + 1]; child++)
            {
                var parent = node;
                while (parent != Root && result[child] == Root)
                {
                    parent = result[parent];
                    result[child] = Child(parent, letterOf[child]);
                }
            }
        }
        return result;
    }
}
