using FaqBot.Testing;

namespace FaqBot.Engine.Tests.Conversations;

public sealed class MessageReadingTests
{
    private static readonly Shop Demo = ShippedKnowledge.Value.Shops["demo"];

    [Fact]
    public void Words_are_shown_as_they_were_read()
    {
        var words = MessageReading.Of(Demo, "pl", "Gdzie moja przesyka 📦?").Words;

        Assert.Equal(["gdzie", "moja", "przesylka", "paczka"], words.Select(static word => word.Folded));
        Assert.Equal(["przesyka", "📦"], words.Where(static word => word.IsCorrected).Select(static word => word.Typed));
    }

    [Fact]
    public void A_list_is_met_by_the_words_of_its_longest_phrase()
    {
        var met = MessageReading.Of(Demo, "pl", "ile kosztuje kurier").Lists;

        Assert.Contains(met, static one => one.Words == "ile kosztuje kurier" && one.List.Contains("koszt dostawy"));
        Assert.DoesNotContain(met, static one => one.Words is "" or "kosztuje");
    }

    [Fact]
    public void Words_lead_to_an_entry_that_has_them_in_any_form_and_no_others_do()
    {
        var reading = MessageReading.Of(Demo, "pl", "po ile kurierzy xqxqx");

        Assert.Equal("po ile kurierzy", string.Join(' ', reading.LeadingTo(Demo.EntriesById["delivery-cost"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    public void Where_no_words_are_nothing_is_met(string text)
    {
        var reading = MessageReading.Of(Demo, "pl", text);

        Assert.Empty(reading.Words);
        Assert.Empty(reading.Lists);
        Assert.Empty(reading.LeadingTo(Demo.EntriesById["delivery-cost"]));
    }
}
