using System.Collections.Immutable;
using System.Text;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>The shipped complaint, where what is told comes in another order than it is asked, or twice.</summary>
public sealed class ComplaintTests
{
    private static readonly SentFile Photo = new("but.jpg", "image/jpeg", "k");

    [Fact]
    public void A_photo_in_the_first_message_goes_with_the_case_and_answers_its_question()
    {
        var conversation = Begin();

        Send(conversation, "w butach granit odkleja się podeszwa", Photo);

        Assert.Equal<SentFile>([Photo], conversation.State.Dialog?.Files);
        Assert.DoesNotContain("photo", Asked(conversation, "345678", "wczoraj", "tak", "od początku", "wymiana", "prywatnie", "w czacie"));
    }

    [Theory]
    [InlineData("nie")]
    [InlineData("nie podam")]
    public void Who_is_on_the_telephone_and_gives_no_address_is_asked_on(string refusal)
    {
        var conversation = OnTheTelephone("czegoś brakuje w paczce", "345678", "buty granit", "wczoraj");
        _ = Asked(conversation, "w paczce nie było lewego buta", "obniżka ceny", "prywatnie");
        Assert.Equal("contact", conversation.State.Dialog?.Asked);

        conversation.Say(refusal);

        Assert.Equal(AnswerKind.Unknown, conversation.Answer("contact")?.Kind);
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
    }

    [Fact]
    public void On_the_telephone_nobody_is_asked_for_a_photo()
    {
        var conversation = OnTheTelephone();

        var asked = Asked(
            conversation, "w butach granit odkleja się podeszwa", "345678", "wczoraj", "tak", "od początku", "wymiana", "prywatnie",
            "600 700 800", "tak");

        Assert.DoesNotContain("photo", asked);
        Assert.DoesNotContain(Assert.Single(conversation.Cases).Answers, answer => answer.Slot == "photo");
    }

    [Fact]
    public void Where_the_shop_has_no_list_any_words_name_the_product()
    {
        var conversation = new RehearsedConversation(TinyShop.Knowledge, "tiny");
        conversation.Take(new TurnEvent.Message("", "dialog:complaint"), TryDialogs.Monday, "pl");
        _ = Asked(conversation, "nie działa", "nie wiem");
        Assert.Equal("product", conversation.State.Dialog?.Asked);
        Assert.DoesNotContain(conversation.State.Buttons, button => button.Text == TryDialogs.Text(DialogTextIds.NotListed, "pl"));

        var asked = Asked(conversation, "buty trekkingowe Trek 300", "wczoraj", "nie świeci dioda", "od początku", "nie mam", "naprawa");
        _ = Asked(conversation, "prywatnie", "w czacie", "tak");

        Assert.Equal<string?>(["received", "details", "since", "photo", "remedy", "buyer"], asked);
        var filed = Assert.Single(conversation.Cases);
        Assert.Equal("buty trekkingowe Trek 300", filed.Product);
        Assert.DoesNotContain("product_not_listed", filed.Marks);
    }

    [Fact]
    public void A_photo_of_another_hour_does_not_go_with_it()
    {
        var conversation = Begin();
        Send(conversation, "", Photo);

        conversation.Take(
            new TurnEvent.Message("w butach granit odkleja się podeszwa"), TryDialogs.Monday + Duration.FromMinutes(61), "pl");

        Assert.Empty(conversation.State.Dialog?.Files ?? [Photo]);
    }

    [Theory]
    [InlineData("proszę, tu widać szparę")]
    [InlineData("a kiedy odpowiecie na reklamację?")]
    public void A_photo_with_a_caption_answers_the_question_for_one(string caption)
    {
        var conversation = UntilPhoto();

        Send(conversation, caption, Photo);

        Assert.Equal(("remedy", 0), (conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
    }

    [Fact]
    public void A_photo_that_comes_after_it_was_said_that_there_is_none_counts_all_the_same()
    {
        var conversation = UntilPhoto();
        conversation.Say("nie mam");

        Send(conversation, "", Photo);
        _ = Asked(conversation, "wymiana", "prywatnie", "w tym czacie", "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal("but.jpg", filed.Answers.Single(answer => answer.Slot == "photo").Answer);
        Assert.Equal("replacement", filed.ProposedOutcome);
    }

    [Fact]
    public void A_button_that_is_pressed_twice_answers_one_question()
    {
        var conversation = Begin();
        conversation.Say("w butach granit odkleja się podeszwa");
        var unknown = conversation.State.Buttons[^1];

        Press(conversation, unknown);
        Press(conversation, unknown);

        Assert.Equal(("received", AnswerKind.Unknown), (conversation.State.Dialog?.Asked, conversation.Answer("order")?.Kind));
        Assert.Null(conversation.Answer("received"));
    }

    [Fact]
    public void Of_another_product_nothing_that_was_asked_about_the_first_is_kept()
    {
        var conversation = Begin();
        _ = Asked(conversation, "reklamacja", "nie działa", "345678", "buty granit", "wczoraj", "nie", "nie", "nie");

        conversation.Take(new TurnEvent.Message("", $"{DialogButtons.ChangePrefix}product"), TryDialogs.Monday, "pl");
        conversation.Say("plecak turnia 30");

        Assert.DoesNotContain(
            conversation.State.Dialog?.Answers ?? [], answer => answer.Slot.StartsWith("product.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_remedy_that_does_not_go_with_another_problem_is_asked_for_again()
    {
        var conversation = UntilPhoto();
        _ = Asked(conversation, "nie mam", "naprawa");

        conversation.Take(new TurnEvent.Message("", $"{DialogButtons.ChangePrefix}problem"), TryDialogs.Monday, "pl");
        var asked = Asked(conversation, "przyszło coś innego", "wymiana");

        Assert.Equal<string?>(["remedy", "buyer"], asked);
    }

    [Fact]
    public void An_order_after_the_receipt_asks_for_the_receipt_again()
    {
        var conversation = Begin();
        _ = Asked(conversation, "w butach granit odkleja się podeszwa", "345678", "16 listopada");

        conversation.Say("czekaj, zamówiłem je 18 listopada");

        Assert.Equal(("2026-11-18", "received"), (conversation.Answer("ordered")?.Value, conversation.State.Dialog?.Asked));
    }

    [Fact]
    public void After_a_long_rest_no_day_is_promised_that_is_past()
    {
        var conversation = UntilPhoto();
        var later = TryDialogs.Monday + Duration.FromDays(20);
        foreach (var text in (string[])["nie mam", "wymiana", "prywatnie", "w tym czacie", "tak"])
        {
            conversation.Take(new TurnEvent.Message(text), later, "pl");
        }

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal((new LocalDate(2026, 12, 13), TryDialogs.Monday), (filed.ReceivedOn, filed.Received));
        Assert.True(filed.Promised > filed.ReceivedOn);
    }

    [Fact]
    public void Every_answer_can_be_chosen_to_be_changed()
    {
        var conversation = UntilPhoto();
        _ = Asked(conversation, "nie mam", "wymiana", "prywatnie", "w tym czacie");
        var shown = conversation.State.Dialog?.Answers.Select(answer => answer.Slot.Split('.')[0]).Distinct().Count();

        conversation.Say("zmień");

        Assert.InRange(conversation.State.Buttons.Length, shown ?? 0, Turn.DialogButtonsMax);
        Assert.Contains($"{DialogButtons.ChangePrefix}contact", conversation.State.Buttons.Select(button => button.Value));
    }

    [Fact]
    public void A_version_that_lacks_the_language_ends_kindly_and_keeps_files()
    {
        var begun = UntilPhoto();
        Send(begun, "", Photo);
        var inPolishOnly = ShippedKnowledge.Value.With(InPolishOnly());
        var state = begun.State with { Language = "en", PageLanguage = "en" };
        var old = state with { Dialog = state.Dialog is { } run ? run with { Version = InPolishOnly().DialogsHash } : null };

        var ended = Turn.Run(inPolishOnly, old, Input(new TurnEvent.Message("replacement")));
        var anew = Turn.Run(inPolishOnly, ended.State, Input(new TurnEvent.Message("", "dialog:complaint")));

        Assert.Equal(ShippedKnowledge.Value.Shops["demo"].Texts[DialogTextIds.Withdrawn, "en"].Template.Source, ended.Replies[0].Text);
        Assert.Equal<SentFile>([Photo], anew.State.Dialog?.Files);
        Assert.Equal("remedy", anew.State.Dialog?.Asked);
    }

    [Fact]
    public void A_fault_that_no_question_covers_is_a_fault()
    {
        var conversation = Begin();
        _ = Asked(conversation, "moje buty Granit przeciekają", "123456", "wczoraj", "nie", "nie", "nie", "tak", "tak", "tak, bez zarzutu");

        var asked = Asked(conversation, "od początku", "nie mam", "naprawa", "prywatnie", "czat", "tak");

        Assert.Equal<string?>(["photo", "remedy", "buyer", "contact", "summary", null], asked);
        var filed = Assert.Single(conversation.Cases);
        Assert.Equal("moje buty Granit przeciekają", filed.Answers.Single(answer => answer.Slot == "details").Answer);
        Assert.DoesNotContain("as_described", filed.Marks);
    }

    [Fact]
    public void What_was_told_first_stays_beside_what_is_told_of_a_part()
    {
        var conversation = Begin();
        _ = Asked(conversation, "kurtka Halny przecieka na deszczu", "123456", "wczoraj", "nie", "nie", "tak", "nie, szew puścił");
        _ = Asked(conversation, "tak", "od początku", "nie mam", "naprawa", "prywatnie", "czat", "tak");

        Assert.Equal(
            "kurtka Halny przecieka na deszczu; nie, szew puścił",
            Assert.Single(conversation.Cases).Answers.Single(answer => answer.Slot == "details").Answer);
    }

    [Theory]
    [InlineData("pl", "zamówiłam u Państwa kurtkę halny zieloną dnia 10 listopada, przyszła 13.11, zamek nie działa", "10", "13")]
    [InlineData("pl", "kurtka halny ma popsuty zamek, przyszła 13 listopada a zamówiłam 10 listopada", "10", "13")]
    [InlineData("pl", "10 listopada zamówiłem, 13 listopada przyszła kurtka halny i zamek jest popsuty", "10", "13")]
    [InlineData("pl", "przyszły 15 listopada a zamówiłam 12 listopada, buty granit, odkleja się podeszwa", "12", "15")]
    [InlineData("en", "I ordered the Halny jacket on 10 November, it came on 13 November and the zip is stuck", "10", "13")]
    public void Each_day_of_a_sentence_is_that_of_its_own_verb(string language, string text, string ordered, string received)
    {
        var conversation = Begin(language);

        conversation.Say(text);

        Assert.Equal(
            ($"2026-11-{ordered}", $"2026-11-{received}"),
            (conversation.Answer("ordered")?.Value, conversation.Answer("received")?.Value));
    }

    [Fact]
    public void The_day_of_the_order_is_no_answer_to_when_it_came()
    {
        var conversation = Begin();
        _ = Asked(conversation, "plecak turnia 55 ma urwaną klamrę", "123456", "zamówiłam 10 listopada, przyszło 13 listopada");

        Assert.Equal(("2026-11-10", "2026-11-13"), (conversation.Answer("ordered")?.Value, conversation.Answer("received")?.Value));
    }

    [Theory]
    [InlineData("zamiast naprawy chcę zwrot pieniędzy", "remedy", "refund")]
    [InlineData("nie mam zdjęcia bo nie umiem", "photo", null)]
    [InlineData("nie mam maila", "contact", null)]
    [InlineData("od początku", "since", "from_start")]
    public void What_answers_another_question_is_noted_there_and_is_no_fault(string text, string slot, string? value)
    {
        var conversation = UntilParts();

        conversation.Say(text);

        Assert.Equal(("product.color", 0), (conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
        Assert.NotNull(conversation.Answer(slot));
        Assert.Equal(value, conversation.Answer(slot)?.Value);
    }

    [Fact]
    public void A_day_that_is_told_again_with_its_verb_corrects_the_first()
    {
        var conversation = UntilParts();

        var said = conversation.Say("zla data, dotarla 14 listopada");

        Assert.Equal("2026-11-14", conversation.Answer("received")?.Value);
        Assert.StartsWith("Poprawione", said[0], StringComparison.Ordinal);
        Assert.Equal("product.color", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void What_stands_beside_a_correction_is_noted()
    {
        var conversation = UntilParts();

        conversation.Say("zla data, dotarla 14 listopada, a mail to ola@poczta.example");

        Assert.Equal(
            ("2026-11-14", "ola@poczta.example"), (conversation.Answer("received")?.Value, conversation.Answer("contact")?.Value));
    }

    [Fact]
    public void Who_withdraws_in_the_middle_is_asked_what_they_choose()
    {
        var conversation = UntilParts();

        _ = Asked(conversation, "odstępuję od umowy", "odstępuję", "nie", "prywatnie", "Jan Kot", "czat", "tak", "tak");

        Assert.Equal(CaseKind.Withdrawal, Assert.Single(conversation.Cases).Kind);
    }

    [Theory]
    [InlineData("ok?")]
    [InlineData("dobrze?")]
    [InlineData("no")]
    public void What_is_no_clear_yes_files_nothing(string text)
    {
        var conversation = UntilPhoto();
        _ = Asked(conversation, "nie mam", "wymiana", "prywatnie", "w tym czacie", text);

        Assert.Empty(conversation.Cases);
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
    }

    [Fact]
    public void The_wish_to_file_a_complaint_names_no_part_of_a_cable()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "volt");
        conversation.Take(new TurnEvent.Message("file a complaint"), TryDialogs.Monday, "en");

        Assert.Equal("problem", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("iskra 6", "VE-PH-I6-GRF")]
    [InlineData("iskra 6 mini", "VE-PH-I6M-MNT")]
    public void A_name_that_is_the_beginning_of_another_can_be_chosen(string text, string sku)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "volt");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        _ = Asked(conversation, "reklamacja", "telefon się nie włącza", "V1234567", text);

        Assert.Equal(sku, conversation.Answer("product")?.Value);
    }

    [Fact]
    public void Yes_takes_the_only_product_that_is_offered()
    {
        var conversation = Begin();
        _ = Asked(conversation, "dostałem sandały z odklejoną podeszwą", "123456", "tak");

        Assert.Equal("received", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void Who_answers_an_offer_with_the_number_of_the_order_has_taken_it()
    {
        var conversation = Begin();
        conversation.Say("w paczce brakowało jednej rzeczy");
        Assert.NotNull(conversation.State.Offered);

        conversation.Say("234567");

        Assert.Equal(("234567", "missing_item"), (conversation.Answer("order")?.Value, conversation.Answer("problem")?.Value));
    }

    [Fact]
    public void A_long_letter_about_a_fault_begins_the_complaint_whatever_else_it_tells()
    {
        var conversation = Begin();

        conversation.Say(
            "Dzień dobry, jestem rozczarowana. We wrześniu córka kupiła mi u Państwa buty Granit, na wyjazd z klubem seniora. Z początku"
            + " były wygodne i chodziłam w nich po domu, jak radzili w sklepie. Drugiego dnia w górach poczułam, że coś się rusza pod"
            + " nogą: podeszwa w lewym bucie odchodzi, palec wchodzi w nią. Numer 123456, paczka przyszła 20 października. Proszę o zwrot"
            + " pieniędzy.");

        Assert.Equal(("123456", "2026-10-20"), (conversation.Answer("order")?.Value, conversation.Answer("received")?.Value));
        Assert.Null(conversation.Answer("problem"));
        Assert.Equal("attributes", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("reszta ok")]
    [InlineData("reszta dobra")]
    [InlineData("poza tym wszystko w porządku")]
    public void That_the_rest_is_well_answers_all_questions_about_parts(string text)
    {
        var conversation = UntilParts();

        conversation.Say(text);

        Assert.Equal("since", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void What_the_shop_promises_to_pay_back_sooner_than_the_law_wants_is_what_is_told()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "volt");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, "pl");
        _ = Asked(conversation, "reklamacja", "odstępuję od umowy", "nie wiem", "fala", "wczoraj");
        _ = Asked(conversation, "odstępuję", "nie", "prywatnie", "Jan Kot", "czat", "tak", "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal(
            (CaseKind.Withdrawal, new LocalDate(2026, 12, 7), new LocalDate(2026, 12, 3)), (filed.Kind, filed.Deadline, filed.Promised));
    }

    private static Shop InPolishOnly() => TryDialogs.Compile(
    [
        .. ShippedKnowledge.Files().Select(file => file.Path == "knowledge/demo/shop.yaml"
            ? TryDialogs.File(
                file.Path,
                Encoding.UTF8.GetString(file.Content.Span).Replace("languages: [pl, en]", "languages: [pl]", StringComparison.Ordinal))
            : file),
    ]).Shops["demo"];

    private static RehearsedConversation Begin(string language = "pl")
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, language);
        return conversation;
    }

    private static RehearsedConversation OnTheTelephone(params ReadOnlySpan<string> texts)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.DialogWanted("complaint", []), TryDialogs.Monday, "pl");
        _ = Asked(conversation, texts);
        return conversation;
    }

    /// <summary>A complaint that has come to the questions about parts.</summary>
    private static RehearsedConversation UntilParts()
    {
        var conversation = Begin();
        _ = Asked(conversation, "kurtka halny ma popsuty zamek", "123456", "wczoraj", "nie");
        Assert.Equal("product.color", conversation.State.Dialog?.Asked);
        return conversation;
    }

    /// <summary>A complaint that has come to the question for a photo.</summary>
    private static RehearsedConversation UntilPhoto()
    {
        var conversation = Begin();
        _ = Asked(conversation, "w butach granit odkleja się podeszwa", "345678", "wczoraj", "tak", "od początku");
        Assert.Equal("photo", conversation.State.Dialog?.Asked);
        return conversation;
    }

    /// <summary>What is asked after each of the messages.</summary>
    private static ImmutableArray<string?> Asked(RehearsedConversation conversation, params ReadOnlySpan<string> texts)
    {
        var asked = ImmutableArray.CreateBuilder<string?>();
        foreach (var text in texts)
        {
            conversation.Say(text);
            asked.Add(conversation.State.Dialog?.Waiting);
        }
        return asked.ToImmutable();
    }

    private static void Send(RehearsedConversation conversation, string text, SentFile file) => conversation.Take(
        new TurnEvent.Message(text, HasFiles: true, AreFilesKept: true) { Files = [file] }, TryDialogs.Monday, "pl");

    private static void Press(RehearsedConversation conversation, Button button) =>
        conversation.Take(new TurnEvent.Message(button.Text, button.Value), TryDialogs.Monday, "pl");

    private static TurnInput Input(TurnEvent happened) =>
        new() { Now = TryDialogs.Monday + Duration.FromMinutes(5), Event = happened, PageLanguage = "en" };
}
