using System.Net;
using Microsoft.EntityFrameworkCore;

namespace FaqBot.Server.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private DirectLineServer? started;

    private DirectLineServer Server => started ?? throw new InvalidOperationException();

    public async Task InitializeAsync() => started = await DirectLineServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_server_whose_journal_takes_nothing_is_not_ready_but_alive()
    {
        await Server.Conversations.Journal.Stop(CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ask("ready"));
        Assert.Equal(HttpStatusCode.OK, await Ask("live"));
    }

    [Fact]
    public async Task Any_other_failure_of_the_write_is_not_ready_either()
    {
        await Server.Conversations.Journal.Write((db, stop) => db.Database.ExecuteSqlRawAsync("DROP TABLE schema_version", stop));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ask("ready"));
    }

    [Fact]
    public async Task All_who_ask_within_a_second_share_one_write()
    {
        var first = await Ask("ready");
        await Server.Conversations.Journal.Stop(CancellationToken.None);

        var shared = await Ask("ready");
        Server.Conversations.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, shared));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ask("ready"));
    }

    private async Task<HttpStatusCode> Ask(string what)
    {
        using var answer = await Server.Client.GetAsync($"/health/{what}");
        return answer.StatusCode;
    }
}
