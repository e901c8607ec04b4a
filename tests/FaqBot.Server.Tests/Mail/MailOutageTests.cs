using FaqBot.Testing;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>The whole way from a commit into a mail server that is killed and comes back.</summary>
public class MailOutageTests : StoreTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_the_mail_server_is_killed_again_and_again_every_mail_arrives_once()
    {
        const int rounds = 5;
        const int perRound = 40;
        using var server = await SmtpProcess.New();
        await using var node = await Node.Start(New(), server);

        for (var round = 0; round < rounds; round++)
        {
            await node.Write(round * perRound, perRound);
            // In the middle of it.
            await node.Until(() => server.Acknowledged.Count >= (round * perRound) + (perRound / 3));
            await server.Kill();
            await node.Write((rounds + round) * perRound, perRound);
            await node.Until(() => node.AreFailing);
            await server.Start();
            await node.Until(() => node.AreAllDone);
        }

        var copies = server.Mails.ToLookup(mail => ReadMail.Of(File.ReadAllBytes(mail.Value)).Find("Message-ID"), mail => mail.Key);
        Assert.Equal(Enumerable.Range(0, 2 * rounds * perRound).Select(Node.MessageId).Order(), copies.Select(copy => copy.Key).Order());
        // What was killed between its disk and its acknowledgement is sent again, as it should be. What was acknowledged never is.
        Assert.Equal(server.Acknowledged, server.Acknowledged.DistinctBy(mail => mail.Id));
        Assert.All(server.Acknowledged, mail => Assert.Equal(copies[mail.Id].Max(), mail.Number));
        Assert.InRange(server.Mails.Count - copies.Count, 0, rounds * new OutboxOptions().LaneParallelMax);
    }

    [Fact]
    public async Task A_weekend_without_the_mail_server_costs_no_mail_doubles_none_and_it_is_not_hammered()
    {
        using var server = await SmtpProcess.New();
        await using var node = await Node.Start(New(), server);
        await server.Kill();

        for (var hour = 0; hour < 64; hour++)
        {
            await node.Write(hour, 1);
            await node.Let(TimeSpan.FromHours(1));
        }
        var tries = node.Tries;
        await server.Start();
        await node.Until(() => node.AreAllDone);
        await node.Stop();

        Assert.InRange(tries, 1, 64 + 8);
        var stored = server.Mails.Select(mail => ReadMail.Of(File.ReadAllBytes(mail.Value)).Find("Message-ID"));
        Assert.Equal(Enumerable.Range(0, 64).Select(Node.MessageId).Order(), stored.Order());
    }

    /// <summary>An outbox at work, whose clock only the test moves.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly TestConversations test;
        private readonly OutboxWorker worker;

        private Node(TestConversations test, OutboxWorker worker)
        {
            this.test = test;
            this.worker = worker;
        }

        public bool AreAllDone => test.Effects().All(row => row.DoneAt is not null);

        public bool AreFailing => test.Effects().Any(row => row is { DoneAt: null, LastError: not null });

        public int Tries => test.Effects().Sum(row => row.Attempts);

        public static async Task<Node> Start(TestConversations test, SmtpProcess server)
        {
            for (var number = 0; number < 20; number++)
            {
                await test.Begin($"c{number}");
            }
            var kind = TestMails.Kind(
                test.Knowledge, test.Time, ("Mail:Transport", "Smtp"), ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"),
                ("Mail:StartTls", "false"), ("Mail:From", "pomoc@sklep.example"));
            var options = Options.Create(new OutboxOptions());
            var outbox = new Outbox(test.Store, test.Journal, test.Bell, test.Time);
            var lines = new CountedLines(test.Time, new FakeLogger<CountedLines>());
            var attempt = new OutboxAttempt(outbox, options, test.Time, lines, new FakeLogger<OutboxAttempt>());
            var worker = new OutboxWorker(outbox, attempt, [kind], options, test.Time, new FakeLogger<OutboxWorker>());
            await worker.StartAsync(CancellationToken.None);
            return new Node(test, worker);
        }

        public static string MessageId(int number) => $"<demo.n{number}@sklep.example>";

        /// <summary>Notices of several conversations, as one commit; they wait until time passes, so that no try of theirs falls into two
        /// hours.</summary>
        public async Task Write(int first, int count)
        {
            var now = Microseconds.Now(test.Time);
            var rows = Enumerable.Range(first, count).Select(number => new OutgoingMail
            {
                Shop = TestConversations.Shop,
                To = $"c{number % 20}@kowalska.example",
                Subject = "Reklamacja",
                Text = $"Notice {number}",
                Language = "pl",
                Id = $"n{number}",
                Thread = $"c{number % 20}",
            }.ToRow($"c{number % 20}", 1, now));
            await test.Journal.Write((db, stop) => Outbox.Add(db, rows, stop));
        }

        /// <summary>Time passes, and a little more until something was tried: a try that was under way as it passed begins its pause
        /// then.</summary>
        public async Task Let(TimeSpan time)
        {
            var before = Tries;
            test.Time.Advance(time);
            test.Bell.Ring(OutgoingMail.Kind);
            await Wait(() =>
            {
                var isIdle = test.Effects().All(row => row.ClaimedUntil <= Microseconds.Now(test.Time));
                if (isIdle && Tries > before)
                {
                    return true;
                }
                if (isIdle)
                {
                    test.Time.Advance(TimeSpan.FromSeconds(10));
                    test.Bell.Ring(OutgoingMail.Kind);
                }
                return false;
            });
        }

        /// <summary>Time passes until it is so.</summary>
        public Task Until(Func<bool> condition) => Wait(() =>
        {
            if (condition())
            {
                return true;
            }
            test.Time.Advance(TimeSpan.FromSeconds(1));
            test.Bell.Ring(OutgoingMail.Kind);
            return false;
        });

        /// <summary>Nothing is sent any more.</summary>
        public Task Stop() => worker.StopAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await Stop();
            worker.Dispose();
            test.Dispose();
        }

        private static async Task Wait(Func<bool> condition)
        {
            using var deadline = new CancellationTokenSource(Patience);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
            while (!condition())
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
    }
}
