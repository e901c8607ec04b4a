namespace FaqBot.Server.Tests;

public sealed class RecentConversationsTests
{
    private readonly RecentConversations recent = new();

    [Fact]
    public void What_was_kept_can_be_taken_once()
    {
        recent.Keep(Row("c1", 1));
        recent.Keep(Row("c1", 2));

        Assert.Equal(2, recent.Take(new ConversationId("c1"))?.Version);
        Assert.Null(recent.Take(new ConversationId("c1")));
    }

    [Fact]
    public void The_longest_unused_gives_way_when_there_are_too_many()
    {
        for (var number = 0; number < RecentConversations.CountMax; number++)
        {
            recent.Keep(Row($"c{number}", 1));
        }
        recent.Keep(Row("c0", 2));

        recent.Keep(Row("one more", 1));

        Assert.NotNull(recent.Take(new ConversationId("c0")));
        Assert.Null(recent.Take(new ConversationId("c1")));
        Assert.NotNull(recent.Take(new ConversationId("c2")));
    }

    [Fact]
    public void The_longest_unused_gives_way_when_they_are_too_long()
    {
        // A state is counted twice.
        const int halfOfAll = (int)(RecentConversations.BytesMax / sizeof(char) / 2 / 2);
        recent.Keep(Row("c1", 1, halfOfAll));
        recent.Keep(Row("c2", 1, halfOfAll));

        Assert.Null(recent.Take(new ConversationId("c1")));
        Assert.NotNull(recent.Take(new ConversationId("c2")));
    }

    [Fact]
    public void One_that_is_too_long_alone_is_not_kept()
    {
        recent.Keep(Row("c1", 1, (int)RecentConversations.BytesMax));

        Assert.Null(recent.Take(new ConversationId("c1")));
    }

    private static ConversationRow Row(string id, long version, int stateLength = 0) =>
        JournalTests.Conversation(id, version, state: new string(' ', stateLength));
}
