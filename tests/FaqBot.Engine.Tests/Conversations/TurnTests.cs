using FaqBot.Testing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace FaqBot.Engine.Tests.Conversations;

public sealed class TurnTests
{
    private static readonly Instant MondayMorning = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 22, 9, 0);

    [Fact]
    public void The_greeting_says_that_it_is_a_bot_and_when_people_answer_and_comes_once()
    {
        var talk = new Talk("pl");

        talk.Happens(new TurnEvent.Started());
        var again = talk.Happens(new TurnEvent.Started());

        Assert.Empty(again.Replies);
        var greeting = Assert.Single(talk.Said);
        Assert.Contains("Jestem botem", greeting.Text, StringComparison.Ordinal);
        Assert.Contains("pn.-pt. 9:00-17:00", greeting.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_serves_for_another_language_is_said_in_its_own()
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, """
                name: a
                languages: [pl, uk]
                country: PL
                hours: { phone: { mon-fri: [09:00-17:00] } }
                texts: { greeting: { pl: "Ludzie: {{ hours.phone }}" } }
                notices: [{ text: { pl: "Telefon: {{ hours.phone }}" } }]
                """);
        var state = new ConversationState { Shop = "demo", Language = "uk" };
        var input = new TurnInput { Now = Sunday, Event = new TurnEvent.Started(), PageLanguage = "uk" };

        var turn = Turn.Run(Assert.IsType<Knowledge>(files.Compile().Knowledge), state, input);

        Assert.Equal(
            [("Ludzie: pn.-pt. 9:00-17:00", "pl"), ("Telefon: pn.-pt. 9:00-17:00", "pl")],
            turn.Replies.Select(reply => (reply.Text, reply.Language)));
    }

    [Fact]
    public void A_first_message_is_greeted_and_answered()
    {
        var turn = new Talk("pl").Says("ile kosztuje kurier?");

        Assert.Equal(2, turn.Replies.Length);
        Assert.Equal("Kurier: 10 zł.", turn.Replies[1].Text);
    }

    [Fact]
    public void An_answer_offers_its_suggestions()
    {
        var turn = Greeted("en").Says("how much is the courier");

        Assert.Equal("Courier: PLN 10.", Assert.Single(turn.Replies).Text);
        Assert.Equal(new Button("Return", "entry:return-steps"), Assert.Single(turn.Replies[0].Buttons));
        Assert.Equal("courier-price", turn.Trace.Entry?.Id);
    }

    [Fact]
    public void An_entry_whose_fact_is_missing_is_not_answered()
    {
        var turn = Greeted("pl").Says("ile kosztuje paczkomat");

        Assert.Equal((Outcome.Unknown, UnknownReason.MissingFact), (turn.Trace.Outcome, turn.Trace.Reason));
        Assert.Equal("locker_price", turn.Trace.MissingFact);
        Assert.Equal("locker-price", turn.Trace.Entry?.Id);
        Assert.DoesNotContain("Paczkomat:", turn.Replies[0].Text, StringComparison.Ordinal);
        Assert.Equal("person", turn.Replies[0].Buttons[^1].Value);
    }

    [Fact]
    public void The_second_miss_offers_a_person_and_yes_notes_the_wish_once()
    {
        var talk = Greeted("pl");

        var first = talk.Says("qwertyuiop zxcvb");
        var second = talk.Says("asdfgh jklqw");
        var yes = talk.Says("Tak, poproszę!");

        Assert.False(first.State.PersonOffered);
        Assert.True(second.State.PersonOffered);
        Assert.Equal(new Effect.PersonWanted(talk.Now, "pl"), Assert.Single(yes.Effects));
        Assert.Contains("+48 22 000 00 00", yes.Replies[0].Text, StringComparison.Ordinal);
        Assert.Empty(talk.Presses("person").Effects);
    }

    [Fact]
    public void Nobody_hears_a_third_time_that_they_were_not_understood()
    {
        var talk = Greeted("pl");

        var texts = Enumerable.Range(0, 4).Select(_ => talk.Says("qwertyuiop zxcvb").Replies[0].Text).ToList();

        Assert.Equal(3, texts.Distinct().Count());
        Assert.Equal(texts[2], texts[3]);
        Assert.DoesNotContain("innymi słowami", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_ends_a_run_of_misses()
    {
        var talk = Greeted("pl");

        talk.Says("qwertyuiop zxcvb");
        talk.Says("ile kosztuje kurier");
        var miss = talk.Says("qwertyuiop zxcvb");

        Assert.Equal(1, miss.State.Misses);
    }

    [Fact]
    public void Declining_a_person_goes_on()
    {
        var talk = Greeted("pl");
        talk.Says("qwertyuiop zxcvb");
        talk.Says("qwertyuiop zxcvb");

        var no = talk.Says("nie, dziękuję");

        Assert.Empty(no.Effects);
        Assert.Equal(0, no.State.Misses);
    }

    [Theory]
    [InlineData("daj mi człowieka")]
    [InlineData("połącz mnie z konsultantem")]
    public void Who_asks_for_a_person_is_told_when_people_are_back(string text)
    {
        var turn = Greeted("pl", Sunday).Says(text);

        Assert.Equal(Outcome.Handoff, turn.Trace.Outcome);
        Assert.Contains("jutro o 9:00", turn.Replies[0].Text, StringComparison.Ordinal);
        Assert.IsType<Effect.PersonWanted>(Assert.Single(turn.Effects));
    }

    [Fact]
    public void A_button_is_answered_by_its_value_and_by_typing_its_label()
    {
        var pressed = Greeted("pl");
        var typed = Greeted("pl");
        pressed.Says("ile kosztuje kurier");
        typed.Says("ile kosztuje kurier");

        var one = pressed.Presses("entry:return-steps");
        var other = typed.Says("zwrot");

        Assert.Equal("Spakuj i wyślij.", one.Replies[0].Text);
        Assert.Equal(one.Replies[0].Text, other.Replies[0].Text);
    }

    [Theory]
    [InlineData("Info o zwrocie pls")]
    [InlineData("📦 Zwrot")]
    [InlineData("📦")]
    public void A_label_of_shorthand_or_emoji_is_found_when_it_is_typed(string label)
    {
        var shown = new Button(label, "entry:return-steps");
        var state = new ConversationState { Shop = "tiny", Language = "pl", Greeted = true, Buttons = [shown] };

        var turn = Turn.Run(TinyShop.Knowledge, state, new TurnInput { Now = Sunday, Event = new TurnEvent.Message(label) });

        Assert.Equal("Spakuj i wyślij.", turn.Replies[0].Text);
    }

    [Theory]
    [InlineData("jeszcze raz pls 📦", "pl", "Tekst started_over")]
    [InlineData("english info pls", "en", "Text of language_switched")]
    public void A_command_of_shorthand_or_emoji_is_found_in_whichever_language_it_stands(string text, string language, string reply)
    {
        var files = KnowledgeFiles.Minimal
            .With(KnowledgeFiles.Shop, "{ name: a, languages: [pl, en], country: PL }")
            .With(KnowledgeFiles.Commands, "{ start_over: { pl: [jeszcze raz pls 📦] }, language: { en: [english info pls] } }");
        var state = new ConversationState { Shop = "demo", Language = "pl", Greeted = true };
        var input = new TurnInput { Now = Sunday, Event = new TurnEvent.Message(text) };

        var turn = Turn.Run(Assert.IsType<Knowledge>(files.Compile().Knowledge), state, input);

        Assert.Equal((language, reply), (turn.State.Language, turn.Replies[0].Text));
    }

    [Fact]
    public void A_button_of_knowledge_that_is_gone_is_a_miss_and_no_failure()
    {
        var turn = Greeted("pl").Presses("entry:no-such-entry");

        Assert.Equal(1, turn.State.Misses);
    }

    [Fact]
    public void Two_questions_in_one_message_are_both_answered()
    {
        var turn = Greeted("pl").Says("Ile kosztuje kurier? Jak oddać buty?");

        Assert.Equal("Kurier: 10 zł.\n\nSpakuj i wyślij.", turn.Replies[0].Text);
        Assert.Equal("return-steps", Assert.Single(turn.Trace.Also));
    }

    [Fact]
    public void Two_questions_are_told_apart_by_the_marks_of_another_script()
    {
        var knowledge = TinyShop.Compile(
            "name: a\nlanguages: [ar]\ncountry: PL\nbase: none\nfacts: { courier_price: 10 PLN }",
            """
            - id: courier-price
              utterances: { ar: [كم سعر التوصيل, كم يكلف التوصيل, سعر التوصيل] }
              answer: { ar: "التوصيل {{ facts.courier_price }}." }
            - id: place
              utterances: { ar: [أين المحل, ما عنوان المحل, وين المحل] }
              answer: { ar: "في وارسو." }
            """);
        var state = new ConversationState { Shop = "tiny", Language = "ar", Greeted = true };

        var turn =
            Turn.Run(knowledge, state, new TurnInput { Now = MondayMorning, Event = new TurnEvent.Message("كم سعر التوصيل؟ وين المحل؟") });

        Assert.Equal("التوصيل 10 زلوتي.\n\nفي وارسو.", turn.Replies[0].Text);
    }

    [Fact]
    public void A_greeting_before_a_question_does_not_hide_it()
    {
        var turn = Greeted("pl").Says("Cześć, ile kosztuje kurier?");

        Assert.Equal("courier-price", turn.Trace.Entry?.Id);
    }

    [Fact]
    public void A_greeting_as_long_as_a_message_may_be_is_a_greeting()
    {
        var state = new ConversationState { Shop = "demo", Language = "pl", Greeted = true };
        var message = new TurnEvent.Message(string.Join(' ', Enumerable.Repeat("hej", 400)));

        var turn = Turn.Run(ShippedKnowledge.Value, state, new TurnInput { Now = MondayMorning, Event = message });

        Assert.Equal(Entry.GreetingId, turn.Trace.Entry?.Id);
    }

    [Theory]
    [InlineData("👍👍")]
    [InlineData("?!")]
    [InlineData("")]
    [InlineData("   ")]
    public void A_message_without_words_gets_a_calm_reply(string text)
    {
        var turn = Greeted("pl").Says(text);

        Assert.Contains("tylko słowa", Assert.Single(turn.Replies).Text, StringComparison.Ordinal);
        Assert.Equal(0, turn.State.Misses);
    }

    [Fact]
    public void A_very_long_message_is_asked_to_be_shorter()
    {
        var turn = Greeted("pl").Says(new string('a', 5_000) + " ile kosztuje kurier");

        Assert.Contains("długa wiadomość", turn.Replies[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pl", "Dziękuję, zapisałem to", "Sam nie umiem obejrzeć")]
    [InlineData("en", "Thank you, I have kept this", "I cannot look at files myself")]
    public void A_file_without_words_is_thanked_for_and_the_bot_does_not_pretend_to_see_it(string language, string thanks, string truth)
    {
        var turn = Greeted(language).Happens(new TurnEvent.Message("", HasFiles: true, AreFilesKept: true));

        Assert.Contains(thanks, turn.Replies[0].Text, StringComparison.Ordinal);
        Assert.Contains(truth, turn.Replies[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Photos_that_come_one_by_one_are_not_thanked_for_at_length_each_time()
    {
        var talk = Greeted("pl");
        var photo = new TurnEvent.Message("", HasFiles: true, AreFilesKept: true);
        talk.Happens(photo);

        var second = talk.Happens(photo);

        Assert.Equal("Mam, to też zapisałem. W czym pomóc?", second.Replies[0].Text);
    }

    [Fact]
    public void A_file_with_words_is_answered_by_the_words()
    {
        var turn = Greeted("pl").Happens(new TurnEvent.Message("ile kosztuje kurier?", HasFiles: true, AreFilesKept: true));

        Assert.Equal("Kurier: 10 zł.", turn.Replies[0].Text.Replace('\u00A0', ' '));
    }

    [Fact]
    public void A_file_that_is_only_named_is_declined_politely()
    {
        var turn = Greeted("pl").Happens(new TurnEvent.Message("", HasFiles: true));

        Assert.Contains("pomoc@maly.example", turn.Replies[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_is_said_to_be_kept_after_the_answer_and_under_its_buttons()
    {
        var turn = Greeted("en").Happens(new TurnEvent.Message("how much is the courier", Contact: "jan@sklep.example"));

        Assert.Equal(
            "I have kept this contact with our conversation: jan@sklep.example. People answer the phone +48 22 000 00 00. "
            + "E-mail: pomoc@maly.example.",
            turn.Replies[1].Text);
        Assert.Equal("Courier: PLN 10.", turn.Replies[0].Text.Replace('\u00A0', ' '));
        Assert.Equal(["entry:return-steps"], turn.State.Buttons.Select(button => button.Value));
        Assert.Empty(turn.Effects);
    }

    [Fact]
    public void Who_leaves_a_contact_and_is_not_answered_waits_for_a_person()
    {
        var turn = Greeted("en").Happens(new TurnEvent.Message("qwerty zxcvb asdfgh", Contact: "600 700 800"));

        Assert.Equal(new Effect.PersonWanted(MondayMorning, "en"), Assert.Single(turn.Effects));
        Assert.True(turn.State.PersonWanted);
        Assert.Equal(["person"], turn.State.Buttons.Select(button => button.Value));
    }

    [Theory]
    [InlineData(" \n\u202e\u200b ")]
    [InlineData("")]
    [InlineData(null)]
    public void A_contact_without_anything_in_it_is_none(string? contact)
    {
        var turn = Greeted("pl").Happens(new TurnEvent.Message("ile kosztuje kurier", Contact: contact));

        Assert.Single(turn.Replies);
    }

    [Fact]
    public void A_contact_is_data_whatever_stands_in_it()
    {
        var hostile = "a{{ shop.phone }}\r\n\u202e<img src=x>\u0000" + new string('x', 10_000);

        var text = Greeted("en").Happens(new TurnEvent.Message("how much is the courier", Contact: hostile)).Replies[1].Text;

        Assert.Contains("conversation: a{{ shop.phone }} <img src=x> xxx", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        Assert.InRange(text.Length, Turn.ContactLengthMax, 2 * Turn.ContactLengthMax);
    }

    [Fact]
    public void After_the_end_nothing_is_said()
    {
        var talk = Greeted("pl");
        talk.Happens(new TurnEvent.Ended());

        Assert.Empty(talk.Says("ile kosztuje kurier").Replies);
    }

    [Theory]
    [InlineData("pl-PL", "pl")]
    [InlineData("en-GB", "en")]
    [InlineData("de", "pl")]
    [InlineData(null, "pl")]
    public void The_page_decides_the_first_language(string? page, string language)
    {
        var talk = new Talk(page);

        Assert.Equal(language, talk.Happens(new TurnEvent.Started()).State.Language);
    }

    [Fact]
    public void A_clear_question_in_the_other_language_is_answered_in_it()
    {
        var turn = Greeted("pl").Says("Hello there, how much is the courier please?");

        Assert.Equal("en", turn.State.Language);
        Assert.Equal("Courier: PLN 10.", turn.Replies[0].Text);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("no")]
    [InlineData("return")]
    public void A_short_text_never_switches_the_language(string text)
    {
        var talk = Greeted("pl");

        talk.Says(text);

        Assert.Equal("pl", talk.Says(text).State.Language);
    }

    [Fact]
    public void A_message_plainly_in_the_other_language_switches_though_nothing_answers_it()
    {
        var turn = Greeted("pl").Says("my neighbour found some strange insects in the wooden garden house");

        Assert.Equal("en", turn.State.Language);
    }

    [Fact]
    public void A_message_that_is_understood_here_does_not_switch()
    {
        var turn = Greeted("pl").Says("courier delivery please, ile kosztuje kurier");

        Assert.Equal("pl", turn.State.Language);
        Assert.Equal("Kurier: 10 zł.", turn.Replies[0].Text);
    }

    [Fact]
    public void Of_messages_that_are_less_plain_two_in_a_row_switch()
    {
        var talk = Greeted("pl");

        var first = talk.Says("walnut garden bench");
        talk.Says("ok");
        var second = talk.Says("walnut garden bench");

        Assert.Equal([("pl", "en"), ("en", null)], new[] { first, second }.Select(turn => (turn.State.Language, turn.State.OtherLanguage)));
    }

    [Fact]
    public void A_message_back_in_the_conversations_language_breaks_the_row()
    {
        var talk = Greeted("pl");

        talk.Says("walnut garden bench");
        talk.Says("nie działa mi dzisiaj kosiarka sąsiada");

        Assert.Equal("pl", talk.Says("walnut garden bench").State.Language);
    }

    [Fact]
    public void A_few_foreign_words_are_understood_without_switching()
    {
        var turn = Greeted("pl").Says("good morning");

        Assert.Equal("pl", turn.State.Language);
        Assert.Equal("Cześć!", Assert.Single(turn.Replies).Text);
    }

    [Fact]
    public void A_language_can_be_asked_for_and_the_page_does_not_take_it_back()
    {
        var talk = Greeted("pl");

        var switched = talk.Says("in English please");
        var after = talk.Says("how much is the courier");

        Assert.Equal("en", switched.State.Language);
        Assert.Equal("en", after.State.Language);
    }

    [Fact]
    public void A_person_asked_for_in_a_second_question_is_noted_too()
    {
        var turn = Greeted("pl").Says("Ile kosztuje kurier? Chcę rozmawiać z szefem.");

        Assert.Equal("Kurier: 10 zł.\n\nSzef oddzwoni.", turn.Replies[0].Text);
        Assert.IsType<Effect.PersonWanted>(Assert.Single(turn.Effects));
    }

    [Fact]
    public void A_yes_to_something_else_does_not_ask_for_a_person()
    {
        var talk = Greeted("pl");
        talk.Says("qwertyuiop zxcvb");
        talk.Says("qwertyuiop zxcvb");
        talk.Says("👍");

        Assert.Empty(talk.Says("tak").Effects);
    }

    [Fact]
    public void An_answer_that_would_come_out_empty_or_with_a_hole_is_not_given()
    {
        var empty = Greeted("pl").Says("jaka jest gwarancja na plecak");
        var hole = Greeted("pl").Says("pod jakim adresem jest biuro");

        Assert.Equal(UnknownReason.MissingFact, empty.Trace.Reason);
        Assert.Equal("guarantee", empty.Trace.MissingFact);
        Assert.Equal(UnknownReason.MissingFact, hole.Trace.Reason);
        Assert.Equal("shop.address", hole.Trace.MissingFact);
    }

    [Fact]
    public void A_silent_turn_forgets_no_button()
    {
        var talk = Greeted("pl");
        talk.Says("ile kosztuje kurier");

        talk.Happens(new TurnEvent.Started());

        Assert.Equal("Spakuj i wyślij.", talk.Says("zwrot").Replies[0].Text);
    }

    [Fact]
    public void A_language_that_the_shop_gave_up_falls_back_to_its_default()
    {
        var state = new ConversationState { Shop = "tiny", Language = "de", Greeted = true };

        var turn = Turn.Run(
            TinyShop.Knowledge, state, new TurnInput { Now = MondayMorning, Event = new TurnEvent.Message("ile kosztuje kurier") });

        Assert.Equal("Kurier: 10 zł.", turn.Replies[0].Text);
    }

    [Fact]
    public void The_same_conversation_says_the_same_again()
    {
        var words = Gen.Elements(
            "ile", "kosztuje", "kurier", "paczkomat", "zwrot", "cześć", "tak", "nie", "?", "hello", "how much", "👍", "od nowa");
        var messages = words.ArrayOf(4).Select(parts => string.Join(' ', parts)).ListOf(6);

        Check.QuickThrowOnFailure(Prop.ForAll(messages.ToArbitrary(), script => Transcript(script) == Transcript(script)));
    }

    [Fact]
    public void No_message_makes_a_turn_throw()
    {
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        {
            var turn = Greeted("pl").Says(text ?? "");
            return turn.Replies.All(reply => reply.Text.Length > 0 && reply.Buttons.Length <= Turn.ButtonsMax);
        }));
    }

    private static string Transcript(IEnumerable<string> script)
    {
        var talk = new Talk("pl");
        foreach (var text in script)
        {
            talk.Says(text);
        }
        return string.Join('\n', talk.Said.Select(reply => $"{reply.Language} {reply.Text} [{string.Join('|', reply.Buttons)}]"));
    }

    private static Talk Greeted(string page, Instant? now = null)
    {
        var talk = new Talk(page, now);
        talk.Happens(new TurnEvent.Started());
        return talk;
    }

    /// <summary>A conversation with the tiny shop.</summary>
    private sealed class Talk(string? page, Instant? now = null)
    {
        private ConversationState state = new() { Shop = "tiny", Language = "pl" };

        public Instant Now { get; } = now ?? MondayMorning;

        public List<Reply> Said { get; } = [];

        public TurnOutcome Says(string text) => Happens(new TurnEvent.Message(text));

        public TurnOutcome Presses(string value) => Happens(new TurnEvent.Message("", value));

        public TurnOutcome Happens(TurnEvent what)
        {
            var turn = Turn.Run(TinyShop.Knowledge, state, new TurnInput { Now = Now, Event = what, PageLanguage = page });
            state = turn.State;
            Said.AddRange(turn.Replies);
            return turn;
        }
    }
}
