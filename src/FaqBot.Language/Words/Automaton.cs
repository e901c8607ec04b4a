namespace FaqBot.Language;

/// <summary>
/// A finite set of byte strings as an automaton, read where it lies: Morfologik's format CFSA2 (Dawid Weiss, "Morfologik: Compact finite
/// state automata, version 2"). A node is the offset of its first arc.
/// </summary>
/// <remarks>
/// Behind the mark <c>\fsa</c>, the version 0xC6, two bytes of flags (the highest bit that we refuse: nodes carry counts) and the table of
/// the 31 most frequent labels come the arcs. An arc is a byte of three flags and the number of its label; the label itself where that
/// number is 0; and the offset of its target, seven bits a byte, lowest first, unless the target lies right behind the node.
/// </remarks>
internal sealed class Automaton
{
    private const int TargetIsNext = 0x80;
    private const int IsLast = 0x40;
    private const int IsFinalArc = 0x20;
    private const int LabelNumber = 0x1F;
    private const int HeaderLength = 8;
    private const byte Version = 0xC6;
    private const byte NodesAreCounted = 0x01;

    private readonly byte[] _file;
    private readonly int _labels;
    private readonly int _arcs;

    /// <param name="file">Kept, not copied.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public Automaton(byte[] file)
    {
        if (file.Length <= HeaderLength || !file.AsSpan().StartsWith("\\fsa"u8) || file[4] != Version || (file[5] & NodesAreCounted) != 0)
        {
            throw new InvalidDataException("Not an automaton in the format CFSA2 without counts.");
        }
        _file = file;
        _labels = HeaderLength;
        _arcs = HeaderLength + file[HeaderLength - 1];
        Root = Target(0);
    }

    /// <summary>The node where all strings begin. What is stored first is a dummy whose only arc leads here.</summary>
    public int Root { get; }

    /// <summary>The arc behind <paramref name="arc"/> in its node; -1 behind the last.</summary>
    public int Next(int arc) => (_file[_arcs + arc] & IsLast) != 0 ? -1 : Behind(arc);

    /// <summary>The byte that <paramref name="arc"/> stands for.</summary>
    public byte Label(int arc)
    {
        var number = _file[_arcs + arc] & LabelNumber;
        return number > 0 ? _file[_labels + number] : _file[_arcs + arc + 1];
    }

    /// <summary>Whether a string ends with <paramref name="arc"/>.</summary>
    public bool IsFinal(int arc) => (_file[_arcs + arc] & IsFinalArc) != 0;

    /// <summary>The node that <paramref name="arc"/> leads to; 0 when nothing follows.</summary>
    public int Target(int arc)
    {
        if ((_file[_arcs + arc] & TargetIsNext) == 0)
        {
            return Offset(arc + LabelLength(arc));
        }
        while ((_file[_arcs + arc] & IsLast) == 0)
        {
            arc = Behind(arc);
        }
        return Behind(arc);
    }

    private int Behind(int arc)
    {
        var at = arc + LabelLength(arc);
        if ((_file[_arcs + arc] & TargetIsNext) == 0)
        {
            while ((_file[_arcs + at] & 0x80) != 0)
            {
                at++;
            }
            at++;
        }
        return at;
    }

    private int LabelLength(int arc) => (_file[_arcs + arc] & LabelNumber) == 0 ? 2 : 1;

    private int Offset(int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _file[_arcs + at++];
            value |= (part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
