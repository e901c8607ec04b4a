using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>When something in a dialog applies: a structured map, no expression.</summary>
internal abstract record DialogCondition
{
    /// <summary>Any answer that was given.</summary>
    public const string Known = "known";

    /// <summary>The customer does not know, left it out, or was not understood.</summary>
    public const string Unknown = "unknown";

    private DialogCondition()
    {
    }

    /// <summary>Every name that the condition asks for.</summary>
    public abstract IEnumerable<Is> Tests { get; }

    /// <summary>Whether it holds.</summary>
    /// <param name="valueOf">A name's value; <see cref="Unknown"/> where the customer does not know, null where it is not answered.</param>
    public abstract bool Holds(Func<string, string?> valueOf);

    /// <summary>A slot, or something that is worked out, has one of the values.</summary>
    public sealed record Is(string Name, ImmutableArray<string> Values, SourceSpan Span) : DialogCondition
    {
        public override IEnumerable<Is> Tests => [this];

        public override bool Holds(Func<string, string?> valueOf) =>
            valueOf(Name) is { } value && (Values.Contains(value) || (value != Unknown && Values.Contains(Known)));
    }

    /// <summary>It does not hold.</summary>
    public sealed record Not(DialogCondition Inner) : DialogCondition
    {
        public override IEnumerable<Is> Tests => Inner.Tests;

        public override bool Holds(Func<string, string?> valueOf) => !Inner.Holds(valueOf);
    }

    /// <summary>All hold.</summary>
    public sealed record All(ImmutableArray<DialogCondition> Parts) : DialogCondition
    {
        public override IEnumerable<Is> Tests => Parts.SelectMany(part => part.Tests);

        public override bool Holds(Func<string, string?> valueOf) => Parts.All(part => part.Holds(valueOf));
    }

    /// <summary>One holds at least.</summary>
    public sealed record Any(ImmutableArray<DialogCondition> Parts) : DialogCondition
    {
        public override IEnumerable<Is> Tests => Parts.SelectMany(part => part.Tests);

        public override bool Holds(Func<string, string?> valueOf) => Parts.Any(part => part.Holds(valueOf));
    }
}
