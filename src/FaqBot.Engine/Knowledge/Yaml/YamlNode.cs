using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>A piece of a YAML file and where it stands: our own tree, so that every finding has a line and a column.</summary>
internal abstract class YamlNode(SourceSpan span)
{
    /// <summary>Where its first character stands.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>For messages: "a mapping", "a list", "a text".</summary>
    public abstract string Shape { get; }

    /// <summary><c>null</c>, <c>~</c> or nothing at all: as if the key were not there.</summary>
    public virtual bool IsAbsent => false;

    /// <summary>Absent, because its author wrote it behind a <c>#</c>; that is found already.</summary>
    public bool IsComment { get; init; }
}

/// <summary>Keys with values; keys are unique.</summary>
internal sealed class YamlMapping(SourceSpan span, ImmutableArray<YamlPair> pairs) : YamlNode(span)
{
    public ImmutableArray<YamlPair> Pairs { get; } = pairs;

    public override string Shape => "a mapping (`key: value`)";
}

/// <summary>One key with its value.</summary>
internal readonly record struct YamlPair(YamlScalar Key, YamlNode Value);

/// <summary>A list.</summary>
internal sealed class YamlSequence(SourceSpan span, ImmutableArray<YamlNode> items) : YamlNode(span)
{
    public ImmutableArray<YamlNode> Items { get; } = items;

    public override string Shape => "a list (`- item` or `[item]`)";
}

/// <summary>A text; types are told by whoever reads it, so <c>yes</c>, <c>12:30</c> and <c>007</c> stay what was written.</summary>
internal sealed class YamlScalar(SourceText source, int offset, string text, bool isPlain, SourceSpan span) : YamlNode(span)
{
    public string Text { get; } = text;

    public override string Shape => "a text";

    public override bool IsAbsent => isPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Where character <paramref name="index"/> of <see cref="Text"/> stands in the file, through quotes, escapes and folded
    /// lines.</summary>
    public SourceSpan SpanOf(int index) => source.SpanAt(ScalarMap.OffsetOf(source.Text, offset, Text, index));
}
