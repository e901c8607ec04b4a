using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaqBot.Engine;

namespace FaqBot.Cli;

/// <summary>The JSON of every verb; the shapes stand in <c>docs/reference.md</c>.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One line.</summary>
    public static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>A name as the JSON spells it: <c>MissingFact</c> is <c>missing_fact</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum =>
            value is EntryKind.SmallTalk ? "smalltalk" : JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

internal sealed record FindingJson(string Id, string Severity, string File, int Line, int Column, string Message, string Hint)
{
    public static FindingJson Of(Diagnostic diagnostic) => new(
        diagnostic.Id, Json.Name(diagnostic.Severity), diagnostic.Span.File,
        diagnostic.Span.Line, diagnostic.Span.Column, diagnostic.Message, diagnostic.Hint);
}

internal sealed record ButtonJson(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dialog)
{
    public static ButtonJson Of(Button button) => new(button.Text, button.Entry, button.Dialog);
}

internal sealed record CandidateJson(string Entry, int Score);

internal sealed record SourceJson(string File, int Line);

internal sealed record TokenJson(
    string Text, string Stem, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Typed);

internal sealed record MetListJson(string Words, IReadOnlyList<string> List);

internal sealed record ReasonJson(string Entry, int Score, IReadOnlyList<string> Words);

internal sealed record TraceJson(
    IReadOnlyList<TokenJson> Tokens,
    IReadOnlyList<MetListJson> Lists,
    IReadOnlyList<ReasonJson> Candidates,
    int Threshold,
    string? Entry,
    string? MissingFact,
    SourceJson? Source,
    string Knowledge);

internal sealed record AnswerJson(
    string Text,
    string Outcome,
    string? Kind,
    string? Reason,
    string? Entry,
    int Score,
    int Threshold,
    string Language,
    string Reply,
    IReadOnlyList<ButtonJson> Buttons,
    IReadOnlyList<string> Also,
    IReadOnlyList<CandidateJson> Candidates,
    SourceJson? Source,
    string Knowledge,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TraceJson? Trace);

internal sealed record ReplyJson(string Text, IReadOnlyList<ButtonJson> Buttons);

internal sealed record ChatTurnJson(
    IReadOnlyList<ReplyJson> Replies, string Outcome, string? Entry, string? Dialog, string? Slot, FiledCaseJson? Case, TraceJson? Trace);

internal sealed record FailureJson(string File, int Line, int Column, string Message);

internal sealed record CoveredJson(int Covered, int Total, IReadOnlyList<string> Missing)
{
    public static CoveredJson Of(IReadOnlyCollection<string> covered, IReadOnlyCollection<string> missing) =>
        new(covered.Count, covered.Count + missing.Count, [.. missing]);
}

internal sealed record CoverageJson(CoveredJson Entries, CoveredJson DialogBranches);

internal sealed record SchemaJson(string File, string Describes, string State);

internal sealed record TestJson(int Passed, IReadOnlyList<FailureJson> Failed, CoverageJson Coverage);

internal sealed record CorrectionJson(string Word, bool Known, IReadOnlyList<string> Candidates);

internal sealed record DeadlineJson(string NominalEnd, string Deadline, bool Moved, string? Rule, string? Article);
