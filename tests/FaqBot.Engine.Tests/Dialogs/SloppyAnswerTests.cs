namespace FaqBot.Engine.Tests;

/// <summary>Answers as people type them in a hurry: what is no answer is asked once more, and what is uncertain stays in their
/// words.</summary>
public sealed class SloppyAnswerTests
{
    private const string Withdraw = "chcę odstąpić od umowy";

    [Theory]
    [InlineData("pl", "wszystko poza kurtka halny", "other")]
    [InlineData("pl", "cala paczka oprocz sandalow", "other")]
    [InlineData("pl", "buty granit, ale nie sandały", "other")]
    [InlineData("pl", "nie całe zamówienie, tylko buty granit", "GR-42-RED")]
    [InlineData("pl", "buty granit, poza tym kurtka halny", "GR-42-RED\nGR-J1-GRN")]
    [InlineData("pl", "kurtka halny bez podania przyczyny", "GR-J1-GRN")]
    [InlineData("pl", "zwracam kubek", "other")]
    [InlineData("en", "everything except the Potok sandals", "other")]
    [InlineData("en", "the whole order but not the Granit boots", "other")]
    public void What_is_left_out_is_left_out(string language, string text, string value)
    {
        var conversation = Asked(language, language == "pl" ? Withdraw : "I withdraw from the contract");

        conversation.Say(text);

        Assert.Equal((value, text), (conversation.Answer("product")?.Value, conversation.Answer("product")?.Text));
    }

    [Theory]
    [InlineData("dodaj jeszcze sandaly potok", "GR-42-RED\nGR-38-GRY", "")]
    [InlineData("i jeszcze sandały", "GR-42-RED\nGR-38-GRY", "")]
    [InlineData("nie, jednak plecak a nie buty", "other", "plecak")]
    public void More_is_added_and_what_is_corrected_is_replaced(string text, string value, string words)
    {
        var conversation = Asked("pl", Withdraw, "buty granit");

        conversation.Say(text);

        Assert.Equal((value, words), (conversation.Answer("product")?.Value, conversation.Answer("product")?.Text));
        Assert.Equal("order", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("dodaj kurtkę halny", "GR-38-GRY\nGR-42-RED\nGR-J1-GRN", "")]
    [InlineData("ale bez sandałów", "GR-42-RED", "")]
    [InlineData("usuń sandały", "GR-42-RED", "")]
    [InlineData("jednak tylko granity", "GR-42-RED", "")]
    [InlineData("jednak zostawiam sandały", "GR-42-RED", "")]
    [InlineData("zaraz, wszystko mi się pomyliło", "GR-38-GRY\nGR-42-RED", "")]
    [InlineData("wszystko potwierdzam, nic nie zmieniam", "GR-38-GRY\nGR-42-RED", "")]
    public void At_the_summary_products_are_added_and_taken_away(string text, string value, string words)
    {
        var conversation = Asked(
            "pl", "odstępuję od umowy: buty granit i sandały potok", "123456", "wczoraj", "nie", "prywatnie", "Ola", "czat");

        conversation.Say(text);

        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);
        Assert.Equal((value, words), (conversation.Answer("product")?.Value, conversation.Answer("product")?.Text));
    }

    [Theory]
    [InlineData("pl", "jednak nie chcę odstępować")]
    [InlineData("pl", "rezygnuję z odstąpienia")]
    [InlineData("pl", "chwila, jednak zatrzymam buty")]
    [InlineData("pl", "jednak nie, rozmyśliłam się")]
    [InlineData("pl", "nie potwierdzam")]
    [InlineData("en", "I'll keep the boots")]
    [InlineData("en", "I do not want to withdraw anymore")]
    public void Who_keeps_the_goods_before_it_is_sent_is_asked_whether_to_stop(string language, string text)
    {
        var conversation = Asked(language, language == "pl"
            ? ["odstępuję od umowy, buty granit, zam 123456", "wczoraj", "nie", "prywatnie", "Ola", "czat"]
            : ["I withdraw from the contract", "the granit boots", "123456", "yesterday", "no", "privately", "Ann", "chat"]);
        Assert.Equal(DialogStage.Summary, conversation.State.Dialog?.Stage);

        conversation.Say(text);

        Assert.Equal(DialogStage.Cancel, conversation.State.Dialog?.Stage);
    }

    [Theory]
    [InlineData("odstępuję od umowy, sandały potok, zam 700002, doszły 30.10", "GR-38-GRY")]
    [InlineData("odstępuję od umowy, sandały potok, mam 30 dni", "GR-38-GRY")]
    [InlineData("odstępuję od umowy, plecak turnia 30, zam 700002", "GR-B30-BLU")]
    public void A_number_names_a_product_only_behind_its_name(string text, string value) =>
        Assert.Equal(value, Asked("pl", text).Answer("product")?.Value);

    [Theory]
    [InlineData("nie, zły numer, 654321")]
    [InlineData("nie 123456 tylko 654321")]
    [InlineData("zamówienie nr 654321")]
    [InlineData("654321")]
    [InlineData("pomyliłem numer 654321")]
    [InlineData("numer zamówienia jest zły, ma być 654321")]
    public void A_wrong_number_is_corrected_while_something_else_is_asked(string text)
    {
        var conversation = Asked("pl", Withdraw, "buty granit", "123456");

        conversation.Say(text);

        Assert.Equal(("654321", "received"), (conversation.Answer("order")?.Value, conversation.State.Dialog?.Asked));
        Assert.Null(conversation.Answer("contact"));
    }

    [Theory]
    [InlineData("nie 123456 tylko 654321", "order", "654321")]
    [InlineData("data zła, 16 listopada", "received", "2026-11-16")]
    [InlineData("zły mail, kot@poczta.example", "contact", "kot@poczta.example")]
    public void What_is_wrong_at_the_summary_is_corrected(string text, string slot, string value)
    {
        var conversation = Asked(
            "pl", "odstępuję od umowy, buty granit, zam 123456, doszły 18.11, prywatnie", "nie", "Jan Kot", "jan@poczta.example");

        conversation.Say(text);

        Assert.Equal((value, DialogStage.Summary), (conversation.Answer(slot)?.Value, conversation.State.Dialog?.Stage));
    }

    [Fact]
    public void A_number_in_groups_is_one_number() =>
        Assert.Equal("333444", Asked("pl", Withdraw, "całość", "333 444").Answer("order")?.Value);

    [Theory]
    [InlineData("jestem Kasia", "Kasia")]
    [InlineData("nazywam się jan kot", "jan kot")]
    [InlineData("Jan Kot, jan@poczta.example", "Jan Kot")]
    [InlineData("ile to jeszcze potrwa", null)]
    [InlineData("mówiłam już", null)]
    [InlineData("tak jak w mailu", null)]
    [InlineData("potwierdzam odstąpienie", null)]
    [InlineData("nie buty tylko plecak", null)]
    [InlineData("123", null)]
    public void A_name_is_a_name(string text, string? name)
    {
        var conversation = Asked("pl", Withdraw, "całość", "123456", "wczoraj", "nie", "prywatnie");

        conversation.Say(text);

        Assert.Equal(name, conversation.Answer("name")?.Text);
    }

    [Theory]
    [InlineData("pl", "dzień dobry, jestem Piotr Nowak, odstępuję od umowy, sandały Potok", "Piotr Nowak")]
    [InlineData("en", "I withdraw from the contract, my name is Ann Lee, order 123456", "Ann Lee")]
    [InlineData("pl", "odstępuję od umowy, jestem Niezadowolona", null)]
    public void A_name_in_the_opening_is_not_asked_again(string language, string text, string? name) =>
        Assert.Equal(name, Asked(language, text).Answer("name")?.Text);

    [Fact]
    public void Nothing_can_be_added_to_the_whole_order_and_what_is_taken_from_it_stays_in_words()
    {
        var conversation = Asked("pl", Withdraw, "całe zamówienie");

        conversation.Say("dodaj jeszcze sandały potok");
        var whole = conversation.Answer("product");
        conversation.Say("ale bez butów granit");

        Assert.Equal("all", whole?.Value);
        Assert.Equal(
            ("other", "Całe zamówienie, ale bez butów granit"),
            (conversation.Answer("product")?.Value, conversation.Answer("product")?.Text));
    }

    [Theory]
    [InlineData("pl", "chce odstapic")]
    [InlineData("pl", "odstepuje od umowy")]
    [InlineData("pl", "zamowienie 123456")]
    [InlineData("pl", "nie chce juz, prosze o czlowieka")]
    [InlineData("en", "order 123456")]
    [InlineData("en", "I withdraw from the contract")]
    public void A_wish_or_a_number_is_no_product(string language, string text)
    {
        var conversation = Asked(language, language == "pl" ? Withdraw : "I withdraw from the contract");

        conversation.Say(text);

        Assert.Null(conversation.Answer("product"));
        Assert.Equal("product", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Who_asks_for_a_person_is_heard_at_every_question(int answered)
    {
        string[] answers = [Withdraw, "całość", "123456", "wczoraj", "nie", "prywatnie", "Ola Kot"];
        var conversation = Asked("pl", answers.AsSpan(0, answered));
        var asked = conversation.State.Dialog?.Asked;

        var said = conversation.Say("nie chcę już, proszę o człowieka");

        Assert.Contains(said, text => text.Contains("+48 22 123 45 67", StringComparison.Ordinal));
        Assert.Equal(asked, conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("nie chcę już, proszę o człowieka")]
    [InlineData("nie chce juz, prosze o czlowieka")]
    public void A_person_is_called_in_a_complaint_as_well(string text)
    {
        var conversation = Asked("pl", "buty granit sie rozwalily po 2 dniach");

        conversation.Say(text);

        Assert.True(conversation.State.PersonWanted);
        Assert.Equal("complaint", conversation.State.Dialog?.Dialog);
    }

    [Fact]
    public void Who_wants_the_dialog_after_all_goes_on_with_it()
    {
        var conversation = Asked("pl", Withdraw, "przerwij");

        conversation.Say("jednak chce odstapic");

        Assert.Equal((DialogStage.Question, "product"), (conversation.State.Dialog?.Stage, conversation.State.Dialog?.Asked));
    }

    [Theory]
    [InlineData("nie mam numeru")]
    [InlineData("nie mam numeru zamówienia")]
    [InlineData("nie mam numeru zamowienia pod reka")]
    [InlineData("zgubilem numer zamowienia")]
    public void Who_has_no_number_of_the_order_is_still_asked_how_to_be_reached(string text)
    {
        var conversation = Asked("pl", Withdraw, "całość");

        conversation.Say(text);

        Assert.Equal(AnswerKind.Unknown, conversation.Answer("order")?.Kind);
        Assert.Null(conversation.Answer("contact"));
        Assert.Equal("received", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("received", "jest w paczkomacie, jeszcze nie odebrałam", "not_yet")]
    [InlineData("received", "jeszcze nie odebralem", "not_yet")]
    [InlineData("used", "tak ale tylko przymierzyłem", "tried")]
    [InlineData("buyer", "to dla córki", "consumer")]
    [InlineData("buyer", "JDG", null)]
    [InlineData("buyer", "chyba prywatnie ale fakture na firme", null)]
    [InlineData("name", "nie podam", null)]
    [InlineData("name", "nie chcę", null)]
    [InlineData("name", "wolę nie", null)]
    [InlineData("name", "Nowak-Nie", "Nowak-Nie")]
    [InlineData("contact", "nie", "chat")]
    [InlineData("contact", "nie podam", "chat")]
    [InlineData("contact", "jestem tutaj na czacie, ale mail to jan@poczta.example", "jan@poczta.example")]
    public void Small_answers(string slot, string text, string? value)
    {
        string[] answers = [Withdraw, "całość", "123456", "wczoraj", "nie", "prywatnie", "Ola Kot"];
        var before = Array.IndexOf(["product", "order", "received", "used", "buyer", "name", "contact"], slot) + 1;
        var conversation = Asked("pl", answers.AsSpan(0, before));
        Assert.Equal(slot, conversation.State.Dialog?.Asked);

        conversation.Say(text);

        Assert.Equal(value, conversation.Answer(slot)?.Value);
        Assert.Equal(slot == "buyer" && value is null, conversation.State.Dialog?.Asked == slot);
    }

    [Theory]
    [InlineData("pl", "zadzwońcie do mnie", "nie mam telefonu")]
    [InlineData("en", "call me back", "I don't have a phone")]
    public void Without_a_telephone_it_is_said_at_once_why_nobody_calls(string language, string wish, string text)
    {
        var conversation = Asked(language, wish);

        var said = conversation.Say(text);

        Assert.Contains(said, line => line.Contains("pomoc@sklep.example", StringComparison.Ordinal));
        Assert.Null(conversation.State.Dialog);
        Assert.Empty(conversation.Cases);
    }

    private static RehearsedConversation Asked(string language, params ReadOnlySpan<string> texts)
    {
        var conversation = new RehearsedConversation(FaqBot.Testing.ShippedKnowledge.Value, "demo");
        conversation.Take(new TurnEvent.Started(), TryDialogs.Monday, language);
        foreach (var text in texts)
        {
            conversation.Say(text);
        }
        return conversation;
    }
}
