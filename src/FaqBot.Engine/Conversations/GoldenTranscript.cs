using System.Collections.Immutable;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine;

/// <summary>A conversation as a person would write it down, in the grammar of <c>docs/knowledge-format.md</c>:
/// what the customer does, and what the bot is expected to say.</summary>
public sealed class GoldenTranscript
{
    /// <summary>More lines than this are refused.</summary>
    public const int LinesMax = 2_000;

    /// <summary>The one finding of transcripts.</summary>
    public static DiagnosticRule BadLine { get; } = new(
        "KB200", Severity.Error, "A line of a transcript is not in its grammar.",
        "Use @shop, @lang, @now YYYY-MM-DD HH:MM, customer:, press:, file:, event: start|end, bot:, buttons: A | B.");

    private GoldenTranscript(ImmutableArray<GoldenStep> steps, ImmutableArray<string> heading, string? shop, string? language)
    {
        Steps = steps;
        Heading = heading;
        Shop = shop;
        Language = language;
    }

    /// <summary>In order.</summary>
    public ImmutableArray<GoldenStep> Steps { get; }

    /// <summary><c>@shop</c>; null when not stated.</summary>
    public string? Shop { get; }

    /// <summary><c>@lang</c>, the page's language; null when not stated.</summary>
    public string? Language { get; }

    private ImmutableArray<string> Heading { get; }

    /// <summary>Reads a transcript; null if a line is wrong, and then <paramref name="diagnostics"/> says each.</summary>
    public static GoldenTranscript? Parse(string text, string shownPath, ICollection<Diagnostic> diagnostics)
    {
        var reader = new Reader(shownPath, diagnostics);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var (index, line) in lines.Take(LinesMax).Index())
        {
            reader.Take(line, index + 1);
        }
        if (lines.Length > LinesMax)
        {
            reader.Fail(LinesMax + 1, $"The transcript has {lines.Length} lines.", $"Split it: {LinesMax} lines at most.");
        }
        reader.CloseStep();
        return reader.Failed ? null : new GoldenTranscript(reader.Steps.ToImmutable(), [.. reader.Heading], reader.Shop, reader.Language);
    }

    /// <summary>Runs the customer's side in the engine and writes down what is really said, in the same grammar: the transcript
    /// holds if and only if this equals <see cref="Print()"/>.</summary>
    /// <param name="knowledge">Holds the shop.</param>
    /// <param name="shop">For a transcript that names none.</param>
    public string Run(Knowledge knowledge, string shop)
    {
        var state = new ConversationState { Shop = Shop ?? shop, Language = knowledge.Shops[Shop ?? shop].Languages[0] };
        var zone = knowledge.Shops[state.Shop].Zone;
        var now = Instant.FromUtc(2026, 11, 23, 9, 0);
        var said = new List<GoldenStep>();
        foreach (var step in Steps)
        {
            now = step.Clock is { } clock ? zone.AtLeniently(clock).ToInstant() : now.Plus(Duration.FromSeconds(1));
            var turn = Turn.Run(knowledge, state, new TurnInput { Now = now, Event = Event(step, state), PageLanguage = Language });
            state = turn.State;
            said.Add(step with { Replies = [.. turn.Replies.Select(GoldenReply.Of)] });
        }
        return Print(said);
    }

    /// <summary>The transcript in its canonical form.</summary>
    public string Print() => Print(Steps);

    /// <summary>The same customer's side with other replies, in the canonical form; for a runner of another kind (over the wire).</summary>
    public string Print(IEnumerable<GoldenStep> steps)
    {
        var text = new StringBuilder();
        foreach (var line in Heading)
        {
            text.Append(line).Append('\n');
        }
        foreach (var step in steps)
        {
            step.Print(text);
        }
        return text.ToString();
    }

    private static TurnEvent Event(GoldenStep step, ConversationState state) => step.Kind switch
    {
        GoldenStepKind.Customer => new TurnEvent.Message(step.Text),
        GoldenStepKind.Press => new TurnEvent.Message(step.Text, state.Buttons.FirstOrDefault(b => b.Text == step.Text)?.Value ?? $"no button '{step.Text}'"),
        GoldenStepKind.File => new TurnEvent.Message("", HasFiles: true),
        GoldenStepKind.Start => new TurnEvent.Started(),
        _ => new TurnEvent.Ended(),
    };

    /// <summary>Takes lines one by one.</summary>
    private sealed class Reader(string file, ICollection<Diagnostic> diagnostics)
    {
        private GoldenStep? step;
        private LocalDateTime? clock;
        private GoldenReply? reply;

        public ImmutableArray<GoldenStep>.Builder Steps { get; } = ImmutableArray.CreateBuilder<GoldenStep>();

        public List<string> Heading { get; } = [];

        public string? Shop { get; private set; }

        public string? Language { get; private set; }

        public bool Failed { get; private set; }

        public void Take(string line, int number)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && reply is not null)
            {
                reply = reply with { Text = $"{reply.Text}\n{line[2..]}" };
                return;
            }
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                KeepComment(line);
                return;
            }
            var (key, value) = line.IndexOf(line[0] == '@' ? ' ' : ':') is > 0 and var end ? (line[..end], line[(end + 1)..].Trim()) : (line, "");
            switch (key)
            {
                case "@shop":
                    Shop = value;
                    Heading.Add($"@shop {value}");
                    break;
                case "@lang":
                    Language = value;
                    Heading.Add($"@lang {value}");
                    break;
                case "@now" when LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(value) is { Success: true } time:
                    CloseStep();
                    clock = time.Value;
                    break;
                case "customer" or "press" or "file" or "event":
                    Begin(key, value, number);
                    break;
                case "bot" when step is not null:
                    CloseReply();
                    reply = new GoldenReply(value, []);
                    break;
                case "buttons" when reply is not null:
                    reply = reply with { Buttons = [.. value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
                    break;
                default:
                    Fail(number, $"'{line}' is not a line of a transcript here.", BadLine.Remedy);
                    break;
            }
        }

        public void Fail(int number, string message, string hint)
        {
            Failed = true;
            diagnostics.Add(new Diagnostic(BadLine.Id, BadLine.Severity, new SourceSpan(file, number, 1), message, hint));
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
            step = new GoldenStep(known, value, clock, []);
            clock = null;
        }

        /// <summary>A comment belongs to what follows; those before the first step are the heading.</summary>
        private void KeepComment(string line)
        {
            if (Steps.Count == 0 && step is null && line.Length > 0)
            {
                Heading.Add(line);
            }
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
}

/// <summary>What the customer does in one step.</summary>
public enum GoldenStepKind
{
    /// <summary>Writes.</summary>
    Customer,

    /// <summary>Presses the button with that label.</summary>
    Press,

    /// <summary>Sends a file without words.</summary>
    File,

    /// <summary>Opens the chat.</summary>
    Start,

    /// <summary>Ends it.</summary>
    End,
}

/// <summary>One step and what the bot says to it.</summary>
/// <param name="Kind">What the customer does.</param>
/// <param name="Text">The message, the label or the file's name.</param>
/// <param name="Clock">The shop's local time from here on; null for a second later than the step before.</param>
/// <param name="Replies">In order.</param>
public sealed record GoldenStep(
    GoldenStepKind Kind, string Text, LocalDateTime? Clock, ImmutableArray<GoldenReply> Replies)
{
    internal void Print(StringBuilder text)
    {
        text.Append('\n');
        if (Clock is { } clock)
        {
            text.Append("@now ").Append(LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(clock)).Append('\n');
        }
        text.Append(Kind switch
        {
            GoldenStepKind.Customer => "customer: ",
            GoldenStepKind.Press => "press: ",
            GoldenStepKind.File => "file: ",
            _ => "event: ",
        }).Append(Text).Append('\n');
        foreach (var reply in Replies)
        {
            text.Append("bot: ").Append(reply.Text.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
            if (!reply.Buttons.IsEmpty)
            {
                text.Append("buttons: ").AppendJoin(" | ", reply.Buttons).Append('\n');
            }
        }
    }
}

/// <summary>A message of the bot as a customer sees it.</summary>
public sealed record GoldenReply(string Text, ImmutableArray<string> Buttons)
{
    /// <summary>What a customer sees of <paramref name="reply"/>.</summary>
    public static GoldenReply Of(Reply reply) => new(reply.Text, [.. reply.Buttons.Select(button => button.Text)]);
}
