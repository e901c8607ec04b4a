using System.Text.Json;

namespace FaqBot.Engine.Tests;

[Collection(nameof(ConsoleCollection))]
public sealed class RecognizeVerbTests
{
    [Fact]
    public void A_line_is_answered_by_a_line_with_inclusive_ends()
    {
        var run = CliRun.With("""{"id":7,"input":"za 12,50 zł","lang":"pl"}""", "recognize");

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """{"id":7,"entities":[{"kind":"money","start":3,"end":10,"text":"12,50 zł","value":{"amount":12.5,"currency":"PLN"}}]}""",
            run.Output.Trim());
    }

    [Fact]
    public void Several_readings_stand_in_values() =>
        Assert.Equal("[1500,1.5]", One("""{"input":"1.500","lang":"pl"}""").GetProperty("values").GetRawText());

    [Theory]
    [InlineData("{", "line 2")]
    [InlineData("[]", "{id, input, lang, reference_time}")]
    [InlineData("""{"id":"a"}""", "\"input\"")]
    [InlineData("""{"id":"a","input":5}""", "\"input\"")]
    [InlineData("""{"id":"a","input":"x","reference_time":"noon"}""", "\"reference_time\"")]
    public void A_line_that_cannot_be_read_is_named_and_the_others_are_answered(string line, string complaint)
    {
        const string Good = """{"id":"1","input":"5 zł"}""";

        var run = CliRun.With($"{Good}\n{line}\n\n{Good}\n", "recognize");

        Assert.Equal(2, run.Code);
        Assert.Equal(2, run.Json.Count);
        Assert.Contains("line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains(complaint, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_moves_no_offset() =>
        Assert.Equal(2, One("""{"input":"\ud83d 5 z\u0142","lang":"pl"}""").GetProperty("start").GetInt32());

    [Theory]
    [InlineData("2026-11-21T14:00:00-02:00")]
    [InlineData("2026-11-21T14:00:00Z")]
    [InlineData("2026-11-21T14:00:00")]
    [InlineData("2026-11-21T14:00")]
    public void A_reference_time_may_have_an_offset(string time) =>
        Assert.Equal(0, CliRun.With($$"""{"input":"5","reference_time":"{{time}}"}""", "recognize").Code);

    private static JsonElement One(string line) => CliRun.With(line, "recognize").Json[0].GetProperty("entities")[0];
}
