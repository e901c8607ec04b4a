namespace FaqBot.Engine.Tests;

/// <summary><c>faqbot test</c> says which steps and outcomes of dialogs no transcript comes to.</summary>
[Collection(nameof(ConsoleCollection))]
public sealed class DialogCoverageTests
{
    private const string Swap = """
        title: { en: swap }
        slots:
          size: { type: size, label: { en: Size }, ask: { en: Which size? } }
          why: { type: yes_no, label: { en: Too small }, ask: { en: Too small? } }
        steps:
          - ask: why
          - say: { en: We are sorry. }
            when: { why: "no" }
          - ask: size
            when: { why: "yes" }
        outcomes:
          - { when: { why: "no" }, say: { en: Nothing is sent. } }
          - { case: question, say: { en: Done. } }
        """;

    [Fact]
    public void Steps_and_outcomes_that_no_transcript_comes_to_are_listed_and_are_no_failure()
    {
        using var folder = Shop("customer: swap please\npress: Yes\n");

        CliRun.Over(folder.Path, "test", "--update");
        var run = CliRun.Over(folder.Path, "test", "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal(["tea/swap/outcome-1", "tea/swap/outcome-2", "tea/swap/step-2"], Missing(run));
        Assert.Contains(
            "not reached in tea/swap: outcome-1, outcome-2, step-2", CliRun.Over(folder.Path, "test").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_is_reached_by_a_yes_to_the_summary_or_at_once_where_nothing_is_filed()
    {
        using var folder = Shop("customer: swap please\npress: Yes\ncustomer: 43\ncustomer: yes\ncustomer: swap please\npress: No\n");

        Assert.Empty(Missing(CliRun.Over(folder.Path, "test", "--json")));
    }

    private static TemporaryFolder Shop(string transcript)
    {
        var folder = new TemporaryFolder();
        folder.Write("tea/shop.yaml", "name: Tea\nlanguages: [en]\ncountry: PL\nbase: none");
        folder.Write(
            "tea/faq/all.yaml",
            "- { id: swap, dialog: swap, utterances: { en: [swap please, swap my shoes] } }\n"
            + "- { id: tea, utterances: { en: [what is tea, is tea nice] }, answer: { en: It is. } }");
        folder.Write("tea/dialogs/swap.yaml", Swap);
        folder.Write("tea/transcripts/swap.txt", $"@lang en\n\n{transcript}");
        return folder;
    }

    /// <summary>Of the shop's own dialog.</summary>
    private static IEnumerable<string?> Missing(CliRun run) => run.Json[0]
        .GetProperty("coverage").GetProperty("dialog_branches").GetProperty("missing")
        .EnumerateArray()
        .Select(branch => branch.GetString())
        .Where(branch => branch?.StartsWith("tea/swap/", StringComparison.Ordinal) == true);
}
