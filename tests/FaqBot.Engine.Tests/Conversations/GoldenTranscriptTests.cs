using FaqBot.Testing;

namespace FaqBot.Engine.Tests.Conversations;

public sealed class GoldenTranscriptTests
{
    public static TheoryData<string> Names => [.. GoldenFiles.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_says_what_the_transcript_says(string name)
    {
        var transcript = GoldenFiles.Read(name);

        var said = transcript.Run(ShippedKnowledge.Value, "demo");

        if (GoldenFiles.AreUpdated)
        {
            GoldenFiles.Write(name, said);
            return;
        }
        Assert.Equal(transcript.Print(), said);
    }

    [Fact]
    public void Comments_stay_before_the_step_that_follows_and_at_the_end()
    {
        const string Written = """
            # The heading.
            @lang en

            customer: one
            bot: One.

            # Why two.
            # And when.
            @now 2026-12-24 11:00
            customer: two
            bot: Two.

            # The end.

            """;

        var transcript = GoldenTranscript.Parse(Written, "a.txt", []);

        Assert.Equal(Written, transcript?.Print());
    }

    [Theory]
    [InlineData("hello", 1)]
    [InlineData("customer: a\nbuttons: b", 2)]
    [InlineData("# a\nevent: middle", 2)]
    [InlineData("@now 2026-13-01 10:00", 1)]
    public void A_line_outside_the_grammar_is_found(string text, int line)
    {
        var findings = new List<Diagnostic>();

        Assert.Null(GoldenTranscript.Parse(text, "a.txt", findings));

        var finding = Assert.Single(findings);
        Assert.Equal(("KB200", new SourceSpan("a.txt", line, 1)), (finding.Id, finding.Span));
    }

    [Fact]
    public void There_are_at_least_thirty() => Assert.True(GoldenFiles.Names.Count >= 30, $"{GoldenFiles.Names.Count} transcripts");
}
