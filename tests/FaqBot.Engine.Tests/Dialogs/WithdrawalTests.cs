using System.Collections.Immutable;
using FaqBot.Testing;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>The withdrawal that is shipped, in the chat and as a form.</summary>
public sealed class WithdrawalTests
{
    private static readonly string[] UntilSummary =
        ["odstępuję od umowy", "całe zamówienie", "345678", "wczoraj", "nie", "prywatnie", "Jan Kot", "jan@poczta.example"];

    [Fact]
    public void Nothing_is_filed_before_the_statement_itself_is_confirmed()
    {
        var conversation = Said(UntilSummary);
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);

        var shown = conversation.Say("Odstąp od umowy tutaj");

        Assert.Empty(conversation.Cases);
        Assert.Equal(DialogStage.Statement, conversation.State.Dialog?.Stage);
        Assert.Contains("Ja, Jan Kot, odstępuję od umowy sprzedaży.\nProdukty: Całe zamówienie.", shown[0], StringComparison.Ordinal);
        conversation.Say("Potwierdź odstąpienie");
        var filed = Assert.Single(conversation.Cases);
        Assert.Equal((CaseKind.Withdrawal, "345678", shown[0]), (filed.Kind, filed.Order, filed.Statement));
        Assert.Contains(filed.Receipt.Lines, line => line.Value == shown[0]);
    }

    [Theory]
    [InlineData("ok?")]
    [InlineData("ok")]
    [InlineData("dobrze")]
    [InlineData("może później")]
    [InlineData("Odstąp od umowy tutaj")]
    public void What_is_no_clear_yes_to_the_statement_files_nothing(string text)
    {
        var conversation = Said([.. UntilSummary, "tak"]);

        conversation.Say(text);

        Assert.Empty(conversation.Cases);
        Assert.NotNull(conversation.State.Dialog);
    }

    [Theory]
    [InlineData("potwierdzam")]
    [InlineData("Tak, potwierdzam odstąpienie")]
    [InlineData("wyslij")]
    public void The_statement_is_confirmed_in_so_many_words_too(string text)
    {
        var conversation = Said([.. UntilSummary, "tak"]);

        conversation.Say(text);

        Assert.Single(conversation.Cases);
    }

    [Theory]
    [InlineData("nie, popraw jeszcze imię", "Anna Nowak", "name", "Anna Nowak")]
    [InlineData("chcę zmienić numer zamówienia", "999888", "order", "999888")]
    public void Who_names_what_is_to_be_changed_is_asked_for_it(string text, string answer, string slot, string value)
    {
        foreach (var until in (string[][])[UntilSummary, [.. UntilSummary, "tak"]])
        {
            var conversation = Said(until);

            conversation.Say(text);
            Assert.Equal(slot, conversation.State.Dialog?.Asked);
            conversation.Say(answer);

            Assert.Equal(value, conversation.Answer(slot)?.Value);
            Assert.Empty(conversation.Cases);
            Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
        }
    }

    [Fact]
    public void Who_is_on_the_telephone_is_not_told_that_the_chat_is_enough()
    {
        var there = Said([.. UntilSummary.SkipLast(1)]);
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.DialogWanted("withdrawal", []), TryDialogs.Monday, "pl");
        foreach (var text in UntilSummary.Skip(1).SkipLast(1))
        {
            conversation.Say(text);
        }

        Assert.Contains(there.State.Buttons, button => button.Text == "Wystarczy ten czat");
        Assert.Equal("contact", conversation.State.Dialog?.Asked);
        Assert.DoesNotContain(conversation.State.Buttons, button => button.Text == "Wystarczy ten czat");
        conversation.Say("pomiń");
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
    }

    [Theory]
    [InlineData("nie")]
    [InlineData("nie podam")]
    public void Who_is_on_the_telephone_and_gives_no_address_is_asked_on(string refusal)
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.DialogWanted("withdrawal", []), TryDialogs.Monday, "pl");
        foreach (var text in UntilSummary.Skip(1).SkipLast(1))
        {
            conversation.Say(text);
        }

        conversation.Say(refusal);

        Assert.Equal(AnswerKind.Unknown, conversation.Answer("contact")?.Kind);
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
    }

    [Fact]
    public void A_number_and_an_address_in_a_whole_declaration_ask_for_no_order()
    {
        var conversation = Said(
            "dzień dobry, odstępuję od umowy, buty granit, zamówienie 654321, paczka doszła 15.11, mój mail piotr@poczta.example");

        Assert.Equal("withdrawal", conversation.State.Dialog?.Dialog);
        Assert.Equal("654321", conversation.Answer("order")?.Value);
    }

    [Fact]
    public void A_correction_at_the_statement_leads_back_to_the_summary()
    {
        var conversation = Said([.. UntilSummary, "tak"]);

        conversation.Say("czekaj, numer zamówienia 999888");

        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
        Assert.Equal("999888", conversation.Answer("order")?.Value);
    }

    [Fact]
    public void Who_withdraws_twice_from_one_order_has_one_case_with_the_first_date()
    {
        var conversation = Said([.. UntilSummary, "tak", "tak"]);
        var first = Assert.Single(conversation.Cases);

        foreach (var text in (string[])[.. UntilSummary, "tak", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Single(conversation.Cases);
        Assert.Equal((first.Number, first.Promised), (conversation.LastFiled?.Number, conversation.LastFiled?.Promised));
    }

    [Theory]
    [InlineData("całe zamówienie", "buty granit", 1)]
    [InlineData("buty granit", "całe zamówienie", 1)]
    [InlineData("buty granit", "buty granit i kurtka halny", 1)]
    [InlineData("buty granit i kurtka halny", "buty granit", 1)]
    [InlineData("buty granit", "kurtka halny", 2)]
    [InlineData("buty granit", "stara czapka", 2)]
    public void Who_withdraws_twice_has_one_case_where_one_is_all_of_the_order_or_the_products_overlap(
        string first, string second, int cases)
    {
        var conversation = Said([.. OfProduct(first), "tak", "tak"]);

        foreach (var text in (string[])[.. OfProduct(second), "tak", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Equal(cases, conversation.Cases.Length);
        Assert.NotNull(conversation.LastFiled);
    }

    [Theory]
    [InlineData("all", "", "buty Granit", "999888, 345678", false)]
    [InlineData("", "buty Granit", "", "999888, 345678", false)]
    [InlineData("all", "", "buty Granit", "345678", true)]
    public void In_a_form_several_orders_are_the_same_in_any_row(string choice, string product, string then, string orders, bool isNew)
    {
        var filed = Filed(Form(product, choice, "345678, 999888"), []);

        var again = Turn.Run(ShippedKnowledge.Value, Blank, FormInput(Form(then, null, orders)) with { OpenCases = [OpenOf(filed)] });

        Assert.Equal(isNew, again.Effects.OfType<Effect.FileCase>().Any());
    }

    [Fact]
    public void What_is_sent_back_counts_from_the_first_statement()
    {
        var first = Filed(Form("", "all", "345678"), []);

        var again = Turn.Run(
            ShippedKnowledge.Value, Blank,
            FormInput(Form("", "all", "345678")) with
            {
                Now = TryDialogs.Monday + Duration.FromDays(5),
                OpenCases = [OpenOf(first)],
            });

        var remark = Assert.Single(again.Effects.OfType<Effect.AddToCase>()).Remark.Filing;
        Assert.Equal("7 grudnia 2026", SendBackIn(first));
        Assert.Equal((SendBackIn(first), first.Rule, first.Article), (SendBackIn(remark), remark.Rule, remark.Article));
    }

    [Theory]
    [InlineData("consumer", "2026-11-01")]
    [InlineData("business", "2026-11-22")]
    public void What_was_not_to_be_sent_back_yet_is_not_by_being_said_again_either(string buyer, string received)
    {
        var first = Filed(Form("", "all", "345678", buyer, received), []);

        var again = Filed(Form("", "all", "345678"), [OpenOf(first)]);

        Assert.Null(SendBackIn(first));
        Assert.Null(SendBackIn(again));
        Assert.Equal((null, null, null), (again.Rule, again.Article, again.Promised));
    }

    [Fact]
    public void A_withdrawal_from_another_order_is_a_case_of_its_own()
    {
        var conversation = Said([.. UntilSummary, "tak", "tak"]);

        foreach (var text in (string[])[.. UntilSummary.Select(text => text == "345678" ? "111222" : text), "tak", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Equal(["345678", "111222"], conversation.Cases.Select(filed => filed.Order));
    }

    [Fact]
    public void Several_products_stay_in_the_customers_words_and_one_that_is_excluded_is_explained_and_filed_for_a_person()
    {
        var conversation = Said("odstępuję od umowy", "buty Granit, kurtka Halny i kubek z haftem", "345678");
        var answer = conversation.Answer("product");

        Assert.Equal("buty Granit, kurtka Halny i kubek z haftem", answer?.Text);
        Assert.Equal(["GR-42-RED", "GR-J1-GRN"], DialogSlot.SkusIn(answer?.Value ?? ""));
    }

    [Fact]
    public void A_late_day_is_told_and_filed_without_a_date_for_the_refund()
    {
        var conversation = Said("odstępuję od umowy", "całe zamówienie", "345678");

        var told = conversation.Say("1 listopada");

        Assert.Contains(told, text => text.Contains("minął 16 listopada 2026", StringComparison.Ordinal));
        foreach (var text in (string[])["nie", "prywatnie", "Jan Kot", "jan@poczta.example", "tak", "tak"])
        {
            conversation.Say(text);
        }
        var filed = Assert.Single(conversation.Cases);
        Assert.Null(filed.Promised);
        Assert.Contains("withdrawal_late", filed.Marks);
    }

    [Theory]
    [InlineData("2016-01-02", "18 stycznia 2016")]
    [InlineData("1900-01-02", "16 stycznia 1900")]
    public void A_day_from_before_the_law_is_late_as_well(string day, string end)
    {
        var conversation = Said("odstępuję od umowy", "całe zamówienie", "345678");

        var told = conversation.Say(day);

        Assert.Contains(told, text => text.Contains($"minął {end}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("odstepuje od umowy buty granit bo sie rozwalily po 2 dniach", "withdrawal")]
    [InlineData(
        "dzien dobry kupilem 10 listopada buty granit i sandaly potok zam nr 654321 paczka doszla 15.11 ale sa za male wiec odstepuje od "
            + "umowy, prywatnie",
        "withdrawal")]
    [InlineData("buty granit się rozwaliły po 2 dniach", "complaint")]
    public void Who_declares_a_withdrawal_need_not_complain_of_the_reason(string opening, string dialog)
    {
        Assert.Equal(dialog, Said(opening).State.Dialog?.Dialog);
    }

    [Fact]
    public void A_long_opening_fills_what_it_tells()
    {
        var conversation = Said(
            "kupilem 10 listopada buty granit i sandaly potok zam nr 654321 paczka doszla 15.11 ale sa za male wiec odstepuje od umowy, "
            + "prywatnie");

        Assert.Equal(
            ["GR-38-GRY\nGR-42-RED", "654321", "2026-11-10", "2026-11-15", "consumer"],
            new[] { "product", "order", "ordered", "received", "buyer" }.Select(slot => conversation.Answer(slot)?.Value));
    }

    [Fact]
    public void Goods_that_have_not_come_can_be_withdrawn_from_as_well()
    {
        var conversation = Said(
            "odstępuję od umowy", "całe zamówienie", "345678", "jeszcze nie dotarła", "prywatnie", "Jan Kot", "jan@poczta.example", "tak",
            "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Contains("not_delivered_yet", filed.Marks);
        Assert.Equal(new LocalDate(2026, 12, 7), filed.Promised);
    }

    [Fact]
    public void After_a_complaint_about_the_same_order_both_stand_and_a_person_sees_it()
    {
        var conversation = Said(
            "rozwaliła się podeszwa w butach granit", "345678", "wczoraj", "tak", "od początku", "nie mam", "wymiana", "prywatnie", "czat",
            "tak");
        Assert.Equal(CaseKind.Complaint, Assert.Single(conversation.Cases).Kind);

        foreach (var text in (string[])[.. UntilSummary, "tak", "tak"])
        {
            conversation.Say(text);
        }

        Assert.Equal([CaseKind.Complaint, CaseKind.Withdrawal], conversation.Cases.Select(filed => filed.Kind));
        Assert.Contains("complaint_open", conversation.Cases[1].Marks);
    }

    [Fact]
    public void A_mail_address_is_nobodys_name()
    {
        var conversation = Said([.. UntilSummary.SkipLast(2)]);

        conversation.Say("jan@poczta.example");

        Assert.Equal("name", conversation.State.Dialog?.Asked);
        Assert.Equal("jan@poczta.example", conversation.Answer("contact")?.Value);
    }

    [Fact]
    public void The_customer_is_told_by_mail_at_once()
    {
        var conversation = Said([.. UntilSummary, "tak"]);

        var outcome = conversation.Take(new TurnEvent.Message("tak"), TryDialogs.Monday, "pl");

        var notice = Assert.Single(outcome.Effects.OfType<Effect.Notify>()).Notice;
        Assert.Equal(
            (CaseEvent.Filed, "jan@poczta.example", "Jan Kot", (Instant?)null),
            (notice.Event, notice.Contact.Address, notice.Contact.Name, notice.DueAt));
        Assert.Contains("23 listopada 2026, 10:00:00", notice.Text, StringComparison.Ordinal);
        Assert.Contains("Całe zamówienie", notice.Text, StringComparison.Ordinal);
        Assert.NotNull(notice.Receipt);
    }

    [Fact]
    public void A_form_that_was_filled_in_and_confirmed_is_the_same_statement()
    {
        ImmutableArray<FilledSlot> filled =
        [
            new("product", "", "all"), new("order", "345678"), new("received", "2026-11-22"), new("buyer", "", "consumer"),
            new("name", "Jan Kot"), new("contact", "jan@poczta.example"),
        ];
        var form = DialogForm.Of(ShippedKnowledge.Value, "demo", "withdrawal", "pl", TryDialogs.Monday, filled);
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");

        var outcome = conversation.Take(new TurnEvent.FormSent("withdrawal", filled), TryDialogs.Monday, "pl");

        Assert.True(form?.IsWell);
        var filed = Assert.Single(conversation.Cases);
        Assert.Equal((form?.Statement, TryDialogs.Monday), (filed.Statement, filed.Received));
        Assert.Contains("przyjęliśmy 23 listopada 2026, 10:00:00", outcome.Replies[^1].Text, StringComparison.Ordinal);
        Assert.Null(conversation.State.Dialog);
    }

    [Fact]
    public void A_form_is_drawn_as_it_is_filed()
    {
        var knowledge = TryDialogs.Compile(
        [
            .. ShippedKnowledge.Files(),
            TryDialogs.File("knowledge/demo/dialogs/try-form.yaml", """
                title: { pl: próba, en: trial }
                slots: { it: { type: text, label: { pl: To, en: It }, ask: { pl: "Pytanie?", en: "Question?" } } }
                steps:
                  - ask: it
                  - { say: { pl: W formularzu., en: On the form. }, when: { channel: form } }
                  - { say: { pl: W czacie., en: In the chat. }, when: { channel: chat } }
                  - { say: { pl: Bez zamówień., en: No orders. }, when: { order_source: "no" } }
                outcomes: [{ case: question, say: { pl: Koniec., en: Done. } }]
                """),
        ]);

        Assert.Equal(
            ["W formularzu."],
            DialogForm.Of(knowledge, "demo", "try-form", "pl", TryDialogs.Monday, [], hasOrders: true)?.Notes.AsEnumerable());
    }

    [Fact]
    public void A_form_says_of_each_field_what_cannot_be_read_and_takes_what_is_left_empty()
    {
        var form = DialogForm.Of(
            ShippedKnowledge.Value, "demo", "withdrawal", "pl", TryDialogs.Monday,
            [new("contact", "jan@poczta"), new("received", "za tydzień"), new("order", "345678")]);

        Assert.Equal(["received", "contact"], form?.Fields.Where(field => field.Error is not null).Select(field => field.Slot));
        Assert.False(form?.IsWell);
        Assert.False(form?.IsEmpty);
    }

    [Fact]
    public void A_form_without_anything_in_it_is_empty()
    {
        var form = DialogForm.Of(ShippedKnowledge.Value, "demo", "withdrawal", "en", TryDialogs.Monday, [new("order", "  ")]);

        Assert.True(form?.IsEmpty);
        Assert.Equal("Withdraw from contract here", form?.SubmitLabel);
        Assert.Equal("Confirm withdrawal", form?.ConfirmLabel);
    }

    [Fact]
    public void What_a_forged_form_holds_is_kept_for_a_person()
    {
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");

        conversation.Take(
            new TurnEvent.FormSent(
                "withdrawal", [new("order", "<script>"), new("nothing", "x"), new("buyer", "", "king"), new("order", "2")]),
            TryDialogs.Monday, "pl");

        var filed = Assert.Single(conversation.Cases);
        Assert.Contains("unclear_answers", filed.Marks);
        Assert.Contains("no_contact", filed.Marks);
    }

    [Fact]
    public void Of_two_things_in_one_field_neither_is_taken_and_the_words_are_kept()
    {
        ImmutableArray<FilledSlot> filled = [new("product", "tylko buty Granit", "all"), new("order", "345678")];
        var form = DialogForm.Of(ShippedKnowledge.Value, "demo", "withdrawal", "pl", TryDialogs.Monday, filled);
        var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");

        conversation.Take(new TurnEvent.FormSent("withdrawal", filled), TryDialogs.Monday, "pl");

        Assert.Equal(["product"], form?.Fields.Where(field => field.Error is not null).Select(field => field.Slot));
        var filed = Assert.Single(conversation.Cases);
        Assert.Equal("tylko buty Granit", filed.Product);
        Assert.Contains("unclear_answers", filed.Marks);
    }

    [Fact]
    public void A_form_says_how_it_understands_each_answer_and_nothing_of_what_was_left_out()
    {
        var form = DialogForm.Of(
            ShippedKnowledge.Value, "demo", "withdrawal", "pl", TryDialogs.Monday,
            [new("contact", "to mój mail: jan@poczta.example"), new("buyer", "", "consumer"), new("name", " Jan\nKot ")]);

        Assert.Equal(
            [("Zakup", "Prywatny"), ("Imię i nazwisko", "Jan Kot"), ("Kontakt", "jan@poczta.example")], form?.Answers.AsEnumerable());
        Assert.Equal(["buyer", "name", "contact"], form?.Filled.Select(filled => filled.Slot));
    }

    public static TheoryData<string> BadTexts => [.. BadInput.Names];

    [Theory]
    [MemberData(nameof(BadTexts))]
    public void Whatever_is_put_in_the_form_is_shown_and_can_be_filed(string name)
    {
        var text = BadInput.Text(name);
        Assert.All(ShippedKnowledge.Value.Shops["demo"].Dialogs["withdrawal"].Slots, slot =>
        {
            var typed = text.Length > DialogForm.CharsMax(slot.Type) ? text[..DialogForm.CharsMax(slot.Type)] : text;
            foreach (ImmutableArray<FilledSlot> filled in (ImmutableArray<FilledSlot>[])[[new(slot.Id, text, text)], [new(slot.Id, typed)]])
            {
                var form = DialogForm.Of(ShippedKnowledge.Value, "demo", "withdrawal", "pl", TryDialogs.Monday, filled);
                var conversation = new RehearsedConversation(ShippedKnowledge.Value, "demo");
                conversation.Take(new TurnEvent.FormSent("withdrawal", filled), TryDialogs.Monday, "pl");

                Assert.DoesNotContain(form?.Fields ?? [], field => field.Error is "");
                Assert.Single(conversation.Cases);
            }
        });
    }

    [Fact]
    public void A_statement_that_rests_counts_from_its_confirmation()
    {
        var conversation = Said([.. UntilSummary, "tak"]);
        var later = TryDialogs.Monday + Duration.FromDays(16);

        var told = conversation.Take(new TurnEvent.Message("Potwierdź odstąpienie"), later, "pl");
        Assert.Contains(told.Replies, reply => reply.Text.Contains("minął 7 grudnia 2026", StringComparison.Ordinal));
        Assert.Empty(conversation.Cases);
        foreach (var text in (string[])["tak", "Potwierdź odstąpienie"])
        {
            conversation.Take(new TurnEvent.Message(text), later, "pl");
        }

        var filed = Assert.Single(conversation.Cases);
        Assert.Equal((later, new LocalDate(2026, 12, 9)), (filed.Received, filed.ReceivedOn));
        Assert.Contains("withdrawal_late", filed.Marks);
        Assert.Null(filed.Promised);
    }

    [Fact]
    public void Goods_that_can_be_given_back_can_be_whatever_stands_beside_them()
    {
        var conversation = Said([.. OfProduct("kurtka puchowa Zima z haftem imienia oraz sandały Potok"), "tak", "tak"]);

        var filed = Assert.Single(conversation.Cases);
        Assert.Contains("withdrawal_excluded", filed.Marks);
        Assert.Equal(new LocalDate(2026, 12, 7), filed.Promised);
        Assert.Contains("z haftem imienia jeszcze nie odsyłaj", filed.Receipt.Closing, StringComparison.Ordinal);
        Assert.Contains("Resztę odeślij do 7 grudnia 2026", filed.Receipt.Closing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parcel_that_has_not_come_need_not_be_sent_back()
    {
        var conversation = Said(
            "odstępuję od umowy", "całe zamówienie", "345678", "jeszcze nie dotarła", "prywatnie", "Jan", "czat", "tak", "tak");

        var closing = Assert.Single(conversation.Cases).Receipt.Closing;
        Assert.Contains("możesz nie odbierać", closing, StringComparison.Ordinal);
        Assert.DoesNotContain(" Towar odeślij", closing, StringComparison.Ordinal);
    }

    [Fact]
    public void No_money_is_promised_where_nobody_knows_whose_order_it_is()
    {
        var conversation = Said(
            "odstępuję od umowy", "nie wiem", "nie wiem", "nie wiem", "nie wiem", "nie wiem", "nie wiem", "nie wiem", "tak", "tak");

        var filed = Assert.Single(conversation.Cases);
        Assert.Null(filed.Promised);
        Assert.Contains("nie wiemy jednak, czyje to zamówienie", filed.Receipt.Closing, StringComparison.Ordinal);
        Assert.DoesNotContain("oddamy", filed.Receipt.Closing, StringComparison.Ordinal);
    }

    private static ConversationState Blank => new() { Shop = "demo", Language = "pl" };

    private static string[] OfProduct(string product) => [.. UntilSummary.Select(text => text == "całe zamówienie" ? product : text)];

    private static ImmutableArray<FilledSlot> Form(
        string product, string? choice, string order, string buyer = "consumer", string received = "2026-11-22") =>
    [
        new("product", product, choice is "" ? null : choice), new("order", order), new("received", received),
        new("buyer", "", buyer), new("contact", "jan@poczta.example"),
    ];

    private static TurnInput FormInput(ImmutableArray<FilledSlot> filled) => new()
    {
        Now = TryDialogs.Monday,
        Event = new TurnEvent.FormSent("withdrawal", filled),
        Channel = TurnInput.FormChannel,
        CaseId = Guid.CreateVersion7(TryDialogs.Monday.ToDateTimeOffset()),
    };

    /// <summary>What a form files, or adds.</summary>
    private static CaseFiling Filed(ImmutableArray<FilledSlot> filled, ImmutableArray<OpenCase> open) => Assert.Single(
        Turn.Run(ShippedKnowledge.Value, Blank, FormInput(filled) with { OpenCases = open }).Effects.Select(effect => effect switch
        {
            Effect.FileCase { Case: var filing } => filing,
            Effect.AddToCase { Remark.Filing: var filing } => filing,
            _ => null,
        }).OfType<CaseFiling>());

    private static OpenCase OpenOf(CaseFiling filing) => new OpenCase(
        filing.Id, filing.Number, filing.Kind, filing.Sku, filing.ReceivedOn, filing.NominalEnd, filing.Deadline, filing.Promised,
        filing.Order, filing.Contact).About([filing]);

    private static string? SendBackIn(CaseFiling filing) => filing.Receipt.Lines
        .Where(line => line.Label == TryDialogs.Text(DialogTextIds.ReceiptSendBack, "pl"))
        .Select(line => line.Value)
        .SingleOrDefault();

    private static RehearsedConversation Said(params ReadOnlySpan<string> texts)
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
