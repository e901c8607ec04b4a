using FaqBot.Testing;
using NodaTime;
using NodaTime.Text;

namespace FaqBot.Engine.Tests;

/// <summary>The call back that is shipped.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData("jutro po 15", "2026-11-24T15:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("w środę między 10 a 12", "2026-11-25T10:00/2026-11-25T12:00", "2026-11-25T11:00:00Z")]
    [InlineData("o 14", "2026-11-23T14:00/2026-11-23T15:00", "2026-11-23T14:00:00Z")]
    [InlineData("o 9", "2026-11-24T09:00/2026-11-24T10:00", "2026-11-24T09:00:00Z")]
    [InlineData("jutro", "2026-11-24T09:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("w przyszłym tygodniu", "2026-11-30T09:00/2026-11-30T17:00", "2026-11-30T16:00:00Z")]
    [InlineData("jak najszybciej", "2026-11-23T10:00/2026-11-23T13:00", "2026-11-23T12:00:00Z")]
    public void The_customer_says_when_and_the_case_is_due_by_then(string when, string window, string due)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800", when, "Ania", "powiem przez telefon", "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal(
            (CaseKind.Callback, ContactKind.Phone, "600700800", window, InstantPattern.ExtendedIso.Parse(due).Value),
            (filed.Kind, filed.Contact.Kind, filed.Contact.Address, filed.CallWindow?.ToString(), filed.DueAt));
    }

    [Theory]
    [InlineData("jutro o 20")]
    [InlineData("w sobotę")]
    [InlineData("dziś o 8")]
    public void A_time_in_which_nobody_calls_is_said_to_be_one(string when)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800");

        var said = conversation.Say(when);

        Assert.Equal("O tej porze nikt u nas nie dzwoni. Dzwonimy pn.-pt. 9:00-17:00.", said[0]);
        Assert.Equal("time", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void A_time_that_was_offered_yesterday_cannot_be_pressed_any_more()
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800");
        var offered = conversation.State.Buttons[0];

        conversation.Take(new TurnEvent.Message(offered.Text, offered.Value), TryDialogs.Monday + Duration.FromDays(1), "pl");

        Assert.Null(conversation.Answer("time"));
        Assert.Equal("time", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void Without_a_number_nothing_is_filed()
    {
        var conversation = Asked("zadzwońcie do mnie", "nie wiem", "nie wiem", "nie wiem", "nie wiem");

        Assert.Empty(conversation.Cases);
        Assert.Null(conversation.State.Dialog);
    }

    [Fact]
    public void Who_asks_for_a_person_while_nobody_answers_is_offered_a_call()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        var sunday = Instant.FromUtc(2026, 11, 22, 12, 0);
        conversation.Take(new TurnEvent.Started(), sunday, "pl");

        var outcome = conversation.Take(new TurnEvent.Message("człowiek", Speaker.PersonValue), sunday, "pl");

        Assert.Contains(outcome.Replies[^1].Buttons, button => button.Dialog == "callback");
    }

    [Fact]
    public void The_team_is_that_of_what_the_customer_wants_to_talk_about()
    {
        var conversation = new RehearsedConversation(
            TryDialogs.Compile(
            [
                .. ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
                    ? TryDialogs.File(
                        file.Path,
                        System.Text.Encoding.UTF8.GetString(file.Content.Span) + "\nteams: { zwroty: [returns], reszta: [contact] }\n")
                    : file),
            ]),
            "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        foreach (var text in (string[])["zadzwońcie do mnie", "600 700 800", "jutro", "Ania", "jak zwrócić towar", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Equal("zwroty", Assert.Single(conversation.Cases).Team);
    }

    private static RehearsedConversation Asked(params ReadOnlySpan<string> texts)
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
