using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>One text that the program says, whoever words it.</summary>
/// <param name="Id">E.g. <c>chat_unread</c>.</param>
/// <param name="Purpose">What it is for, as a sentence for authors.</param>
internal sealed record TextPurpose(string Id, string Purpose)
{
    /// <summary>By id: what the bot says and what the interface says.</summary>
    public static FrozenDictionary<string, TextPurpose> All { get; } =
        TextIds.Purposes.AddRange(InterfaceTextIds.Purposes).ToFrozenDictionary(text => text.Id, StringComparer.Ordinal);

    /// <summary>Names that the page fills in where they stand in single braces.</summary>
    public ImmutableArray<string> Placeholders { get; init; } = [];

    /// <summary>What its template can name beside what all can.</summary>
    public ImmutableArray<string> Roots { get; init; } = [];

    /// <summary>What there is of its <c>case</c> or <c>order</c>; its other values are plain.</summary>
    public ImmutableArray<string> Parts { get; init; } = DialogKeys.CaseNames;

    /// <summary>What it is there to say, as written in a template: it names one of these, or it leaves out what it is for. Empty where
    /// its words are enough.</summary>
    public ImmutableArray<string> Says { get; init; } = [];

    public TemplateDialect Dialect => Roots.IsEmpty ? TemplateDialect.Standard : TemplateDialect.Standard.WithRoots(Roots);

    /// <summary>What there is of <paramref name="root"/>, which is one of <see cref="Roots"/>; a plain value is text.</summary>
    public ImmutableArray<string> PartsOf(string root) => root is "case" or "order" ? Parts : ["size"];
}
