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
    public void There_are_at_least_thirty() => Assert.True(GoldenFiles.Names.Count >= 30, $"{GoldenFiles.Names.Count} transcripts");
}
