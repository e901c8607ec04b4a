using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace FaqBot.Faults;

/// <summary>A client's side of one conversation: what is not acknowledged is sent again with the same client id, as Direct
/// Line's clients do.</summary>
internal sealed class Chat
{
    private readonly Client client;
    private readonly Habits habits;
    private readonly Tally tally;
    private readonly int customer;
    private long polled;
    private int readings;

    private Chat(Client client, Habits habits, Tally tally, int customer, Told told, string token, string streamUrl)
    {
        this.client = client;
        this.habits = habits;
        this.tally = tally;
        this.customer = customer;
        Told = told;
        Token = token;
        StreamUrl = streamUrl;
    }

    public Told Told { get; }

    public string Token { get; }

    /// <summary>Whether the customer has asked for its end.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>As the start named it.</summary>
    public string StreamUrl { get; }

    private string Path => $"conversations/{Told.Conversation}";

    /// <summary>Gets a token, which can be done twice, and starts its conversation, which can be done twice.</summary>
    public static async Task<Chat> Begin(Client client, Habits habits, Tally tally, int customer, string secret, Action<Told> remember)
    {
        var user = $"dl_{customer.ToString(CultureInfo.InvariantCulture)}";
        var body = new JsonObject { ["user"] = new JsonObject { ["id"] = user } }.ToJsonString();
        var nowhere = new Told("(none)", user);
        var insistence = new Insistence(client, habits, tally);
        var ticket = await insistence.Send(HttpMethod.Post, "tokens/generate", secret, body, nowhere);
        var told = new Told(ticket.Text("conversationId"), user);
        remember(told);
        var begun = await insistence.Send(HttpMethod.Post, "conversations", ticket.Text("token"), null, told);
        return new Chat(client, habits, tally, customer, told, begun.Text("token"), begun.Text("streamUrl"));
    }

    /// <summary>Writes an activity and repeats it until it is acknowledged.</summary>
    /// <param name="activity">Without client id.</param>
    /// <param name="clientId">New in this conversation.</param>
    /// <param name="abandonAfter">The first attempt is given up after so long, answered or not; null to wait for it.</param>
    public async Task Post(JsonObject activity, string clientId, TimeSpan? abandonAfter)
    {
        var post = Told.Send(clientId, Stopwatch.GetTimestamp());
        tally.CountPost();
        activity["from"] = new JsonObject { ["id"] = Told.User };
        activity["channelData"] = new JsonObject { ["clientActivityID"] = clientId };
        var body = activity.ToJsonString();
        if (abandonAfter is { } patience)
        {
            await Abandon(body, patience);
        }
        var answer = await new Insistence(client, habits, tally) { OnAttempt = tally.CountAttempt }.Send(
            HttpMethod.Post, $"{Path}/activities", Token, body, Told);
        var now = Stopwatch.GetTimestamp();
        Told.Acknowledge(post, answer.Text("id"), now);
        tally.CountAcknowledged(new Commit(customer, client.Node, post.SentAt, now));
    }

    /// <summary>Sends again what has been acknowledged, as a client does whose memory of that was lost.</summary>
    public async Task PostAgain(Post post)
    {
        tally.CountRepeat();
        var body = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "again",
            ["channelData"] = new JsonObject { ["clientActivityID"] = post.ClientId },
        };
        var answer =
            await new Insistence(client, habits, tally).Send(HttpMethod.Post, $"{Path}/activities", Token, body.ToJsonString(), Told);
        Told.Acknowledge(post, answer.Text("id"), Stopwatch.GetTimestamp());
    }

    public Task PostEnd(string clientId)
    {
        IsEnding = true;
        return Post(new JsonObject { ["type"] = "endOfConversation" }, clientId, null);
    }

    /// <summary>Polls until asked to stop.</summary>
    public async Task KeepPolling(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Poll();
            await Task.Delay(habits.PollEvery, CancellationToken.None);
        }
    }

    /// <summary>Polls until there is nothing more; returns the last sequence.</summary>
    /// <exception cref="GaveUpException">It is in vain; that is told as a finding too.</exception>
    public async Task<long> PollAll()
    {
        var begun = Stopwatch.GetTimestamp();
        while (await Poll())
        {
            if (Stopwatch.GetElapsedTime(begun) > habits.Patience)
            {
                Told.Complain(Fault.Stalled, $"GET activities came to no end for {habits.Patience.TotalSeconds:0} s");
                throw new GaveUpException();
            }
            await Task.Delay(habits.PauseMax);
        }
        return polled;
    }

    /// <summary>Opens the stream again, with a new address for it; null when the conversation has ended.</summary>
    public async Task<string?> Reconnect(long after, CancellationToken cancellation)
    {
        var watermark = after == 0 ? "" : after.ToString(CultureInfo.InvariantCulture);
        var insistence = new Insistence(client, habits, tally) { Accepts = status => status == 404 };
        var answer = await insistence.Send(HttpMethod.Get, $"{Path}?watermark={watermark}", Token, null, Told, cancellation);
        if (!answer.IsSuccess && !IsEnding)
        {
            Told.Complain(Fault.Lost, "GET conversations says that there is no such conversation");
        }
        return answer.IsSuccess ? answer.Text("streamUrl") : null;
    }

    /// <summary>Reads one page after what was polled before. While servers die, a broken connection is no finding; any refusal always is,
    /// because a polling client stops for ever at it.</summary>
    /// <returns>Whether to go on: there was something, or nobody answered.</returns>
    private async Task<bool> Poll()
    {
        var known = habits.PagesMayBeEmpty ? 0 : Told.Known;
        var answer = await client.Send(HttpMethod.Get, $"{Path}/activities?watermark={polled}", Token, null, CancellationToken.None);
        if (answer is null)
        {
            tally.CountBreak();
            if (habits.ServersStay)
            {
                Told.Complain(Fault.Refused, "GET activities was not answered");
            }
            return true;
        }
        tally.CountPage();
        if (answer.Status != 200 || Frames.Read(answer.Body) is not { } page)
        {
            Told.Complain(Fault.Refused, $"GET activities was answered {answer.Status}");
            return false;
        }
        Told.Read($"poll {Interlocked.Increment(ref readings)}", polled, known).Add(page);
        polled = page.Activities is [.., var last] ? last.Sequence : polled;
        return page.Activities.Count > 0;
    }

    /// <summary>The answer never reaches its client; whether the server kept the message, its client cannot know.</summary>
    private async Task Abandon(string body, TimeSpan patience)
    {
        using var hangUp = new CancellationTokenSource(patience);
        tally.CountAttempt();
        try
        {
            await client.Send(HttpMethod.Post, $"{Path}/activities", Token, body, hangUp.Token);
        }
        catch (OperationCanceledException)
        {
            // As meant.
        }
    }
}
