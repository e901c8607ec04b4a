using System.Text;
using System.Text.RegularExpressions;
using FaqBot.Testing;

namespace FaqBot.Engine.Tests;

public sealed class ShippedKnowledgeTests
{
    private static readonly Compilation Shipped = KnowledgeFiles.Compile(KnowledgeFiles.Shipped());

    [Fact]
    public void What_is_shipped_compiles_without_findings()
    {
        Assert.Empty(Shipped.Diagnostics);
    }

    [Fact]
    public void The_topics_of_the_starter_pack_are_those_that_the_docs_list()
    {
        var docs = File.ReadAllText(Repository.PathOf("docs", "knowledge-format.md"));
        var listed = Regex.Match(docs, "The topics of the starter pack are ([^;]*);").Groups[1].Value;

        var topics = Regex.Matches(string.Concat(KnowledgeFiles.Shipped()
            .Where(file => file.Path.StartsWith("knowledge/_base/faq/", StringComparison.Ordinal))
            .Select(file => Encoding.UTF8.GetString(file.Content.Span))), "\\btopic: *([a-z-]+)");

        Assert.Equal(
            topics.Select(topic => topic.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
            Regex.Matches(listed, "`([a-z]+)`").Select(topic => topic.Groups[1].Value));
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
