using FaqBot.Testing;

namespace FaqBot.Engine.Tests.Dialogs;

/// <summary>What a customer tells without being asked.</summary>
public sealed class StoryTests
{
    [Fact]
    public void A_bare_wish_to_complain_answers_no_question_that_is_not_asked_yet()
    {
        Assert.DoesNotContain("Zapisuję", Said("chcę złożyć reklamację"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_of_receipt_before_the_day_of_the_order_is_not_taken()
    {
        var said = Said("w butach granit odkleja się podeszwa, zamówiłem 10 listopada, dostałem 5 listopada", "345678");

        Assert.Contains("Dzień zamówienia: 10 listopada 2026", said, StringComparison.Ordinal);
        var others = said.Replace("15 listopada 2026", "", StringComparison.Ordinal);
        Assert.DoesNotContain("5 listopada 2026", others, StringComparison.Ordinal);
        Assert.EndsWith("slot: received\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Since_when_may_be_a_choice_in_a_story()
    {
        Assert.Contains("Od kiedy: Od początku", Said("w butach granit odkleja się podeszwa od początku"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_a_day_names_the_day()
    {
        var said = Said("w butach granit odkleja się podeszwa", "345678", "wczoraj rano");

        Assert.EndsWith("slot: attributes\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_long_sentence_the_clause_about_the_part_is_repeated()
    {
        var said = Said("buty granit mam od lata, odkleja się w nich podeszwa, i to po dwóch wyjściach");

        Assert.Contains("; odkleja się w nich podeszwa.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_parts_is_repeated_whole()
    {
        var said = Said("w butach granit odkleja się podeszwa. Haczyki, oczka i sznurówki działają.");

        Assert.Contains("Haczyki, oczka i sznurówki działają.", said.Split("bot:")[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_sentence_says_of_a_part_is_not_said_of_the_parts_of_the_next()
    {
        var said = Said(
            "w butach granit odkleja się podeszwa. Haczyki i oczka działają.", "345678", "wczoraj", "nie", "nie", "nie", "nie", "tak");

        Assert.DoesNotContain("slot: product.lacing", said, StringComparison.Ordinal);
        Assert.EndsWith("slot: since\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_a_verdict_of_several_words_still_names_what_it_is_about()
    {
        Assert.Contains("; iskra 6 mini nie włącza się.", InVolt("iskra 6 mini nie włącza się"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_named_without_diacritics_too()
    {
        Assert.Contains("; iskra 6 mini nie wlacza sie.", InVolt("iskra 6 mini nie wlacza sie"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_a_product_s_name_names_no_part_of_it()
    {
        var said = InVolt("reklamacja, pralka bęben nie odpompowuje wody", "V3003003", "wczoraj");

        Assert.EndsWith("slot: attributes\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_another_part_is_no_answer_about_the_part_that_is_asked_about()
    {
        var said = Said("chcę złożyć reklamację", "wada", "345678", "turnia 30", "wczoraj", "pękła klamra na piersi", "reszta ok");

        Assert.Contains("bot: Zapisuję: pękła klamra na piersi.", said, StringComparison.Ordinal);
        Assert.Contains("slot: product.color\n\ncustomer: pękła klamra na piersi", said, StringComparison.Ordinal);
        Assert.EndsWith("slot: since\n", said, StringComparison.Ordinal);
    }

    private static string InVolt(params ReadOnlySpan<string> messages) => SaidIn("volt", messages);

    private static string Said(params ReadOnlySpan<string> messages) => SaidIn("demo", messages);

    /// <summary>A conversation, as a transcript writes it.</summary>
    private static string SaidIn(string shop, ReadOnlySpan<string> messages)
    {
        var text = $"@shop {shop}\n@lang pl\n\n@now 2026-11-23 12:00\nevent: start\n";
        foreach (var message in messages)
        {
            text += $"customer: {message}\n";
        }
        return GoldenTranscript.Parse(text, "a.txt", [])?.Run(ShippedKnowledge.Value, "demo") ?? "";
    }
}
