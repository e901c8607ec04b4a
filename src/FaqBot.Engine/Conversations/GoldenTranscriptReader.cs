using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>Takes the lines of a <see cref="GoldenTranscript"/> one by one.</summary>
internal sealed class GoldenTranscriptReader(string file, ICollection<Diagnostic> diagnostics)
{
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private GoldenStep? step;
    private LocalDateTime? clock;
    private GoldenReply? reply;

    public ImmutableArray<GoldenStep>.Builder Steps { get; } = ImmutableArray.CreateBuilder<GoldenStep>();

    public List<string> Heading { get; } = [];

    /// <summary>Comments for which no step has come yet.</summary>
    public List<string> Comments { get; } = [];

    public string? Shop { get; private set; }

    public SourceSpan ShopSpan { get; private set; }

    public string? Language { get; private set; }

    public bool Failed { get; private set; }

    public void Take(string line, int number)
    {
        if (line.StartsWith("  ", StringComparison.Ordinal) && reply is not null)
        {
            reply = reply with { Text = $"{reply.Text}\n{line[2..]}" };
        }
        else if (line is ['#', ..])
        {
            // Those before the first step are the heading; any other belongs to what follows.
            (Steps.Count == 0 && step is null ? Heading : Comments).Add(line);
        }
        else if (!string.IsNullOrWhiteSpace(line))
        {
            var (key, value) =
                line.IndexOf(line[0] == '@' ? ' ' : ':') is > 0 and var end ? (line[..end], line[(end + 1)..].Trim()) : (line, "");
            if (!(line[0] == '@' ? Set(key, value, number) : Hear(key, value, number)))
            {
                Fail(number, $"'{line}' is not a line of a transcript here.", GoldenTranscript.BadLine.Remedy);
            }
        }
    }

    public void Fail(int number, string message, string hint)
    {
        Failed = true;
        diagnostics.Add(
            new Diagnostic(GoldenTranscript.BadLine.Id, GoldenTranscript.BadLine.Severity, new SourceSpan(file, number, 1), message, hint));
    }

    public void CloseStep()
    {
        CloseReply();
        if (step is not null)
        {
            Steps.Add(step);
        }
        step = null;
    }

    private bool Set(string key, string value, int number)
    {
        switch (key)
        {
            case "@shop":
                Shop = value;
                ShopSpan = new SourceSpan(file, number, 1);
                Heading.Add($"@shop {value}");
                return true;
            case "@lang":
                Language = value;
                Heading.Add($"@lang {value}");
                return true;
            case "@now" when Clock.Parse(value) is { Success: true } time:
                CloseStep();
                clock = time.Value;
                return true;
            default:
                return false;
        }
    }

    private bool Hear(string key, string value, int number)
    {
        switch (key)
        {
            case "customer" or "press" or "file" or "event":
                Begin(key, value, number);
                return true;
            case "bot" when step is not null:
                CloseReply();
                reply = new GoldenReply(value, []);
                return true;
            case "buttons" when reply is not null:
                reply =
                    reply with { Buttons = [.. value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
                return true;
            case "slot" when step is not null:
                step = step with { Slot = value };
                return true;
            case "case" when step is not null:
                step = step with { Case = value };
                return true;
            default:
                return false;
        }
    }

    private void Begin(string key, string value, int number)
    {
        CloseStep();
        GoldenStepKind? kind = (key, value) switch
        {
            ("customer", _) => GoldenStepKind.Customer,
            ("press", _) => GoldenStepKind.Press,
            ("file", _) => GoldenStepKind.File,
            ("event", "start") => GoldenStepKind.Start,
            ("event", "end") => GoldenStepKind.End,
            _ => null,
        };
        if (kind is not { } known)
        {
            Fail(number, $"There is no event '{value}'.", "Use event: start or event: end.");
            return;
        }
        step = new GoldenStep(known, value, clock, []) { Comments = [.. Comments] };
        clock = null;
        Comments.Clear();
    }

    private void CloseReply()
    {
        if (reply is not null && step is not null)
        {
            step = step with { Replies = step.Replies.Add(reply) };
        }
        reply = null;
    }
}
