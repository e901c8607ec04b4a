using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace FaqBot.Server.Tests;

public class OutboxWorkerTests : StoreTests, IAsyncLifetime
{
    private const string Kind = "test";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TestConversations? started;
    private readonly FakeKind kind = new(Kind);
    private readonly FakeLogger<OutboxAttempt> logger = new();
    private readonly FakeLogger<OutboxWorker> workerLogger = new();
    private readonly List<OutboxWorker> workers = [];

    private TestConversations Test => started ?? throw new InvalidOperationException("Not started.");

    private AwayPlace Place => (AwayPlace)Test.Place;

    public Task InitializeAsync()
    {
        started = NewAway();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        kind.AnswerAll();
        foreach (var worker in workers)
        {
            await worker.StopAsync(CancellationToken.None);
            worker.Dispose();
        }
        started?.Dispose();
    }

    [Fact]
    public async Task Effects_of_one_conversation_follow_one_another_and_those_of_others_do_not_wait()
    {
        await Begin("c1", "c2", "c3");
        await Test.AddEffects(Kind, "c1", "c1", "c2", "c3", "c1");
        await Work();

        await kind.Begun(3);
        kind.Answer("c2", new Carried.Done());
        kind.Answer("c3", new Carried.Done());
        kind.Answer("c1", new Carried.Done());
        await kind.Begun(4);
        kind.Answer("c1", new Carried.Done());
        await kind.Begun(5);
        kind.Answer("c1", new Carried.Done());
        await Settled();

        Assert.Equal([1, 3, 4], kind.Order.Take(3).Order());
        Assert.Equal([2, 5], kind.Order.Skip(3));
        Assert.All(Test.Effects(), row => Assert.NotNull(row.DoneAt));
    }

    [Fact]
    public async Task No_more_are_under_way_at_a_time_than_are_allowed()
    {
        string[] conversations = [.. Enumerable.Range(0, 12).Select(number => $"c{number}")];
        await Begin(conversations);
        await Test.AddEffects(Kind, conversations);
        await Work(new OutboxOptions { ParallelMax = 4 });

        for (var begun = 4; begun <= 12; begun++)
        {
            await kind.Begun(begun);
            Assert.InRange(kind.UnderWay, 1, 4);
            kind.Answer(kind.Any(), new Carried.Done());
        }
        kind.AnswerAll();
        await Settled();

        Assert.Equal(12, kind.Order.Count);
    }

    [Fact]
    public async Task A_receiver_that_is_dead_gets_one_try_now_and_then_and_holds_up_no_other()
    {
        string[] conversations = [.. Enumerable.Range(0, 60).Select(number => $"c{number}")];
        await Begin(conversations);
        await Test.AddEffectsFor("dead", Kind, [.. conversations.Take(40)]);
        await Test.AddEffectsFor("well", Kind, [.. conversations.Skip(40)]);
        kind.Answers = row => row.Lane == "dead" ? new Carried.Failed("away") : new Carried.Done();
        await Work();

        await Until(() => Test.Effects().Count(row => row.DoneAt is not null) == 20);
        var first = Test.Effects().Sum(row => row.Lane == "dead" ? row.Attempts : 0);
        for (var round = 1; round <= 5; round++)
        {
            Test.Time.Advance(TimeSpan.FromMinutes(10));
            Test.Bell.Ring(Kind);
            await Until(() => Test.Effects().Sum(row => row.Lane == "dead" ? row.Attempts : 0) == first + round);
            await Until(() => Test.Effects().All(row => row.ClaimedUntil <= Microseconds.Now(Test.Time) || row.DoneAt is not null));
        }
        kind.Answers = _ => new Carried.Done();
        Test.Time.Advance(TimeSpan.FromMinutes(10));
        Test.Bell.Ring(Kind);
        await Settled();

        Assert.InRange(first, 1, new OutboxOptions().LaneParallelMax);
        Assert.All(Test.Effects(), row => Assert.Null(row.DeadAt));
    }

    [Fact]
    public async Task What_failed_is_tried_again_when_it_is_due_and_before_what_follows_it()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1", "c1");
        await Work();

        await kind.Begun(1);
        kind.Answer("c1", new Carried.Failed("the other side is away", TimeSpan.FromSeconds(40)));
        await Until(() => Test.Effect(1).LastError is not null);
        var waiting = kind.Order.Count;
        Test.Time.Advance(TimeSpan.FromSeconds(40));
        Test.Bell.Ring(Kind);
        await kind.Begun(2);
        kind.Answer("c1", new Carried.Done());
        await kind.Begun(3);
        kind.Answer("c1", new Carried.Done());
        await Settled();

        Assert.Equal(1, waiting);
        Assert.Equal([1, 1, 2], kind.Order);
        Assert.Equal(2, Test.Effect(1).Attempts);
        Assert.Contains(logger.Lines, line => line.Contains("the other side is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_is_given_up_and_the_next_goes()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1", "c1");
        await Work();

        await kind.Begun(1);
        kind.Answer("c1", new Carried.Refused("there is nobody"));
        await kind.Begun(2);
        kind.Answer("c1", new Carried.Done());
        await Settled();

        Assert.NotNull(Test.Effect(1).DeadAt);
        Assert.Equal("there is nobody", Test.Effect(1).LastError);
        Assert.Contains(logger.Lines, line =>
            line.StartsWith("Error: test 1 for nobody in particular, of conversation c1, was given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_last_try_it_is_given_up()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work(new OutboxOptions { AttemptsMax = 3 });

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await kind.Begun(attempt);
            kind.Answer("c1", new Carried.Failed("away"));
            await Until(() => Test.Effect(1) is var row && (row.DeadAt is not null || row.DueAt > Microseconds.Now(Test.Time)));
            Test.Time.Advance(TimeSpan.FromMinutes(1));
            Test.Bell.Ring(Kind);
        }
        await Until(() => Test.Effect(1).DeadAt is not null);

        Assert.Equal(3, Test.Effect(1).Attempts);
        Assert.Equal(3, kind.Order.Count);
    }

    [Fact]
    public async Task What_failed_is_not_kept_for_ever()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        Test.Time.Advance(TimeSpan.FromHours(new OutboxOptions().HoursMax));
        await Work();

        await kind.Begun(1);
        kind.Answer("c1", new Carried.Failed("away"));
        await Until(() => Test.Effect(1).DeadAt is not null);

        Assert.Equal(1, Test.Effect(1).Attempts);
    }

    [Fact]
    public async Task What_throws_is_tried_again_and_its_words_are_not_kept()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work();

        await kind.Begun(1);
        kind.Throw("c1", new FormatException("zebroid"));
        await Until(() => Test.Effect(1).LastError is not null);

        Assert.Equal("FormatException", Test.Effect(1).LastError);
        Assert.DoesNotContain(logger.Lines, line => line.Contains("zebroid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_takes_too_long_is_cut_off_and_tried_again()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work(new OutboxOptions { AttemptSeconds = 1 });

        await Until(() => Test.Effect(1).LastError is not null);

        Assert.Equal("nothing came of it within 1 s", Test.Effect(1).LastError);
    }

    [Fact]
    public async Task A_stop_begins_nothing_new_and_finishes_what_is_under_way()
    {
        await Begin("c1", "c2");
        await Test.AddEffects(Kind, "c1", "c1", "c2");
        await Work();
        await kind.Begun(2);

        var stopping = workers[0].StopAsync(CancellationToken.None);
        var isWaiting = !stopping.IsCompleted;
        kind.Answer("c1", new Carried.Done());
        kind.Answer("c2", new Carried.Done());
        await stopping;

        Assert.True(isWaiting);
        Assert.Equal([true, false, true], Test.Effects().Select(row => row.DoneAt is not null));
        Assert.Equal(2, kind.Order.Count);
    }

    [Fact]
    public async Task What_was_done_while_the_store_was_away_is_marked_when_it_is_back_and_not_done_again()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1", "c1");
        await Work();
        await Work();
        await kind.Begun(1);

        Place.IsAway = true;
        kind.Answer("c1", new Carried.Done());
        await RefusedJobs(1);
        Test.Time.Advance(TimeSpan.FromMinutes(5));
        await RefusedJobs(Place.RefusedJobs + 2);
        await Until(() => workerLogger.Lines.Count(line => line.Contains("cannot be worked on", StringComparison.Ordinal)) == 2);
        Place.IsAway = false;
        await kind.Begun(2);
        kind.Answer("c1", new Carried.Done());
        await Settled();

        Assert.Equal([1, 2], kind.Order);
        Assert.Equal([1, 1], Test.Effects().Select(row => row.Attempts));
    }

    [Fact]
    public async Task What_this_node_is_at_it_does_not_begin_again_however_long_it_takes()
    {
        await Begin("c1", "c2");
        await Test.AddEffects(Kind, "c1");
        await Work();
        await kind.Begun(1);

        Test.Time.Advance(TimeSpan.FromMinutes(5));
        await Test.AddEffects(Kind, "c2");
        Test.Bell.Ring(Kind);
        await kind.Begun(2);
        kind.Answer("c1", new Carried.Done());
        kind.Answer("c2", new Carried.Done());
        await Settled();

        Assert.Equal([1, 2], kind.Order);
        Assert.Equal([1, 1], Test.Effects().Select(row => row.Attempts));
    }

    [Fact]
    public async Task That_something_was_given_up_is_said_once_however_often_it_must_be_written()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work();
        await kind.Begun(1);

        Place.IsAway = true;
        kind.Answer("c1", new Carried.Refused("there is nobody"));
        await RefusedJobs(3);
        Place.IsAway = false;
        await Settled();

        Assert.Single(logger.Lines, line => line.Contains("was given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_while_the_store_is_away_still_finishes_what_is_under_way()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work();
        await kind.Begun(1);

        // While the worker looks for more: what it meets then must not make it forget what it has begun.
        var asked = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        Place.Refusing = () => asked.TrySetResult(workers[0].StopAsync(CancellationToken.None));
        Place.IsAway = true;
        Test.Bell.Ring(Kind);
        var stopping = await asked.Task;
        kind.Answer("c1", new Carried.Done());
        await RefusedJobs(1);
        var isWaiting = !stopping.IsCompleted;
        Place.IsAway = false;
        await stopping;

        Assert.True(isWaiting);
        Assert.NotNull(Test.Effect(1).DoneAt);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_ever_for_a_store_that_is_away()
    {
        await Begin("c1");
        await Test.AddEffects(Kind, "c1");
        await Work(new OutboxOptions { AttemptSeconds = 5 });
        await kind.Begun(1);

        Place.IsAway = true;
        kind.Answer("c1", new Carried.Done());
        await RefusedJobs(1);
        await workers[0].StopAsync(CancellationToken.None);
        Place.IsAway = false;

        Assert.Null(Test.Effect(1).DoneAt);
        Assert.Contains(logger.Lines, line => line.Contains("could not be stored; it may happen again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Effects_that_nobody_carries_out_yet_stay_untouched()
    {
        await Begin("c1");
        await Test.AddEffects(nameof(FaqBot.Engine.Effect.PersonWanted), "c1");
        await Test.AddEffects(Kind, "c1");
        await Work();

        await kind.Begun(1);
        kind.Answer("c1", new Carried.Done());
        await Until(() => Test.Effect(2).DoneAt is not null);

        var left = Test.Effect(1);
        Assert.Equal((0, null, null, null), (left.Attempts, left.DoneAt, left.DeadAt, left.LastError));
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_do_nothing_twice_nor_out_of_order()
    {
        string[] conversations = [.. Enumerable.Range(0, 6).Select(number => $"c{number}")];
        await Begin(conversations);
        kind.AnswerAll();
        for (var round = 0; round < 10; round++)
        {
            await Test.AddEffects(Kind, conversations);
        }

        await Task.WhenAll(Work(), Work(), Work());
        await Settled();

        Assert.Equal(60, kind.Order.Count);
        Assert.Equal(60, kind.Order.Distinct().Count());
        var byConversation = Test.Effects().GroupBy(row => row.ConversationId);
        Assert.All(byConversation, rows =>
        {
            var ids = rows.Select(row => row.Id).ToHashSet();
            Assert.Equal(ids.Order(), kind.Order.Where(ids.Contains));
        });
    }

    private Task RefusedJobs(int count) => Until(() => Place.RefusedJobs >= count);

    private async Task Begin(params string[] conversations)
    {
        foreach (var conversation in conversations)
        {
            await Test.Begin(conversation);
        }
    }

    /// <summary>A worker as one node has it.</summary>
    private async Task Work(OutboxOptions? options = null)
    {
        var all = Options.Create(options ?? new OutboxOptions());
        var outbox = new Outbox(Test.Store, Test.Journal, Test.Bell, Test.Time);
        var lines = new CountedLines(Test.Time, new FakeLogger<CountedLines>());
        var attempt = new OutboxAttempt(outbox, all, Test.Time, lines, logger);
        var worker = new OutboxWorker(outbox, attempt, [kind], all, Test.Time, workerLogger);
        workers.Add(worker);
        await worker.StartAsync(CancellationToken.None);
    }

    /// <summary>Until nothing of this kind is left to do.</summary>
    private Task Settled() => Until(() => Test.Effects().All(row => row.DoneAt is not null || row.DeadAt is not null));

    /// <summary>The store is the only one who knows when a mark is made.</summary>
    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>Does what the test says, when it says so.</summary>
    private sealed class FakeKind(string name) : IOutboxKind
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<Carried>> underWay = new(StringComparer.Ordinal);
        private readonly ConcurrentQueue<long> order = new();
        private readonly Channel<long> begun = Channel.CreateUnbounded<long>();
        private volatile bool answersAll;

        public string Kind => name;

        /// <summary>What becomes of each at once; null to wait for the test.</summary>
        public Func<OutboxRow, Carried>? Answers { get; set; }

        public IReadOnlyList<long> Order => [.. order];

        public int UnderWay => underWay.Count;

        public async Task<Carried> CarryOut(OutboxRow row, CancellationToken cancellation)
        {
            var answer = new TaskCompletionSource<Carried>(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(underWay.TryAdd(row.ConversationId, answer), "Two effects of one conversation are under way.");
            // Whoever sees that it has begun may answer it.
            order.Enqueue(row.Id);
            begun.Writer.TryWrite(row.Id);
            if (answersAll || Answers is not null)
            {
                answer.TrySetResult(Answers?.Invoke(row) ?? new Carried.Done());
            }
            try
            {
                return await answer.Task.WaitAsync(cancellation);
            }
            finally
            {
                underWay.TryRemove(row.ConversationId, out _);
            }
        }

        public async Task Begun(int count)
        {
            using var deadline = new CancellationTokenSource(Patience);
            while (order.Count < count)
            {
                await begun.Reader.ReadAsync(deadline.Token);
            }
        }

        public string Any() => underWay.First(pair => !pair.Value.Task.IsCompleted).Key;

        public void Answer(string conversation, Carried carried) => underWay[conversation].TrySetResult(carried);

        public void Throw(string conversation, Exception exception) => underWay[conversation].TrySetException(exception);

        public void AnswerAll()
        {
            answersAll = true;
            foreach (var answer in underWay.Values)
            {
                answer.TrySetResult(new Carried.Done());
            }
        }
    }
}
