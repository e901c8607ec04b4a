using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>What a PATCH asks for.</summary>
internal sealed record CaseChange
{
    /// <summary>Of its members.</summary>
    public static IReadOnlyList<string> Names { get; } = ["status", "outcome", "note", "message", "agent", "version"];

    /// <summary>Null to leave it as it is.</summary>
    public string? Status { get; private init; }

    /// <summary>Empty to take it back, null to leave it as it is.</summary>
    public string? Outcome { get; private init; }

    public string? Note { get; private init; }

    /// <summary>To the customer; null for none.</summary>
    public string? Message { get; private init; }

    /// <summary>The person who decided; null where nobody is named.</summary>
    public string? Agent { get; private init; }

    /// <summary>Which the case must have; null for any.</summary>
    public long? Version { get; init; }

    /// <param name="body">As posted.</param>
    /// <param name="errors">What is wrong, by the member's name; empty where the change can be made.</param>
    public static CaseChange Read(JsonObject body, out IReadOnlyDictionary<string, string[]> errors)
    {
        var wrong = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, _) in body)
        {
            if (!Names.Contains(name))
            {
                wrong[name] = [$"There is no such member; there are {string.Join(", ", Names)}."];
            }
        }
        var change = new CaseChange
        {
            Status = body.Text("status"),
            Outcome = body.ContainsKey("outcome") ? body.Text("outcome")?.Trim() ?? "" : null,
            Note = Words(body, "note"),
            Message = Words(body, "message"),
            Agent = Words(body, "agent"),
            Version = body["version"] is JsonValue value && value.TryGetValue<long>(out var version) ? version : null,
        };
        Check(
            "status",
            !body.ContainsKey("status") || CaseWords.Statuses.Contains(change.Status),
            $"one of {string.Join(", ", CaseWords.Statuses)}");
        Check(
            "outcome",
            IsText(body, "outcome", CaseLimits.OutcomeCharsMax),
            $"null or a text of at most {CaseLimits.OutcomeCharsMax} characters");
        Check("note", IsText(body, "note", CaseLimits.NoteCharsMax), $"a text of at most {CaseLimits.NoteCharsMax} characters");
        Check(
            "message", IsText(body, "message", CaseLimits.MessageCharsMax), $"a text of at most {CaseLimits.MessageCharsMax} characters");
        Check("agent", IsText(body, "agent", CaseLimits.AgentCharsMax), $"a text of at most {CaseLimits.AgentCharsMax} characters");
        Check("version", !body.ContainsKey("version") || change.Version is not null, "a whole number");
        errors = wrong;
        return change;

        void Check(string name, bool isRight, string expected)
        {
            if (!isRight)
            {
                wrong[name] = [$"'{name}' must be {expected}."];
            }
        }
    }

    private static bool IsText(JsonObject body, string name, int charsMax) =>
        body.IsAbsentOr(name, JsonValueKind.String) && (body.Text(name)?.Trim().Length ?? 0) <= charsMax;

    private static string? Words(JsonObject body, string name) => body.Text(name)?.Trim() is { Length: > 0 } words ? words : null;

    /// <summary>What of it is new to the case; null where nothing is.</summary>
    /// <param name="row">The case.</param>
    /// <param name="last">The newest of its history.</param>
    public CaseDecision? Against(CaseRow row, CaseHistoryRow last)
    {
        var decision = new CaseDecision
        {
            Status = Status == row.Status ? null : Status,
            Outcome = Outcome == (row.Outcome ?? "") ? null : Outcome,
            Note = Note,
            Message = Message,
            Agent = Agent,
        };
        return decision is { Status: null, Outcome: null } && ((Note ?? Message) is null || IsAsIn(last)) ? null : decision;
    }

    /// <summary>The same again, e.g. because its answer was lost.</summary>
    private bool IsAsIn(CaseHistoryRow last) =>
        last.Actor == CaseHistoryRow.Api
        && JsonSerializer.Deserialize(last.Data, PlainCases.Decision) is { } decided
        && decided.Note == Note
        && decided.Message == Message;
}
