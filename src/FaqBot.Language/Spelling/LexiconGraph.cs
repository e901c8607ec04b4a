namespace FaqBot.Language;

/// <summary>The forms of an automaton of lexicon entries as a graph of letters: two bytes of UTF-8 are one letter, capitals are small, and
/// what follows the separator is not part of the form.</summary>
internal readonly struct LexiconGraph(Automaton automaton) : IWordGraph
{
    private const byte Separator = (byte)'+';

    public int Root => automaton.Root;

    public bool IsWord(int node)
    {
        for (var arc = node; arc >= 0; arc = automaton.Next(arc))
        {
            if (automaton.Label(arc) == Separator)
            {
                return true;
            }
        }
        return false;
    }

    public bool MayFollow(int node, char letter) => true;

    /// <remarks><see cref="Branch.At"/> is the next arc to look at, <see cref="Branch.Outer"/> that of the lead byte whose second bytes are
    /// being looked at.</remarks>
    public bool Next(ref Branch branch)
    {
        while (branch.At >= 0 || branch.Outer >= 0)
        {
            if (branch.At < 0)
            {
                branch.At = automaton.Next(branch.Outer);
                branch.Outer = -1;
                continue;
            }
            var arc = branch.At;
            var label = automaton.Label(arc);
            if (branch.Outer < 0 && label >= 0xC0)
            {
                branch.Outer = arc;
                branch.At = automaton.Target(arc);
                continue;
            }
            branch.At = automaton.Next(arc);
            if (label != Separator)
            {
                var letter = branch.Outer < 0 ? (char)label : (char)(((automaton.Label(branch.Outer) & 0x1F) << 6) | (label & 0x3F));
                branch.Letter = char.ToLowerInvariant(letter);
                branch.Node = automaton.Target(arc);
                return true;
            }
        }
        return false;
    }
}
