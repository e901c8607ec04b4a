using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace FaqBot.Server.Tests;

/// <summary>Webhooks from the commit to the receiver, by the server's own outbox.</summary>
public sealed class WebhookOutboxTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>As <see cref="TestWebhooks.Settings"/> have it.</summary>
    private static readonly TimeSpan ReceiverPauseMax = TimeSpan.FromHours(2);

    /// <summary>Tries that the clock is moved on for; a week has half as many.</summary>
    private const int TriesMax = 500;

    private readonly TestConversations conversations = new();
    private int waited;
    private FakeSite? started;
    private ServiceProvider? services;
    private OutboxWorker? worker;

    private FakeSite Site => started ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        started = await FakeSite.Start();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(TestWebhooks.Settings($"{Site.Url}/"));
        collection.AddSingleton<IHostEnvironment>(new FakeEnvironment("Production"));
        collection.AddSingleton<TimeProvider>(conversations.Time);
        collection.AddSingleton<Store>(conversations.Store);
        collection.AddSingleton(conversations.Journal);
        collection.AddCountedLines();
        collection.AddOutbox();
        collection.AddSingleton(conversations.Bell);
        collection.AddOutbound();
        collection.AddSingleton<LookUpHost>((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        collection.AddWebhooks();
        services = collection.BuildServiceProvider();
        worker = services.GetServices<IHostedService>().OfType<OutboxWorker>().Single();
        await worker.StartAsync(CancellationToken.None);
        await conversations.Begin("c1");
    }

    public async Task DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync(CancellationToken.None);
        }
        if (services is not null)
        {
            await services.DisposeAsync();
        }
        await Site.DisposeAsync();
    }

    public void Dispose() => conversations.Dispose();

    [Fact]
    public async Task A_receiver_that_fails_for_a_day_is_told_afterwards_by_the_same_id()
    {
        Site.Answer = Fail;
        var began = Microseconds.Now(conversations.Time);
        await Write(TestWebhooks.Filed);
        while (Microseconds.Now(conversations.Time) - began < Duration.FromHours(24))
        {
            await Next();
        }
        var tries = Site.Requests.Count;

        Site.Answer = _ => Task.CompletedTask;
        // One more may have failed before.
        while (conversations.Effect(1).DoneAt is null)
        {
            await Next();
        }

        Assert.InRange(tries, 15, 60);
        Assert.Single(Site.Requests.Select(request => (request.Headers["FaqBot-Delivery"], request.Body)).Distinct());
        Assert.All(Site.Requests, request => Assert.True(TestWebhooks.IsSigned(request, TestWebhooks.Secret, out _)));
    }

    [Fact]
    public async Task What_nobody_takes_is_a_dead_letter_that_can_be_sent_again()
    {
        Site.Answer = Fail;
        await Write(TestWebhooks.Filed);
        while (conversations.Effect(1).DeadAt is null)
        {
            await Next(ReceiverPauseMax);
        }
        var why = conversations.Effect(1).LastError;

        Site.Answer = _ => Task.CompletedTask;
        conversations.Time.Advance(ReceiverPauseMax);
        await Outbox.Revive(1, CancellationToken.None);
        conversations.Bell.Ring(OutgoingWebhook.Kind);
        await Until(() => conversations.Effect(1).DoneAt is not null);

        Assert.Equal("the receiver answered 500", why);
    }

    [Fact]
    public async Task While_a_receiver_takes_its_time_other_conversations_go_on()
    {
        await conversations.Begin("c2");
        var first = new TaskCompletionSource();
        Site.Answer = context => context.Request.Headers["FaqBot-Delivery"] == "slow" ? first.Task : Task.CompletedTask;
        await Write(TestWebhooks.Filed with { Id = "slow" });
        await Site.Wait(1);

        await Write("c2", TestWebhooks.Filed with { Id = "quick" });
        await Until(() => conversations.Effect(2).DoneAt is not null);
        var isWaiting = conversations.Effect(1).DoneAt is null;
        first.SetResult();
        await Until(() => conversations.Effect(1).DoneAt is not null);

        Assert.True(isWaiting);
    }

    [Fact]
    public async Task Those_of_one_conversation_come_in_order_and_once()
    {
        OutgoingWebhook[] webhooks =
            [.. Enumerable.Range(0, 5).Select(number => TestWebhooks.Filed with { Id = $"id-{number}", Body = $"{number}" })];
        await Write(webhooks);

        await Until(() => conversations.Effects().All(row => row.DoneAt is not null));

        Assert.Equal(["id-0", "id-1", "id-2", "id-3", "id-4"], Site.Requests.Select(request => request.Headers["FaqBot-Delivery"]));
    }

    private Outbox Outbox => services?.GetRequiredService<Outbox>() ?? throw new InvalidOperationException("Not started.");

    private Task Write(params OutgoingWebhook[] webhooks) => Write("c1", webhooks);

    private async Task Write(string conversation, params OutgoingWebhook[] webhooks)
    {
        var now = Microseconds.Now(conversations.Time);
        await conversations.Journal.Write(async (db, stop) =>
        {
            db.Outbox.AddRange(webhooks.Select(webhook => webhook.ToRow(conversation, 1, now, due: null)));
            await db.SaveChangesAsync(stop);
        });
        conversations.Bell.Ring(OutgoingWebhook.Kind);
    }

    private static Task Fail(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    /// <summary>Waits until the next try is marked, then goes on to when it is due again, and its receiver with it: the pauses of both are
    /// spread over the upper half of the same.</summary>
    /// <param name="least">The webhook's last pause is cut where its time is over; the receiver's is not.</param>
    private async Task Next(TimeSpan least = default)
    {
        Assert.InRange(++waited, 1, TriesMax);
        await Until(() => conversations.Effect(1) is var row
            && ((row.DeadAt ?? row.DoneAt) is not null || (row.Attempts > 0 && row.DueAt > Microseconds.Now(conversations.Time))));
        var wait = conversations.Effect(1).DueAt - Microseconds.Now(conversations.Time);
        if (wait > Duration.Zero)
        {
            conversations.Time.Advance(TimeSpan.FromTicks(Math.Max(wait.ToTimeSpan().Ticks * 2, least.Ticks)));
        }
        conversations.Bell.Ring(OutgoingWebhook.Kind);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
