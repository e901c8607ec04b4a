using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A place where a template names a value.</summary>
/// <param name="Root">The first name, e.g. <c>facts</c> or <c>shop</c>.</param>
/// <param name="Name">What follows it, e.g. <c>courier_price</c>; null where nothing or a computed index does. Never null for
/// a fact.</param>
/// <param name="Offset">Of the root in <see cref="Template.Source"/>, in UTF-16 characters.</param>
/// <param name="IsNeeded">Whether it is printed there although nothing has made sure that it is stated.</param>
public sealed record TemplateMention(string Root, string? Name, int Offset, bool IsNeeded)
{
    /// <summary>The fact's name; null for other values.</summary>
    public string? Fact => Root == Expression.Path.FactsRoot ? Name : null;

    /// <summary>As it is written, e.g. <c>case.number</c>.</summary>
    internal string Shown => Name is null ? Root : $"{Root}.{Name}";
}

/// <summary>Finds which facts and other values a template cannot do without. A test that can only hold (or only fail) with the value
/// stated guards what is printed behind it: <c>if facts.a</c>, <c>facts.a > 3</c>, <c>facts.a != nil</c>, the <c>else</c> of
/// <c>unless facts.a</c>. <c>and</c> guards by each of its parts, <c>or</c> only by what all of them test. A value with <c>default</c>
/// behind it is not needed.</summary>
internal sealed class TemplateMentions
{
    private static readonly ImmutableHashSet<string> None = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    private readonly List<TemplateMention> mentions = [];

    private TemplateMentions()
    {
    }

    /// <summary>All mentions in <paramref name="nodes"/>, ordered by offset.</summary>
    public static ImmutableArray<TemplateMention> In(ImmutableArray<TemplateNode> nodes)
    {
        var finder = new TemplateMentions();
        finder.Visit(nodes, None);
        return [.. finder.mentions.OrderBy(mention => mention.Offset)];
    }

    private void Visit(ImmutableArray<TemplateNode> nodes, ImmutableHashSet<string> stated)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TemplateNode.Output output:
                    Visit(output, stated);
                    break;
                case TemplateNode.Choice choice:
                    Visit(choice, stated);
                    break;
            }
        }
    }

    private void Visit(TemplateNode.Output output, ImmutableHashSet<string> stated)
    {
        var lastDefault = LastDefault(output.Filters);
        Mention(output.Value, isNeeded: lastDefault < 0, stated);
        for (var at = 0; at < output.Filters.Length; at++)
        {
            foreach (var argument in output.Filters[at].Arguments)
            {
                Mention(argument, isNeeded: at >= lastDefault, stated);
            }

            if (output.Filters[at].AllowFalse is { } allowFalse)
            {
                Mention(allowFalse, isNeeded: false, stated);
            }
        }
    }

    private static int LastDefault(ImmutableArray<FilterCall> filters)
    {
        var at = filters.Length - 1;
        while (at >= 0 && filters[at].Filter.Name != TemplateFilter.Default)
        {
            at--;
        }

        return at;
    }

    private void Visit(TemplateNode.Choice choice, ImmutableHashSet<string> stated)
    {
        foreach (var branch in choice.Branches)
        {
            if (branch.Condition is null)
            {
                Visit(branch.Body, stated);
                continue;
            }

            foreach (var test in branch.Condition.Tests)
            {
                Mention(test.Left, isNeeded: false, stated);
                Mention(test.Right, isNeeded: false, stated);
            }

            var (whenTrue, whenFalse) = Guards(branch.Condition);
            var (inside, after) = branch.IsNegated ? (whenFalse, whenTrue) : (whenTrue, whenFalse);
            Visit(branch.Body, stated.Union(inside));
            stated = stated.Union(after);
        }
    }

    private void Mention(Expression? expression, bool isNeeded, ImmutableHashSet<string> stated)
    {
        if (expression is not Expression.Path path)
        {
            return;
        }

        var name = path.Steps.IsEmpty ? null : path.Steps[0].Name;
        mentions.Add(new TemplateMention(path.Root, name, path.At, isNeeded && Key(path) is { } key && !stated.Contains(key)));
        foreach (var step in path.Steps)
        {
            Mention(step.Index, isNeeded, stated);
        }
    }

    /// <summary>What a guard and a mention have in common; null for a path without a plain second name.</summary>
    private static string? Key(Expression.Path path) =>
        path.Steps is [{ Name: { } name }, ..] ? $"{path.Root}.{name}" : null;

    /// <summary>Which values are surely stated where the condition holds, and where it does not.</summary>
    private static (ImmutableHashSet<string> WhenTrue, ImmutableHashSet<string> WhenFalse) Guards(Condition condition)
    {
        var guards = Guards(condition.Tests[^1]);
        for (var at = condition.IsAnd.Length - 1; at >= 0; at--)
        {
            var left = Guards(condition.Tests[at]);
            guards = condition.IsAnd[at]
                ? (left.WhenTrue.Union(guards.WhenTrue), left.WhenFalse.Intersect(guards.WhenFalse))
                : (left.WhenTrue.Intersect(guards.WhenTrue), left.WhenFalse.Union(guards.WhenFalse));
        }

        return guards;
    }

    private static (ImmutableHashSet<string> WhenTrue, ImmutableHashSet<string> WhenFalse) Guards(Test test)
    {
        var tested = None.Union(KeysOf(test.Left)).Union(KeysOf(test.Right));
        var (whenEqual, whenNot) = IsAbsence(test.Left) || IsAbsence(test.Right) ? (None, tested)
            : IsSure(test) ? (tested, None)
            : (None, None);
        return test.Operator switch
        {
            ComparisonOperator.Equal => (whenEqual, whenNot),
            ComparisonOperator.NotEqual => (whenNot, whenEqual),
            _ => (tested, None),
        };
    }

    private static IEnumerable<string> KeysOf(Expression? expression) =>
        expression is Expression.Path path && Key(path) is { } key ? [key] : [];

    /// <summary><c>facts.a == nil</c> and <c>facts.a == blank</c> hold without the fact.</summary>
    private static bool IsAbsence(Expression? expression) =>
        expression is Expression.Void { IsBlank: true } or Expression.Literal { Value: TemplateValue.Nil };

    /// <summary>Two values may both be missing and so be equal; a literal that is something cannot.</summary>
    private static bool IsSure(Test test) => test.Left is Expression.Literal || test.Right is Expression.Literal;
}
