namespace FaqBot.Engine;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Operator,

    /// <summary>One of <c>| : , . [ ]</c>.</summary>
    Mark,

    /// <summary>Reported already; nothing after it can be trusted.</summary>
    Bad,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">As written; a text without its quotes.</param>
/// <param name="At">Offset in the source.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, string Value, int At)
{
    public bool IsMark(char mark) => Kind == TokenKind.Mark && Value[0] == mark;

    public bool IsName(string name) => Kind == TokenKind.Name && Value == name;
}

/// <summary>Cuts the inside of markup into tokens.</summary>
internal sealed class ExpressionLexer(string source, TemplateFindings findings)
{
    /// <summary>The tokens of a range, closed by <see cref="TokenKind.End"/> or, after a finding, by <see cref="TokenKind.Bad"/>.</summary>
    public List<ExpressionToken> Cut(int start, int end)
    {
        var tokens = new List<ExpressionToken>();
        var at = start;
        while (true)
        {
            while (at < end && char.IsWhiteSpace(source[at]))
            {
                at++;
            }

            var token = at == end ? new ExpressionToken(TokenKind.End, "", at) : Next(at, end, out at);
            tokens.Add(token);
            if (token.Kind is TokenKind.End or TokenKind.Bad)
            {
                return tokens;
            }
        }
    }

    private ExpressionToken Next(int at, int end, out int after)
    {
        var first = source[at];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return Name(at, end, out after);
        }

        if (char.IsAsciiDigit(first) || (first == '-' && at + 1 < end && char.IsAsciiDigit(source[at + 1])))
        {
            return Number(at, end, out after);
        }

        return first is '\'' or '"' ? Text(at, end, out after) : Sign(at, end, out after);
    }

    /// <summary>Letters, digits, <c>_</c> and <c>-</c>, with a question mark at the end if wanted, as in Liquid.</summary>
    private ExpressionToken Name(int at, int end, out int after)
    {
        after = at + 1;
        while (after < end && (char.IsAsciiLetterOrDigit(source[after]) || source[after] is '_' or '-'))
        {
            after++;
        }

        if (after < end && source[after] == '?')
        {
            after++;
        }

        return new ExpressionToken(TokenKind.Name, source[at..after], at);
    }

    private ExpressionToken Number(int at, int end, out int after)
    {
        after = Digits(at + 1, end);
        if (after + 1 < end && source[after] == '.' && char.IsAsciiDigit(source[after + 1]))
        {
            after = Digits(after + 1, end);
        }

        return new ExpressionToken(TokenKind.Number, source[at..after], at);
    }

    private int Digits(int at, int end)
    {
        while (at < end && char.IsAsciiDigit(source[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>No escapes, as in Liquid: a text with one kind of quote in it stands in the other kind.</summary>
    private ExpressionToken Text(int at, int end, out int after)
    {
        var close = source.IndexOf(source[at], at + 1, end - at - 1);
        if (close < 0)
        {
            after = end;
            findings.Error(TemplateFindings.BadLiteral, at, "The text has no closing quote.", $"Add {source[at]} behind it.");
            return new ExpressionToken(TokenKind.Bad, "", at);
        }

        after = close + 1;
        return new ExpressionToken(TokenKind.Text, source[(at + 1)..close], at);
    }

    private ExpressionToken Sign(int at, int end, out int after)
    {
        var two = at + 1 < end ? source.Substring(at, 2) : "";
        if (two is "==" or "!=" or "<>" or "<=" or ">=")
        {
            after = at + 2;
            return new ExpressionToken(TokenKind.Operator, two, at);
        }

        after = at + 1;
        switch (source[at])
        {
            case '<' or '>':
                return new ExpressionToken(TokenKind.Operator, source[at..after], at);
            case '|' or ':' or ',' or '.' or '[' or ']':
                return new ExpressionToken(TokenKind.Mark, source[at..after], at);
            default:
                findings.Error(TemplateFindings.Syntax, at, $"'{Shown(at, end)}' cannot stand here.", HintFor(source[at]));
                return new ExpressionToken(TokenKind.Bad, "", at);
        }
    }

    private string Shown(int at, int end) =>
        char.IsHighSurrogate(source[at]) && at + 1 < end ? source.Substring(at, 2) : source[at].ToString();

    private static string HintFor(char character) => character switch
    {
        '=' => "Compare with '=='.",
        '(' or ')' => "There are no brackets: nest one 'if' in another.",
        '&' => "Join conditions with 'and'.",
        '!' => "Use 'unless', or compare with '!='.",
        '+' or '*' or '/' or '-' => "Templates do not calculate: state the result as a fact.",
        '“' or '”' or '„' or '‘' or '’' => "Put texts in straight quotes.",
        '{' or '}' => "Markup is closed with the braces that opened it: {{ ... }} or {% ... %}.",
        _ => "Names are made of a-z, A-Z, 0-9, '_' and '-'; words belong in quotes.",
    };
}
