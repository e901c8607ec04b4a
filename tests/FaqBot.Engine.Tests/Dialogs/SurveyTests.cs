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

        var outcome = Take(conversation, "szybko i miło");

        var kept = Assert.Single(outcome.Effects.OfType<Effect.KeepSurvey>()).Answer;
        Assert.Equal(
            (5, "szybko i miło", "delivery-cost", (string?)null),
            (kept.Score, kept.Comment, kept.Subject.Entry, kept.Subject.Case));
        Assert.Contains("https://sklep.example/opinie", outcome.Replies[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_score_is_kept_at_once_for_many_say_no_more()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        var first = Take(conversation, "4");
        var skipped = Take(conversation, "Nie, dziękuję");

        var kept = Assert.Single(first.Effects.OfType<Effect.KeepSurvey>()).Answer;
        Assert.Equal((4, (string?)null), (kept.Score, kept.Comment));
        Assert.DoesNotContain(skipped.Effects, effect => effect is Effect.KeepSurvey);
        Assert.Null(conversation.State.Judged);
    }

    [Fact]
    public void A_score_that_is_corrected_before_the_comment_is_kept_so()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "1");

        var outcome = Take(conversation, "pomyłka, 4");
        var last = Take(conversation, "Nie, dziękuję");

        Assert.Equal([4], outcome.Effects.Concat(last.Effects).OfType<Effect.KeepSurvey>().Select(kept => kept.Answer.Score));
    }

    [Theory]
    [InlineData("pl", "pięć", 5)]
    [InlineData("pl", "piec gwiazdek", 5)]
    [InlineData("pl", "ocena 4", 4)]
    [InlineData("pl", "4/5", 4)]
    [InlineData("pl", "4 na 5", 4)]
    [InlineData("en", "four", 4)]
    [InlineData("en", "five out of five", 5)]
    [InlineData("en", "5 stars", 5)]
    public void A_score_is_typed_in_many_ways(string language, string text, int score)
    {
        var conversation = language == "pl"
            ? Begin(language, ["ile kosztuje kurier", "dziękuję"])
            : Begin(language, ["how much is delivery", "thank you"]);

        var outcome = conversation.Take(new TurnEvent.Message(text), TryDialogs.Monday, language);

        Assert.Equal(score, Assert.Single(outcome.Effects.OfType<Effect.KeepSurvey>()).Answer.Score);
    }

    [Fact]
    public void A_score_with_its_reason_needs_no_question_more()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        var outcome = Take(conversation, "daje wam 2 bo wolno");

        Assert.Equal("daje wam 2 bo wolno", outcome.Effects.OfType<Effect.KeepSurvey>().Last().Answer.Comment);
        Assert.Null(conversation.State.Dialog);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("0")]
    [InlineData("4,5")]
    public void A_score_off_the_scale_is_asked_for_again(string text)
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        var outcome = Take(conversation, text);

        Assert.Empty(outcome.Effects);
        Assert.Equal(["1", "2", "3", "4", "5"], conversation.State.Buttons.Select(button => button.Text));
    }

    [Theory]
    [InlineData("survey:4.5")]
    [InlineData("survey:0")]
    [InlineData("survey:99999999999999999999")]
    [InlineData("survey:")]
    [InlineData("survey:4:GR-26-00001-N")]
    public void A_forged_button_judges_nothing(string value)
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        var outcome = conversation.Take(new TurnEvent.Message("4", value), TryDialogs.Monday, "pl");

        Assert.Empty(outcome.Effects);
        Assert.Null(conversation.State.Dialog);
    }

    [Theory]
    [InlineData("ile kosztuje wysyłka 2 paczek?")]
    [InlineData("zamówiłem 3 pary butów i przyszły tylko 2")]
    [InlineData("zamówienie 123456")]
    public void Other_numbers_are_no_scores(string text)
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");

        Assert.DoesNotContain(Take(conversation, text).Effects, effect => effect is Effect.KeepSurvey);
    }

    [Fact]
    public void Something_in_between_does_not_forget_the_question()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "hmm");

        Assert.Equal(5, Assert.Single(Take(conversation, "5").Effects.OfType<Effect.KeepSurvey>()).Answer.Score);
    }

    [Fact]
    public void Starting_over_forgets_no_question_either()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję", "od nowa");

        var outcome = conversation.Take(new TurnEvent.Message("5", "survey:5"), TryDialogs.Monday, "pl");

        Assert.Single(outcome.Effects.OfType<Effect.KeepSurvey>());
    }

    [Fact]
    public void Two_questions_are_answered_each_for_itself()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");
        Decide(conversation, CaseStatus.Resolved, 2);

        var old = conversation.Take(new TurnEvent.Message("2", "survey:2"), TryDialogs.Monday, "pl");
        Take(conversation, "Nie, dziękuję");
        var other = conversation.Take(new TurnEvent.Message("5", "survey:5:GR-26-7K3QX-4"), TryDialogs.Monday, "pl");

        Assert.Null(Assert.Single(old.Effects.OfType<Effect.KeepSurvey>()).Answer.Subject.Case);
        var kept = Assert.Single(other.Effects.OfType<Effect.KeepSurvey>()).Answer;
        Assert.Equal(("GR-26-7K3QX-4", "Ola", 5), (kept.Subject.Case, kept.Subject.Agent, kept.Score));
    }

    [Fact]
    public void Who_is_on_the_telephone_is_not_asked()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.DialogWanted("callback", []), TryDialogs.Monday, "pl");
        conversation.Say("przerwij");
        conversation.Say("tak");
        conversation.Say("ile kosztuje kurier");

        Assert.Single(conversation.Say("dziękuję"));
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
        Assert.Equal("GR-26-7K3QX-4", Assert.Single(conversation.State.Surveys).Case);
    }

    [Fact]
    public void A_judgement_of_a_case_is_kept_with_the_dialog_that_files_such_cases()
    {
        var conversation = Begin("ile kosztuje kurier");

        Decide(conversation, CaseStatus.Resolved, 2);

        var asked = Assert.Single(conversation.State.Surveys);
        Assert.Equal(("complaint", (string?)null), (asked.Dialog, asked.Entry));
    }

    [Fact]
    public void News_of_a_case_take_no_open_question_away()
    {
        var conversation = Begin("ile kosztuje kurier", "dziękuję");
        Decide(conversation, CaseStatus.InProgress, 2);

        var outcome = Take(conversation, "5, miło");

        Assert.NotEmpty(outcome.Effects.OfType<Effect.KeepSurvey>());
    }

    [Fact]
    public void News_of_a_case_take_no_offer_away()
    {
        var conversation = Begin("blurp", "blurp");
        Assert.True(conversation.State.PersonOffered);
        Decide(conversation, CaseStatus.InProgress, 2);

        Take(conversation, "tak");

        Assert.True(conversation.State.PersonWanted);
    }

    [Fact]
    public void News_of_a_case_take_no_offered_dialog_away()
    {
        var conversation = Begin("w paczce brakowało jednej rzeczy");
        Assert.NotNull(conversation.State.Offered);
        Decide(conversation, CaseStatus.InProgress, 2);

        Take(conversation, "tak");

        Assert.Equal("complaint", conversation.State.Dialog?.Dialog);
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
            Agent = "Ola",
        }),
        TryDialogs.Monday, "pl");

    private static TurnOutcome Take(RehearsedConversation conversation, string text) =>
        conversation.Take(new TurnEvent.Message(text), TryDialogs.Monday, "pl");

    private static RehearsedConversation Begin(params string[] texts) => Begin("pl", texts);

    private static RehearsedConversation Begin(string language, string[] texts)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, language);
        foreach (var text in texts)
        {
            conversation.Take(new TurnEvent.Message(text), TryDialogs.Monday, language);
        }
        return conversation;
    }
}
