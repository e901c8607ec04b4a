using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FaqBot.Server.Tests;

/// <summary>multipart/form-data as browsers write it: names in raw UTF-8.</summary>
internal sealed class UploadForm
{
    public const string Boundary = "----formdata-undici-067598545813";

    private readonly List<byte> body = [];

    public UploadForm Activity(string json) =>
        Part("""form-data; name="activity"; filename="blob" """.Trim(), "application/vnd.microsoft.activity", Encoding.UTF8.GetBytes(json));

    /// <summary>A message that lists its files as DirectLineJS does.</summary>
    public UploadForm Message(string text, string? clientActivityId, params string[] names)
    {
        var message = new JsonObject
        {
            ["type"] = "message",
            ["text"] = text,
            ["from"] = new JsonObject { ["id"] = "me" },
            ["attachments"] = new JsonArray([.. names.Select(name => new JsonObject { ["contentType"] = "image/jpeg", ["name"] = name })]),
        };
        if (clientActivityId is not null)
        {
            message["channelData"] =
                new JsonObject { ["clientActivityID"] = clientActivityId, ["attachmentSizes"] = new JsonArray([.. names.Select(_ => 1)]) };
        }
        return Activity(message.ToJsonString());
    }

    public UploadForm File(string name, byte[] content, string contentType = "image/jpeg") =>
        Part($"form-data; name=\"file\"; filename=\"{name}\"", contentType, content);

    public UploadForm Part(string disposition, string? contentType, byte[] content)
    {
        Write(
            $"--{Boundary}\r\nContent-Disposition: {disposition}\r\n{(contentType is null ? "" : $"Content-Type: {contentType}\r\n")}\r\n");
        body.AddRange(content);
        Write("\r\n");
        return this;
    }

    public HttpContent Content(string boundary = Boundary)
    {
        Write($"--{Boundary}--\r\n");
        return Typed(new ByteArrayContent([.. body]), boundary);
    }

    public static HttpContent Typed(HttpContent content, string boundary = Boundary)
    {
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return content;
    }

    private void Write(string text) => body.AddRange(Encoding.UTF8.GetBytes(text));
}

internal static class Uploading
{
    /// <param name="server">Where to.</param>
    /// <param name="chat">Whose.</param>
    /// <param name="content">The form, or a file alone.</param>
    /// <param name="isOnceLetIn">The content is not begun before the server has let it in and reads it.</param>
    public static async Task<HttpResponseMessage> TryUpload(
        this DirectLineServer server, Chat chat, HttpContent content, bool isOnceLetIn = false)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/{chat.Path("/upload?userId=somebody else")}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", chat.Token);
        request.Headers.ExpectContinue = isOnceLetIn;
        return await server.Client.SendAsync(request);
    }

    /// <summary>Uploads what must be taken; the echo as everyone gets it.</summary>
    public static async Task<JsonNode> Upload(this DirectLineServer server, Chat chat, HttpContent content)
    {
        using var response = await server.TryUpload(chat, content);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        var id = WireJson.Parse(answer).Field("id");
        return (await chat.Activities()).Single(activity => activity.Field("id") == id);
    }

    public static async Task<(int Status, string Code)> UploadRefused(this DirectLineServer server, Chat chat, HttpContent content)
    {
        using var response = await server.TryUpload(chat, content);
        return ((int)response.StatusCode, await DirectLineServer.CodeOf(response));
    }

    public static async Task<byte[]> Download(this DirectLineServer server, JsonNode? attachment) =>
        await server.Client.GetByteArrayAsync(new Uri(attachment.Field("contentUrl")));

    public static IReadOnlyList<FileRow> Files(this DirectLineServer server)
    {
        using var db = server.Conversations.Store.OpenDb();
        return [.. db.Files.OrderBy(row => row.CreatedAt)];
    }

    public static int ChunkCount(this DirectLineServer server)
    {
        using var db = server.Conversations.Store.OpenDb();
        return db.FileChunks.Count();
    }
}
