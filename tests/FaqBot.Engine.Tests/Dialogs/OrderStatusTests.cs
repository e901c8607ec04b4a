using System.Collections.Immutable;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>How an order stands, as far as the shop's source says.</summary>
public sealed class OrderStatusTests
{
    private static string TellOf(OrderReport order)
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");
        return Assert.Single(Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.Found(order))).Text;
    }

    private static readonly OrderReport Sent = new("123456")
    {
        State = OrderState.Sent,
        Carrier = "DPD",
        TrackingLink = new Uri("https://tracking.example/1"),
        ExpectedOn = new LocalDate(2026, 11, 25),
    };

    [Fact]
    public void Number_and_address_are_asked_for_and_the_shop_is_asked_then()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456");

        var outcome = conversation.Take(new TurnEvent.Message("Anna@Poczta.example"), TryDialogs.Monday, "pl");

        var wanted = Assert.Single(outcome.Effects.OfType<Effect.LookUpOrder>());
        Assert.Equal(("123456", "anna@poczta.example"), (wanted.Number, wanted.Email.ToLowerInvariant()));
        Assert.Null(conversation.State.Dialog);
    }

    [Fact]
    public void What_the_shop_says_is_told_once()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");
        var ticket = conversation.State.Order?.Ticket ?? 0;

        var told = Told(conversation, ticket, new OrderLookup.Found(Sent));
        var again = Told(conversation, ticket, new OrderLookup.Found(Sent));

        Assert.Equal(
            "Zamówienie 123456: wysłane, w drodze. Przewidywana dostawa: 25 listopada 2026. Przewoźnik: DPD. "
            + "Śledzenie: https://tracking.example/1",
            Assert.Single(told).Text);
        Assert.Empty(again);
    }

    [Fact]
    public void What_may_help_besides_stands_under_the_answer_and_not_before_it()
    {
        var conversation = Begin();

        var asked = conversation.Take(
            new TurnEvent.Message("co z zamowieniem 654321 na maila anna@example.com"), TryDialogs.Monday, "pl").Replies[^1];
        var told = Assert.Single(Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.Found(Sent)));

        Assert.Equal("Już sprawdzam, chwila.", asked.Text);
        Assert.Empty(asked.Buttons);
        Assert.Contains(told.Buttons, button => button.Value == "entry:tracking");
    }

    [Fact]
    public void A_day_that_has_passed_is_not_promised_and_an_old_answer_says_its_day()
    {
        var late = Sent with { ExpectedOn = new LocalDate(2026, 11, 5), UpdatedAt = Instant.FromUtc(2026, 11, 4, 9, 0) };

        Assert.Equal(
            "Zamówienie 123456: wysłane, w drodze (stan z 4 listopada 2026). Dostawa była przewidziana na 5 listopada 2026; "
            + "przepraszam za opóźnienie. Przewoźnik: DPD. Śledzenie: https://tracking.example/1",
            TellOf(late));
    }

    [Theory]
    [InlineData(OrderState.Delivered)]
    [InlineData(OrderState.ReadyForPickup)]
    [InlineData(OrderState.Returned)]
    [InlineData(OrderState.Cancelled)]
    public void An_order_that_comes_no_more_has_no_day_to_come(OrderState state) =>
        Assert.DoesNotContain("listopada", TellOf(Sent with { State = state, UpdatedAt = TryDialogs.Monday }), StringComparison.Ordinal);

    [Fact]
    public void An_order_that_does_not_match_is_not_guessed_at_and_a_call_is_offered()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");

        var told = Assert.Single(Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.NotFound()));

        Assert.Contains("nie będę zgadywać", told.Text, StringComparison.Ordinal);
        Assert.Contains("1 godz", told.Text, StringComparison.Ordinal);
        Assert.Contains(told.Buttons, button => button.Dialog == "callback");
    }

    [Theory]
    [InlineData("ania@poczta.example", "123456", "ania@poczta.example")]
    [InlineData("mail był ania@poczta.example", "123456", "ania@poczta.example")]
    [InlineData("654321", "654321", "anna@poczta.example")]
    [InlineData("654321 ania@poczta.example", "654321", "ania@poczta.example")]
    public void A_mistyped_part_is_sent_again_by_itself(string text, string number, string email)
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");
        Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.NotFound());

        var outcome = conversation.Take(new TurnEvent.Message(text), TryDialogs.Monday, "pl");

        var asked = Assert.Single(outcome.Effects.OfType<Effect.LookUpOrder>());
        Assert.Equal((number, email), (asked.Number, asked.Email));
    }

    [Fact]
    public void A_number_and_an_address_in_one_message_ask_for_the_order()
    {
        var conversation = Begin();

        var outcome = conversation.Take(
            new TurnEvent.Message("co z zamowieniem 654321 na maila anna@example.com"), TryDialogs.Monday, "pl");

        var asked = Assert.Single(outcome.Effects.OfType<Effect.LookUpOrder>());
        Assert.Equal(("654321", "anna@example.com"), (asked.Number, asked.Email));
    }

    [Fact]
    public void Yes_to_what_is_offered_then_asks_for_no_order_again()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");
        Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.NotFound());

        var outcome = conversation.Take(new TurnEvent.Message("tak"), TryDialogs.Monday, "pl");

        Assert.DoesNotContain(outcome.Effects, effect => effect is Effect.LookUpOrder);
        Assert.True(conversation.State.PersonWanted);
    }

    [Fact]
    public void A_state_that_nobody_has_told_us_the_meaning_of_is_not_named()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");

        var told = Told(conversation, conversation.State.Order?.Ticket ?? 0, new OrderLookup.Found(new OrderReport("123456")));

        Assert.Contains("stanu nie umiem nazwać", Assert.Single(told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_in_the_middle_of_another_dialog_leaves_its_question_open()
    {
        var conversation = Begin("gdzie jest moja paczka", "123456", "anna@poczta.example");
        var ticket = conversation.State.Order?.Ticket ?? 0;
        conversation.Say("zadzwońcie do mnie");

        var told = Told(conversation, ticket, new OrderLookup.Unavailable());

        Assert.Equal("Pod jaki numer zadzwonić?", told[^1].Text);
        Assert.Equal("phone", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void Without_a_source_nothing_is_asked_and_that_is_said()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");

        var said = conversation.Say("gdzie jest moja paczka");

        Assert.StartsWith("Nie mam wglądu w zamówienia, więc nie będę zgadywać.", Assert.Single(said), StringComparison.Ordinal);
        Assert.Null(conversation.State.Dialog);
    }

    [Fact]
    public void Who_does_not_know_the_number_is_led_to_a_person()
    {
        var conversation = Begin("gdzie jest moja paczka", "nie wiem");

        Assert.Null(conversation.State.Dialog);
        Assert.Contains(conversation.State.Buttons, button => button.Value == Speaker.PersonValue);
    }

    private static ImmutableArray<Reply> Told(RehearsedConversation conversation, int ticket, OrderLookup lookup) =>
        conversation.Take(new TurnEvent.OrderLookedUp(ticket, lookup), TryDialogs.Monday, "pl").Replies;

    private static RehearsedConversation Begin(params ReadOnlySpan<string> texts)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo") { HasOrders = true };
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        foreach (var text in texts)
        {
            conversation.Say(text);
        }
        return conversation;
    }
}
