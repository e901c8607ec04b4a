using System.Text.Json;
using FaqBot.Cli;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>A case that <c>faqbot chat --json</c> shows is the server's.</summary>
public sealed class FiledCaseTests
{
    private static readonly Shop Demo = ShippedKnowledge.Value.Shops["demo"];

    [Theory]
    [InlineData(typeof(FiledCaseJson), "Case")]
    [InlineData(typeof(CaseContactJson), "Contact")]
    [InlineData(typeof(CaseWindowJson), "CallWindow")]
    [InlineData(typeof(CaseAnswerJson), "Answer")]
    [InlineData(typeof(CaseProductJson), "Product")]
    public void It_has_the_members_of_the_interface_in_their_order(Type type, string schema)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src", "FaqBot.Server", "OpenApi", "v1.json")));
        var members = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties");

        Assert.Equal(
            members.EnumerateObject().Select(member => member.Name),
            type.GetProperties().Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
    }

    [Fact]
    public void A_call_back_says_when_to_call_and_whom()
    {
        var shown = Filed("zadzwońcie do mnie", "600 700 800", "jutro po 15", "Ania", "powiem przez telefon", "tak");

        Assert.Equal(
            (new CaseWindowJson("2026-11-24T15:00", "2026-11-24T17:00"), "2026-11-24T17:00:00+01:00",
                new CaseContactJson("phone", "600700800", "Ania")),
            (shown.CallWindow, shown.Due, shown.Contact));
        Assert.Null(shown.Statement);
    }

    [Fact]
    public void A_withdrawal_holds_the_order_and_what_was_declared()
    {
        var shown = Filed(
            "odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "jan@poczta.example", "tak",
            "tak");

        Assert.Equal(("345678", "Jan Kot"), (shown.Order, shown.Contact.Name));
        Assert.Contains("Ja, Jan Kot, odstępuję od umowy", shown.Statement, StringComparison.Ordinal);
        Assert.Null(shown.Due);
    }

    private static FiledCaseJson Filed(params string[] texts)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        foreach (var text in texts)
        {
            conversation.Say(text);
        }
        return FiledCaseJson.Of(Assert.Single(conversation.Cases), Demo);
    }
}
