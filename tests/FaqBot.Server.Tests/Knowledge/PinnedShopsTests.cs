using System.Text;
using FaqBot.Engine;
using FaqBot.Testing;

namespace FaqBot.Server.Tests;

/// <summary>What dialogs began with is kept as long as they may run.</summary>
public class PinnedShopsTests : StoreTests
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(DialogRun.DaysMax + 1);

    [Fact]
    public async Task A_running_dialog_keeps_the_version_that_it_began_with()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        var old = await PutInForce(test, keeping, "Stary");
        var id = await test.Begin();
        await test.Post(id, "begin");
        await PutInForce(test, keeping, "Nowy");

        await test.Post(id, "hello");

        Assert.Contains($"hello, {old.DialogsHash}, ", test.LastWords(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_found_on_another_node_and_after_a_restart()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        var old = await PutInForce(test, keeping, "Stary");
        await PutInForce(test, keeping, "Nowy");

        var found = await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None);

        Assert.NotNull(found);
        Assert.NotSame(old, found);
        Assert.Equal((old.DialogsHash, "Stary"), (found.DialogsHash, found.Name));
    }

    [Fact]
    public async Task A_version_that_was_found_once_need_not_be_read_again()
    {
        using var test = New(FakeDialog.Run);
        var old = await PutInForce(test, Keeping(test), "Stary");
        var pins = Pins(test);
        var first = await pins.Find("demo", old.DialogsHash, CancellationToken.None);
        test.Place.Execute("DELETE FROM pinned_shops");

        Assert.Same(first, await pins.Find("demo", old.DialogsHash, CancellationToken.None));
    }

    [Fact]
    public async Task All_who_need_a_version_at_once_are_given_one()
    {
        using var test = New(FakeDialog.Run);
        var old = await PutInForce(test, Keeping(test), "Stary");
        var pins = Pins(test);

        var found = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => pins.Find("demo", old.DialogsHash, CancellationToken.None).AsTask())));

        Assert.Single(found.Distinct(ReferenceEqualityComparer.Instance));
        Assert.NotNull(found[0]);
    }

    [Fact]
    public async Task A_version_that_could_not_be_read_is_looked_for_again()
    {
        using var test = NewAway();
        var old = await PutInForce(test, Keeping(test), "Stary");
        var pins = Pins(test);
        ((AwayPlace)test.Place).IsAway = true;
        await Assert.ThrowsAsync<BusyException>(async () => await pins.Find("demo", old.DialogsHash, CancellationToken.None));
        ((AwayPlace)test.Place).IsAway = false;

        Assert.NotNull(await pins.Find("demo", old.DialogsHash, CancellationToken.None));
    }

    [Fact]
    public async Task A_version_that_is_gone_leaves_the_newest()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        await PutInForce(test, keeping, "Stary");
        var id = await test.Begin();
        await test.Post(id, "begin");
        await PutInForce(test, keeping, "Nowy");
        test.Place.Execute("DELETE FROM pinned_shops");

        var result = await test.Post(id, "hello");

        Assert.IsType<PostResult.Recorded>(result);
        Assert.Contains("hello, newest, ", test.LastWords(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM pinned_files")]
    [InlineData("UPDATE pinned_files SET content = {0}")]
    [InlineData("UPDATE pinned_shops SET files = {0}")]
    public async Task A_version_that_cannot_be_read_is_as_one_that_is_gone(string spoil)
    {
        using var test = New(FakeDialog.Run);
        var old = await PutInForce(test, Keeping(test), "Stary");
        test.Place.Execute(string.Format(null, spoil, this is PinnedShopsOnPostgresTests ? "'\\xffffffffffff'::bytea" : "x'ffffffffffff'"));

        Assert.Null(await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None));
        Assert.Single(test.PinsLogger.Lines);
    }

    [Fact]
    public async Task Another_shops_version_is_not_found()
    {
        using var test = New(FakeDialog.Run);
        var old = await PutInForce(test, Keeping(test), "Stary");
        var pins = Pins(test);
        await pins.Find("demo", old.DialogsHash, CancellationToken.None);

        Assert.Null(await pins.Find("other", old.DialogsHash, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_the_same_is_kept_once()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        await PutInForce(test, keeping, "Stary");
        var files = test.Place.Query("SELECT count(*) FROM pinned_files").Single()[0];

        await PutInForce(test, keeping, "Stary");
        await PutInForce(test, Keeping(test), "Stary");
        await PutInForce(test, keeping, "Nowy");

        Assert.Equal("2", test.Place.Query("SELECT count(*) FROM pinned_shops").Single()[0]);
        Assert.Equal($"{int.Parse(files, null) + 1}", test.Place.Query("SELECT count(*) FROM pinned_files").Single()[0]);
    }

    [Fact]
    public async Task A_version_goes_when_no_dialog_can_need_it_any_more()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        var old = await PutInForce(test, keeping, "Stary");
        test.Time.Advance(TimeSpan.FromDays(100));
        await keeping.Sweep(CancellationToken.None);
        var newest = await PutInForce(test, keeping, "Nowy");
        test.Time.Advance(Life - TimeSpan.FromHours(1));
        await keeping.Sweep(CancellationToken.None);
        var before = await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None);
        test.Time.Advance(TimeSpan.FromHours(2));

        await keeping.Sweep(CancellationToken.None);

        Assert.NotNull(before);
        Assert.Null(await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None));
        Assert.NotNull(await Pins(test).Find("demo", newest.DialogsHash, CancellationToken.None));
        Assert.Empty(test.PinsLogger.Lines);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_later()
    {
        using var test = NewAway();
        var keeping = Keeping(test);
        ((AwayPlace)test.Place).IsAway = true;
        var old = await PutInForce(test, keeping, "Stary");
        ((AwayPlace)test.Place).IsAway = false;

        await keeping.Keep(CancellationToken.None);

        Assert.NotNull(await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_changed_and_changed_back_is_in_force_again()
    {
        using var test = New(FakeDialog.Run);
        var keeping = Keeping(test);
        var old = await PutInForce(test, keeping, "Stary");
        await PutInForce(test, keeping, "Nowy");
        test.Time.Advance(Life - TimeSpan.FromHours(1));
        await PutInForce(test, keeping, "Stary");
        test.Time.Advance(Life - TimeSpan.FromHours(1));

        await keeping.Sweep(CancellationToken.None);

        Assert.NotNull(await Pins(test).Find("demo", old.DialogsHash, CancellationToken.None));
    }

    private static PinnedShops Pins(TestConversations test) => new(test.Store, test.PinsLogger);

    private static PinKeeping Keeping(TestConversations test) =>
        new(test.Store, test.Journal, test.Knowledge, test.Time, new FakeLogger<PinKeeping>());

    /// <summary>A shop of that name, and what the server does with it.</summary>
    private static async Task<Shop> PutInForce(TestConversations test, PinKeeping keeping, string name)
    {
        const string Path = "knowledge/demo/shop.yaml";
        var text = $"name: {name}\nlanguages: [pl]\ncountry: PL\ntime_zone: Europe/Warsaw\nbase: none\n";
        KnowledgeFile[] files =
        [
            .. ShippedKnowledge.Dialogs(),
            new KnowledgeFile(Path, Path, Encoding.UTF8.GetBytes(text)),
        ];
        var knowledge = Knowledge.Compile(files, ShippedKnowledge.Model).Knowledge ?? throw new InvalidOperationException();
        keeping.Take(files, knowledge);
        test.Knowledge.Swap(knowledge);
        await keeping.Keep(CancellationToken.None);
        return knowledge.Shops["demo"];
    }
}
