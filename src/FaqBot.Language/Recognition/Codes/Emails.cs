using System.Buffers;
using System.Text;

namespace FaqBot.Language;

/// <summary>E-mail addresses; also as people write them round the at sign: "jan (at) sklep.pl", "jan małpa sklep kropka pl", and "jan at
/// sklep.pl" where the message is nothing else.</summary>
internal static class Emails
{
    private const int LocalLengthMax = 64;

    /// <summary>In brackets, with them: [255.255.255.255].</summary>
    private const int LiteralLengthMax = 17;

    /// <summary>Nobody spells out more on one side of the sign.</summary>
    private const int SpokenPiecesMax = 32;

    /// <summary>RFC 5321: what an answer can be sent to.</summary>
    private const int LengthMax = 254;

    private static readonly SearchValues<char> Literal = SearchValues.Create("0123456789.");

    /// <summary>Signs that the part before the at sign may hold and nobody's does: behind one of them stands only the end of it.</summary>
    private static readonly SearchValues<char> Unread = SearchValues.Create("@!#$=?^`|\\");

    /// <summary>Adds what could be read as an address, in small letters.</summary>
    public static void Find(ScannedText text, List<Candidate> found)
    {
        var read = text.Text.AsSpan(0, Math.Min(text.Text.Length, TextAnalysis.TextLengthMax));
        for (var at = read.IndexOf('@'); at >= 0;)
        {
            AddAround(read, at, found);
            var next = read[(at + 1)..].IndexOf('@');
            at = next < 0 ? -1 : at + 1 + next;
        }
        for (var at = 1; at < text.Count; at++)
        {
            AddSpoken(text, at, found);
        }
    }

    private static void AddAround(ReadOnlySpan<char> text, int sign, List<Candidate> found)
    {
        var host = Hosts.Length(text, sign + 1);
        var literal = host == 0 ? LiteralLength(text, sign + 1) : 0;
        var start = LocalStart(text, sign);
        var end = sign + 1 + host + literal;
        if ((host > 0 || literal > 0) && start < sign && end - start <= LengthMax && !GoesOn(text, end))
        {
            found.Add(new Candidate(EntityKind.Email, start, end, [new EntityValue.Text(text[start..end].ToString().ToLowerInvariant())]));
        }
    }

    /// <summary>RFC 5321: an address in brackets, [192.0.2.1].</summary>
    private static int LiteralLength(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] != '[')
        {
            return 0;
        }
        var length = text[at..Math.Min(text.Length, at + LiteralLengthMax)].IndexOf(']');
        return length > 7 && !text[(at + 1)..(at + length)].ContainsAnyExcept(Literal) ? length + 1 : 0;
    }

    /// <summary>Whether what was read stands in quotes before another sign, as in "a b@c.example"@d.example.</summary>
    private static bool GoesOn(ReadOnlySpan<char> text, int end) => text[end..] is ['@', ..] or ['"', '@', ..];

    /// <summary>Where the part before the sign begins; at the sign if there is none, and where only the end of it could be read: that
    /// would be somebody else's.</summary>
    private static int LocalStart(ReadOnlySpan<char> text, int sign)
    {
        var start = sign;
        while (start > 0 && IsLocal(text[start - 1]))
        {
            start--;
        }
        if (start > 0 && Unread.Contains(text[start - 1]))
        {
            return sign;
        }
        while (start < sign && text[start] is '.' or '-' or '\'')
        {
            start++;
        }
        return start < sign && sign - start <= LocalLengthMax && text[start] is not ('+' or '%' or '&' or '~')
            && text[sign - 1] != '.' && text[start..sign].IndexOf("..") < 0 ? start : sign;
    }

    private static bool IsLocal(char unit) =>
        char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '+' or '-' or '%' or '&' or '\'' or '~'
            || (unit > '\u007F' && unit < '\uFF00' && char.IsLetter(unit));

    private static void AddSpoken(ScannedText text, int at, List<Candidate> found)
    {
        var isBracketed = text[at].Is("at") && text[at - 1].Text is "(" or "[" && text[at + 1].Text is ")" or "]";
        if (!isBracketed && !IsSpokenSign(text, at))
        {
            return;
        }
        var (from, to) = isBracketed ? (at - 1, at + 2) : (at, at + 1);
        var (begin, end) = (SpokenStart(text, from), SpokenEnd(text, to));
        if (begin == from || end == to)
        {
            return;
        }
        // "look at example.com" is no address; a plain sign without a spoken point was read as it stands.
        var isMeant = isBracketed || text[at].Is("malpa")
            || (text[at].IsMark('@') ? HasSpokenPoint(text, begin, end) : Codes.IsWhole(text, begin, end));
        var local = Joined(text, begin, from);
        var host = Joined(text, to, end);
        var address = $"{local}@{host}";
        if (isMeant && local.Length > 0 && Hosts.Length(host, 0) == host.Length && LocalStart(address, local.Length) == 0)
        {
            found.Add(new Candidate(EntityKind.Email, text[begin].Start, text[end - 1].End, [new EntityValue.Text(address)]));
        }
    }

    private static bool IsSpokenSign(ScannedText text, int at) =>
        text[at].IsMark('@') || (text.IsPolish && text[at].Is("malpa")) || (text.IsEnglish && text[at].Is("at"));

    /// <summary>Back over glued pieces and spoken points.</summary>
    private static int SpokenStart(ScannedText text, int at)
    {
        if (at == 0)
        {
            return at;
        }
        var first = Math.Max(at - SpokenPiecesMax, 0);
        at--;
        while (at > first && (text.IsGlued(at) ? IsNamePiece(text[at - 1]) : IsSpokenPoint(text[at - 1])
            || (IsSpokenPoint(text[at]) && IsNamePiece(text[at - 1]))))
        {
            at--;
        }
        return at;
    }

    private static int SpokenEnd(ScannedText text, int at)
    {
        if (!IsNamePiece(text[at]) || text[at].Kind == PieceKind.Mark)
        {
            return at;
        }
        var last = at + SpokenPiecesMax;
        at++;
        while (at < last && IsNamePiece(text[at]) && (text.IsGlued(at) ? text[at].Kind != PieceKind.Mark
            || text.IsGlued(at + 1) : IsSpokenPoint(text[at]) || IsSpokenPoint(text[at - 1])))
        {
            at++;
        }
        return IsSpokenPoint(text[at - 1]) ? at - 1 : at;
    }

    private static bool IsNamePiece(Piece piece) =>
        piece.Kind is PieceKind.Word or PieceKind.Digits || piece.Text is "." or "-" or "_" or "+";

    private static bool IsSpokenPoint(Piece piece) => piece.IsWord && piece.Text is "kropka" or "dot";

    private static bool HasSpokenPoint(ScannedText text, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (IsSpokenPoint(text[at]))
            {
                return true;
            }
        }
        return false;
    }

    private static string Joined(ScannedText text, int from, int to)
    {
        var joined = new StringBuilder();
        for (var at = from; at < to; at++)
        {
            joined.Append(IsSpokenPoint(text[at]) ? "." : text.Written(at).ToString().ToLowerInvariant());
        }
        return joined.ToString();
    }
}
