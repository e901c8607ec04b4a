using System.Text.Json.Nodes;

namespace FaqBot.Server;

/// <summary>What the log of a conversation says became of a statement that was declared on a page.</summary>
/// <param name="Statement">As it was filed; empty where the dialog has none.</param>
/// <param name="Told">That it was received, when, and what happens next.</param>
/// <param name="File">To be kept.</param>
internal sealed record WithdrawReceipt(string Statement, string Told, FormFile File)
{
    /// <summary>Null where nothing was filed.</summary>
    /// <param name="page">The beginning of the conversation.</param>
    /// <param name="hasStatement">Whether the dialog has one: it is said just before what became of it.</param>
    public static WithdrawReceipt? In(ActivityPage page, bool hasStatement)
    {
        var told = page.Activities.Select(body => JsonNode.Parse(body.Span) as JsonObject).OfType<JsonObject>().ToList();
        var place = told.FindIndex(activity => FileOf(activity) is not null);
        return place >= 0 && FileOf(told[place]) is { } file
            ? new WithdrawReceipt(
                hasStatement && place > 0 ? told[place - 1].Text("text") ?? "" : "", told[place].Text("text") ?? "", file)
            : null;
    }

    private static FormFile? FileOf(JsonObject activity) =>
        (activity["attachments"] as JsonArray)?.FirstOrDefault() is JsonObject file && file.Text("contentUrl") is { Length: > 0 } url
            ? new FormFile(file.Text("name") ?? "", url)
            : null;
}
