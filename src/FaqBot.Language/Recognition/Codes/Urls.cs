using System.Buffers;

namespace FaqBot.Language;

/// <summary>Addresses of pages: with a scheme, with www, and bare ones whose last label is no word.</summary>
internal static class Urls
{
    private const string Trailing = ".,;:!?)]}'\"”’»";
    private const string Enders = " \t\r\n<>\"“”„«»|\\^`{}";
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    private const string Local = "localhost";

    /// <summary>Adds what could be read as the address of a page; scheme and host in small letters.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        var read = text.Text.AsSpan(0, Math.Min(text.Text.Length, TextAnalysis.TextLengthMax));
        for (var at = 0; at < read.Length;)
        {
            var point = read[at..].IndexOfAny(':', '.');
            if (point < 0)
            {
                return;
            }
            at += point;
            var end = read[at] == ':' ? AddWithScheme(read, at, found) : AddBare(read, at, found);
            at = Math.Max(at + 1, end);
        }
    }

    /// <returns>Behind what was added; 0 for nothing.</returns>
    private static int AddWithScheme(ReadOnlySpan<char> text, int colon, List<Candidate> found)
    {
        var isHttps = colon >= 5 && text[(colon - 5)..colon].Equals("https", StringComparison.OrdinalIgnoreCase);
        var isHttp = isHttps || (colon >= 4 && text[(colon - 4)..colon].Equals("http", StringComparison.OrdinalIgnoreCase));
        if (!isHttp || !text[colon..].StartsWith("://", StringComparison.Ordinal))
        {
            return 0;
        }
        var host = colon + 3;
        var hostEnd = host + Math.Max(Hosts.Length(text, host), NumberLength(text[host..]));
        if (hostEnd == host && text[host..].StartsWith(Local, StringComparison.OrdinalIgnoreCase))
        {
            hostEnd += Local.Length;
        }
        return hostEnd > host ? Add(text, colon - (isHttps ? 5 : 4), hostEnd, found) : 0;
    }

    private static int AddBare(ReadOnlySpan<char> text, int point, List<Candidate> found)
    {
        var start = point;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }
        var isGlued = start > 0 && (text[start - 1] is '@' or '_' or '.' or '/' or ':' or '+' || char.IsLetter(text[start - 1]));
        var length = start < point && !isGlued ? Hosts.Length(text, start) : 0;
        if (length == 0)
        {
            return 0;
        }
        var end = start + length;
        var hasPath = end + 1 < text.Length && text[end] == '/' && !Enders.Contains(text[end + 1]);
        return Hosts.IsBare(text[start..end], hasPath) ? Add(text, start, end, found) : end;
    }

    private static int Add(ReadOnlySpan<char> text, int start, int hostEnd, List<Candidate> found)
    {
        var end = hostEnd;
        if (end < text.Length && text[end] is '/' or ':' or '?' or '#')
        {
            while (end < text.Length && Enders.IndexOf(text[end], StringComparison.Ordinal) < 0)
            {
                end++;
            }
            while (end > hostEnd && Trailing.Contains(text[end - 1]))
            {
                end--;
            }
        }
        var value = string.Concat(text[start..hostEnd].ToString().ToLowerInvariant(), text[hostEnd..end]);
        found.Add(new Candidate(EntityKind.Url, start, end, [new EntityValue.Text(value)]));
        return end;
    }

    /// <summary>Four numbers with points: 127.0.0.1.</summary>
    private static int NumberLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(Number);
        var number = (length < 0 ? text : text[..length]).TrimEnd('.');
        return number.Count('.') == 3 ? number.Length : 0;
    }
}
