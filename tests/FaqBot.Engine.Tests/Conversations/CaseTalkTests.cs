using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>Who asks after a case by its number.</summary>
public sealed class CaseTalkTests
{
    [Theory]
    [InlineData("GR", true)]
    [InlineData("VE", false)]
    public void Only_a_number_of_this_shop_is_one(string prefix, bool isOurs)
    {
        var number = CaseNumber.Of(prefix, new LocalDate(2026, 11, 23), new Guid("0192f000-0000-7000-8000-0123456789ab"));
        var state = new ConversationState { Shop = "demo", Language = "pl", Greeted = true };

        var outcome = Turn.Run(
            ShippedKnowledge.Value, state, new TurnInput { Now = TryDialogs.Monday, Event = new TurnEvent.Message($"{number}") });

        Assert.Equal(
            isOurs, Assert.Single(outcome.Replies).Text.StartsWith($"Sprawy {number} stąd nie widzę.", StringComparison.Ordinal));
    }
}
