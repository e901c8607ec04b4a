namespace FaqBot.Engine.Tests;

/// <summary>What spends a try of a question, and what does not; each was once found by a random walk.</summary>
public sealed class TriesTests
{
    [Theory]
    [InlineData("powtórz")]
    [InlineData("ile kosztuje kurier?")]
    [InlineData("chcę rozmawiać z człowiekiem")]
    [InlineData("nie, czekaj")]
    [InlineData("zmień")]
    [InlineData("po polsku")]
    public void What_is_said_in_between_neither_spends_tries_nor_gives_them_back(string text)
    {
        var conversation = TryDialogs.Begin("try-size", "pl");
        conversation.Say("duży");

        conversation.Say(text);
        conversation.Say("spory");
        conversation.Say("ogromny");

        Assert.Equal(AnswerKind.Unclear, conversation.Answer("it")?.Kind);
        Assert.Equal("ogromny", conversation.Answer("it")?.Text);
    }

    [Fact]
    public void Who_nearly_gave_up_has_the_tries_that_were_left()
    {
        var conversation = TryDialogs.Begin("try-size", "en");
        conversation.Say("big");

        conversation.Say("cancel");
        conversation.Say("no");

        Assert.Equal((DialogStage.Question, "it", 1), (
            conversation.State.Dialog?.Stage, conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
    }

    [Fact]
    public void A_reload_spends_no_try()
    {
        var conversation = TryDialogs.Begin("try-size", "en");
        conversation.Say("big");

        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday + NodaTime.Duration.FromHours(5), "en");

        Assert.Equal(("it", 1), (conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
    }

    [Fact]
    public void What_was_only_heard_is_not_offered_for_a_change()
    {
        var conversation = new RehearsedConversation(FaqBot.Testing.ShippedKnowledge.Value, "demo");
        conversation.Take(
            new TurnEvent.Message("reklamacja, buty Granit kupione 5 listopada, podeszwa się odkleja"), TryDialogs.Monday, "pl");
        var ordered = conversation.Answer("ordered")?.Value;

        conversation.Say("zmień");
        var offered = conversation.State.Buttons.Select(button => button.Value).ToList();
        conversation.Take(new TurnEvent.Message("", $"{DialogButtons.ChangePrefix}ordered"), TryDialogs.Monday, "pl");

        Assert.Equal("2026-11-05", ordered);
        Assert.DoesNotContain($"{DialogButtons.ChangePrefix}ordered", offered);
        Assert.Equal(DialogStage.Question, conversation.State.Dialog?.Stage);
    }
}
