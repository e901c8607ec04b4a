using NodaTime;

namespace FaqBot.Engine;

/// <summary>What a template can see.</summary>
/// <param name="Locale">Decides how facts, numbers and dates print.</param>
/// <param name="Roots">By first name: <c>facts</c>, <c>shop</c>, <c>law</c>, <c>hours</c> and what a dialog knows.</param>
public sealed record TemplateScope(Locale Locale, IReadOnlyDictionary<string, TemplateValue> Roots)
{
    /// <summary>BCP-47.</summary>
    public string Language => Locale.Language;

    /// <summary>What a two-part path such as <c>shop.email</c> stands for; <see cref="TemplateValue.Nil"/> where
    /// nothing is stated.</summary>
    public TemplateValue Find(string root, string name) =>
        Roots.TryGetValue(root, out var value) && value is TemplateValue.Map map ? map.Find(name) : new TemplateValue.Nil();

    /// <summary>The same with more to see; itself where there is no more. What was looked up once stays known.</summary>
    /// <param name="named">By first name; one that is there is replaced.</param>
    internal TemplateScope With(params ReadOnlySpan<(string Name, TemplateValue Value)> named)
    {
        if (named.IsEmpty)
        {
            return this;
        }
        var roots = new Dictionary<string, TemplateValue>(Roots, StringComparer.Ordinal);
        foreach (var (name, value) in named)
        {
            roots[name] = value;
        }
        return this with { Roots = roots };
    }
}

/// <summary>A value inside a template. It prints as it is: markup inside a text is text.</summary>
public abstract record TemplateValue
{
    private TemplateValue()
    {
    }

    internal static TemplateValue Nothing { get; } = new Nil();

    internal static TemplateValue True { get; } = new Bool(true);

    internal static TemplateValue False { get; } = new Bool(false);

    /// <summary>A text; nothing where it is null.</summary>
    internal static TemplateValue Of(string? text) => text is null ? Nothing : new Text(text);

    /// <summary>Nothing; prints as nothing and is false.</summary>
    public sealed record Nil : TemplateValue;

    /// <summary>True or false.</summary>
    public sealed record Bool(bool Value) : TemplateValue;

    /// <summary>A number; prints its digits as given (5.0 stays 5.0) with the decimal mark of the language.</summary>
    public sealed record Number(decimal Value) : TemplateValue;

    /// <summary>A text.</summary>
    public sealed record Text(string Value) : TemplateValue;

    /// <summary>A date of the calendar; prints as the filter <c>date</c> does.</summary>
    public sealed record Date(LocalDate Value) : TemplateValue;

    /// <summary>A typed fact of the shop; true when it is there and can be said in the language, whatever its words
    /// ("no" is true).</summary>
    public sealed record OfFact(Fact Value) : TemplateValue;

    /// <summary>Values in order; prints them one after the other, nested lists not at all.</summary>
    public sealed record List(IReadOnlyList<TemplateValue> Items) : TemplateValue;

    /// <summary>Named values; a name that is missing is <see cref="Nil"/>. The look-up may compute. Prints as nothing.</summary>
    public sealed record Map(Func<string, TemplateValue> Find) : TemplateValue;
}
