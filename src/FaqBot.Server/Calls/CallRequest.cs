using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FaqBot.Engine;
using FaqBot.Language;

namespace FaqBot.Server;

/// <summary>How a call begins.</summary>
/// <param name="Dialog">Its id.</param>
/// <param name="Language">BCP-47; null for the shop's first.</param>
/// <param name="Filled">What is known already.</param>
/// <param name="Id">By which a repeat is known; null for none.</param>
internal sealed record CallOpening(string Dialog, string? Language, ImmutableArray<FilledSlot> Filled, string? Id)
{
    private const string AnswersName = "answers";

    private const int SlotsMax = 40;

    /// <summary>Of a dialog or a slot.</summary>
    private const int NameCharsMax = 64;

    /// <summary>BCP-47 (RFC 5646, section 4.4.1).</summary>
    private const int LanguageCharsMax = 35;

    /// <summary>Null where something is wrong, by the member's name.</summary>
    public static CallOpening? Read(JsonObject body, out IReadOnlyDictionary<string, string[]> errors)
    {
        var wrong = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var dialog = body.Text("dialog");
        if (dialog is not { Length: > 0 and <= NameCharsMax })
        {
            wrong["dialog"] = ["'dialog' must be the id of a dialog, e.g. complaint."];
        }
        if (!TryReadAnswers(body["answers"], out var answers))
        {
            wrong[AnswersName] = [$"'answers' must be an object of at most {SlotsMax} texts by slot."];
        }
        if (body["language"] is not null && body.Text("language") is not { Length: > 0 and <= LanguageCharsMax })
        {
            wrong["language"] = [$"'language' must be a BCP-47 code of at most {LanguageCharsMax} characters, e.g. pl."];
        }
        CallMessage.CheckId(body, wrong);
        errors = wrong;
        return dialog is null || wrong.Count > 0 ? null : new CallOpening(dialog, body.Text("language"), answers, body.Text("id"));
    }

    /// <summary>What is wrong with the answers, by the member's name; null where the dialog has all their slots.</summary>
    /// <param name="slots">Of the dialog.</param>
    public IReadOnlyDictionary<string, string[]>? ErrorsIn(IReadOnlyCollection<string> slots)
    {
        var unknown = Filled.Select(filled => filled.Slot).Where(slot => !slots.Contains(slot, StringComparer.Ordinal)).ToList();
        return unknown.Count == 0 ? null : new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [AnswersName] =
                [.. unknown.Select(slot => $"The dialog '{Dialog}' has no slot '{slot}'; it has {string.Join(", ", slots)}.")],
        };
    }

    /// <summary>False where they are no texts by slot; none where they are not stated.</summary>
    private static bool TryReadAnswers(JsonNode? stated, out ImmutableArray<FilledSlot> answers)
    {
        answers = [];
        if (stated is null)
        {
            return true;
        }
        if (stated is not JsonObject { Count: <= SlotsMax } given
            || !given.All(pair =>
                pair.Key.Length is > 0 and <= NameCharsMax && given.Text(pair.Key) is { Length: <= TextAnalysis.TextLengthMax }))
        {
            return false;
        }
        answers = [.. given.Select(pair => Put(pair.Key, FormText.Line(given.Text(pair.Key) ?? "")))];
        return true;
    }

    /// <summary>The id of a choice, or words as the customer says them: the one is tried before the other.</summary>
    private static FilledSlot Put(string slot, string text) => new(slot, text, text);
}

/// <summary>What the customer says on the telephone.</summary>
/// <param name="Text">As the agent writes it down.</param>
/// <param name="Button">The value of a button that was chosen; null for none.</param>
/// <param name="Id">By which a repeat is known; null for none.</param>
internal sealed record CallMessage(string Text, string? Button, string? Id)
{
    private const int IdCharsMax = 64;

    private const int ButtonCharsMax = 200;

    /// <summary>Null where something is wrong, by the member's name.</summary>
    public static CallMessage? Read(JsonObject body, out IReadOnlyDictionary<string, string[]> errors)
    {
        var wrong = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var text = FormText.Line(body.Text("text") ?? "");
        var button = body.Text("button") is { Length: > 0 } pressed ? pressed : null;
        if (text.Length > TextAnalysis.TextLengthMax || (text.Length == 0 && button is null))
        {
            wrong["text"] = [$"'text' must be at most {TextAnalysis.TextLengthMax} characters, or 'button' the value of a button."];
        }
        if (button is { Length: > ButtonCharsMax })
        {
            wrong["button"] = [$"'button' must be the value of a button, at most {ButtonCharsMax} characters."];
        }
        CheckId(body, wrong);
        errors = wrong;
        return wrong.Count > 0 ? null : new CallMessage(text, button, body.Text("id"));
    }

    public static void CheckId(JsonObject body, SortedDictionary<string, string[]> wrong)
    {
        if (body.ContainsKey("id") && body.Text("id") is not { Length: > 0 and <= IdCharsMax })
        {
            wrong["id"] = [$"'id' must be a text of at most {IdCharsMax} characters."];
        }
    }
}
