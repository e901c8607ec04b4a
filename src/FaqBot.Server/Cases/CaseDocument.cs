using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FaqBot.Server;

/// <summary>A case as the shop's systems see it.</summary>
internal sealed record CaseDocument
{
    public required string Number { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    public required string? Outcome { get; init; }

    public required ProductDocument? Product { get; init; }

    /// <summary>Number of the order, as the customer gave it.</summary>
    public required string? Order { get; init; }

    public required string? Problem { get; init; }

    public required ImmutableArray<AnswerDocument> Answers { get; init; }

    public required string? Remedy { get; init; }

    public required ContactDocument Contact { get; init; }

    public required string Channel { get; init; }

    /// <summary>In the shop's own time, of the dialog's first message: the case counts from that day, unless the customer rested until its
    /// time was over.</summary>
    public required string Received { get; init; }

    public required string? NominalEnd { get; init; }

    public required string? Deadline { get; init; }

    /// <summary>What the customer was told: the deadline, or the shop's own promise where that is sooner.</summary>
    public required string? Promised { get; init; }

    /// <summary>By when the customer is to be called, in the shop's own time.</summary>
    public required string? Due { get; init; }

    /// <summary>When the customer asked to be called.</summary>
    public required WindowDocument? CallWindow { get; init; }

    /// <summary>Of the shop's own.</summary>
    public required string? Team { get; init; }

    /// <summary>What the customer declared, word for word.</summary>
    public required string? Statement { get; init; }

    public required ImmutableArray<string> Marks { get; init; }

    public required ImmutableArray<FileDocument> Files { get; init; }

    public required ImmutableArray<HistoryDocument> History { get; init; }
}

/// <summary>Both null where the customer named none.</summary>
internal sealed record ProductDocument(string? Sku, string? Name);

internal sealed record AnswerDocument(string Slot, string Question, string Answer, bool? Ok);

/// <param name="Kind"><c>none</c>, <c>email</c>, <c>phone</c> or <c>chat</c>.</param>
/// <param name="Address">Null where the kind needs none.</param>
/// <param name="Name">Null where the customer gave none.</param>
internal sealed record ContactDocument(string Kind, string? Address, string? Name);

/// <summary>On the shop's clock, without a zone.</summary>
internal sealed record WindowDocument(string From, string To);

/// <param name="Name">As the customer called it.</param>
/// <param name="ContentType">Told by the content.</param>
/// <param name="Url">Works with the shop's key as long as the case is kept; null where the file is gone.</param>
internal sealed record FileDocument(string Name, string ContentType, string? Url);

/// <param name="Version">From 1, without gaps; the newest is the case's.</param>
/// <param name="At">RFC 3339, UTC.</param>
/// <param name="Kind"><c>filed</c>, <c>remark</c>, <c>status</c>, <c>outcome</c>, <c>message</c> or
/// <c>note</c>.</param>
/// <param name="Actor"><c>customer</c> or <c>api</c>.</param>
/// <param name="Data">What happened; of <c>filed</c>, which the case itself tells, only why it was not acknowledged.</param>
internal sealed record HistoryDocument(long Version, string At, string Kind, string Actor, HistoryData Data);

/// <summary>Only what there is.</summary>
internal sealed record HistoryData
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Who decided.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Agent { get; init; }

    /// <summary>Why the customer was sent none of it, one of <see cref="CaseWords.WhyNotSent"/>; of <c>filed</c> and <c>remark</c> the
    /// acknowledgement.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotSent { get; init; }

    /// <summary>Number of the order, as the customer gave it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AnswerDocument>? Answers { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remedy { get; init; }

    /// <summary>What the customer declared, word for word.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Statement { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContactDocument? Contact { get; init; }
}

/// <param name="Cases">The newest first.</param>
/// <param name="NextCursor">Leads to the next, older ones; null at the end.</param>
internal sealed record CasePage(IReadOnlyList<CaseDocument> Cases, string? NextCursor);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CaseDocument))]
[JsonSerializable(typeof(CasePage))]
internal sealed partial class CaseJson : JsonSerializerContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CaseDecision))]
internal sealed partial class DecisionJson : JsonSerializerContext;

/// <summary>How both are written: what customers wrote stays readable, for it is never part of a page.</summary>
internal static class PlainCases
{
    private static readonly CaseJson Cases = new(new JsonSerializerOptions(CaseJson.Default.Options) { Encoder = PlainJson.Encoder });

    private static readonly DecisionJson Decisions =
        new(new JsonSerializerOptions(DecisionJson.Default.Options) { Encoder = PlainJson.Encoder });

    public static JsonTypeInfo<CaseDocument> Document => Cases.CaseDocument;

    public static JsonTypeInfo<CasePage> Page => Cases.CasePage;

    public static JsonTypeInfo<CaseDecision> Decision => Decisions.CaseDecision;
}
