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
        "Use @shop, @lang, @now YYYY-MM-DD HH:MM, customer:, press:, file:, event: start|end, bot:, buttons: A | B, slot:, case:.");

    private readonly ImmutableArray<string> heading;
    private readonly ImmutableArray<string> ending;
    private readonly SourceSpan shopSpan;

    private GoldenTranscript(GoldenTranscriptReader reader)
    {
        Steps = reader.Steps.ToImmutable();
        Shop = reader.Shop;
        Language = reader.Language;
        heading = [.. reader.Heading];
        ending = [.. reader.Comments];
        shopSpan = reader.ShopSpan;
    }

    /// <summary>In order.</summary>
    public ImmutableArray<GoldenStep> Steps { get; }

    /// <summary><c>@shop</c>; null when not stated.</summary>
    public string? Shop { get; }

    /// <summary><c>@lang</c>, the page's language; null when not stated.</summary>
    public string? Language { get; }

    /// <summary>Reads a transcript; null if a line is wrong, and then <paramref name="diagnostics"/> says each.</summary>
    public static GoldenTranscript? Parse(string text, string shownPath, ICollection<Diagnostic> diagnostics)
    {
        var reader = new GoldenTranscriptReader(shownPath, diagnostics);
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
        return reader.Failed ? null : new GoldenTranscript(reader);
    }

    /// <summary>What keeps the transcript from being run: its <c>@shop</c> is not among the shops. Null when it can be.</summary>
    public Diagnostic? FindUnknownShop(Knowledge knowledge) => Shop is null || knowledge.Shops.ContainsKey(Shop)
        ? null
        : new Diagnostic(
            BadLine.Id, BadLine.Severity, shopSpan, $"There is no shop '{Shop}'.",
            $"There are: {string.Join(", ", knowledge.Shops.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Runs the customer's side in the engine and writes down what is really said, in the same grammar: the transcript
    /// holds if and only if this equals <see cref="Print()"/>.</summary>
    /// <param name="knowledge">Holds the shop; see <see cref="FindUnknownShop"/>.</param>
    /// <param name="shop">For a transcript that names none.</param>
    public string Run(Knowledge knowledge, string shop) =>
        Run(new RehearsedConversation(knowledge, Shop ?? shop), knowledge.Shops[Shop ?? shop].Zone);

    /// <summary>The same in a conversation of the caller's, who then knows more of it than its words.</summary>
    /// <param name="conversation">Before its first turn.</param>
    /// <param name="zone">Of its shop.</param>
    public string Run(RehearsedConversation conversation, DateTimeZone zone)
    {
        var now = Instant.FromUtc(2026, 11, 23, 9, 0);
        var said = new List<GoldenStep>();
        foreach (var step in Steps)
        {
            now = step.Clock is { } clock ? zone.AtLeniently(clock).ToInstant() : now.Plus(Duration.FromSeconds(1));
            if (step.Kind == GoldenStepKind.Press && conversation.State.Buttons.All(button => button.Text != step.Text))
            {
                said.Add(step with { Replies = [new GoldenReply($"(no button '{step.Text}' is shown)", [])], Slot = null, Case = null });
                continue;
            }
            var turn = conversation.Take(Event(step, conversation.State), now, Language);
            said.Add(step with
            {
                Replies = [.. turn.Replies.Select(GoldenReply.Of)],
                Slot = turn.State.Dialog?.Waiting,
                Case = conversation.LastFiled is { } filed ? GoldenCase.Describe(filed) : null,
            });
        }
        return Print(said);
    }

    /// <summary>The transcript in its canonical form.</summary>
    public string Print() => Print(Steps);

    /// <summary>The same customer's side with other replies, in the canonical form; for a runner of another kind (over the wire).</summary>
    public string Print(IEnumerable<GoldenStep> steps)
    {
        var text = new StringBuilder();
        Append(text, heading);
        foreach (var step in steps)
        {
            text.Append('\n');
            Append(text, step.Comments);
            step.Print(text);
        }
        text.Append(ending.IsEmpty ? "" : "\n");
        Append(text, ending);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ImmutableArray<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }

    private static TurnEvent Event(GoldenStep step, ConversationState state) => step.Kind switch
    {
        GoldenStepKind.Customer => new TurnEvent.Message(step.Text),
        GoldenStepKind.Press => new TurnEvent.Message(step.Text, state.Buttons.First(button => button.Text == step.Text).Value),
        GoldenStepKind.File => new TurnEvent.Message("", HasFiles: true, AreFilesKept: true)
        {
            Files = [new SentFile(step.Text, "image/jpeg", step.Text)],
        },
        GoldenStepKind.Start => new TurnEvent.Started(),
        _ => new TurnEvent.Ended(),
    };
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
    /// <summary>What a running dialog waits for after it; null for none.</summary>
    public string? Slot { get; init; }

    /// <summary>The case that was filed or added to, as <see cref="GoldenCase.Describe"/> tells it; null for none.</summary>
    public string? Case { get; init; }

    /// <summary>Comments between this step and the one before, with their <c>#</c>.</summary>
    public ImmutableArray<string> Comments { get; init; } = [];

    internal void Print(StringBuilder text)
    {
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
        if (Slot is not null)
        {
            text.Append("slot: ").Append(Slot).Append('\n');
        }
        if (Case is not null)
        {
            text.Append("case: ").Append(Case).Append('\n');
        }
    }
}

/// <summary>A message of the bot as a customer sees it.</summary>
public sealed record GoldenReply(string Text, ImmutableArray<string> Buttons)
{
    /// <summary>What a customer sees of <paramref name="reply"/>.</summary>
    public static GoldenReply Of(Reply reply) => new(reply.Text, [.. reply.Buttons.Select(button => button.Text)]);
}
