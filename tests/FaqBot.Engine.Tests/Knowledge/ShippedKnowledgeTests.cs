namespace FaqBot.Engine.Tests;

public sealed class ShippedKnowledgeTests
{
    private static readonly Compilation Shipped = KnowledgeFiles.Compile(KnowledgeFiles.Shipped());

    [Fact]
    public void What_is_shipped_compiles_without_findings()
    {
        Assert.Empty(Shipped.Diagnostics);
    }

    [Theory]
    [InlineData("2025-12-24", true)]
    [InlineData("2024-12-24", false)]
    [InlineData("2026-05-03", true)]
    [InlineData("2026-05-24", true)]
    [InlineData("2026-06-04", true)]
    [InlineData("2026-11-21", false)]
    public void Polish_days_off_are_known(string date, bool isDayOff)
    {
        var law = Shipped.Knowledge?.Shops["demo"].Law;

        Assert.Equal(isDayOff, law?.IsDayOff(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));
    }

    [Fact]
    public void Every_entry_that_is_shipped_can_be_answered_in_both_languages()
    {
        Assert.All(Shipped.Knowledge?.Shops["demo"].Entries ?? [], entry =>
        {
            Assert.Equal(["en", "pl"], entry.Titles.Keys.Order());
            Assert.True(entry.Dialog is not null || entry.Answers.Keys.Order().SequenceEqual(["en", "pl"]));
        });
    }
}
