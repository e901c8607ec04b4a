using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>What a PATCH asks for.</summary>
internal sealed record CaseChange
{
    /// <summary>Of its members.</summary>
    public static IReadOnlyList<string> Names { get; } = ["status", "outcome", "note", "version"];

    /// <summary>Null to leave it as it is.</summary>
    public string? Status { get; private init; }

    /// <summary>Empty to take it back, null to leave it as it is.</summary>
    public string? Outcome { get; private init; }

    public string? Note { get; private init; }

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
            Note = body.Text("note")?.Trim() is { Length: > 0 } note ? note : null,
            Version = body["version"] is JsonValue value && value.TryGetValue<long>(out var version) ? version : null,
        };
        Check(
            "status",
            !body.ContainsKey("status") || CaseStatus.All.Contains(change.Status),
            $"one of {string.Join(", ", CaseStatus.All)}");
        Check(
            "outcome",
            body.IsAbsentOr("outcome", JsonValueKind.String) && change.Outcome is not { Length: > CaseLimits.OutcomeCharsMax },
            $"null or a text of at most {CaseLimits.OutcomeCharsMax} characters");
        Check(
            "note",
            body.IsAbsentOr("note", JsonValueKind.String) && change.Note is not { Length: > CaseLimits.NoteCharsMax },
            $"a text of at most {CaseLimits.NoteCharsMax} characters");
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
        };
        return decision is { Status: null, Outcome: null } && (Note is null || IsNoteOf(last)) ? null : decision;
    }

    /// <summary>The same again, e.g. because its answer was lost.</summary>
    private bool IsNoteOf(CaseHistoryRow last) =>
        last.Actor == CaseHistoryRow.Api && JsonSerializer.Deserialize(last.Data, PlainCases.Decision)?.Note == Note;
}
