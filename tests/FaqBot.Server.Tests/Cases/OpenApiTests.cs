using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FaqBot.Engine;
using Microsoft.AspNetCore.Routing;

namespace FaqBot.Server.Tests;

/// <summary>The document says what there is: routes, members, words.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonObject Document = WireJson.Parse(Encoding.UTF8.GetString(OpenApiDocument.Read()));

    [Fact]
    public async Task Every_route_of_the_interface_is_described_and_no_other()
    {
        await using var app = ServerBuilder.Build([]);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} /{endpoint.RoutePattern.RawText?.Trim('/')}"))
            .Where(route => route.Contains(" /api/shops/", StringComparison.Ordinal))
            .Where(route => route.Split(' ')[0] is not ("HEAD" or "OPTIONS"));

        var described = (Document["paths"] as JsonObject ?? []).SelectMany(path =>
            (path.Value as JsonObject ?? []).Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_is_described_and_no_other()
    {
        (string Schema, JsonTypeInfo Info)[] written =
        [
            ("Case", PlainCases.Document), ("CasePage", PlainCases.Page), ("Product", Of<ProductDocument>()),
            ("Answer", Of<AnswerDocument>()), ("Contact", Of<ContactDocument>()), ("File", Of<FileDocument>()),
            ("History", Of<HistoryDocument>()),
            ("CallWindow", Of<WindowDocument>()), ("Call", CallJson.Default.CallDocument), ("CallReply", CallJson.Default.CallReply),
            ("CallButton", CallJson.Default.CallButton), ("SurveyPage", SurveyJson.Default.SurveyPage),
            ("Survey", SurveyJson.Default.SurveyDocument), ("SurveySummary", SurveyJson.Default.SurveySummary),
            ("SurveyGroup", SurveyJson.Default.SurveyGroup), ("HistoryData", Of<HistoryData>()),
            ("ChatToken", ChatTokenJson.Default.ChatTokenAnswer),
        ];

        Assert.All(written, one => Assert.Equal(one.Info.Properties.Select(property => property.Name), Members(one.Schema)));
        Assert.Equal(CaseWords.Statuses, Words("Case", "status"));
        Assert.Equal(CaseWords.Statuses, Words("CaseChange", "status"));
        Assert.Equal(CaseWords.Kinds, Words("Case", "kind"));
        Assert.Equal(CaseWords.WhyNotSent, Words("HistoryData", "not_sent"));
    }

    [Fact]
    public void Every_filter_is_described_and_no_other()
    {
        var described = Parameters("/api/shops/{shop}/cases").Where(one => one.Field("in") == "query").ToList();

        Assert.Equal(CaseQuery.Names, described.Select(one => one.Field("name")).Order(StringComparer.Ordinal));
        Assert.Equal($"{CaseLimits.PageMax}", $"{described.Single(one => one.Field("name") == "limit")["schema"]?["maximum"]}");
        // A client that is made from the document else repeats the name, which is refused.
        Assert.All(
            described.Where(one => one["schema"].Field("type") == "array"),
            one => Assert.Equal(("form", "false"), (one.Field("style"), $"{one["explode"]}")));
    }

    [Fact]
    public void Words_and_lengths_are_those_of_the_interface()
    {
        Assert.Equal(
            [
                CaseHistoryRow.Filed, CaseHistoryRow.Remark, CaseHistoryRow.Status, CaseHistoryRow.Outcome, CaseHistoryRow.Message,
                CaseHistoryRow.Note,
            ],
            Words("History", "kind"));
        Assert.Equal([CaseHistoryRow.Customer, CaseHistoryRow.Api], Words("History", "actor"));
        Assert.Equal(Enum.GetValues<ContactKind>().Select(CaseWords.Of), Words("Contact", "kind"));
        Assert.Equal(CaseChange.Names, Members("CaseChange"));
        Assert.Equal($"{CaseLimits.OutcomeCharsMax}", $"{Schema("CaseChange")?["properties"]?["outcome"]?["maxLength"]}");
        Assert.Equal($"{CaseLimits.NoteCharsMax}", $"{Schema("CaseChange")?["properties"]?["note"]?["maxLength"]}");
    }

    [Fact]
    public async Task The_document_is_served()
    {
        await using var server = await CaseServer.Start(new SqlitePlace());

        var served = await server.Client.GetStringAsync(new Uri(server.Address, OpenApiDocument.Route));

        Assert.Equal(Document.ToJsonString(), WireJson.Parse(served).ToJsonString());
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    private static JsonTypeInfo Of<T>() => CaseJson.Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException();

    private static IEnumerable<JsonNode> Parameters(string path) =>
        (Document["paths"]?[path]?["get"]?["parameters"] as JsonArray ?? []).OfType<JsonNode>();

    private static JsonNode? Schema(string name) => Document["components"]?["schemas"]?[name];

    private static IEnumerable<string> Members(string schema) =>
        (Schema(schema)?["properties"] as JsonObject ?? []).Select(member => member.Key);

    private static IEnumerable<string> Words(string schema, string member) =>
        (Schema(schema)?["properties"]?[member]?["enum"] as JsonArray ?? []).Select(word => word?.GetValue<string>() ?? "");
}
