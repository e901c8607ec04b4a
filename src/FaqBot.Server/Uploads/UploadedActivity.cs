using System.Text.Json.Nodes;
using FaqBot.Engine;

namespace FaqBot.Server;

/// <summary>A file that is stored, and what it is told to clients by.</summary>
/// <param name="PostedName">As the client sent it with the file; null when it sent none.</param>
/// <param name="Row">As it is stored.</param>
/// <param name="Url">Absolute.</param>
internal sealed record AttachedFile(string? PostedName, FileRow Row, string Url);

/// <summary>Puts files into the activity that came with them. DirectLineJS lists them there by name, without an address, and sends the
/// parts in any order.</summary>
internal static class UploadedActivity
{
    /// <summary>A listed attachment gets its file; one without a file is dropped; a file that is not listed is added at the end.</summary>
    public static ReadActivity.Recorded WithFiles(this ReadActivity.Recorded read, IReadOnlyList<AttachedFile> files)
    {
        var left = files.ToList();
        var attachments = new JsonArray();
        foreach (var listed in (read.Activity["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Find(left, listed.Text("name")) is { } file)
            {
                left.Remove(file);
                attachments.Add(Describe(file, listed));
            }
        }
        foreach (var file in left)
        {
            attachments.Add(Describe(file, []));
        }
        var sent = files.Select(file => new SentFile(file.Row.DownloadName, file.Row.ContentType, file.Row.Name));
        read.Activity["attachments"] = attachments;
        return read with
        {
            Event = read.Event is TurnEvent.Message message
                ? message with { HasFiles = true, AreFilesKept = true, Files = [.. sent] }
                : read.Event,
        };
    }

    private static AttachedFile? Find(List<AttachedFile> files, string? name) => name is null
        ? null
        : files.Find(file => string.Equals(file.PostedName, name, StringComparison.Ordinal))
            ?? files.Find(file => string.Equals(FileName.Unescape(file.PostedName), name, StringComparison.Ordinal));

    /// <summary>Type, addresses and name are ours; what else the client said of it stays. Web Chat shows a customer's own picture or video
    /// only where there is a thumbnail; a client's might be another picture than the file, or hold its metadata.</summary>
    private static JsonObject Describe(AttachedFile file, JsonObject listed)
    {
        var described = new JsonObject
        {
            ["contentType"] = file.Row.ContentType,
            ["contentUrl"] = file.Url,
            ["name"] = file.Row.DownloadName,
        };
        if (FileType.IsShown(file.Row.ContentType))
        {
            described["thumbnailUrl"] = file.Url;
        }
        foreach (var (name, value) in listed)
        {
            if (name is not ("contentType" or "contentUrl" or "name" or "thumbnailUrl" or "content"))
            {
                described[name] = value?.DeepClone();
            }
        }
        return described;
    }
}
