using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>The golden transcripts once more, this time posted over Direct Line and read back from the log.</summary>
public sealed partial class WireTranscriptTests
{
    public static TheoryData<string> Names => [.. GoldenFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Direct_Line_says_what_the_transcript_says(string name)
    {
        var transcript = GoldenFiles.Read(name);
        await using var server =
            await DirectLineServer.Start(Turn.Run, ($"Shops:{transcript.Shop}:DirectLineSecrets:0", SecretOf(transcript)));
        server.Conversations.Knowledge.Swap(ShippedKnowledge.Value);

        var said = transcript.Print(await Run(server, transcript));

        Assert.Equal(WithoutNumbers(transcript.Print()), WithoutNumbers(said));
    }

    /// <summary>Numbers of cases are drawn at the edge.</summary>
    private static string WithoutNumbers(string text) => CaseNumbers().Replace(text, "a number");

    private static async Task<IReadOnlyList<GoldenStep>> Run(DirectLineServer server, GoldenTranscript transcript)
    {
        Assert.Equal(GoldenStepKind.Start, transcript.Steps[0].Kind);
        SetClock(server, transcript.Steps[0]);
        var locale = new JsonObject { ["locale"] = transcript.Language };
        var token = await server.NewToken(SecretOf(transcript));
        var chat = new Chat(server, await server.Ask(HttpMethod.Post, "conversations", token, locale.ToJsonString()));
        var shown = await BotActivities(chat, "");
        var said = new List<GoldenStep> { transcript.Steps[0] with { Replies = [.. shown.Select(Seen)] } };
        foreach (var step in transcript.Steps.Skip(1))
        {
            SetClock(server, step);
            chat = step.Clock is null ? chat : await ComeBack(server, chat, SecretOf(transcript));
            var watermark = (await chat.Page()).Field("watermark");
            await Do(server, chat, step, transcript.Language, shown);
            shown = await BotActivities(chat, watermark);
            said.Add(step with { Replies = [.. shown.Select(Seen)] });
        }
        return said;
    }

    /// <summary>Tokens do not last until the next day.</summary>
    private static async Task<Chat> ComeBack(DirectLineServer server, Chat chat, string secret) =>
        new(server, await server.Ask(HttpMethod.Get, chat.Path(""), secret));

    private static string SecretOf(GoldenTranscript transcript) => $"secret-of-{transcript.Shop}-for-transcripts";

    private static async Task Do(DirectLineServer server, Chat chat, GoldenStep step, string? locale, IReadOnlyList<JsonNode> shown)
    {
        var activity = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = "me" }, ["locale"] = locale };
        switch (step.Kind)
        {
            case GoldenStepKind.Press:
                var pressed = shown.SelectMany(Actions).Last(action => action.Field("title") == step.Text);
                activity["text"] = pressed["text"]?.DeepClone();
                activity["value"] = pressed["value"]?.DeepClone();
                break;
            case GoldenStepKind.File:
                await server.Upload(chat, new UploadForm().Activity(activity.ToJsonString()).File(step.Text, TestFiles.Jpeg()).Content());
                return;
            case GoldenStepKind.Start:
                activity["type"] = "event";
                activity["name"] = "webchat/join";
                break;
            case GoldenStepKind.End:
                activity["type"] = "endOfConversation";
                break;
            default:
                activity["text"] = step.Text;
                break;
        }
        var (status, _) = await Post(chat, activity);
        Assert.True(status is 200 or 403 or 404 or 409, $"{step.Kind} '{step.Text}': {status}");
    }

    /// <summary>After the end the wire refuses what the engine would ignore.</summary>
    private static async Task<(int Status, string Text)> Post(Chat chat, JsonObject activity)
    {
        using var response = await chat.Try(activity.ToJsonString());
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static async Task<IReadOnlyList<JsonNode>> BotActivities(Chat chat, string watermark) =>
        [.. (await chat.Activities(watermark)).Where(activity => activity["from"].Field("role") == "bot")];

    private static GoldenReply Seen(JsonNode activity) =>
        new(activity.Field("text"), [.. Actions(activity).Select(action => action.Field("title"))]);

    private static IReadOnlyList<JsonNode> Actions(JsonNode activity) =>
        activity["suggestedActions"] is { } suggested ? suggested.List("actions") : [];

    private static void SetClock(DirectLineServer server, GoldenStep step)
    {
        var zone = ShippedKnowledge.Value.Shops["demo"].Zone;
        var time = server.Conversations.Time;
        var next = step.Clock is { } clock ? zone.AtLeniently(clock).ToDateTimeOffset() : time.GetUtcNow().AddSeconds(1);
        time.Advance(next - time.GetUtcNow());
    }

    [GeneratedRegex("[A-Z]{2,4}-[0-9]{2}-[0-9A-Z]{5}-[0-9A-Z]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CaseNumbers();
}
