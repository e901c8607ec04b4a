using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace FaqBot.Engine;

/// <summary>Reads outputs and conditions. A null result has been reported.</summary>
internal sealed class ExpressionParser(string source, TemplateFindings findings, TemplateBudget budget, TemplateDialect dialect)
{
    /// <summary>Longer literals are refused before they are read: a decimal holds 28 digits.</summary>
    private const int NumberCharactersMax = 20;

    private const string AllowFalse = "allow_false";

    private static readonly FrozenDictionary<string, Expression> Words = new Dictionary<string, Expression>
    {
        ["true"] = new Expression.Literal(TemplateValue.True),
        ["false"] = new Expression.Literal(TemplateValue.False),
        ["nil"] = new Expression.Literal(TemplateValue.Nothing),
        ["null"] = new Expression.Literal(TemplateValue.Nothing),
        ["blank"] = new Expression.Void(IsBlank: true),
        ["empty"] = new Expression.Void(IsBlank: false),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ExpressionLexer lexer = new(source, findings);
    private List<ExpressionToken> tokens = [];
    private int at;

    private ExpressionToken Current => tokens[at];

    /// <summary>The inside of <c>{{ }}</c>.</summary>
    public TemplateNode.Output? Output(int start, int end)
    {
        Open(start, end);
        if (Current.Kind == TokenKind.End)
        {
            findings.Error(TemplateFindings.Syntax, start, "There is nothing to print.", "Name a value, e.g. {{ facts.courier_price }}.");
            return null;
        }

        if (Value(depth: 0) is not { } value)
        {
            return null;
        }

        var filters = ImmutableArray.CreateBuilder<FilterCall>();
        var isWhole = true;
        while (Current.IsMark('|'))
        {
            at++;
            var name = Current;
            if (!TakeFilter(out var call))
            {
                return null;
            }

            isWhole &= call is not null;
            if (call is not null)
            {
                budget.Count(name.At);
                filters.Add(call);
            }
        }

        return IsAtEnd("Filters follow a value behind '|'.") && isWhole ? new TemplateNode.Output(value, filters.ToImmutable()) : null;
    }

    /// <summary>The inside of <c>{% if %}</c>, <c>elsif</c> and <c>unless</c>.</summary>
    public Condition? Condition(int start, int end, string tag)
    {
        Open(start, end);
        if (Current.Kind == TokenKind.End)
        {
            findings.Error(
                TemplateFindings.Syntax, start, $"'{tag}' has no condition.", "Write what is tested, e.g. {% if facts.courier_price %}.");
            return null;
        }

        var tests = ImmutableArray.CreateBuilder<Test>();
        var isAnd = ImmutableArray.CreateBuilder<bool>();
        while (true)
        {
            if (Test() is not { } test)
            {
                return null;
            }

            tests.Add(test);
            if (!Current.IsName("and") && !Current.IsName("or"))
            {
                break;
            }

            isAnd.Add(Current.IsName("and"));
            at++;
        }

        var hint = Current.IsMark('|') ? "Filters are not allowed in conditions." : "Join conditions with 'and' or 'or'.";
        return IsAtEnd(hint) ? new Condition(tests.ToImmutable(), isAnd.ToImmutable()) : null;
    }

    private void Open(int start, int end)
    {
        tokens = lexer.Cut(start, end);
        at = 0;
    }

    private Test? Test()
    {
        if (Value(depth: 0) is not { } left)
        {
            return null;
        }

        if (OperatorAt(Current) is not { } comparison)
        {
            return new Test(left, null, null);
        }

        at++;
        return Value(depth: 0) is { } right ? new Test(left, comparison, right) : null;
    }

    private static ComparisonOperator? OperatorAt(ExpressionToken token) => token switch
    {
        { Kind: TokenKind.Name, Value: "contains" } => ComparisonOperator.Contains,
        { Kind: not TokenKind.Operator } => null,
        { Value: "==" } => ComparisonOperator.Equal,
        { Value: "!=" or "<>" } => ComparisonOperator.NotEqual,
        { Value: "<" } => ComparisonOperator.Less,
        { Value: "<=" } => ComparisonOperator.LessOrEqual,
        { Value: ">" } => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    private Expression? Value(int depth)
    {
        var token = Current;
        budget.Count(token.At);
        switch (token.Kind)
        {
            case TokenKind.Text:
                at++;
                return new Expression.Literal(new TemplateValue.Text(token.Value));
            case TokenKind.Number:
                at++;
                return Number(token);
            case TokenKind.Name when Words.TryGetValue(token.Value, out var word):
                at++;
                return word;
            case TokenKind.Name:
                at++;
                return Path(token.Value, token.At, depth);
            case TokenKind.Mark when token.IsMark('['):
                return QuotedRoot(depth);
            default:
                return Unexpected<Expression>("Write a value: a path such as facts.courier_price, a number, or words in quotes.");
        }
    }

    private Expression.Literal? Number(ExpressionToken token)
    {
        if (token.Value.Length <= NumberCharactersMax)
        {
            return new Expression.Literal(new TemplateValue.Number(decimal.Parse(
                token.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
        }

        findings.Error(
            TemplateFindings.BadLiteral,
            token.At,
            $"The number has more than {NumberCharactersMax} characters.",
            "Put it in quotes if it is not to be counted with.");
        return null;
    }

    /// <summary><c>["delivery time"].name</c>: a root may stand in quotes, but not in another value,
    /// or nobody could say what is read.</summary>
    private Expression.Path? QuotedRoot(int depth)
    {
        at++;
        var name = Current;
        if (name.Kind != TokenKind.Text)
        {
            return Unexpected<Expression.Path>("A path begins with a name.");
        }

        at++;
        return TakeMark(']', "Close the bracket.") ? Path(name.Value, name.At, depth) : null;
    }

    private Expression.Path? Path(string root, int rootAt, int depth)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        while (Current.IsMark('.') || Current.IsMark('['))
        {
            budget.Count(Current.At);
            var step = Current.IsMark('.') ? NameStep() : BracketStep(depth + 1);
            if (step is null)
            {
                return null;
            }

            steps.Add(step);
        }

        var path = new Expression.Path(root, steps.ToImmutable(), rootAt);
        return IsKnownRoot(path) && IsFactNamed(path) ? path : null;
    }

    private PathStep? NameStep()
    {
        at++;
        var name = Current;
        if (name.Kind != TokenKind.Name)
        {
            return Unexpected<PathStep>("A name follows the dot.");
        }

        at++;
        return new PathStep(name.Value, null);
    }

    private PathStep? BracketStep(int depth)
    {
        var open = Current.At;
        at++;
        if (!budget.MayNest(depth, open))
        {
            return null;
        }

        var step = Current.Kind == TokenKind.Text ? new PathStep(Current.Value, null) : null;
        if (step is not null)
        {
            at++;
        }
        else if (Value(depth) is { } index)
        {
            step = new PathStep(null, index);
        }

        return step is not null && TakeMark(']', "Close the bracket.") ? step : null;
    }

    private bool IsKnownRoot(Expression.Path path)
    {
        if (dialect.Roots.Contains(path.Root))
        {
            return true;
        }

        findings.Error(
            TemplateFindings.UnknownRoot,
            path.At,
            $"'{path.Root}' is not known here.",
            $"Known are {string.Join(", ", dialect.Roots.Order(StringComparer.Ordinal))}; words belong in quotes.");
        return false;
    }

    private bool IsFactNamed(Expression.Path path)
    {
        if (path.Root != Expression.Path.FactsRoot || path is { Steps: [{ Name: not null }] })
        {
            return true;
        }

        findings.Error(
            TemplateFindings.FactPath,
            path.At,
            "A fact is named outright and has no parts.",
            "Write facts and the fact's name, e.g. facts.courier_price.");
        return false;
    }

    /// <summary>False if what follows cannot be read; a <paramref name="call"/> that is null has been
    /// reported and was stepped over.</summary>
    private bool TakeFilter(out FilterCall? call)
    {
        call = null;
        var name = Current;
        if (name.Kind != TokenKind.Name)
        {
            return Unexpected<FilterCall>("The name of a filter follows '|'.") is not null;
        }

        at++;
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        Expression? allowFalse = null;
        if (Current.IsMark(':') && !TakeArguments(name, arguments, ref allowFalse))
        {
            return false;
        }

        if (!TemplateFilter.ByName.TryGetValue(name.Value, out var filter))
        {
            findings.Error(
                TemplateFindings.UnknownFilter, name.At, $"There is no filter '{name.Value}'.", $"Known are {TemplateFilter.Names}.");
            return true;
        }

        if (FilterCheck.IsFine(filter, name.At, arguments, dialect, findings))
        {
            call = new FilterCall(filter, arguments.ToImmutable(), allowFalse);
        }

        return true;
    }

    private bool TakeArguments(ExpressionToken filter, ImmutableArray<Expression>.Builder arguments, ref Expression? allowFalse)
    {
        do
        {
            at++;
            var isNamed = Current.Kind == TokenKind.Name && tokens[at + 1].IsMark(':');
            var name = Current;
            at += isNamed ? 2 : 0;
            if (Value(depth: 0) is not { } value)
            {
                return false;
            }

            if (!isNamed)
            {
                arguments.Add(value);
            }
            else if (name.Value == AllowFalse && filter.Value == TemplateFilter.Default)
            {
                allowFalse = value;
            }
            else
            {
                findings.Error(
                    TemplateFindings.FilterArguments,
                    name.At,
                    $"'{filter.Value}' has no argument named '{name.Value}'.",
                    "Write arguments without names; only 'default' has one, 'allow_false'.");
                return false;
            }
        }
        while (Current.IsMark(','));

        return true;
    }

    private bool TakeMark(char mark, string hint)
    {
        if (!Current.IsMark(mark))
        {
            return Unexpected<object>(hint) is not null;
        }

        at++;
        return true;
    }

    private bool IsAtEnd(string hint) => Current.Kind == TokenKind.End || Unexpected<object>(hint) is not null;

    /// <summary>Reports what stands here, unless the lexer has.</summary>
    private T? Unexpected<T>(string hint)
        where T : class
    {
        if (Current.Kind != TokenKind.Bad)
        {
            var shown = Current.Kind == TokenKind.End ? "The markup ends too early." : $"'{Current.Value}' cannot stand here.";
            findings.Error(TemplateFindings.Syntax, Current.At, shown, hint);
        }

        return null;
    }
}
