using System.Collections.Immutable;

namespace FaqBot.Engine;

/// <summary>Builds the tree of a template. Goes on after a finding, so that an author sees all of them at once.</summary>
internal sealed class TemplateParser
{
    private readonly string source;
    private readonly TemplateFindings findings;
    private readonly TemplateBudget budget;
    private readonly ExpressionParser expressions;
    private readonly Stack<OpenBlock> blocks = new();
    private readonly HashSet<string> unknownTags = new(StringComparer.Ordinal);
    private ImmutableArray<TemplateNode>.Builder nodes = ImmutableArray.CreateBuilder<TemplateNode>();

    public TemplateParser(string source, TemplateFindings findings, TemplateDialect dialect)
    {
        this.source = source;
        this.findings = findings;
        budget = new TemplateBudget(findings);
        expressions = new ExpressionParser(source, findings, budget, dialect);
    }

    /// <summary>The template's parts; of no use where there is a finding.</summary>
    public ImmutableArray<TemplateNode> Parse()
    {
        foreach (var piece in new TemplateLexer(source, findings).Cut())
        {
            budget.Count(piece.At);
            Take(piece);
        }

        foreach (var block in blocks)
        {
            findings.Error(
                TemplateFindings.UnclosedBlock, block.At, $"'{block.Tag}' is not closed.", $"Add {{% end{block.Tag} %}} behind it.");
        }

        return nodes.ToImmutable();
    }

    private void Take(Piece piece)
    {
        switch (piece.Kind)
        {
            case PieceKind.Text:
                nodes.Add(new TemplateNode.Text(source[piece.Start..piece.End]));
                break;
            case PieceKind.Raw:
                var words = new Expression.Literal(new TemplateValue.Text(source[piece.Start..piece.End]));
                nodes.Add(new TemplateNode.Output(words, []));
                break;
            case PieceKind.Output when expressions.Output(piece.Start, piece.End) is { } output:
                nodes.Add(output);
                break;
            case PieceKind.Tag:
                TakeTag(piece);
                break;
        }
    }

    private void TakeTag(Piece piece)
    {
        switch (piece.Name)
        {
            case "if" or "unless":
                Begin(piece);
                break;
            case "elsif" or "else":
                Continue(piece);
                break;
            case "endif" or "endunless":
                End(piece);
                break;
            default:
                ReportUnknown(piece);
                break;
        }
    }

    private void Begin(Piece piece)
    {
        budget.MayNest(blocks.Count + 1, piece.At);
        var condition = expressions.Condition(piece.Start, piece.End, piece.Name);
        blocks.Push(new OpenBlock(piece.Name, piece.At, nodes) { Condition = condition });
        nodes = ImmutableArray.CreateBuilder<TemplateNode>();
    }

    private void Continue(Piece piece)
    {
        if (!blocks.TryPeek(out var block))
        {
            ReportMisplaced(piece, $"'{piece.Name}' stands outside of 'if' and 'unless'.", "Open the block with {% if ... %}.");
            return;
        }

        if (block.HasElse)
        {
            ReportMisplaced(piece, $"'{piece.Name}' stands behind 'else' of the same block.", "There is one 'else', and it comes last.");
        }

        CloseBranch(block);
        block.HasElse |= piece.Name == "else";
        block.Condition = piece.Name == "else" ? null : expressions.Condition(piece.Start, piece.End, piece.Name);
        if (piece.Name == "else")
        {
            CheckBare(piece);
        }
    }

    private void End(Piece piece)
    {
        CheckBare(piece);
        if (!blocks.TryPeek(out var block) || piece.Name != "end" + block.Tag)
        {
            var expected = block is null
                ? "Remove it, or open the block before it."
                : $"The innermost open block is '{block.Tag}': close it with {{% end{block.Tag} %}}.";
            ReportMisplaced(piece, $"'{piece.Name}' closes nothing.", expected);
            return;
        }

        CloseBranch(block);
        blocks.Pop();
        nodes = block.Outer;
        nodes.Add(new TemplateNode.Choice(block.Branches.ToImmutable()));
    }

    private void CloseBranch(OpenBlock block)
    {
        var body = nodes.All(IsBlank) ? [] : nodes.ToImmutable();
        block.Branches.Add(new Branch(block.Condition, block.Tag == "unless" && block.Branches.Count == 0, body));
        nodes = ImmutableArray.CreateBuilder<TemplateNode>();
    }

    private static bool IsBlank(TemplateNode node) => node switch
    {
        TemplateNode.Text { Value: var text } => string.IsNullOrWhiteSpace(text),
        TemplateNode.Choice { Branches: var branches } => branches.All(branch => branch.Body.IsEmpty),
        _ => false,
    };

    private void CheckBare(Piece piece)
    {
        if (!string.IsNullOrWhiteSpace(source[piece.Start..piece.End]))
        {
            findings.Error(
                TemplateFindings.Syntax,
                piece.Start,
                $"'{piece.Name}' is followed by something.",
                piece.Name == "else" ? "Use 'elsif' for another condition." : "Remove it.");
        }
    }

    private void ReportMisplaced(Piece piece, string message, string hint) =>
        findings.Error(TemplateFindings.MisplacedTag, piece.At, message, hint);

    /// <summary>The end of an unknown block is not another mistake.</summary>
    private void ReportUnknown(Piece piece)
    {
        unknownTags.Add(piece.Name);
        if (piece.Name.StartsWith("end", StringComparison.Ordinal) && unknownTags.Contains(piece.Name["end".Length..]))
        {
            return;
        }

        findings.Error(TemplateFindings.UnknownTag, piece.At, $"There is no tag '{piece.Name}'.", HintFor(piece.Name));
    }

    private static string HintFor(string tag) => tag switch
    {
        "elseif" or "elif" => "Write 'elsif'.",
        "end" => "Write 'endif' or 'endunless'.",
        "for" or "assign" or "capture" or "case" or "include" or "render" =>
            "Templates choose and print, nothing else: use 'if', and state values as facts.",
        "endcomment" or "endraw" => "Remove it, or open the block before it.",
        _ => "Known are if, elsif, else, unless, comment, raw and '#'; values are printed with {{ ... }}.",
    };

    /// <summary>A block whose end has not come yet.</summary>
    private sealed class OpenBlock(string tag, int at, ImmutableArray<TemplateNode>.Builder outer)
    {
        public string Tag { get; } = tag;

        public int At { get; } = at;

        public ImmutableArray<TemplateNode>.Builder Outer { get; } = outer;

        public ImmutableArray<Branch>.Builder Branches { get; } = ImmutableArray.CreateBuilder<Branch>();

        public Condition? Condition { get; set; }

        public bool HasElse { get; set; }
    }
}
