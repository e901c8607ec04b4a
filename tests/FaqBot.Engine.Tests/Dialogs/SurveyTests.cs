using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

/// <summary>What customers think of the help.</summary>
public sealed class SurveyTests
{
    [Fact]
    public void Who_says_goodbye_is_asked_once()
    {
        var conversation = Begin("ile kosztuje kurier");

        var first = conversation.Say("dziękuję");
        var second = conversation.Say("dziękuję");

        Assert.Equal(2, first.Length);
        Assert.Single(second);
    }

    [Fact]
    public void The_scores_are_buttons()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        Assert.Equal(["1", "2", "3", "4", "5"], conversation.State.Buttons.Select(button => button.Text));
    }

    [Fact]
    public void Who_was_not_helped_is_not_asked()
    {
        var conversation = Begin();

        Assert.Single(conversation.Say("dziękuję"));
    }

    [Fact]
    public void The_judgement_is_kept_with_what_was_talked_about_and_a_happy_customer_is_told_where_to_write_a_review()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "5");

        var outcome = conversation.Take(new TurnEvent.Message("szybko i miło"), TryDialogs.Monday, "pl");

        var kept = Assert.Single(outcome.Effects.OfType<Effect.KeepSurvey>()).Answer;
        Assert.Equal(
            (5, "szybko i miło", "delivery-cost", (string?)null),
            (kept.Score, kept.Comment, kept.Subject.Entry, kept.Subject.Case));
        Assert.Contains("https://sklep.example/opinie", outcome.Replies[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unhappy_customer_is_offered_a_person()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "1", "Nie, dziękuję");

        Assert.Contains(conversation.State.Buttons, button => button.Value == Speaker.PersonValue);
        Assert.True(conversation.State.PersonOffered);
    }

    [Fact]
    public void An_old_button_judges_nothing_a_second_time()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "5", "Nie, dziękuję");

        var outcome = conversation.Take(new TurnEvent.Message("1", "survey:1"), TryDialogs.Monday, "pl");

        Assert.DoesNotContain(outcome.Effects, effect => effect is Effect.KeepSurvey);
        Assert.Equal("Tę ocenę już mam, dziękuję.", Assert.Single(outcome.Replies).Text);
        Assert.Null(conversation.State.Dialog);
    }

    [Fact]
    public void A_case_that_is_decided_is_asked_about_once()
    {
        var conversation = Begin();

        var first = Decide(conversation, CaseStatus.Resolved, 2);
        var second = Decide(conversation, CaseStatus.Closed, 3);

        Assert.Equal(2, first.Replies.Length);
        Assert.Single(second.Replies);
        Assert.Equal("GR-26-7K3QX-4", conversation.State.Survey?.Case);
    }

    private static TurnOutcome Decide(RehearsedConversation conversation, CaseStatus status, long version) => conversation.Take(
        new TurnEvent.CaseChanged(new CaseNews
        {
            Number = "GR-26-7K3QX-4",
            Kind = CaseKind.Complaint,
            Version = version,
            Language = "pl",
            Contact = new CaseContact(ContactKind.Chat, null),
            Status = status,
        }),
        TryDialogs.Monday, "pl");

    private static RehearsedConversation Begin(params ReadOnlySpan<string> texts)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        foreach (var text in texts)
        {
            conversation.Say(text);
        }
        return conversation;
    }
}
