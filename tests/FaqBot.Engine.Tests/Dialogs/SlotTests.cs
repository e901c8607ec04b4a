namespace FaqBot.Engine.Tests;

/// <summary>What each type of slot takes, what it refuses, and in which words.</summary>
public sealed class SlotTests
{
    [Theory]
    [InlineData("text", "pl", "podeszwa odchodzi z przodu", "podeszwa odchodzi z przodu")]
    [InlineData("text", "en", "{{7*7}}", "{{7*7}}")]
    [InlineData("yes-no", "pl", "tak", "yes")]
    [InlineData("yes-no", "pl", "no raczej nie", "no")]
    [InlineData("yes-no", "en", "yep", "yes")]
    [InlineData("yes-no", "en", "no, never", "no")]
    [InlineData("choice", "pl", "czarny", "black")]
    [InlineData("choice", "pl", "ten drugi, w bieli", "white")]
    [InlineData("choice", "en", "the dark one please", "black")]
    [InlineData("choice", "en", "2", "white")]
    [InlineData("number", "pl", "3", "3")]
    [InlineData("number", "pl", "trzy sztuki", "3")]
    [InlineData("number", "en", "five", "5")]
    [InlineData("money", "pl", "129,90 zł", "129.9 PLN")]
    [InlineData("money", "en", "PLN 50", "50 PLN")]
    [InlineData("date", "pl", "jutro", "2026-11-24")]
    [InlineData("date", "en", "10 November 2026", "2026-11-10")]
    [InlineData("past", "pl", "10 listopada", "2026-11-10")]
    [InlineData("past", "pl", "w piątek", "2026-11-20")]
    [InlineData("past", "pl", "30 grudnia", "2025-12-30")]
    [InlineData("past", "pl", "w sobotę 14", "2026-11-14")]
    [InlineData("past", "pl", "w sobotę", "2026-11-21")]
    [InlineData("past", "en", "yesterday", "2026-11-22")]
    [InlineData("past", "en", "on Friday", "2026-11-20")]
    [InlineData("future", "pl", "w piątek", "2026-11-27")]
    [InlineData("future", "pl", "10 listopada", "2027-11-10")]
    [InlineData("future", "en", "tomorrow", "2026-11-24")]
    [InlineData("approximate", "pl", "od tygodnia", "2026-11-16")]
    [InlineData("approximate", "pl", "od dwóch miesięcy", "2026-09-23")]
    [InlineData("approximate", "en", "for three days", "2026-11-20")]
    [InlineData("not-before", "pl", "10 listopada", "2026-11-10")]
    [InlineData("not-before", "en", "5 November", "2026-11-05")]
    [InlineData("email", "pl", "Jan.Kowalski@Poczta.example", "jan.kowalski@poczta.example")]
    [InlineData("email", "en", "it is ann@mail.example, thanks", "ann@mail.example")]
    [InlineData("email", "pl", "anna@żółw.example", "anna@żółw.example")]
    [InlineData("email", "en", "ann@mail.example, I repeat: Ann@mail.example", "ann@mail.example")]
    [InlineData("contact", "pl", "jan@poczta.example, anna@poczta.example albo 600 100 200", "600100200")]
    [InlineData("phone", "pl", "600 100 200", "600100200")]
    [InlineData("phone", "en", "+44 20 7946 0958", "+442079460958")]
    [InlineData("contact", "pl", "600 100 200", "600100200")]
    [InlineData("contact", "en", "ann@mail.example", "ann@mail.example")]
    [InlineData("order-number", "pl", "zamówienie 123456", "123456")]
    [InlineData("order-number", "en", "#AB-99/12345", "AB-99/12345")]
    [InlineData("product", "pl", "granit czerwony", "GR-42-RED")]
    [InlineData("product", "en", "GR-42-RED", "GR-42-RED")]
    [InlineData("size", "pl", "rozmiar 43", "43")]
    [InlineData("size", "en", "XL", "XL")]
    [InlineData("color", "pl", "niebieskie", "blue")]
    [InlineData("color", "en", "the red one", "red")]
    public void A_slot_takes_an_answer(string slot, string language, string text, string value)
    {
        var conversation = Asked(slot, language);

        conversation.Say(text);

        Assert.Equal((value, AnswerKind.Given), (conversation.Answer("it")?.Value, conversation.Answer("it")?.Kind));
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
    }

    [Theory]
    [InlineData("yes-no", "pl", "zielony", DialogTextIds.ExplainYesNo)]
    [InlineData("yes-no", "en", "green", DialogTextIds.ExplainYesNo)]
    [InlineData("choice", "pl", "zielony", DialogTextIds.ExplainChoice)]
    [InlineData("choice", "en", "3", DialogTextIds.ExplainChoice)]
    [InlineData("number", "pl", "dużo", DialogTextIds.ExplainNumber)]
    [InlineData("number", "en", "a few", DialogTextIds.ExplainNumber)]
    [InlineData("number", "pl", "0", DialogTextIds.NumberOutside)]
    [InlineData("number", "en", "6", DialogTextIds.NumberOutside)]
    [InlineData("money", "pl", "sporo", DialogTextIds.ExplainMoney)]
    [InlineData("money", "en", "a lot", DialogTextIds.ExplainMoney)]
    [InlineData("date", "pl", "30 lutego", DialogTextIds.DayMissing)]
    [InlineData("date", "en", "30 February", DialogTextIds.DayMissing)]
    [InlineData("date", "pl", "31.11", DialogTextIds.DayMissing)]
    [InlineData("past", "pl", "jutro", DialogTextIds.DayFuture)]
    [InlineData("past", "en", "tomorrow", DialogTextIds.DayFuture)]
    [InlineData("past", "en", "blue", DialogTextIds.ExplainDate)]
    [InlineData("past", "pl", "od tygodnia", DialogTextIds.ExplainDate)]
    [InlineData("future", "pl", "wczoraj", DialogTextIds.DayPast)]
    [InlineData("future", "en", "yesterday", DialogTextIds.DayPast)]
    [InlineData("approximate", "pl", "za tydzień", DialogTextIds.DayFuture)]
    [InlineData("past", "pl", "10 grudnia", DialogTextIds.DayFuture)]
    [InlineData("past", "pl", "30.11", DialogTextIds.DayFuture)]
    [InlineData("not-before", "pl", "1 listopada", DialogTextIds.DayBefore)]
    [InlineData("not-before", "en", "4 November", DialogTextIds.DayBefore)]
    [InlineData("email", "pl", "jan@", DialogTextIds.EmailIncomplete)]
    [InlineData("email", "en", "ann@mail", DialogTextIds.EmailIncomplete)]
    [InlineData("email", "pl", "\"a\r\nBcc: eve@evil.example\"@poczta.example", DialogTextIds.EmailIncomplete)]
    [InlineData("email", "pl", "jan@poczta.example, anna@poczta.example", DialogTextIds.EmailSeveral)]
    [InlineData("email", "en", "ann@mail.example or @bob@mail.example", DialogTextIds.EmailIncomplete)]
    [InlineData("email", "pl", "a@[127.0.0.1]", DialogTextIds.EmailOfMachine)]
    [InlineData("contact", "en", "ann@[127.0.0.1]", DialogTextIds.EmailOfMachine)]
    [InlineData("contact", "pl", "jan@poczta.example i anna@poczta.example", DialogTextIds.EmailSeveral)]
    [InlineData("email", "pl", "600 100 200", DialogTextIds.ExplainEmail)]
    [InlineData("phone", "pl", "12", DialogTextIds.ExplainPhone)]
    [InlineData("phone", "en", "ann@mail.example", DialogTextIds.ExplainPhone)]
    [InlineData("contact", "pl", "gołębiem", DialogTextIds.ExplainContact)]
    [InlineData("contact", "en", "ann@", DialogTextIds.EmailIncomplete)]
    [InlineData("order-number", "pl", "mam gdzieś", DialogTextIds.ExplainOrderNumber)]
    [InlineData("order-number", "en", "somewhere", DialogTextIds.ExplainOrderNumber)]
    [InlineData("product", "pl", "lodówka", DialogTextIds.ExplainProduct)]
    [InlineData("product", "en", "zzz 500", DialogTextIds.ExplainProduct)]
    [InlineData("attachment", "pl", "tak", DialogTextIds.ExplainAttachment)]
    [InlineData("attachment", "en", "yes", DialogTextIds.ExplainAttachment)]
    [InlineData("size", "pl", "duży", DialogTextIds.ExplainSize)]
    [InlineData("size", "en", "big", DialogTextIds.ExplainSize)]
    [InlineData("color", "pl", "ładny", DialogTextIds.ExplainColor)]
    [InlineData("color", "en", "shiny", DialogTextIds.ExplainColor)]
    public void A_slot_refuses_what_is_no_answer_in_words(string slot, string language, string text, string textId)
    {
        var conversation = Asked(slot, language);

        var said = conversation.Say(text);

        Assert.Equal(TryDialogs.Text(textId, language), said[0]);
        Assert.Null(conversation.Answer("it"));
        Assert.Equal(("it", 1), (conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
    }

    [Theory]
    [InlineData("size", "pl", "nie wiem", AnswerKind.Unknown)]
    [InlineData("date", "en", "I don't remember", AnswerKind.Unknown)]
    [InlineData("money", "en", "skip", AnswerKind.Skipped)]
    [InlineData("attachment", "pl", "nie", AnswerKind.Skipped)]
    [InlineData("attachment", "pl", "nie wiem", AnswerKind.Skipped)]
    [InlineData("attachment", "en", "I have none", AnswerKind.Skipped)]
    public void Any_slot_can_be_left_open(string slot, string language, string text, AnswerKind kind)
    {
        var conversation = Asked(slot, language);

        conversation.Say(text);

        Assert.Equal((null, kind), (conversation.Answer("it")?.Value, conversation.Answer("it")?.Kind));
    }

    [Fact]
    public void A_third_answer_that_is_none_is_kept_in_the_customers_words()
    {
        var conversation = Asked("size", "pl");

        conversation.Say("duży");
        var second = conversation.Say("spory");
        conversation.Say("taki ogromny");

        Assert.Equal([TryDialogs.Text(DialogTextIds.ThirdTry, "pl"), "Pytanie?"], second.AsEnumerable());
        Assert.Equal(new SlotAnswer("it", null, "taki ogromny", AnswerKind.Unclear), conversation.Answer("it"));
    }

    [Fact]
    public void A_file_answers_the_question_for_one_and_is_kept_with_any_other()
    {
        var photo = Asked("attachment", "pl");
        var size = Asked("size", "en");
        var sent = new TurnEvent.Message("", HasFiles: true, AreFilesKept: true) { Files = [new SentFile("a.jpg", "image/jpeg", "key")] };

        photo.Take(sent, TryDialogs.Monday, "pl");
        var other = size.Take(sent, TryDialogs.Monday, "en");

        Assert.Equal(("yes", "a.jpg"), (photo.Answer("it")?.Value, photo.Answer("it")?.Text));
        Assert.Equal([TryDialogs.Text(DialogTextIds.FileKept, "en"), "Question?"], other.Replies.Select(reply => reply.Text));
        Assert.Equal(["a.jpg"], size.State.Dialog?.Files.Select(file => file.Name));
    }

    [Theory]
    [InlineData($"{DialogButtons.UnknownPrefix}it")]
    [InlineData($"{DialogButtons.SkipPrefix}it")]
    [InlineData($"{DialogButtons.SkipPrefix}nothing")]
    [InlineData("x")]
    public void A_button_that_comes_with_a_long_text_leaves_a_small_state(string value)
    {
        var conversation = Asked("attachment", "en");

        conversation.Take(new TurnEvent.Message(new string('x', 100_000), value), TryDialogs.Monday, "en");

        Assert.InRange(conversation.Answer("it")?.Text.Length ?? 0, 0, FaqBot.Language.TextAnalysis.TextLengthMax);
    }

    [Fact]
    public void A_file_that_was_refused_is_no_answer()
    {
        var conversation = Asked("attachment", "pl");

        conversation.Take(new TurnEvent.Message("", HasFiles: true), TryDialogs.Monday, "pl");

        Assert.Null(conversation.Answer("it"));
        Assert.Equal("it", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("pl", "Iskra 6 Mini")]
    [InlineData("en", "VE-PH-I6-GRF")]
    public void An_attribute_that_hangs_on_another_is_asked_only_if_that_is_well(string language, string product)
    {
        var dead = Attributes(language, product);
        var alive = Attributes(language, product);

        dead.Say(language == "pl" ? "nie" : "no");
        alive.Say(language == "pl" ? "tak" : "yes");
        var (askedOfDead, askedOfAlive) = (All(dead, language), All(alive, language));

        Assert.Equal(DialogNames.Fault, dead.Answer("product.power")?.Value);
        Assert.DoesNotContain("product.speaker", askedOfDead);
        Assert.Contains("product.speaker", askedOfAlive);
        Assert.Contains("product.charging", askedOfDead);
    }

    private static RehearsedConversation Attributes(string language, string product)
    {
        var conversation = TryDialogs.Begin("try-attributes", language, "volt");
        conversation.Say(product);
        return conversation;
    }

    /// <summary>What is asked when all else is answered with no.</summary>
    private static List<string> All(RehearsedConversation conversation, string language)
    {
        var asked = new List<string>();
        while (conversation.State.Dialog is { Stage: DialogStage.Question, Asked: { } name } && asked.Count < 20)
        {
            asked.Add(name);
            conversation.Say(language == "pl" ? "nie" : "no");
        }
        return asked;
    }

    private static RehearsedConversation Asked(string slot, string language)
    {
        var conversation = TryDialogs.Begin($"try-{slot}", language);
        if (slot == "not-before")
        {
            conversation.Say(language == "pl" ? "5 listopada" : "5 November");
        }
        return conversation;
    }

    [Fact]
    public void Files_without_end_leave_a_small_state()
    {
        var conversation = Asked("size", "en");
        var sent = new TurnEvent.Message("", HasFiles: true, AreFilesKept: true)
        {
            Files = [.. Enumerable.Range(0, 10).Select(number => new SentFile($"{number}.jpg", "image/jpeg", "key"))],
        };

        for (var times = 0; times < 200; times++)
        {
            conversation.Take(sent, TryDialogs.Monday, "en");
        }

        Assert.InRange(conversation.State.Dialog?.Files.Length ?? 0, 10, 100);
    }
}
