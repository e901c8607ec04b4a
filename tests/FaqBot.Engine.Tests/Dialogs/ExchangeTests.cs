using System.Text;
using NodaTime;

namespace FaqBot.Engine.Tests;

/// <summary>A dialog that a shop wrote itself: corrections, and a new version of it while one runs.</summary>
public sealed class ExchangeTests
{
    /// <summary>The same shop a day later: the dialog asks for the reason first, the courier costs more, a product is gone.</summary>
    private static readonly Lazy<Knowledge> Edited = new(() => TryDialogs.Compile(
    [
        .. TryDialogs.Files().Select(file => file.Path switch
        {
            TryDialogs.ExchangePath => TryDialogs.File(file.Path, TryDialogs.Exchange
                .Replace("Jaki rozmiar wysłać?", "Nowe pytanie o rozmiar?", StringComparison.Ordinal)),
            "knowledge/demo/shop.yaml" => TryDialogs.File(
                file.Path,
                Encoding.UTF8.GetString(file.Content.Span).Replace("courier_price: ", "courier_price: 1", StringComparison.Ordinal)),
            "knowledge/demo/products.yaml" => TryDialogs.File(
                file.Path, Encoding.UTF8.GetString(file.Content.Span).Replace("GR-42-RED", "GR-43-RED", StringComparison.Ordinal)),
            _ => file,
        }),
    ]));

    [Theory]
    [InlineData("pl", "nie, czekaj, rozmiar 43")]
    [InlineData("pl", "pomyłka, 43")]
    [InlineData("en", "wait, size 43")]
    [InlineData("en", "no wait, I meant 43")]
    public void A_correction_changes_the_size_and_asks_the_open_question_again(string language, string text)
    {
        var conversation = Until("color", language);

        var said = conversation.Say(text);

        Assert.Equal("43", conversation.Answer("size")?.Value);
        Assert.Contains("43", said[0], StringComparison.Ordinal);
        Assert.Equal(language == "pl" ? "Jaki kolor?" : "Which colour?", said[^1]);
        Assert.Equal(("color", 0), (conversation.State.Dialog?.Asked, conversation.State.Dialog?.Misses));
    }

    [Theory]
    [InlineData("pl", "nie, czekaj, czarny plecak 55", "GR-B55-BLK")]
    [InlineData("en", "wait, I meant GR-B55-BLK", "GR-B55-BLK")]
    public void A_correction_by_its_value_finds_the_product(string language, string text, string sku)
    {
        var conversation = Until("color", language);

        conversation.Say(text);

        Assert.Equal(sku, conversation.Answer("product")?.Value);
        Assert.Equal("42", conversation.Answer("size")?.Value);
        Assert.Equal("color", conversation.State.Dialog?.Asked);
    }

    [Theory]
    [InlineData("pl", "nie, czekaj, rozmiar 43")]
    [InlineData("en", "wait, size 43")]
    public void The_summary_is_shown_again_after_a_correction(string language, string text)
    {
        var conversation = Until("summary", language);

        var said = conversation.Say(text);

        Assert.Equal("summary", conversation.State.Dialog?.Waiting);
        Assert.Contains(said, reply => reply.Contains(language == "pl" ? "Rozmiar: rozmiar 43" : "Size: size 43", StringComparison.Ordinal)
            || reply.Contains(language == "pl" ? "Rozmiar: 43" : "Size: 43", StringComparison.Ordinal));
        Assert.Empty(conversation.Cases);
    }

    [Theory]
    [InlineData("pl", "GR-42-RED", null)]
    [InlineData("pl", "czerwone buty Granit, GR-42-RED", null)]
    [InlineData("pl", "GR-42-RED, chcę inny kolor, niebieski", "blue")]
    [InlineData("en", "GR-42-RED", null)]
    [InlineData("en", "GR-42-RED please, but in colour blue", "blue")]
    public void A_colour_beside_the_answer_is_one_only_where_it_is_called_so(string language, string text, string? color)
    {
        var conversation = TryDialogs.Begin("exchange", language);

        conversation.Say(text);

        Assert.Equal(("GR-42-RED", color), (conversation.Answer("product")?.Value, conversation.Answer("color")?.Value));
        Assert.Equal("size", conversation.State.Dialog?.Asked);
    }

    [Fact]
    public void A_correction_that_names_nothing_asks_what_is_meant()
    {
        var conversation = Until("color", "pl");

        conversation.Say("nie, czekaj");

        Assert.Equal(DialogStage.Edit, conversation.State.Dialog?.Stage);
        Assert.Contains("Rozmiar", conversation.State.Buttons.Select(button => button.Text));
    }

    [Fact]
    public void A_pinned_shop_keeps_its_dialog_and_products_while_questions_in_between_are_answered_anew()
    {
        var begun = Until("size", "pl", product: "GR-42-RED");
        var pinned = Edited.Value.With(TryDialogs.Shop);

        var between = Run(pinned, begun.State, "ile kosztuje kurier?");
        var next = Run(pinned, between.State, "42");

        Assert.NotEqual(TryDialogs.Shop.DialogsHash, Edited.Value.Shops["demo"].DialogsHash);
        Assert.Contains(Price(Edited.Value), between.Replies[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain($" {Price(TryDialogs.Knowledge)}", between.Replies[0].Text, StringComparison.Ordinal);
        Assert.Equal("Jaki rozmiar wysłać?", between.Replies[^1].Text);
        Assert.Equal(("color", "GR-42-RED"), (next.State.Dialog?.Asked, next.State.Dialog?.Answers[0].Value));
        Assert.Equal(TryDialogs.Shop.DialogsHash, next.State.Dialog?.Version);
    }

    [Fact]
    public void The_files_of_the_dialogs_compiled_alone_are_enough_to_pin()
    {
        var begun = Until("size", "pl");
        var alone = TryDialogs.Compile(Knowledge.FilesOfDialogs(TryDialogs.Files(), "demo")).Shops["demo"];

        var next = Run(Edited.Value.With(alone), begun.State, "42");

        Assert.Equal("Jaki kolor?", next.Replies[^1].Text);
        Assert.Equal("color", next.State.Dialog?.Asked);
    }

    [Fact]
    public void Without_the_old_version_it_ends_kindly_and_begins_anew_with_its_answers()
    {
        var begun = Until("color", "pl", product: "GR-B55-BLK");

        var ended = Run(Edited.Value, begun.State, "czarny");
        var button = ended.State.Buttons.First(offered => offered.Dialog == "exchange");
        var anew = Turn.Run(Edited.Value, ended.State, Input(new TurnEvent.Message(button.Text, button.Value)));

        Assert.Equal(TryDialogs.Text(DialogTextIds.Withdrawn, "pl"), Assert.Single(ended.Replies).Text);
        Assert.Null(ended.State.Dialog);
        Assert.Equal(
            [("product", "GR-B55-BLK"), ("size", "42")],
            ended.State.Offered?.Answers.Select(answer => (answer.Slot, answer.Value)));
        Assert.Equal(("color", Edited.Value.Shops["demo"].DialogsHash), (anew.State.Dialog?.Asked, anew.State.Dialog?.Version));
    }

    [Fact]
    public void An_answer_that_the_new_version_does_not_have_is_asked_for_again()
    {
        var begun = Until("color", "pl", product: "GR-42-RED");

        var ended = Run(Edited.Value, begun.State, "czarny");
        var anew = Turn.Run(Edited.Value, ended.State, Input(new TurnEvent.Message("", "dialog:exchange")));

        Assert.Equal("product", anew.State.Dialog?.Asked);
        Assert.Equal("42", anew.State.Dialog?.Answers.Single(answer => answer.Slot == "size").Value);
    }

    [Fact]
    public void After_a_month_it_is_not_gone_on_with_even_if_nothing_has_changed()
    {
        var begun = Until("color", "pl");
        var late = Input(new TurnEvent.Message("czarny")) with { Now = TryDialogs.Monday + Duration.FromDays(DialogRun.DaysMax + 1) };

        var turn = Turn.Run(TryDialogs.Knowledge, begun.State, late);

        Assert.Equal(TryDialogs.Text(DialogTextIds.Withdrawn, "pl"), turn.Replies[0].Text);
        Assert.Equal("exchange", turn.State.Offered?.Dialog);
    }

    [Fact]
    public void A_case_that_a_pinned_dialog_files_is_told_by_its_own_words()
    {
        var begun = Until("summary", "en");

        var turn = Run(Edited.Value.With(TryDialogs.Shop), begun.State, "yes");

        var filed = Assert.Single(turn.Effects.OfType<Effect.FileCase>()).Case;
        Assert.Equal($"Filed: {filed.Number}.", turn.Replies[^1].Text);
        Assert.Equal(CaseKind.Question, filed.Kind);
        Assert.Null(turn.State.Dialog);
    }

    private static string Price(Knowledge knowledge)
    {
        var state = new ConversationState { Shop = "demo", Language = "pl", Greeted = true };
        return Turn.Run(knowledge, state, Input(new TurnEvent.Message("ile kosztuje kurier?"))).Replies[0].Text;
    }

    /// <summary>A conversation in which the exchange waits for <paramref name="waiting"/>.</summary>
    private static RehearsedConversation Until(string waiting, string language, string product = "GR-42-RED")
    {
        var conversation = TryDialogs.Begin("exchange", language);
        foreach (var answer in new[] { product, "42", language == "pl" ? "czerwony" : "red", "ann@mail.example" })
        {
            if (conversation.State.Dialog?.Waiting == waiting)
            {
                break;
            }
            conversation.Say(answer);
        }
        Assert.Equal(waiting, conversation.State.Dialog?.Waiting);
        return conversation;
    }

    private static TurnOutcome Run(Knowledge knowledge, ConversationState state, string text) =>
        Turn.Run(knowledge, state, Input(new TurnEvent.Message(text)));

    private static TurnInput Input(TurnEvent happened) =>
        new() { Now = TryDialogs.Monday, Event = happened, PageLanguage = null, CaseId = new Guid("0198a2c5-0000-7000-8000-000000000001") };
}
