using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A part of a parsed template.</summary>
internal abstract record TemplateNode
{
    private TemplateNode()
    {
    }

    /// <summary>Words between the markup; whitespace control has been applied.</summary>
    public sealed record Text(string Value) : TemplateNode;

    /// <summary><c>{{ value | filter }}</c></summary>
    public sealed record Output(Expression Value, ImmutableArray<FilterCall> Filters) : TemplateNode;

    /// <summary><c>if</c> and <c>unless</c>: the first branch whose condition holds is rendered.</summary>
    public sealed record Choice(ImmutableArray<Branch> Branches) : TemplateNode;
}

/// <summary>A branch of a choice.</summary>
/// <param name="Condition">Null for <c>else</c>.</param>
/// <param name="IsNegated">For the first branch of <c>unless</c>.</param>
/// <param name="Body">Empty where it holds nothing but whitespace and comments, as in Liquid.</param>
internal sealed record Branch(Condition? Condition, bool IsNegated, ImmutableArray<TemplateNode> Body);

/// <summary>Tests joined by <c>and</c> and <c>or</c>, which Liquid binds from the right: <c>a and b or c</c> is
/// <c>a and (b or c)</c>.</summary>
/// <param name="Tests">At least one.</param>
/// <param name="IsAnd">What stands after each test but the last: true for <c>and</c>.</param>
internal sealed record Condition(ImmutableArray<Test> Tests, ImmutableArray<bool> IsAnd);

/// <summary>One test of a condition.</summary>
/// <param name="Left">Tested for being true where there is no operator.</param>
/// <param name="Operator">Null for none.</param>
/// <param name="Right">Null exactly where <paramref name="Operator"/> is.</param>
internal sealed record Test(Expression Left, ComparisonOperator? Operator, Expression? Right);

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
}

/// <summary>What stands for a value.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A text, a number, <c>true</c>, <c>false</c> or <c>nil</c>.</summary>
    public sealed record Literal(TemplateValue Value) : Expression;

    /// <summary><c>blank</c> or <c>empty</c>: true, printed as nothing, equal to what has nothing in it.</summary>
    public sealed record Void(bool IsBlank) : Expression;

    /// <summary><c>facts.courier_price</c>, <c>list[0].name</c>, <c>map["key"]</c>, <c>map[other.path]</c>.</summary>
    /// <param name="Root">The first name.</param>
    /// <param name="Steps">What follows it.</param>
    /// <param name="At">Offset of the root in the source.</param>
    public sealed record Path(string Root, ImmutableArray<PathStep> Steps, int At) : Expression
    {
        /// <summary>The root under which typed facts are found.</summary>
        public const string FactsRoot = "facts";

        /// <summary>The fact's name; null for another root.</summary>
        public string? Fact => Root == FactsRoot ? Steps[0].Name : null;
    }
}

/// <summary>A step of a path: exactly one of the two is there.</summary>
/// <param name="Name">After a dot, or in quotes inside brackets.</param>
/// <param name="Index">Anything else inside brackets.</param>
internal sealed record PathStep(string? Name, Expression? Index);

/// <summary>A filter as used.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Arguments">As many as the filter allows.</param>
/// <param name="AllowFalse">The named argument of <c>default</c>; null where it is not given.</param>
internal sealed record FilterCall(TemplateFilter Filter, ImmutableArray<Expression> Arguments, Expression? AllowFalse);
