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
    public async Task A_new_key_signs_when_every_node_has_had_time_to_read_it_and_the_old_one_verifies_for_two_days()
    {
        using var test = New();
        var keys = Keys(test);
        await keys.Refresh(CancellationToken.None);
        var old = keys.Current.Id;

        test.Time.Advance(TimeSpan.FromDays(30));
        await keys.Refresh(CancellationToken.None);
        var (both, signsAtFirst) = (keys.All, keys.Current.Id);
        test.Time.Advance(2 * SigningKeys.RefreshPeriod);
        var signsLater = keys.Current.Id;
        test.Time.Advance(TimeSpan.FromDays(2));
        await keys.Refresh(CancellationToken.None);

        Assert.Equal([signsLater, old], both.Select(key => key.Id));
        Assert.Equal(old, signsAtFirst);
        Assert.NotEqual(old, signsLater);
        Assert.Equal(signsLater, Assert.Single(keys.All).Id);
    }

    [Fact]
    public async Task Of_two_first_keys_that_nodes_made_at_once_both_nodes_sign_with_one()
    {
        using var test = New();
        var nodes = new[] { Keys(test), Keys(test) };
        await test.Journal.Write(async (db, stop) =>
        {
            db.SigningKeys.Add(new SigningKeyRow { Id = "one", Secret = new byte[32], CreatedAt = Microseconds.Now(test.Time) });
            db.SigningKeys.Add(new SigningKeyRow { Id = "two", Secret = new byte[32], CreatedAt = Microseconds.Now(test.Time) });
            await db.SaveChangesAsync(stop);
        });

        await Task.WhenAll(nodes.Select(node => node.Refresh(CancellationToken.None)));

        Assert.Equal(2, nodes[0].All.Count);
        Assert.Equal(nodes[0].Current.Id, nodes[1].Current.Id);
    }

    [Fact]
    public async Task A_key_that_another_node_made_is_learned_when_it_is_asked_for_and_the_database_is_not_asked_again_at_once()
    {
        using var test = New();
        var keys = Keys(test);
        await keys.Refresh(CancellationToken.None);
        var known = keys.All;
        await AddKey(test, "late");

        var isLearned = await keys.Learn(known, CancellationToken.None);
        var withLate = keys.All;
        await AddKey(test, "later");
        var isLearnedAtOnce = await keys.Learn(withLate, CancellationToken.None);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        var isLearnedLater = await keys.Learn(withLate, CancellationToken.None);

        Assert.Equal((true, false, true), (isLearned, isLearnedAtOnce, isLearnedLater));
        Assert.Contains(keys.All, key => key.Id == "later");
    }

    [Fact]
    public async Task Nothing_is_learned_from_a_key_that_nobody_has_made()
    {
        using var test = New();
        var keys = Keys(test);
        await keys.Refresh(CancellationToken.None);
        var known = keys.All;

        var isLearned = await keys.Learn(known, CancellationToken.None);

        Assert.False(isLearned);
        Assert.Same(known, keys.All);
    }

    private static Task AddKey(TestConversations test, string id) => test.Journal.Write(async (db, stop) =>
    {
        db.SigningKeys.Add(new SigningKeyRow { Id = id, Secret = new byte[32], CreatedAt = Microseconds.Now(test.Time) });
        await db.SaveChangesAsync(stop);
    });

    private static SigningKeys Keys(TestConversations test) => new(test.Store, test.Journal, test.Time, test.Options);
}
