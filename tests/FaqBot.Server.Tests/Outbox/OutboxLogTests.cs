using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

/// <summary>What the operator reads of tries that fail.</summary>
public sealed class OutboxLogTests : OutboxStoreTests
{
    private readonly FakeLogger<OutboxAttempt> logger = new();

    [Fact]
    public async Task A_receiver_is_named_and_a_line_that_is_written_later_promises_no_further_try()
    {
        var options = Options.Create(new OutboxOptions { HoursMax = 1 });
        var outbox = new Outbox(Test.Store, Test.Journal, Test.Bell, Test.Time);
        using var lines = new CountedLines(Test.Time, new FakeLogger<CountedLines>());
        var attempt = new OutboxAttempt(outbox, options, Test.Time, lines, logger);
        var lanes = new OutboxLanes(options, Test.Time);
        await Test.Journal.Write((db, stop) => Outbox.Add(db, [TestWebhooks.Filed.ToRow("c1", 1, Now, due: null)], stop));

        await Try();
        await Try();
        Test.Time.Advance(TimeSpan.FromHours(1));
        await Try();
        lines.Flush(isLast: false);

        Assert.Collection(
            logger.Lines,
            line => Assert.StartsWith(
                "Warning: Webhook 1 for demo erp, of conversation c1, failed: no. After try 1 comes another in ", line,
                StringComparison.Ordinal),
            line => Assert.StartsWith(
                "Error: Webhook 1 for demo erp, of conversation c1, was given up after try 3: no.", line, StringComparison.Ordinal),
            line => Assert.StartsWith(
                "Warning: 1 more tries of Webhook for demo erp failed since the last line: no. The last of them was try 2 of 1.", line,
                StringComparison.Ordinal));

        async Task Try()
        {
            var claims = await outbox.Claim([Test.Effect(1)], TimeSpan.FromSeconds(30));
            await attempt.Run(new Failing(), Assert.Single(claims), lanes, CancellationToken.None);
        }
    }

    private NodaTime.Instant Now => Microseconds.Now(Test.Time);

    private sealed class Failing : IOutboxKind
    {
        public string Kind => OutgoingWebhook.Kind;

        public Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation) =>
            Task.FromResult<Carried>(new Carried.Failed("no"));
    }
}
