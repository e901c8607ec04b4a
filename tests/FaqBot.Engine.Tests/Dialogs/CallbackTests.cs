using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
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
    [InlineData("jutro, tylko nie przed 12", "2026-11-24T12:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("byle nie między 10 a 12", "2026-11-23T12:00/2026-11-23T17:00", "2026-11-23T16:00:00Z")]
    [InlineData("nie jutro tylko pojutrze", "2026-11-25T09:00/2026-11-25T17:00", "2026-11-25T16:00:00Z")]
    [InlineData("obojętnie, byle nie rano", "2026-11-23T12:00/2026-11-23T17:00", "2026-11-23T16:00:00Z")]
    [InlineData("jutro rano albo po południu", "2026-11-24T09:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("jutro po 12 ale nie po 15", "2026-11-24T12:00/2026-11-24T15:00", "2026-11-24T14:00:00Z")]
    [InlineData("jutro do 12", "2026-11-24T09:00/2026-11-24T12:00", "2026-11-24T11:00:00Z")]
    [InlineData("we wtorek lub w środę", "2026-11-24T09:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("jutro między 16 a 20", "2026-11-24T16:00/2026-11-24T17:00", "2026-11-24T16:00:00Z")]
    [InlineData("12 po 8", "2026-11-24T09:00/2026-11-24T10:00", "2026-11-24T09:00:00Z")]
    [InlineData("jutro między 9:00 a 9:05", "2026-11-24T09:00/2026-11-24T10:00", "2026-11-24T09:00:00Z")]
    [InlineData("16:55", "2026-11-23T16:45/2026-11-23T17:00", "2026-11-23T16:00:00Z")]
    public void The_customer_says_when_and_the_case_is_due_by_then(string when, string window, string due)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800", when, "Ania", "powiem przez telefon", "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal(
            (CaseKind.Callback, ContactKind.Phone, "600700800", window, InstantPattern.ExtendedIso.Parse(due).Value),
            (filed.Kind, filed.Contact.Kind, filed.Contact.Address, filed.CallWindow?.ToString(), filed.DueAt));
    }

    [Theory]
    [InlineData("2026-11-23T08:05:00Z", "2026-11-23T09:05:00Z", "najpóźniej w poniedziałek 23 listopada o 10:05")]
    [InlineData("2026-11-23T15:30:00Z", "2026-11-24T08:30:00Z", "najpóźniej we wtorek 24 listopada o 9:30")]
    public void As_soon_as_possible_is_as_soon_as_the_shop_promises(string at, string due, string told)
    {
        var now = InstantPattern.ExtendedIso.Parse(at).Value;
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        string said = "";
        foreach (var text in (string[])["zadzwońcie do mnie", "600 700 800", "jak najszybciej", "Ania", "powiem przez telefon", "tak"])
        {
            said = conversation.Take(new TurnEvent.Message(text), now, "pl").Replies[^1].Text;
        }

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal((null, InstantPattern.ExtendedIso.Parse(due).Value), (filed.CallWindow, filed.DueAt));
        Assert.Contains(told, said, StringComparison.Ordinal);
    }

    [Fact]
    public void As_soon_as_possible_is_the_next_window_where_nothing_is_promised()
    {
        var conversation = new RehearsedConversation(
            TryDialogs.WithDemo(yaml => Replaced(yaml, "callback_promise: 1 hour", "")), "demo");
        foreach (var text in (string[])["zadzwońcie do mnie", "600 700 800", "jak najszybciej", "Ania", "powiem przez telefon", "tak"])
        {
            conversation.Say(text);
        }

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal(
            ("2026-11-23T10:00/2026-11-23T13:00", Instant.FromUtc(2026, 11, 23, 12, 0)), (filed.CallWindow?.ToString(), filed.DueAt));
    }

    [Theory]
    [InlineData("jutro o 20")]
    [InlineData("jutro po 16:50")]
    [InlineData("8 rano")]
    [InlineData("dziś o 8")]
    public void A_time_in_which_nobody_calls_is_said_to_be_one(string when)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800");

        var said = conversation.Say(when);

        Assert.Equal("O tej porze nikt u nas nie dzwoni. Dzwonimy pn.-pt. 9:00-17:00.", said[0]);
        Assert.Equal("time", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("w sobotę", "28 listopada 2026")]
    [InlineData("w wigilie o 12", "24 grudnia 2026 (Wigilia)")]
    [InlineData("w święta", "24 grudnia 2026 (Wigilia)")]
    [InlineData("25 grudnia", "25 grudnia 2026 (Boże Narodzenie)")]
    [InlineData("11 listopada", "11 listopada 2027 (Święto Niepodległości)")]
    public void A_day_on_which_nobody_calls_is_named_and_never_filed(string when, string day)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800");

        for (var time = 0; time < 4; time++)
        {
            Assert.Equal($"{day}: tego dnia nikt u nas nie dzwoni. Dzwonimy pn.-pt. 9:00-17:00.", conversation.Say(when)[0]);
        }

        Assert.Null(conversation.Answer("time"));
        Assert.Contains(conversation.State.Buttons, button => button.Value.StartsWith("answer:time=2026-11-23T", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dates: { 2026-12-24: [08:00-14:00] }", "w wigilię o 16")]
    [InlineData("public_holidays: open", "w wigilię o 19")]
    [InlineData("public_holidays: open", "11 listopada o 19")]
    public void Of_a_holiday_on_which_the_shop_calls_only_the_time_is_refused(string hours, string when)
    {
        var conversation = new RehearsedConversation(
            TryDialogs.WithDemo(yaml => Replaced(
                Replaced(yaml, "phone:  { mon-fri: [09:00-17:00] }", $"phone:  {{ mon-fri: [09:00-17:00], {hours} }}"),
                ", 2026-12-24: []", "")),
            "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        conversation.Say("zadzwońcie do mnie");
        conversation.Say("600 700 800");

        Assert.StartsWith("O tej porze nikt u nas nie dzwoni.", conversation.Say(when)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_first_sentence_too_it_is_said_that_nobody_calls_then()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");

        var said = conversation.Say("zadzwońcie do mnie w niedzielę o 12");

        Assert.Contains(said, text => text.StartsWith("29 listopada 2026: tego dnia nikt", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_taken_away_at_the_summary_keeps_the_rest()
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800", "jutro między 9 a 14", "Ania", "powiem przez telefon");

        conversation.Say("byle nie rano");

        Assert.Equal("2026-11-24T12:00/2026-11-24T14:00", conversation.Answer("time")?.Value);
    }

    [Theory]
    [InlineData("2026-11-24T10:00/2026-11-30T10:00")]
    [InlineData("2026-11-24T10:00/2026-11-24T10:01")]
    [InlineData("2027-11-24T10:00/2027-11-24T12:00")]
    [InlineData("2026-11-24T18:00/2026-11-24T20:00")]
    public void A_time_that_nobody_offered_cannot_be_pressed(string window)
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800");

        conversation.Take(new TurnEvent.Message("jutro", $"answer:time={window}"), TryDialogs.Monday, "pl");

        Assert.Null(conversation.Answer("time"));
        Assert.Equal("time", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void A_time_that_has_passed_before_the_yes_is_asked_for_again()
    {
        var conversation = Asked("zadzwońcie do mnie", "600 700 800", "jutro między 10 a 12", "Ania", "powiem przez telefon");

        conversation.Take(new TurnEvent.Message("tak"), TryDialogs.Monday + Duration.FromDays(3), "pl");

        Assert.Empty(conversation.Cases);
        Assert.Equal("time", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void No_words_make_a_window_that_is_none()
    {
        string[] words =
            ["nie", "jutro", "po", "przed", "12", "10", "8", "rano", "albo", "byle nie", "w środę", "między 9 a 14", ",", "dziś"];
        var windows = new CallWindows(ShippedKnowledge.Value.Shops["demo"], TryDialogs.Monday);

        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            picks =>
            {
                var conversation = Asked("zadzwońcie do mnie", "600 700 800");
                conversation.Say(string.Join(' ', picks.Take(12).Select(pick => words[pick % words.Length]).DefaultIfEmpty("jutro")));
                return conversation.Answer("time")?.Value is not { } value
                    || (CallWindow.Parse(value) is { } window && windows.Holds(window));
            }));
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
            TryDialogs.WithDemo(yaml => yaml + "\nteams: { zwroty: [returns], reszta: [contact] }\n"), "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        foreach (var text in (string[])["zadzwońcie do mnie", "600 700 800", "jutro", "Ania", "jak zwrócić towar", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Equal("zwroty", Assert.Single(conversation.Cases).Team);
    }

    private static string Replaced(string yaml, string old, string with) => yaml.Contains(old, StringComparison.Ordinal)
        ? yaml.Replace(old, with, StringComparison.Ordinal)
        : throw new InvalidOperationException($"There is no '{old}'.");

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
