using System.Text;
using FaqBot.Engine;

namespace FaqBot.Server.Tests;

public class CustomerConversationsTests : StoreTests
{
    private static readonly VerifiedCustomer Anna = new("demo", "anna");
    private static readonly VerifiedCustomer Jan = new("demo", "jan");

    [Fact]
    public async Task A_customer_comes_back_to_the_same_conversation_before_and_after_its_start()
    {
        using var test = New();
        var (customers, _) = Customers(test);
        var none = await customers.Find(Anna, CancellationToken.None);
        var first = await customers.Take(Anna, resume: null, Fresh("c1"));

        var before = await customers.Take(Anna, resume: null, Fresh("c2"));
        await test.Begin("c1");
        var after = await customers.Find(Anna, CancellationToken.None);

        Assert.Null(none);
        Assert.Equal((new ConversationId("c1"), "dl_c1"), first);
        Assert.Equal(first, before);
        Assert.Equal(first, after);
    }

    [Fact]
    public async Task Each_customer_of_each_shop_has_a_conversation_of_their_own()
    {
        using var test = New();
        var (customers, _) = Customers(test);

        var taken = new[]
        {
            await customers.Take(Anna, resume: null, Fresh("c1")),
            await customers.Take(Jan, resume: null, Fresh("c2")),
            await customers.Take(Anna with { Shop = "other" }, resume: null, Fresh("c3")),
        };

        Assert.Equal(["c1", "c2", "c3"], taken.Select(one => one.Conversation.Value));
    }

    [Fact]
    public async Task After_the_end_there_is_a_new_one_and_the_old_one_stays_theirs()
    {
        using var test = New();
        var (customers, _) = Customers(test);
        await customers.Take(Anna, resume: null, Fresh("c1"));
        await End(test, await test.Begin("c1"));

        var gone = await customers.Find(Anna, CancellationToken.None);
        var second = await customers.Take(Anna, resume: null, Fresh("c2"));

        Assert.Null(gone);
        Assert.Equal("c2", second.Conversation.Value);
        Assert.Equal(second, await customers.Find(Anna, CancellationToken.None));
        Assert.True(await customers.Owns(new ConversationId("c1"), CancellationToken.None));
    }

    [Fact]
    public async Task What_was_begun_before_signing_in_becomes_theirs_and_nobody_comes_back_to_it_by_a_resume()
    {
        using var test = New();
        var (customers, resumes) = Customers(test);
        var anonymous = await test.Begin("c1");
        var resume = await resumes.Issue("demo", anonymous, "dl_customer", CancellationToken.None);
        var second = await resumes.Issue("demo", anonymous, "dl_customer", CancellationToken.None);

        var taken = await customers.Take(Anna, resume, Fresh("c2"));

        Assert.Equal((anonymous, "dl_customer"), taken);
        Assert.Null(await resumes.Find("demo", resume, CancellationToken.None));
        Assert.Null(await resumes.Find("demo", second, CancellationToken.None));
        using var db = test.Store.OpenDb();
        Assert.Empty(db.ResumeTokens);
    }

    [Fact]
    public async Task Who_has_an_open_conversation_keeps_it_and_the_anonymous_one_stays_anonymous()
    {
        using var test = New();
        var (customers, resumes) = Customers(test);
        await customers.Take(Anna, resume: null, Fresh("c1"));
        var resume = await resumes.Issue("demo", await test.Begin("c2"), "dl_customer", CancellationToken.None);

        var taken = await customers.Take(Anna, resume, Fresh("c3"));

        Assert.Equal("c1", taken.Conversation.Value);
        Assert.Equal((new ConversationId("c2"), "dl_customer"), await resumes.Find("demo", resume, CancellationToken.None));
    }

    [Theory]
    [InlineData("demo", true, "it has ended")]
    [InlineData("other", false, "it is of another shop")]
    public async Task An_anonymous_conversation_that_cannot_be_resumed_does_not_become_theirs(string shop, bool isEnded, string because)
    {
        using var test = New();
        var (customers, resumes) = Customers(test);
        var anonymous = await test.Begin("c1");
        var resume = await resumes.Issue(shop, anonymous, "dl_customer", CancellationToken.None);
        if (isEnded)
        {
            await End(test, anonymous);
        }

        var taken = await customers.Take(Anna, resume, Fresh("c2"));

        Assert.True(taken.Conversation.Value == "c2", because);
    }

    [Fact]
    public async Task A_resume_that_outlived_the_change_opens_nothing()
    {
        using var test = New();
        var (customers, resumes) = Customers(test);
        await customers.Take(Anna, resume: null, Fresh("c1"));
        var late = await resumes.Issue("demo", new ConversationId("c1"), "dl_c1", CancellationToken.None);

        Assert.Null(await resumes.Find("demo", late, CancellationToken.None));
        Assert.Equal("c2", (await customers.Take(Jan, late, Fresh("c2"))).Conversation.Value);
    }

    [Fact]
    public async Task Devices_that_come_at_once_are_given_one_conversation()
    {
        using var test = New();
        using var store = test.Place.Open();
        using var journal = new Journal(store, test.Options, test.JournalLogger);
        journal.Start();
        var nodes = new[] { Customers(test).Customers, Customers(store, journal, test).Customers };

        for (var round = 0; round < 20; round++)
        {
            var customer = new VerifiedCustomer("demo", $"customer {round}");
            var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(device =>
                Task.Run(() => nodes[device % 2].Take(customer, resume: null, Fresh($"c{round}-{device}")))));

            Assert.Single(taken.Distinct());
        }
    }

    [Fact]
    public async Task Two_customers_who_sign_in_at_once_in_one_browser_do_not_share_its_conversation()
    {
        using var test = New();
        using var store = test.Place.Open();
        using var journal = new Journal(store, test.Options, test.JournalLogger);
        journal.Start();
        var (here, resumes) = Customers(test);
        var (there, _) = Customers(store, journal, test);

        for (var round = 0; round < 20; round++)
        {
            var anonymous = await test.Begin($"c{round}");
            var resume = await resumes.Issue("demo", anonymous, "dl_customer", CancellationToken.None);
            var taken = await Task.WhenAll(
                Task.Run(() => here.Take(new VerifiedCustomer("demo", $"anna {round}"), resume, Fresh($"a{round}"))),
                Task.Run(() => there.Take(new VerifiedCustomer("demo", $"jan {round}"), resume, Fresh($"b{round}"))));

            Assert.NotEqual(taken[0].Conversation, taken[1].Conversation);
            Assert.Single(taken, one => one.Conversation == anonymous);
        }
    }

    [Fact]
    public async Task Only_a_hash_of_the_shop_s_id_is_stored()
    {
        using var test = New();
        var (customers, _) = Customers(test);
        await customers.Take(Anna, resume: null, Fresh("c1"));

        using var db = test.Store.OpenDb();
        var row = Assert.Single(db.CustomerConversations);
        Assert.Equal(Anna.Hash(), row.Customer);
        Assert.DoesNotContain("anna", Encoding.Latin1.GetString(row.Customer), StringComparison.Ordinal);
        Assert.True(row.IsCurrent);
    }

    private static Ticket Fresh(string id) => new(new ConversationId(id), "demo", $"dl_{id}", null);

    private static Task<PostResult> End(TestConversations test, ConversationId id) =>
        test.Queue.Post(new Inbound(id, "dl_customer", null, null, new TurnEvent.Ended(), null), CancellationToken.None);

    private static (CustomerConversations Customers, ResumeTokens Resumes) Customers(TestConversations test) =>
        Customers(test.Store, test.Journal, test);

    private static (CustomerConversations Customers, ResumeTokens Resumes) Customers(Store store, Journal journal, TestConversations test)
    {
        var resumes = new ResumeTokens(store, journal, test.Time);
        return (new CustomerConversations(store, journal, resumes, test.Time), resumes);
    }
}
