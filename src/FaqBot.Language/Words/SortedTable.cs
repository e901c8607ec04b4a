using System.Text;

namespace FaqBot.Language;

/// <summary>
/// A table under <c>Data</c> that is searched as the text it is, so that nothing is built when it is loaded: comments, then a line for each
/// key in the order of their UTF-8 bytes, a tab and what is said of it.
/// </summary>
internal sealed class SortedTable
{
    private const int KeyLengthMax = 64;

    private readonly byte[] _text;
    private readonly int _start;

    private SortedTable(byte[] text)
    {
        _text = text;
        while (_start < text.Length && text[_start] == '#')
        {
            _start += text.AsSpan(_start).IndexOf((byte)'\n') + 1;
        }
    }

    /// <summary>The lines below the comments.</summary>
    public ReadOnlySpan<byte> Lines => _text.AsSpan(_start);

    public static SortedTable Read(string name) => new(DataFile.Bytes(name));

    /// <param name="key">Longer ones than any word are not found.</param>
    /// <param name="value">What stands behind the tab; empty for a line without one.</param>
    public bool TryFind(scoped ReadOnlySpan<char> key, out ReadOnlySpan<byte> value)
    {
        Span<byte> bytes = stackalloc byte[KeyLengthMax * 3];
        value = default;
        return key.Length is > 0 and <= KeyLengthMax && TryFind(bytes[..Encoding.UTF8.GetBytes(key, bytes)], out value);
    }

    /// <inheritdoc cref="TryFind(ReadOnlySpan{char}, out ReadOnlySpan{byte})"/>
    public bool TryFind(scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var low = _start;
        var high = _text.Length;
        while (low < high)
        {
            var start = LineStart((low + high) / 2, low);
            var line = LineAt(start);
            var tab = line.IndexOf((byte)'\t');
            var order = key.SequenceCompareTo(tab < 0 ? line : line[..tab]);
            if (order == 0)
            {
                value = tab < 0 ? default : line[(tab + 1)..];
                return true;
            }
            (low, high) = order < 0 ? (low, start) : (start + line.Length + 1, high);
        }
        value = default;
        return false;
    }

    public bool Contains(ReadOnlySpan<char> key) => TryFind(key, out _);

    private int LineStart(int at, int low) => low + _text.AsSpan(low, at - low).LastIndexOf((byte)'\n') + 1;

    private ReadOnlySpan<byte> LineAt(int start)
    {
        var rest = _text.AsSpan(start);
        var end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }
}
