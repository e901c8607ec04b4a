using System.Collections.Immutable;
using System.Text;

namespace FaqBot.Engine;

/// <summary>One rendering: what has been written, and what it has cost.</summary>
internal sealed class TemplateRun(TemplateScope scope)
{
    private const int CharactersPerStep = 1_000;

    private readonly StringBuilder output = new();
    private int steps;

    public Locale Locale => scope.Locale;

    public string Render(ImmutableArray<TemplateNode> nodes)
    {
        Write(nodes);
        return output.ToString();
    }

    /// <summary>As a customer reads it.</summary>
    public string Print(TemplateValue value) => value switch
    {
        TemplateValue.Text { Value: var text } => text,
        TemplateValue.OfFact { Value: var fact } => fact.Print(Locale),
        TemplateValue.Number { Value: var number } => Locale.Numbers.Plain(number),
        TemplateValue.Bool { Value: var isTrue } => isTrue ? "true" : "false",
        TemplateValue.Date { Value: var date } => Locale.Date(date),
        TemplateValue.List { Items: var items } => PrintItems(items),
        _ => "",
    };

    /// <summary>Counts steps.</summary>
    /// <exception cref="TemplateLimitException">There are too many.</exception>
    public void Charge(int count)
    {
        steps += Math.Min(count, TemplateLimits.RenderStepsMax);
        if (steps > TemplateLimits.RenderStepsMax)
        {
            throw new TemplateLimitException($"A template took more than {TemplateLimits.RenderStepsMax} steps.");
        }
    }

    /// <summary>Counts a text of <paramref name="length"/> characters before it is made.</summary>
    /// <exception cref="TemplateLimitException">It is too long, or there are too many steps.</exception>
    public void ChargeText(long length)
    {
        if (length > TemplateLimits.OutputCharactersMax)
        {
            throw new TemplateLimitException($"A template made a text of more than {TemplateLimits.OutputCharactersMax} characters.");
        }

        Charge(1 + (int)(length / CharactersPerStep));
    }

    private string PrintItems(IReadOnlyList<TemplateValue> items)
    {
        var text = new StringBuilder();
        foreach (var item in items)
        {
            var printed = item is TemplateValue.List ? "" : Print(item);
            ChargeText((long)text.Length + printed.Length);
            text.Append(printed);
        }

        return text.ToString();
    }

    private void Write(ImmutableArray<TemplateNode> nodes)
    {
        foreach (var node in nodes)
        {
            Charge(1);
            switch (node)
            {
                case TemplateNode.Text text:
                    Write(text.Value);
                    break;
                case TemplateNode.Output printed:
                    Write(Print(Evaluate(printed)));
                    break;
                case TemplateNode.Choice choice:
                    Write(choice);
                    break;
            }
        }
    }

    private void Write(string text)
    {
        ChargeText((long)output.Length + text.Length);
        output.Append(text);
    }

    private void Write(TemplateNode.Choice choice)
    {
        foreach (var branch in choice.Branches)
        {
            Charge(1);
            if (branch.Condition is null || Holds(branch.Condition) != branch.IsNegated)
            {
                Write(branch.Body);
                return;
            }
        }
    }

    private TemplateValue Evaluate(TemplateNode.Output printed)
    {
        var value = Evaluate(printed.Value);
        foreach (var call in printed.Filters)
        {
            ChargeText(value is TemplateValue.Text { Value: var text } ? Math.Min(text.Length, TemplateLimits.OutputCharactersMax) : 0);
            value = call.Filter.Apply(this, value, Arguments(call));
        }

        return value;
    }

    private TemplateValue[] Arguments(FilterCall call)
    {
        var arguments = new TemplateValue[call.Arguments.Length + (call.AllowFalse is null ? 0 : 1)];
        for (var at = 0; at < call.Arguments.Length; at++)
        {
            arguments[at] = Evaluate(call.Arguments[at]);
        }

        if (call.AllowFalse is not null)
        {
            arguments[^1] = Evaluate(call.AllowFalse);
        }

        return arguments;
    }

    /// <summary>Bound from the right, so the first test that decides ends it.</summary>
    private bool Holds(Condition condition)
    {
        for (var at = 0; at < condition.IsAnd.Length; at++)
        {
            var holds = Holds(condition.Tests[at]);
            if (holds != condition.IsAnd[at])
            {
                return holds;
            }
        }

        return Holds(condition.Tests[^1]);
    }

    private bool Holds(Test test)
    {
        Charge(1);
        if (test.Operator is not { } comparison || test.Right is null)
        {
            return TemplateComparison.IsTrue(Evaluate(test.Left));
        }

        return comparison switch
        {
            ComparisonOperator.Equal => AreEqual(test.Left, test.Right),
            ComparisonOperator.NotEqual => !AreEqual(test.Left, test.Right),
            ComparisonOperator.Contains => Contains(Evaluate(test.Left), Evaluate(test.Right)),
            _ => IsInOrder(TemplateComparison.Order(Evaluate(test.Left), Evaluate(test.Right), Locale), comparison),
        };
    }

    private bool AreEqual(Expression left, Expression right) => (left, right) switch
    {
        (Expression.Void a, Expression.Void b) => a.IsBlank == b.IsBlank,
        (Expression.Void a, _) => IsVoid(Evaluate(right), a.IsBlank),
        (_, Expression.Void b) => IsVoid(Evaluate(left), b.IsBlank),
        _ => TemplateComparison.AreEqual(Evaluate(left), Evaluate(right), Locale),
    };

    private static bool IsVoid(TemplateValue value, bool isBlank) =>
        isBlank ? TemplateComparison.IsBlank(value) : TemplateComparison.IsEmpty(value);

    private static bool IsInOrder(int? order, ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    /// <summary>A text in a text, an item in a list, a name in a map; what is nothing or false is in nothing, as in Liquid.</summary>
    private bool Contains(TemplateValue whole, TemplateValue part)
    {
        if (!TemplateComparison.IsTrue(part))
        {
            return false;
        }

        switch (whole)
        {
            case TemplateValue.Text or TemplateValue.OfFact:
                return Print(whole).Contains(Print(part), StringComparison.Ordinal);
            case TemplateValue.Map map:
                return map.Find(Print(part)) is not TemplateValue.Nil;
            case TemplateValue.List { Items: var items }:
                Charge(items.Count);
                return items.Any(item => TemplateComparison.AreEqual(item, part, Locale));
            default:
                return false;
        }
    }

    private TemplateValue Evaluate(Expression expression)
    {
        Charge(1);
        return expression switch
        {
            Expression.Literal literal => literal.Value,
            Expression.Path path => Follow(path),
            _ => new TemplateValue.Text(""),
        };
    }

    /// <summary>What cannot be followed is nothing; so is a fact that cannot be said in the language.</summary>
    private TemplateValue Follow(Expression.Path path)
    {
        var value = scope.Roots.TryGetValue(path.Root, out var root) ? root : TemplateValue.Nothing;
        foreach (var step in path.Steps)
        {
            Charge(1);
            value = step.Index is null ? ByName(value, step.Name ?? "") : ByIndex(value, Evaluate(step.Index));
        }

        return value is TemplateValue.OfFact { Value: var fact } && !fact.IsSaidIn(Locale) ? TemplateValue.Nothing : value;
    }

    private TemplateValue ByName(TemplateValue value, string name) => (value, name) switch
    {
        (TemplateValue.Map map, _) => map.Find(name),
        (TemplateValue.List { Items: [var first, ..] }, "first") => first,
        (TemplateValue.List { Items: [.., var last] }, "last") => last,
        (TemplateValue.List or TemplateValue.Text, "size") => TextFilters.SizeOf(this, value),
        _ => TemplateValue.Nothing,
    };

    private TemplateValue ByIndex(TemplateValue value, TemplateValue index)
    {
        if (index is TemplateValue.Text or TemplateValue.OfFact)
        {
            return ByName(value, Print(index));
        }

        if (value is not TemplateValue.List { Items: var items } || index is not TemplateValue.Number { Value: var number })
        {
            return TemplateValue.Nothing;
        }

        var position = number < 0 ? items.Count + decimal.Max(number, int.MinValue) : number;
        return position >= 0 && position < items.Count && decimal.IsInteger(position) ? items[(int)position] : TemplateValue.Nothing;
    }
}
