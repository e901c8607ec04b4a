namespace FaqBot.Server.Tests;

public class SigningKeysTests : StoreTests
{
    [Fact]
    public async Task The_first_refresh_makes_a_key_that_stays()
    {
        using var test = New();
        var keys = Keys(test);
        await keys.Refresh(CancellationToken.None);
        var first = Assert.Single(keys.All);

        await keys.Refresh(CancellationToken.None);

        Assert.Equal(32, first.Secret.Length);
        Assert.Equal(first.Id, Assert.Single(keys.All).Id);
    }

    [Fact]
    public async Task All_nodes_have_the_same_keys()
    {
        using var test = New();
        var one = Keys(test);
        var two = Keys(test);

        await one.Refresh(CancellationToken.None);
        await two.Refresh(CancellationToken.None);

        Assert.Equal(one.All[0].Id, Assert.Single(two.All).Id);
        Assert.True(one.All[0].Secret.Span.SequenceEqual(two.All[0].Secret.Span));
    }

    [Fact]
    public async Task A_new_key_signs_after_thirty_days_while_the_old_one_still_verifies_for_two()
    {
        using var test = New();
        var keys = Keys(test);
        await keys.Refresh(CancellationToken.None);
        var old = keys.All[0].Id;

        test.Time.Advance(TimeSpan.FromDays(30));
        await keys.Refresh(CancellationToken.None);
        var both = keys.All;
        test.Time.Advance(TimeSpan.FromDays(2.1));
        await keys.Refresh(CancellationToken.None);

        Assert.Equal(2, both.Count);
        Assert.Equal(old, both[1].Id);
        Assert.Equal(both[0].Id, Assert.Single(keys.All).Id);
    }

    private static SigningKeys Keys(TestConversations test) => new(test.Store, test.Journal, test.Time, test.Options);
}
