using System.Collections.Frozen;

namespace FaqBot.Language;

/// <summary>Names of machines in raw text: labels of letters, digits and hyphens, parted by points.</summary>
internal static class Hosts
{
    private const int LabelLengthMax = 63;
    private const int TopLengthMin = 2;
    private const int TopLengthMax = 24;

    /// <summary>Last labels that make a bare "name.xx" a page. Those that are words (to, do, za, no, it, is, me, so) are left out: who
    /// forgets the space behind a full stop writes no address.</summary>
    private static readonly FrozenSet<string> BareTops = (
        "com pl eu net org info biz de uk cz sk ua fr es nl ch dk fi lt lv ee hu ro bg hr si gr ru by cn jp kr br mx ca au nz za sa ae tr "
        + "il ly io ai tv gg shop store online site app dev edu gov academy cloud tech blog space website xyz top art market studio design "
        + "agency email digital club live world news media group company sklep")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> SecondLevels = FrozenSet.ToFrozenSet(
        ["com", "co", "org", "net", "gov", "edu", "ac", "waw", "sklep"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Of these the ones that are words too need a digit or another point before them: "kupilem.za" is no page.</summary>
    private static readonly FrozenSet<string> WordTops =
        FrozenSet.ToFrozenSet(["za", "by", "ai", "top", "art"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The length of the host that begins at <paramref name="at"/>; 0 for none. The last label is letters.</summary>
    public static int Length(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        var labelStart = at;
        while (end < text.Length && (IsLabel(text[end])
            || (text[end] == '.' && end > labelStart && end + 1 < text.Length && IsLabel(text[end + 1]))))
        {
            if (text[end] == '.')
            {
                labelStart = end + 1;
            }
            end++;
        }
        while (end > at && text[end - 1] == '-')
        {
            end--;
        }
        var host = text[at..end];
        var isFollowed = end < text.Length && (text[end] == '_' || text[end] == '@');
        return IsHost(host) && !isFollowed ? host.Length : 0;
    }

    /// <summary>Whether a host without scheme is meant as a page.</summary>
    /// <param name="host">From <see cref="Length"/>.</param>
    /// <param name="hasPath">A path follows, which no sentence has.</param>
    public static bool IsBare(ReadOnlySpan<char> host, bool hasPath)
    {
        var point = host.LastIndexOf('.');
        var top = host[(point + 1)..];
        var name = host[..point];
        if (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        var second = name[(name.LastIndexOf('.') + 1)..];
        var isSecondLevel = second.Length < name.Length && top.Length == TopLengthMin && Contains(SecondLevels, second);
        if (isSecondLevel || (hasPath && (top.Length == TopLengthMin || Contains(BareTops, top))))
        {
            return true;
        }
        var isWord = Contains(WordTops, top) && !name.ContainsAnyInRange('0', '9') && !name.Contains('.');
        return Contains(BareTops, top) && !isWord;
    }

    private static bool Contains(FrozenSet<string> set, ReadOnlySpan<char> text) =>
        set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        var point = host.LastIndexOf('.');
        if (point <= 0)
        {
            return false;
        }
        var top = host[(point + 1)..];
        foreach (var unit in top)
        {
            if (!char.IsLetter(unit))
            {
                return false;
            }
        }
        return top.Length is >= TopLengthMin and <= TopLengthMax && AreLabels(host);
    }

    private static bool AreLabels(ReadOnlySpan<char> host)
    {
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.Length is 0 or > LabelLengthMax || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Full-width letters are no part of a name, and are what a copied trap looks like.</summary>
    private static bool IsLabel(char unit) =>
        char.IsAsciiLetterOrDigit(unit) || unit == '-' || (unit > '\u007F' && unit < '\uFF00' && char.IsLetter(unit));
}
