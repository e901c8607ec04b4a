using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FaqBot.Engine;

/// <summary>Reads one YAML document from the parser's events: no tags, anchors or aliases, and nothing beyond
/// <see cref="KnowledgeLimits"/>. The nesting is counted as events arrive, so that hostile depth never reaches the call stack.</summary>
internal sealed class YamlReader
{
    private readonly SourceText source;
    private readonly Findings findings;
    private readonly Parser parser;
    private readonly List<int> cutOff = [];
    private int nodes;
    private bool isStopped;

    private YamlReader(SourceText source, Findings findings)
    {
        this.source = source;
        this.findings = findings;
        parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The root of <paramref name="source"/>; null for an empty file, or for one with an error in its syntax or past a
    /// limit.</summary>
    public static YamlNode? Read(SourceText source, Findings findings)
    {
        var reader = new YamlReader(source, findings);
        try
        {
            var root = reader.Document();
            reader.cutOff.ForEach(sign => CommentSigns.Report(source, KnowledgeRules.TextCutOff, sign, findings));
            return reader.isStopped || root is null or { IsAbsent: true } ? null : root;
        }
        catch (YamlException exception)
        {
            YamlErrors.Report(source, exception, reader.parser.Current?.End ?? Mark.Empty, findings);
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            // The parser itself gave up on something it should have named (found by fuzzing: "The scanner should contain no more tokens").
            YamlErrors.Report(source, reader.parser.Current?.End ?? Mark.Empty, findings);
            return null;
        }
    }

    private YamlNode? Document()
    {
        var root = default(YamlNode);
        var documents = 0;
        while (!isStopped && parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart start when ++documents > 1:
                    return Stop(KnowledgeRules.SeveralDocuments, start.Start, "A second document begins here.");
                case NodeEvent or AnchorAlias:
                    root = Node(0);
                    break;
            }
        }
        return root;
    }

    /// <summary>The node that begins with the current event; null once a limit has stopped the reading.</summary>
    private YamlNode? Node(int depth)
    {
        if (++nodes > KnowledgeLimits.NodesPerFileMax)
        {
            return Stop(KnowledgeRules.TooManyNodes, parser.Current, $"The file has more than {KnowledgeLimits.NodesPerFileMax} values.");
        }
        if (depth >= KnowledgeLimits.NestingMax && parser.Current is MappingStart or SequenceStart)
        {
            return Stop(KnowledgeRules.TooDeep, parser.Current, $"More than {KnowledgeLimits.NestingMax} levels stand inside each other.");
        }
        RefuseProperties();
        return parser.Current switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart start => Sequence(start, depth),
            MappingStart start => Mapping(start, depth),
            AnchorAlias alias => new YamlScalar(source, Offset(alias.Start), "", isPlain: true, Span(alias.Start)),
            _ => Stop(KnowledgeRules.YamlSyntax, parser.Current, "The file ends within a value."),
        };
    }

    private YamlSequence? Sequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (parser.MoveNext() && parser.Current is not SequenceEnd)
        {
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }
            items.Add(item);
        }
        return new YamlSequence(Span(start.Start), items.ToImmutable());
    }

    private YamlMapping? Mapping(MappingStart start, int depth)
    {
        var pairs = ImmutableArray.CreateBuilder<YamlPair>();
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        while (parser.MoveNext() && parser.Current is not MappingEnd)
        {
            if (Node(depth + 1) is not { } key || !parser.MoveNext() || Node(depth + 1) is not { } value)
            {
                return null;
            }
            if (Key(key, seen) is { } text)
            {
                pairs.Add(new YamlPair(text, value));
            }
        }
        return new YamlMapping(Span(start.Start), pairs.ToImmutable());
    }

    private YamlScalar? Key(YamlNode node, Dictionary<string, SourceSpan> seen)
    {
        if (node is not YamlScalar { IsAbsent: false } key)
        {
            findings.Add(KnowledgeRules.KeyNotText, node.Span, "A key must be a text.");
            return null;
        }
        if (seen.TryAdd(key.Text, key.Span))
        {
            return key;
        }
        findings.Add(KnowledgeRules.DuplicateKey, key.Span, $"The key '{key.Text}' stands here a second time; first at {seen[key.Text]}.");
        return null;
    }

    private YamlScalar? Text(Scalar scalar)
    {
        if (scalar.Value.Length > KnowledgeLimits.ScalarLengthMax)
        {
            Stop(KnowledgeRules.ScalarTooLong, scalar, $"The text has {scalar.Value.Length} characters.");
            return null;
        }
        // An escape such as "\0" brings in what the file itself may not hold.
        if (!SourceText.IsPrintable(scalar.Value))
        {
            findings.Add(
                KnowledgeRules.ControlCharacter, Span(scalar.Start), "An escape in this text stands for a character that cannot be shown.");
        }
        var isPlain = scalar.Style == ScalarStyle.Plain;
        return new YamlScalar(source, Offset(scalar.Start), scalar.Value, isPlain, Span(scalar.Start))
        {
            IsComment = isPlain && LosesText(scalar),
        };
    }

    /// <summary>Finds a text that a comment hides; true where nothing is left of it. What is only cut off is said once the whole file could
    /// be read: the same sign may be why it could not.</summary>
    private bool LosesText(Scalar scalar)
    {
        if (CommentSigns.Behind(source.Text, Offset(scalar.End)) is not { } sign)
        {
            return false;
        }
        if (scalar.Value.Length > 0)
        {
            cutOff.Add(sign);
            return false;
        }
        CommentSigns.Report(source, KnowledgeRules.ValueIsComment, sign, findings);
        return true;
    }

    private void RefuseProperties()
    {
        if (parser.Current is AnchorAlias alias)
        {
            findings.Add(KnowledgeRules.AnchorOrAlias, Span(alias.Start), $"The alias '*{alias.Value}' is not supported.");
        }
        if (parser.Current is not NodeEvent node)
        {
            return;
        }
        if (!node.Anchor.IsEmpty)
        {
            findings.Add(KnowledgeRules.AnchorOrAlias, Span(node.Start), $"The anchor '&{node.Anchor}' is not supported.");
        }
        if (!node.Tag.IsEmpty)
        {
            findings.Add(KnowledgeRules.Tag, Span(node.Start), $"The tag '{node.Tag}' is not supported.");
        }
    }

    private YamlNode? Stop(DiagnosticRule rule, ParsingEvent? at, string message) => Stop(rule, at?.Start ?? Mark.Empty, message);

    private YamlNode? Stop(DiagnosticRule rule, Mark at, string message)
    {
        findings.Add(rule, Span(at), message);
        isStopped = true;
        return null;
    }

    private SourceSpan Span(Mark mark) => new(source.File, (int)mark.Line, (int)mark.Column);

    private static int Offset(Mark mark) => (int)mark.Index;
}
