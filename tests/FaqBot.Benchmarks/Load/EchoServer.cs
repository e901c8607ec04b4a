using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FaqBot.Benchmarks;

/// <summary>The least that the same framework can do with the same request: read the JSON, answer with it, keep nothing.</summary>
internal static class EchoServer
{
    public const string Verb = "echo-server";

    public static async Task Run(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, EchoJson.Default));
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/v3/directline/conversations/{id}/activities", (EchoActivity activity) => activity);
        await app.RunAsync(url);
    }
}

/// <summary>The fields that the customers send.</summary>
internal sealed record EchoActivity(
    string Type, string Text, string Locale, string TextFormat, string ChannelId, EchoAccount From, EchoChannelData ChannelData);

internal sealed record EchoAccount(string Id, string Name, string Role);

internal sealed record EchoChannelData([property: JsonPropertyName("clientActivityID")] string ClientActivityId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EchoActivity))]
internal sealed partial class EchoJson : JsonSerializerContext;
